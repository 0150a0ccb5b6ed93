from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vbgen.errors import UserError
from vbgen.model.progress_record import (
    Collection,
    Doubt,
    Figure,
    Origin,
    ProgressValue,
    Return,
    Taken,
)
from vbgen.records import Records

AT = datetime(2024, 3, 15, 9, tzinfo=UTC)
LATER = datetime(2024, 3, 16, 9, tzinfo=UTC)
WHERE = ("cchc", "2024-Q1")
CELL = Origin("hctc.xlsx", "d1", "Tiến độ", "H5")
DONE = ProgressValue("2024-I-01.1", "HCTC", "trang_thai", "Hoàn thành", CELL)
COUNT = Figure("3/2.1", "HCTC", "12", "2024-03-14", "", Origin("hctc.xlsx", "d1", "Số liệu", "D9"))
BACK = Return("hctc.xlsx", "d1", "HCTC", 1)
DOUBT = Doubt("hctc.xlsx", "Tiến độ", "L7", "ngày 31/02/2024 không có thật", unit="HCTC")
FOUND = Collection(*WHERE, (BACK,), (DONE,), (COUNT,), (DOUBT,))


@pytest.fixture
def records(tmp_path: Path) -> Records:
    return Records(tmp_path / "so-theo-doi.sqlite")


def take(records: Records, found: Collection, at: datetime = AT, **more: bool) -> Taken:
    with records.writing() as book:
        return book.progress.take(found, at, **more)


def held(records: Records) -> list[ProgressValue]:
    with records.reading() as book:
        return list(book.progress.values(*WHERE))


def test_what_a_run_found_is_read_back_with_its_origin_run_and_time(records: Records) -> None:
    assert take(records, FOUND) == Taken(1, 1, 1)
    with records.reading() as book:
        (value,) = book.progress.values(*WHERE)
        assert (value, value.run, value.collected_at) == (DONE, 1, "2024-03-15T09:00:00+00:00")
        assert list(book.progress.figures(*WHERE)) == [COUNT]
        assert book.progress.returns(*WHERE) == (BACK,)
        assert book.progress.doubts(*WHERE) == (DOUBT,)
        assert book.progress.periods("cchc") == ("2024-Q1",)
        assert not list(book.progress.values("kstthc", "2024-Q1"))


def test_the_same_run_twice_changes_nothing(records: Records) -> None:
    take(records, FOUND)
    before = records.path.read_bytes()
    assert take(records, FOUND, LATER) == Taken()
    assert records.path.read_bytes() == before


def test_a_later_run_replaces_and_the_earlier_value_is_kept(records: Records) -> None:
    doing = replace(DONE, value="Đang thực hiện")
    take(records, replace(FOUND, values=(doing,)))
    new = replace(DONE, origin=Origin("hctc (2).xlsx", "d2", "Tiến độ", "H6"))
    assert take(records, Collection(*WHERE, values=(new,)), LATER) == Taken(2, 1, 0)
    assert held(records) == [new]
    with records.reading() as book:
        assert book.progress.history(*WHERE, DONE.code, DONE.unit) == (doing, new)


def test_the_same_value_from_another_cell_keeps_both_origins(records: Records) -> None:
    take(records, FOUND)
    moved = replace(DONE, origin=replace(CELL, cell="H9"))
    assert take(records, replace(FOUND, values=(moved,))).values == 1
    with records.reading() as book:
        assert [v.origin.cell for v in book.progress.history(*WHERE, DONE.code, DONE.unit)] == [
            "H5",
            "H9",
        ]


def test_a_blank_is_kept_only_where_something_stood(records: Records) -> None:
    blank = replace(DONE, value="")
    assert take(records, Collection(*WHERE, values=(blank,))) == Taken()
    take(records, FOUND)
    assert take(records, Collection(*WHERE, values=(blank,)), LATER) == Taken(2, 1, 0)
    assert held(records) == []
    with records.reading() as book:
        assert book.progress.history(*WHERE, DONE.code, DONE.unit) == (DONE, blank)
    moved = replace(blank, origin=replace(CELL, cell="H9"))
    assert take(records, Collection(*WHERE, values=(moved,))) == Taken()


def test_a_figure_is_replaced_with_its_day_and_note(records: Records) -> None:
    take(records, FOUND)
    noted = replace(COUNT, note="đã rà soát")
    assert take(records, Collection(*WHERE, figures=(noted,)), LATER).figures == 1
    with records.reading() as book:
        assert list(book.progress.figures(*WHERE)) == [noted]


def test_two_values_of_one_run_for_one_field_are_a_defect_of_the_collector(
    records: Records,
) -> None:
    other = replace(DONE, value="Đang thực hiện")
    with pytest.raises(ValueError, match="two values in one run"):
        take(records, replace(FOUND, values=(DONE, other)))
    assert held(records) == []


