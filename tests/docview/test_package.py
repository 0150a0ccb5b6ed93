"""What is not a sound .docx is refused with a Vietnamese message, never half read."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from support import recipes

from vbgen.docview import dump, package, read
from vbgen.errors import UserError

SOUND = recipes.made(lambda document: document.add_paragraph("a"))


def changed(name: str, data: bytes | None, source: bytes = SOUND) -> bytes:
    """The file with one part replaced, or left out."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(source)) as old, zipfile.ZipFile(stream, "w") as new:
        for item in old.namelist():
            if item != name:
                new.writestr(item, old.read(item))
            elif data is not None:
                new.writestr(item, data)
    return stream.getvalue()


def part(name: str) -> bytes:
    with zipfile.ZipFile(BytesIO(SOUND)) as archive:
        return archive.read(name)


DOCUMENT = part("word/document.xml")
DEEP = DOCUMENT.replace(b"<w:sectPr", b"<w:sdt>" * 300 + b"</w:sdt>" * 300 + b"<w:sectPr")
DTD = b'<!DOCTYPE x [<!ENTITY a "b">]>'
BAD = {
    "no zip at all": (b"xin chao", "không phải tệp .docx"),
    "empty": (b"", "không phải tệp .docx"),
    "cut short": (SOUND[: len(SOUND) // 2], "không phải tệp .docx"),
    "an old .doc or one with a password": (bytes.fromhex("D0CF11E0A1B11AE1") + b"x", "(.doc)"),
    "no main part": (changed("word/document.xml", None), "không có phần văn bản"),
    "a workbook": (changed("_rels/.rels", b"<a/>"), "không có phần văn bản"),
    "broken XML": (changed("word/document.xml", DOCUMENT[:-20]), "không phải XML đúng"),
    "nested too deep": (changed("word/document.xml", DEEP), "không phải XML đúng"),
    "a DTD": (changed("word/document.xml", DOCUMENT.replace(b"?>", b"?>" + DTD, 1)), "DTD"),
}  # fmt: skip


@pytest.mark.parametrize(("data", "message"), BAD.values(), ids=BAD.keys())
def test_refused(data: bytes, message: str) -> None:
    with pytest.raises(UserError) as caught:
        read(data)
    (problem,) = caught.value.problems
    assert message in problem.problem
    assert problem.required and problem.remedy


def test_a_damaged_member_is_refused() -> None:
    at = SOUND.index(b"word/styles.xml") + 400
    with pytest.raises(UserError, match=r"hỏng|không đọc được"):
        read(SOUND[:at] + bytes(64) + SOUND[at + 64 :])


def test_a_file_that_unpacks_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MAX_XML", 1000)
    with pytest.raises(UserError, match="lớn quá mức"):
        read(SOUND)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"khong-co\.docx"):
        read(tmp_path / "khong-co.docx")


def test_a_path_reads_like_its_bytes(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(SOUND)
    assert read(path) == read(str(path)) == read(SOUND)


@pytest.mark.parametrize("name", ["word/styles.xml", "word/numbering.xml", "word/theme/theme1.xml"])
def test_a_file_without_an_optional_part_is_read(name: str) -> None:
    assert next(read(changed(name, None)).paragraphs()).text == "a"


def test_a_strict_file_is_read_like_a_common_one() -> None:
    main = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    strict = DOCUMENT.replace(main, b"http://purl.oclc.org/ooxml/wordprocessingml/main")
    assert read(changed("word/document.xml", strict)).blocks == read(SOUND).blocks


ODD = ["", "-1", "x", "nan", "inf", "99999999999", "1e9", "\u0663", "-0.5mm", "none"]


@pytest.mark.parametrize("value", ODD, ids=[value or "empty" for value in ODD])
@pytest.mark.parametrize("name", ["word/document.xml", "word/styles.xml", "word/numbering.xml"])
def test_odd_values_of_attributes_are_survived(name: str, value: str) -> None:
    plan = recipes.made(recipes.plan)
    with zipfile.ZipFile(BytesIO(plan)) as archive:
        text = archive.read(name).decode()
    odd = re.sub(
        r'(w:(?:val|w|h|left|line|before|sz|start|gridSpan)=)"[^"]*"', rf'\1"{value}"', text
    )
    assert odd != text
    view = read(changed(name, odd.encode(), plan))
    assert dump(view)
