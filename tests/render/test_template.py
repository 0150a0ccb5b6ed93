"""The template's own promises: errors with data paths, sandbox, limits, cache, transform."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from docxtpl import DocxTemplate, InlineImage

from vbgen.errors import TemplateInvalid, UserError
from vbgen.render import Template, content_digest, default_cache_dir
from vbgen.render.limits import Limits

Lines = Callable[..., bytes]
Read = Callable[[bytes], Any]


@dataclass(frozen=True)
class Task:
    ten: str
    _rieng: str = "kín"


DATA = {"nhom": [{"viec": [{"ten": "a"}, {}]}], "ke_hoach": Task("x"), "so": [1]}


@pytest.mark.parametrize(
    ("tag", "path"),
    [
        ("{{ khong_co }}", "khong_co"),
        ("{{ khong_co.gi }}", "khong_co"),
        (
            "{% for n in nhom %}{% for v in n.viec %}{{ v.ten }}{% endfor %}{% endfor %}",
            "nhom[0].viec[1].ten",
        ),
        ("{{ ke_hoach.so_hieu }}", "ke_hoach.so_hieu"),
        ("{{ so[4] }}", "so[4]"),
        ("{% if nhom[0].gi %}x{% endif %}", "nhom[0].gi"),
        ("{% for x in ds.muc %}x{% endfor %}", "ds"),
    ],
)
def test_a_missing_value_is_named_with_its_data_path_and_its_paragraph(
    lines: Lines, tag: str, path: str
) -> None:
    template = Template(lines("Đoạn đứng trước", f"Căn cứ {tag} và", "sau"), name="ke-hoach.docx")
    with pytest.raises(TemplateInvalid) as caught:
        template.render(DATA)
    [problem] = caught.value.problems
    assert f"“{path}”" in problem.problem
    assert str(problem.place).startswith("ke-hoach.docx · đoạn “Căn cứ {")
    assert problem.required
    assert problem.remedy


def test_an_error_inside_a_part_that_docxtpl_finishes_is_told_the_same_way(lines: Lines) -> None:
    template = Template(lines("{% macro m() %}{{ gi }}{% endmacro %}Đây: {{ m() }}"))
    assert template.why_slow
    with pytest.raises(TemplateInvalid, match="“gi”"):
        template.render({})


@pytest.mark.parametrize(
    "tag",
    [
        "{{ ().__class__.__bases__ }}",
        "{{ ten.__class__ }}",
        "{{ ten['__class__'] }}",
        "{{ ten|attr('__class__') }}",
        "{{ '{0.__class__}'.format(ten) }}",
        "{{ self.__init__.__globals__ }}",
        "{{ cycler.__init__.__globals__ }}",
        "{{ ham.__code__ }}",
        "{{ viec._rieng }}",
        "{{ viec.__dataclass_fields__ }}",
    ],
)
def test_the_sandbox_lets_no_template_out(lines: Lines, tag: str) -> None:
    with pytest.raises(TemplateInvalid):
        Template(lines(tag)).render({"ten": "x", "ham": lambda: 1, "viec": Task("x")})


@pytest.mark.parametrize(
    "tag",
    [
        "{% for a in range(99999999) %}x{% endfor %}",
        "{{ 'x' * 99999999 }}",
        "{{ [1] * 99999999 }}",
        "{{ 9 ** 99999 }}",
    ],
)
def test_what_would_grow_without_bound_is_refused(lines: Lines, tag: str) -> None:
    with pytest.raises(TemplateInvalid):
        Template(lines(tag)).render({})


@pytest.mark.parametrize("inner", ["", "x"], ids=["without output", "with output"])
def test_a_loop_that_never_ends_is_stopped(lines: Lines, inner: str) -> None:
    loop = "{% for a in range(90000) %}"
    tag = f"{loop}{loop}{inner}{{% endfor %}}{{% endfor %}}"
    template = Template(lines(tag))
    template._output.limits.seconds = 0.05
    with pytest.raises(TemplateInvalid, match=r"quá 0\.05 giây"):
        template.render({})


def test_a_result_beyond_all_measure_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vbgen.render.limits.MAX_BYTES", 10_000)
    with pytest.raises(Exception, match="dài quá 10000"):
        list(Limits().encoded("xyz" for _ in range(20_000)))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Nơi nhận: {{ ten", "Nơi nhận"),
        ("Kính gửi {{ a b }}", "Kính gửi"),
        ("Việc {% for %}", "Việc"),
        ("Đoạn {% if x %}", "Đoạn"),
        ("Đoạn {% khong_co_lenh %}", "Đoạn"),
        ("Lọc {{ x|khong_co_bo_loc }}", "Lọc"),
    ],
)
def test_a_broken_tag_is_told_with_its_paragraph(lines: Lines, text: str, shown: str) -> None:
    with pytest.raises(TemplateInvalid) as caught:
        Template(lines("trước", text, "sau"), name="mau.docx")
    assert shown in str(caught.value.problems[0].place)


@pytest.mark.parametrize(
    "data",
    [b"", b"PK\3\4 gi do", b"%PDF-1.7", zipfile.ZipFile],
    ids=["empty", "cut off", "another format", "a zip that is no document"],
)
def test_what_is_no_word_document_is_refused(data: Any) -> None:
    if data is zipfile.ZipFile:
        with zipfile.ZipFile(out := io.BytesIO(), "w") as archive:
            archive.writestr("a.txt", "x")
        data = out.getvalue()
    with pytest.raises(TemplateInvalid):
        Template(data)


def test_fields_named_as_methods_of_a_dict_are_the_fields(lines: Lines, printed: Read) -> None:
    names = ("items", "keys", "values", "get", "copy", "update", "pop")
    tags = " ".join(f"{{{{ x.{name} }}}}" for name in names)
    made = Template(lines(tags)).render({"x": {name: name.upper() for name in names}})
    assert printed(made) == [" ".join(names).upper()]


def test_nothing_of_one_document_lives_on_in_the_next(lines: Lines, printed: Read) -> None:
    template = Template(
        lines(
            "{% set s = namespace(n=0) %}"
            "{% for x in ds %}{% set s.n = s.n + x %}{% endfor %}{{ s.n }}"
        )
    )
    assert [printed(template.render({"ds": ds})) for ds in ([1, 2], [3], [])] == [
        ["3"],
        ["3"],
        ["0"],
    ]


@pytest.mark.parametrize("strict", [True, False])
def test_none_is_printed_as_docxtpl_prints_it_unless_strict(
    lines: Lines, printed: Read, strict: bool
) -> None:
    template = Template(lines("a {{ x.y }}"), strict=strict)
    if not strict:
        assert printed(template.render({"x": {"y": None}})) == ["a None"]
        return
    with pytest.raises(TemplateInvalid, match="None"):
        template.render({"x": {"y": None}})
    with pytest.raises(TemplateInvalid, match=r"x\.y"):
        template.render({"x": {"y": "chu".upper}})


def test_an_image_without_its_template_is_explained(lines: Lines) -> None:
    data = lines("{{ anh }}")
    image = InlineImage(DocxTemplate(io.BytesIO(data)), "a.png")
    with pytest.raises(TemplateInvalid) as caught:
        Template(data).render({"anh": image})
    assert "using" in caught.value.problems[0].remedy


@pytest.mark.parametrize("kind", ["path", "text", "bytes", "stream"])
def test_a_template_comes_from_a_path_or_bytes_or_a_stream(
    lines: Lines, printed: Read, tmp_path: Path, kind: str
) -> None:
    data = lines("{{ a }}")
    path = tmp_path / "mẫu.docx"
    path.write_bytes(data)
    source = {"path": path, "text": str(path), "bytes": data, "stream": io.BytesIO(data)}[kind]
    assert printed(Template(source).render({"a": "x"})) == ["x"]


class Shout:
    """A transform that changes the words of the template."""

    key = "shout"
    filters: Mapping[str, Callable[..., Any]] = MappingProxyType({})

    def __init__(self) -> None:
        self.seen: list[str] = []

    def __call__(self, part_name: str, xml: str) -> str:
        self.seen.append(part_name)
        if part_name == "word/styles.xml":
            return xml.replace("Normal", "Thuong")
        return xml.replace("cũ {{ a }}", "MỚI {{ b }}")


def test_a_transform_changes_parts_before_they_are_prepared(lines: Lines, printed: Read) -> None:
    shout = Shout()
    template = Template(lines("cũ {{ a }}"), transform=shout)
    made = template.render({"b": "x"})
    assert printed(made) == ["MỚI x"]
    assert {"word/document.xml", "word/styles.xml"} <= {*shout.seen}
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert b"Thuong" in archive.read("word/styles.xml")
    using = template.docxtpl()
    assert printed(template.render({"b": "y"}, using=using)) == ["MỚI y"]


def test_each_deflate_gives_the_same_parts(lines: Lines) -> None:
    data = lines("{{ a }}" * 3)
    made = {
        name: Template(data, deflate=name).render({"a": "x" * 500})
        for name in ("isal", "zlib-ng", "zlib")
    }
    assert len({content_digest(docx) for docx in made.values()}) == 1
    with pytest.raises(ValueError, match="bzip"):
        Template(data, deflate="bzip")


def test_the_digest_of_a_document_comes_along_with_it(lines: Lines, tmp_path: Path) -> None:
    for _ in range(2):  # prepared, then from the cache
        template = Template(lines("{{ a }}"), cache_dir=tmp_path / "nho")
        made, digest = template.render_digested({"a": "x"})
        assert made == template.render({"a": "x"})
        assert digest == content_digest(made) != template.render_digested({"a": "y"})[1]


def test_a_document_carries_no_clock(lines: Lines) -> None:
    with zipfile.ZipFile(io.BytesIO(Template(lines("{{ a }}")).render({"a": 1}))) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.testzip() is None
        assert len({*archive.namelist()}) == len(archive.namelist())


def test_members_with_other_letters_in_their_names_are_kept(lines: Lines) -> None:
    data = Template(lines("{{ a }}")).render({"a": 1})
    from vbgen.render.deflate import deflate
    from vbgen.render.package import assemble, members, pack

    made = assemble(
        pack({"á.xml": b"<a/>", "b.png": os.urandom(99)}), [("ế.xml", b"<b/>" * 99)], deflate()
    )
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert archive.namelist() == ["á.xml", "b.png", "ế.xml"]
        assert archive.testzip() is None
    assert members(data).keys() >= {"word/document.xml"}


def test_a_prepared_template_comes_from_the_cache_without_docxtpl(
    lines: Lines, tmp_path: Path
) -> None:
    data, cache = lines("Chào {{ a }}", "{% for x in ds %}{{ x }}{% endfor %}"), tmp_path / "nho"
    (tmp_path / "mau.docx").write_bytes(data)
    first = Template(data, cache_dir=cache).render({"a": "b\nc", "ds": [1]})
    script = (
        "import sys, pathlib\nfrom vbgen.render import Template\n"
        "t = Template(pathlib.Path(sys.argv[1]), cache_dir=pathlib.Path(sys.argv[2]))\n"
        "sys.stdout.buffer.write(t.render({'a': 'b\\nc', 'ds': [1]}))\n"
        "assert not {'docxtpl', 'docx', 'lxml', 'lxml.etree'} & {*sys.modules}, sys.modules\n"
    )
    run = [sys.executable, "-c", script, str(tmp_path / "mau.docx"), str(cache)]
    assert subprocess.run(run, check=True, capture_output=True).stdout == first


@pytest.mark.parametrize(
    "damage",
    [lambda b: b[: len(b) // 2], lambda b: b"", lambda b: b[:-1] + b"\0", lambda b: b"x" + b],
    ids=["cut off", "empty", "a byte changed", "shifted"],
)
def test_a_damaged_cache_entry_is_made_anew(
    lines: Lines, tmp_path: Path, damage: Callable[[bytes], bytes]
) -> None:
    data, cache = lines("{{ a }}"), tmp_path / "nho"
    made = Template(data, cache_dir=cache).render({"a": 1})
    [entry] = cache.glob("*.bin")
    whole = entry.read_bytes()
    entry.write_bytes(damage(whole))
    assert Template(data, cache_dir=cache).render({"a": 1}) == made
    assert entry.read_bytes() == whole


def test_the_cache_tells_templates_and_transforms_apart(
    lines: Lines, printed: Read, tmp_path: Path
) -> None:
    data, cache = lines("cũ {{ a }}"), tmp_path / "nho"
    for _ in range(2):
        assert printed(Template(data, cache_dir=cache).render({"a": 1})) == ["cũ 1"]
        assert printed(Template(data, cache_dir=cache, transform=Shout()).render({"b": 1})) == [
            "MỚI 1"
        ]
    assert len(list(cache.glob("*.bin"))) == 2


@pytest.mark.skipif(os.name == "nt", reason="modes of folders mean nothing there")
def test_the_cache_is_the_users_alone(lines: Lines, tmp_path: Path) -> None:
    data, cache = lines("{{ a }}"), tmp_path / "nho"
    Template(data, cache_dir=cache)
    assert cache.stat().st_mode & 0o777 == 0o700
    for entry in cache.iterdir():
        entry.unlink()
    cache.chmod(0o777)
    assert Template(data, cache_dir=cache).render({"a": 1})
    assert list(cache.iterdir()) == []


def test_a_cache_that_cannot_be_written_is_no_error(lines: Lines, tmp_path: Path) -> None:
    (tmp_path / "tep").write_text("", encoding="utf-8")
    assert Template(lines("{{ a }}"), cache_dir=tmp_path / "tep" / "nho").render({"a": 1})


@pytest.mark.parametrize("variable", ["LOCALAPPDATA", "XDG_CACHE_HOME"])
def test_the_cache_lies_where_the_system_keeps_such_things(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, variable: str
) -> None:
    for name in ("LOCALAPPDATA", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv(variable, str(tmp_path))
    assert tmp_path in default_cache_dir().parents


def test_a_character_that_xml_cannot_hold_is_told_with_its_data_path(lines: Lines) -> None:
    data = lines("a {{ nhom[0].ten }}")
    template = Template(data, name="mau.docx")
    for bad in ("x\x0by", "\x00", "\ufffe", "a\uffffb", "\ud800", "\x1f"):
        for using in (None, DocxTemplate(io.BytesIO(data))):
            with pytest.raises(UserError) as caught:
                template.render({"so": 1, "nhom": [{"ten": bad}]}, using=using)
            assert "nhom[0].ten" in str(caught.value.problems[0].place)
            assert f"U+{ord(bad.strip('xyab')):04X}" in caught.value.problems[0].problem
