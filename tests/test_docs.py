"""The documents say what the program does: commands run, links lead somewhere, keys are read."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from pkgutil import resolve_name
from urllib.parse import unquote

import pytest
from support.walkthrough import Walk

from vbgen.cli.main import COMMANDS, run
from vbgen.documents import product_types
from vbgen.documents.own_data import own_holidays, own_regimes
from vbgen.model.fields import Fields, Problems
from vbgen.model.office import read_office
from vbgen.model.plan import read_plan
from vbgen.model.raw import Raw
from vbgen.model.unit import read_register
from vbgen.sources.yaml_file import parse_yaml, read_yaml

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
GUIDES = sorted(DOCS.glob("huong-dan-*.md"))
PAGES = [ROOT / "README.md", *sorted(DOCS.glob("*.md")), *sorted(ROOT.glob("examples/*/README.md"))]
FORMAT = DOCS / "dinh-dang-du-lieu.md"
SHIPPED = DOCS / "du-lieu-co-san.md"  # an own regime or holiday year is written as a shipped one
EXAMPLES = sorted(p.parent for p in ROOT.glob("examples/*/ke-hoach.yaml"))
LINK = re.compile(r"\]\(([^)\s]+)\)")
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


# --- commands ---


@pytest.fixture
def typed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[[Sequence[str]], tuple[int, str]]:
    """Run a command in a fresh folder; return its exit code and all it printed."""
    monkeypatch.chdir(tmp_path)

    def call(argv: Sequence[str]) -> tuple[int, str]:
        code = run(argv)
        printed = capsys.readouterr()
        return code, printed.out + printed.err

    return call


@pytest.mark.slow
@pytest.mark.parametrize("guide", GUIDES, ids=[p.stem for p in GUIDES])
def test_a_guide_can_be_followed_to_the_letter(
    guide: Path, tmp_path: Path, typed: Callable[[Sequence[str]], tuple[int, str]]
) -> None:
    walk = Walk(tmp_path, typed)
    walk.follow(guide.read_text(encoding="utf-8"))
    assert len(walk.commands) > 15
    assert [c for c, code in walk.commands if code not in {0, 1, 2}] == []
    assert walk.missing == []


def test_the_guides_show_every_command() -> None:
    shown = "".join(p.read_text(encoding="utf-8") for p in GUIDES)
    assert [name for name in COMMANDS if f"$ vbgen {name}" not in shown] == ["completion"]


def readme_commands(fence: str) -> list[list[str]]:
    """The commands of the README's fences of one kind, in order, without remarks."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    lines = [
        line for kind, body in FENCE.findall(text) if kind == fence for line in body.split("\n")
    ]
    found = (re.match(r"(?:\S*\\)?vbgen (.*)", line) for line in lines)
    return [shlex.split(m[1].replace("\\", "/"), comments=True) for m in found if m]


@pytest.mark.slow
@pytest.mark.parametrize("fence", ["", "powershell"], ids=["any shell", "PowerShell"])
def test_the_commands_of_the_readme_run_one_after_the_other(
    fence: str, tmp_path: Path, typed: Callable[[Sequence[str]], tuple[int, str]]
) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    commands = readme_commands(fence)
    assert commands
    for argv in commands:
        if argv[0] == "collect":  # what units send back
            folder = Path(argv[1])
            for form in (folder / "out").glob("tien-do-*.xlsx"):
                shutil.copy(form, folder / "tien-do")
        code, printed = typed(argv)
        assert code in {0, 1}, f"{' '.join(argv)}\n{printed}"


@pytest.mark.slow
def test_the_python_of_the_readme_runs(
    tmp_path: Path, typed: Callable[[Sequence[str]], tuple[int, str]]
) -> None:
    assert typed(["init", "viec-2024"])[0] == 0
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    (body,) = (body for kind, body in FENCE.findall(text) if kind == "python")
    exec(compile(body, "README.md", "exec"), {})
    assert (tmp_path / "viec-2024" / "out" / "ke-hoach.docx").is_file()


# --- links ---