@given(st.permutations([DONE, replace(DONE, origin=Origin("a.xlsx", "d0", "Tiến độ", "H5"))]))
@settings(max_examples=4)
def test_of_one_value_told_twice_the_origin_does_not_depend_on_the_order(
    tmp_path_factory: pytest.TempPathFactory, values: list[ProgressValue]
) -> None:
    records = Records(tmp_path_factory.mktemp("r") / "so-theo-doi.sqlite")
    take(records, replace(FOUND, values=values))
    assert [v.origin.file for v in held(records)] == ["a.xlsx"]


def test_values_are_listed_by_code_unit_and_field_whatever_their_order(records: Records) -> None:
    values = [
        replace(DONE, code=f"2024-I-0{code}.1", unit=unit, field=name)
        for code in (2, 1)
        for unit in ("KGVX", "HCTC")
        for name in ("trang_thai", "ket_qua")
    ]
    take(records, replace(FOUND, values=iter(values)))
    assert held(records) == sorted(values, key=lambda v: (v.code, v.unit, v.field))


@pytest.mark.parametrize(
    "again",
    [
        Collection(*WHERE, (replace(BACK, digest="d2"),)),
        Collection(*WHERE, (Return("gửi lại.xlsx", "d2", "HCTC", 1),)),
    ],
    ids=["the file mended", "another file of the unit"],
)
def test_doubts_end_when_the_file_or_the_unit_is_taken_again(
    records: Records, again: Collection
) -> None:
    take(records, FOUND)
    assert take(records, again, LATER).run == 2
    with records.reading() as book:
        assert book.progress.doubts(*WHERE) == ()
        assert book.progress.all_doubts(*WHERE) == (DOUBT,)


def test_doubts_stay_when_another_unit_returns(records: Records) -> None:
    take(records, FOUND)
    take(records, Collection(*WHERE, (Return("kgvx.xlsx", "d9", "KGVX", 1),)), LATER)
    with records.reading() as book:
        assert book.progress.doubts(*WHERE) == (DOUBT,)
        assert [b.unit for b in book.progress.returns(*WHERE)] == ["HCTC", "KGVX"]


def test_a_file_that_cannot_be_read_is_a_doubt_told_once(records: Records) -> None:
    unread = Collection(*WHERE, doubts=(Doubt("hỏng.xlsx", "", "", "không đọc được"),))
    assert take(records, unread).run == 1
    assert take(records, unread, LATER) == Taken()
    with records.reading() as book:
        assert len(book.progress.doubts(*WHERE)) == 1


def test_a_doubt_mended_elsewhere_ends_with_the_same_file_taken_again(records: Records) -> None:
    take(records, FOUND)
    assert take(records, replace(FOUND, doubts=()), LATER).run == 2
    with records.reading() as book:
        assert book.progress.doubts(*WHERE) == ()


def test_collecting_for_a_closed_period_needs_to_be_asked_for(records: Records) -> None:
    take(records, FOUND)
    with records.writing() as book:
        book.closed.close(*WHERE, {"counts": {"total": 1}}, AT)
    late = Collection(*WHERE, values=(replace(DONE, value="Hủy"),))
    with pytest.raises(UserError, match="kỳ này đã chốt") as caught:
        take(records, late)
    assert "--new-version" in caught.value.problems[0].remedy
    assert held(records) == [DONE]
    assert take(records, late, new_version=True).values == 1


FIELDS = st.tuples(
    st.sampled_from(["c1", "c2"]), st.sampled_from(["A", "B"]), st.sampled_from(["x", "y"])
)
RUNS = st.lists(st.dictionaries(FIELDS, st.sampled_from(["", "1", "2"]), max_size=6), max_size=6)


@given(RUNS)
@settings(max_examples=20, deadline=None)
def test_after_any_runs_the_last_word_holds_and_every_word_is_kept(
    tmp_path_factory: pytest.TempPathFactory, runs: list[dict[tuple[str, str, str], str]]
) -> None:
    records = Records(tmp_path_factory.mktemp("r") / "so-theo-doi.sqlite")
    last: dict[tuple[str, str, str], str] = {}
    words: dict[tuple[str, str, str], list[str]] = {}
    for run in runs:
        values = [ProgressValue(*key, value, CELL) for key, value in run.items()]
        take(records, Collection(*WHERE, values=values))
        for key, value in run.items():
            if value != last.get(key, ""):
                words.setdefault(key, []).append(value)
            last[key] = value
    assert {(v.code, v.unit, v.field): v.value for v in held(records)} == {
        key: value for key, value in last.items() if value
    }
    with records.reading() as book:
        for (code, unit, name), values_told in words.items():
            told = book.progress.history(*WHERE, code, unit)
            assert [v.value for v in told if v.field == name] == values_told
