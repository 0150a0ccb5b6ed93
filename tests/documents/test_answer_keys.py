"""The keys that something reads are known, all of them, and follow from what reads them."""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

from vbgen.app.ask import questions
from vbgen.app.opening import open_workspace
from vbgen.documents import answer_keys, types
from vbgen.documents.answer_keys import Known, in_tags, known
from vbgen.documents.dossier import Draft
from vbgen.model.answer_names import EVERY_DOCUMENT
from vbgen.model.supplement import Supplement

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "dinh-dang-bo-sung.md").read_text(encoding="utf-8")
EXAMPLES = sorted(p.parent for p in ROOT.glob("examples/*/don-vi.yaml"))
KEY = re.compile(r"`([a-z][a-z0-9_]*)`")
# Words of the guide in code marks that are no keys of answers: values, parts of a file.
OTHER_WORDS = {"chung", "theo_ma", "phong", "quy_tac", "tay", "hieu", "so_lieu"}


# --- what the guide names ---


def rows_of_tables() -> Iterator[list[str]]:
    for line in GUIDE.splitlines():
        if line.startswith("| ") and "---" not in line:
            yield [cell.strip() for cell in line.strip("|").split("|")]


def outside_brackets(text: str) -> list[str]:
    return KEY.findall(re.sub(r"\([^()]*\)", "", text))


def test_every_key_that_the_guide_names_is_known() -> None:
    words, named = known(), set(KEY.findall(GUIDE)) - OTHER_WORDS
    for block in re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL):
        named |= set(re.findall(r"[\s{]([a-z][a-z0-9_]*): ", block))
    assert len(named) > 400
    unknown = {name for name in named if not words.has_cell(name) and name not in words.lists}
    assert unknown - OTHER_WORDS == set()


def test_facts_of_the_guides_tables_are_facts_and_lists_are_lists() -> None:
    words = known()
    for cells in rows_of_tables():
        if len(cells) == 3 and not cells[0].startswith("`kiem_tra_"):
            assert [k for k in outside_brackets(cells[1]) if not words.has_fact(k)] == []
            lists = outside_brackets(cells[2])  # columns too, where no brackets tell them apart
            assert [k for k in lists if k not in words.lists and not words.has_cell(k)] == []


# --- what examples and samples hold, what is asked for ---


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda p: p.name)
def test_no_answer_of_an_example_is_said_to_be_unread(folder: Path) -> None:
    said = [w.problem for w in open_workspace(folder).warnings]
    assert [p for p in said if "dùng đến" in p] == []


@pytest.mark.parametrize("slug", types.slugs())
def test_the_samples_of_a_type_are_known(slug: str) -> None:
    words = known()
    for key, value in types.load(slug).sample.items():
        assert key in words.lists if isinstance(value, list) else words.has_fact(key)


@pytest.mark.parametrize("name", ["ke-hoach-cchc-2024", "ke-hoach-pccc-xa-2026"])
def test_whatever_is_asked_for_is_known(name: str) -> None:
    bare = replace(open_workspace(ROOT / "examples" / name), supplement=Supplement())
    words, asked = known(), questions(bare, keep=lambda _: one_of_each_product())
    assert len(asked) > 100
    for question in asked:
        if question.columns:
            assert question.key in words.lists
            assert all(words.has_cell(c) for c in (*question.columns, *dict(question.row)))
        else:
            assert words.has_fact(question.key)


def one_of_each_product() -> Callable[[Draft], bool]:
    seen: set[tuple[str, str]] = set()

    def first(draft: Draft) -> bool:
        key = (draft.type.slug, draft.code)
        return key not in seen and not seen.add(key)  # type: ignore[func-returns-value]

    return first


# --- what code reads ---

FACT_READERS = {"get", "has"}
LIST_READERS = {"kept_rows": 1, "keeps": 1, "rows_of": 1, "cell": 1, "rows": 0}  # name: argument


def modules() -> Iterator[tuple[ModuleType, ast.Module]]:
    for path in sorted((ROOT / "vbgen" / "documents").rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        if "answers" in text or "lists" in text or "kept" in text:
            name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
            yield importlib.import_module(name), ast.parse(text)


def value_of(node: ast.expr, module: ModuleType) -> str:
    """The text a constant or a name at the top of a module stands for; empty for any other."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.Name):
        found = getattr(module, node.id, "")
    elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        found = getattr(getattr(module, node.value.id, None), node.attr, "")
    else:
        found = ""
    return found if isinstance(found, str) else ""


def read_by_code() -> tuple[set[str], set[str]]:
    facts: set[str] = set()
    lists: set[str] = set()
    for module, tree in modules():
        for node in ast.walk(tree):
            if isinstance(node, ast.Subscript) and ast.unparse(node.value).endswith("answers"):
                facts.add(value_of(node.slice, module))
            if not isinstance(node, ast.Call):
                continue
            called = node.func.attr if isinstance(node.func, ast.Attribute) else ""
            of = ast.unparse(node.func.value) if isinstance(node.func, ast.Attribute) else ""
            name = node.func.id if isinstance(node.func, ast.Name) else called
            if called in FACT_READERS and re.search(r"answers(\(.*\))?$", of):
                facts.add(value_of(node.args[0], module))
            elif called == "get" and of.endswith("lists"):
                lists.add(value_of(node.args[0], module))
            elif len(node.args) > LIST_READERS.get(name, len(node.args)):
                lists.add(value_of(node.args[LIST_READERS[name]], module))
            elif name in {"setting", "_setting", "_lines"}:
                facts.add(value_of(node.args[1], module))
    return facts - {""}, lists - {""}


def test_what_code_reads_by_name_is_known() -> None:
    facts, lists = read_by_code()
    assert len(facts) > 12
    assert len(lists) > 15
    assert {f for f in facts if not known().has_fact(f)} == set()
    assert lists - known().lists == set()


def test_what_is_declared_to_be_read_by_code_stands_in_the_code() -> None:
    own = Path(answer_keys.__file__)
    texts = [p.read_text(encoding="utf-8") for p in (ROOT / "vbgen").rglob("*.py") if p != own]
    code = "\n".join(texts)
    declared = EVERY_DOCUMENT | answer_keys.FACTS | answer_keys.LISTS | answer_keys.CELLS
    unread = {key for key in declared if f'"{key}"' not in code}
    assert unread == set()
    assert all(f"{{{{{name}_" in code for name in answer_keys.NUMBERED)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("{{ bs.so_ban }} bản", Known(frozenset({"so_ban"}), cells=frozenset({"so_ban"}))),
        ("{% if bs.has('kinh_phi') %}", Known(frozenset({"kinh_phi"}))),
        ("{{ bs['kinh_phi'] }}", Known(frozenset({"kinh_phi"}))),
        ("{%p for v in danh_sach(‘lop’) %}", Known(lists=frozenset({"lop"}))),
        ("bs.so_ban, danh_sach('x')", Known()),
    ],
    ids=["printed", "tested", "by name", "a list, quotes as Word makes them", "no tag"],
)  # fmt: skip
def test_the_tags_of_a_template_say_what_it_reads(text: str, found: Known) -> None:
    assert in_tags(text) == found