@pytest.mark.parametrize("page", PAGES, ids=[str(p.relative_to(ROOT)) for p in PAGES])
def test_every_relative_link_leads_to_a_file_and_a_heading(page: Path) -> None:
    broken = [link for link in links(page) if not leads_somewhere(page, link)]
    assert broken == []


def links(page: Path) -> list[str]:
    text = FENCE.sub("", page.read_text(encoding="utf-8"))
    return [t for t in LINK.findall(text) if not t.startswith(("http:", "https:", "mailto:"))]


def leads_somewhere(page: Path, link: str) -> bool:
    name, _, heading = unquote(link).partition("#")
    target = (page.parent / name) if name else page
    if not target.exists():
        return False
    return not heading or heading in set(anchors(target.read_text(encoding="utf-8")))


def anchors(text: str) -> Iterator[str]:
    """The names that headings get on the pages of a repository."""
    for line in FENCE.sub("", text).splitlines():
        if line.startswith("#"):
            words = re.sub(r"[^\w\s-]", "", line.lstrip("#").strip().lower())
            yield words.replace(" ", "-")


# --- keys ---


def documented() -> dict[str, Raw]:
    """The sample of each file in the description of the data, by the file's stem."""
    text = FORMAT.read_text(encoding="utf-8")
    parts = re.split(r"^## `([\w-]+)\.yaml`", text, flags=re.MULTILINE)
    found = {}
    for stem, part in zip(parts[1::2], parts[2::2], strict=True):
        fences = [body for kind, body in FENCE.findall(part) if kind == "yaml"]
        if fences:
            found[stem] = parse_yaml(fences[0], f"{stem}.yaml")
    return found


def taken(raws: dict[str, Raw], monkeypatch: pytest.MonkeyPatch) -> tuple[set[str], list[str]]:
    """Read the files; return all keys that the readers know, and the complaints of unknown ones."""
    known: set[str] = set()
    done = Fields.done

    def record(fields: Fields) -> None:
        known.update(fields._taken)
        done(fields)

    monkeypatch.setattr(Fields, "done", record)
    problems = Problems()
    read_office(Fields(raws["van-phong"], problems, "văn phòng"))
    register = read_register(Fields(raws["don-vi"], problems, "danh mục"))
    read_plan(Fields(raws["ke-hoach"], problems, "kế hoạch"), register, product_types.infer)
    own_regimes(raws.get("che-do-bao-cao"), problems)
    own_holidays(raws.get("ngay-nghi"), problems)
    return known, [p.problem for p in problems.found if "không có khóa" in p.problem]


def test_every_documented_key_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    assert taken(documented(), monkeypatch)[1] == []


def test_every_key_that_is_read_is_documented(monkeypatch: pytest.MonkeyPatch) -> None:
    known = taken(documented(), monkeypatch)[0]
    for folder in EXAMPLES:
        stems = ("van-phong", "don-vi", "ke-hoach")
        files = {s: folder / f"{s}.yaml" for s in stems}
        if all(path.is_file() for path in files.values()):
            known |= taken({s: read_yaml(path) for s, path in files.items()}, monkeypatch)[0]
    text = "".join(p.read_text(encoding="utf-8") for p in (FORMAT, SHIPPED))
    assert sorted(key for key in known if not re.search(rf"\b{key}\b", text)) == []


# --- glossary ---


def test_every_name_of_the_glossary_is_in_the_code() -> None:
    text = (DOCS / "glossary.md").read_text(encoding="utf-8")
    names = re.findall(r"`([\w.]+)`", text)
    dotted = [n for n in names if re.match(r"(app|documents|exports|form|model|render)\.", n)]
    classes = [n for n in names if re.fullmatch(r"(?:[A-Z][a-z]+)+", n)]
    code = "".join(p.read_text(encoding="utf-8") for p in ROOT.glob("vbgen/**/*.py"))
    assert dotted
    assert classes
    assert [n for n in dotted if not exists(n)] == []
    assert [n for n in classes if f"class {n}" not in code] == []


def exists(dotted_name: str) -> bool:
    """Tell whether a module, or something in one, has this name below ``vbgen``."""
    try:
        resolve_name(f"vbgen.{dotted_name}")
    except (ImportError, AttributeError):
        return False
    return True
