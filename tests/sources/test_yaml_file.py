"""YAML read as text with places; what could surprise is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vbgen.errors import PlanInvalid
from vbgen.model.raw import RawList, RawMap, RawText
from vbgen.sources.yaml_file import parse_yaml, read_yaml


def entry(text: str, key: str = "a") -> RawText:
    raw = parse_yaml(text, "t.yaml")
    assert isinstance(raw, RawMap)
    found = raw.entries[key]
    assert isinstance(found, RawText)
    return found


@pytest.mark.parametrize(
    "written", ["012", "0123456789", "1_000", "yes", "2024-01-31", "1e3", "0x1F"]
)
def test_scalars_stay_the_text_that_was_typed(written: str) -> None:
    assert entry(f"a: {written}\n").text == written


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("Thực hiện Kế hoạch năm như sau:", "Thực hiện Kế hoạch năm như sau:"),
        ("1. Hình thức: tại chỗ", "1. Hình thức: tại chỗ"),
        ('Gọi là: "một cửa"', 'Gọi là: "một cửa"'),
        ("Chỗ trống: ''", "Chỗ trống: ''"),
    ],
    ids=["colon at the end", "colon within", "quotes", "empty quotes"],
)
def test_a_sentence_with_a_colon_is_a_sentence(written: str, text: str) -> None:
    raw = parse_yaml(f"a:\n  - {written}\n", "t.yaml")
    assert isinstance(raw, RawMap)
    items = raw.entries["a"]
    assert isinstance(items, RawList)
    assert [i.text for i in items.items if isinstance(i, RawText)] == [text]


@pytest.mark.parametrize("written", ["doan: một câu", "{một hai: ba}", "a: 1\n    b c: 2"])
def test_a_map_in_a_list_stays_a_map(written: str) -> None:
    raw = parse_yaml(f"a:\n  - {written}\n", "t.yaml")
    assert isinstance(raw, RawMap)
    items = raw.entries["a"]
    assert isinstance(items, RawList)
    assert isinstance(items.items[0], RawMap)


def test_every_value_knows_its_line_and_column() -> None:
    place = entry("# ghi chú\nb: 1\na:   x\n").place
    assert (place.file, place.line, place.column) == ("t.yaml", 3, 6)


def test_lines_of_a_block_know_their_own_lines() -> None:
    lines = entry("a: |\n  một\n\n  hai\n").lines()
    assert [(line.text, line.place.line) for line in lines] == [("một", 2), ("hai", 4)]


@pytest.mark.parametrize(
    ("text", "says", "line"),
    [
        ("a: 1\na: 2\n", "lặp lại", 2),
        ("a: 1\n---\nb: 2\n", "hai tài liệu", 3),
        ("a: !the 1\n", "thẻ YAML", 1),
        ('a: !!int "1"\n', "thẻ YAML", 1),
        ("a: !!python/object/apply:os.system [x]\n", "thẻ YAML", 1),
        ("a: [1\n", "cú pháp", 2),
        ("a:\n\tb: 1\n", "Tab", 2),
        ("a: {b: chậm, c: thiếu theo dõi, đôn đốc}\n", '"đôn đốc" đứng sau dấu phẩy', 1),
    ],
    ids=["duplicate key", "second document", "local tag", "core tag on a quoted text", "object tag",
         "unclosed list", "tab", "text cut by a comma"],
)  # fmt: skip
def test_what_could_surprise_is_refused_with_its_line(text: str, says: str, line: int) -> None:
    with pytest.raises(PlanInvalid) as caught:
        parse_yaml(text, "t.yaml")
    problem = caught.value.problems[0]
    assert says in problem.problem
    assert f"t.yaml:{line}" in str(problem.place)


def test_aliases_that_multiply_are_refused() -> None:
    layers = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 9)
    )
    with pytest.raises(PlanInvalid):
        parse_yaml(layers, "t.yaml")


def test_all_duplicate_keys_are_told_at_once() -> None:
    with pytest.raises(PlanInvalid) as caught:
        parse_yaml("a: 1\na: 2\nb: 1\nb: 2\n", "t.yaml")
    assert len(caught.value.problems) == 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_the_encodings_of_notepad_are_read(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "t.yaml"
    path.write_text("a: Kế hoạch\n", encoding=encoding)
    raw = read_yaml(path)
    assert isinstance(raw, RawMap)
    assert raw.entries["a"] == RawText("Kế hoạch", raw.entries["a"].place)


def test_another_encoding_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "t.yaml"
    path.write_bytes(b"a: 1\nb: K\xea\xb7 ho\xff\n")
    with pytest.raises(PlanInvalid) as caught:
        read_yaml(path)
    assert "t.yaml:2" in str(caught.value.problems[0].place)


@given(st.text(max_size=400))
def test_any_text_is_read_or_refused_in_vietnamese(text: str) -> None:
    try:
        parse_yaml(text, "t.yaml")
    except PlanInvalid as error:
        assert all(p.problem and p.required for p in error.problems)
