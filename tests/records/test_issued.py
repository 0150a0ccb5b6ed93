from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vbgen.errors import UserError
from vbgen.model.issued import IssuedDocument
from vbgen.records import Records

AT = datetime(2024, 4, 1, 8, 30, tzinfo=timezone(timedelta(hours=7)))
PLAN = IssuedDocument(
    number=45,
    symbol="KH-VP",
    issued=date(2024, 3, 29),
    issuer="Văn phòng UBND tỉnh",
    type="ke-hoach-kiem-tra",
    type_name="Kế hoạch",
    subject="Kiểm tra cải cách hành chính năm 2024",
    series="VP/ke-hoach",
    issuer_code="VP",
    deliverable="2024-I-03.1",
    file="out/ke-hoach-kiem-tra.docx",
    digest="abc",
)
OTHER = replace(PLAN, number=46, deliverable="2024-I-04.1", file="out/khac.docx")


@pytest.fixture
def records(tmp_path: Path) -> Records:
    return Records(tmp_path / "so-theo-doi.sqlite")


def register(records: Records, *documents: IssuedDocument) -> list[bool]:
    with records.writing() as book:
        return [book.issued.register(document, AT) for document in documents]


def test_what_is_entered_is_read_back_whole(records: Records) -> None:
    assert register(records, PLAN) == [True]
    assert records.issued() == (PLAN,)


def test_the_register_lists_by_date_then_number(records: Records) -> None:
    earlier = replace(OTHER, issued=date(2024, 3, 1))
    register(records, PLAN, replace(PLAN, number=7, deliverable="x"), earlier)
    assert [d.number for d in records.issued()] == [46, 7, 45]


def test_the_same_event_twice_changes_nothing(records: Records) -> None:
    register(records, PLAN)
    before = records.path.read_bytes()
    assert register(records, PLAN) == [False]
    assert records.path.read_bytes() == before


def test_entering_again_without_the_file_keeps_the_file(records: Records) -> None:
    register(records, PLAN)
    assert register(records, replace(PLAN, file="", digest="")) == [False]
    assert records.issued()[0].file == PLAN.file


@pytest.mark.parametrize(
    "other",
    [
        replace(OTHER, number=45),
        replace(OTHER, number=45, type="ke-hoach", symbol="KH-VPUBND"),
        replace(OTHER, number=45, issued=date(2024, 12, 31)),
    ],
    ids=["same series", "another kind of plan", "another day of the year"],
)
def test_a_number_taken_in_its_series_and_year_is_refused(
    records: Records, other: IssuedDocument
) -> None:
    register(records, PLAN)
    with pytest.raises(UserError, match="số 45 năm 2024 đã cấp cho Kế hoạch 45/KH-VP") as caught:
        register(records, other)
    assert "số tiếp theo còn trống là 46" in caught.value.problems[0].remedy
    assert records.issued() == (PLAN,)


@pytest.mark.parametrize(
    "other",
    [
        replace(OTHER, number=45, issued=date(2025, 1, 2)),
        replace(OTHER, number=45, series="VP/quyet-dinh"),
        replace(OTHER, number=45, series="UBND/ke-hoach"),
    ],
    ids=["the next year", "another type", "another issuer"],
)
def test_the_same_number_elsewhere_is_free(records: Records, other: IssuedDocument) -> None:
    assert register(records, PLAN, other) == [True, True]


def test_a_refused_document_takes_the_whole_transaction_with_it(records: Records) -> None:
    register(records, PLAN)
    with pytest.raises(UserError):
        register(records, OTHER, replace(OTHER, number=45, deliverable="z"))
    assert records.issued() == (PLAN,)


def test_a_document_has_one_number(records: Records) -> None:
    register(records, PLAN)
    with pytest.raises(UserError, match="đã ghi sổ là Kế hoạch 45/KH-VP ngày 29/3/2024"):
        register(records, replace(PLAN, number=50))


@pytest.mark.parametrize(
    "change",
    [{"unit": "KGVX"}, {"period": "2024-Q1"}, {"part": "nguyen-van-a"}, {"type": "to-trinh"}],
    ids=["unit", "period", "part", "type"],
)
def test_a_deliverable_may_yield_several_documents(
    records: Records, change: dict[str, str]
) -> None:
    second = replace(PLAN, number=50, **change)
    assert register(records, PLAN, second) == [True, True]
    with records.reading() as book:
        assert set(book.issued.find(PLAN.deliverable)) == {PLAN, second}
        assert book.issued.find(PLAN.deliverable, unit="", period="") == tuple(
            d for d in (PLAN, second) if (d.unit, d.period) == ("", "")
        )


def test_a_correction_keeps_the_old_entry_with_its_reason(records: Records) -> None:
    register(records, PLAN)
    mended = replace(PLAN, number=54)
    with records.writing() as book:
        assert book.issued.correct(mended, "gõ nhầm số", AT + timedelta(days=1))
        assert not book.issued.correct(mended, "gõ nhầm số", AT + timedelta(days=2))
    assert records.issued() == (mended,)
    with records.reading() as book:
        old, new = sorted(book.issued.history(PLAN.key), key=lambda e: e.id)
    assert (old.document, old.holds, old.replaced_at) == (PLAN, False, "2024-04-02T08:30:00+07:00")
    assert (new.reason, new.replaces, new.holds) == ("gõ nhầm số", old.id, True)


def test_a_corrected_number_is_free_again(records: Records) -> None:
    register(records, PLAN)
    with records.writing() as book:
        book.issued.correct(replace(PLAN, number=54), "gõ nhầm số", AT)
        assert book.issued.register(replace(OTHER, number=45), AT)
        assert book.issued.last_number("VP/ke-hoach", 2024) == 54


def test_a_correction_onto_a_taken_number_is_refused(records: Records) -> None:
    register(records, PLAN, OTHER)
    with (
        pytest.raises(UserError, match="số 46 năm 2024 đã cấp"),
        records.writing() as book,
    ):
        book.issued.correct(replace(PLAN, number=46), "gõ nhầm số", AT)
    assert set(records.issued()) == {PLAN, OTHER}


@pytest.mark.parametrize(
    ("document", "reason", "problem"),
    [(OTHER, "nhầm", "chưa có trong sổ"), (PLAN, "  ", "chưa nêu lý do")],
    ids=["not in the register", "no reason"],
)
def test_a_correction_needs_an_entry_and_a_reason(
    records: Records, document: IssuedDocument, reason: str, problem: str
) -> None:
    register(records, PLAN)
    with pytest.raises(UserError, match=problem), records.writing() as book:
        book.issued.correct(replace(document, number=60), reason, AT)


def test_what_is_withdrawn_is_kept_and_its_number_free(records: Records) -> None:
    register(records, PLAN)
    with records.writing() as book:
        assert book.issued.withdraw(PLAN.key, "ghi nhầm văn bản", AT) == PLAN
        assert book.issued.register(replace(OTHER, number=45), AT)
    with records.reading() as book:
        (entry,) = book.issued.history(PLAN.key)
        assert (entry.withdrawn, entry.holds) == ("ghi nhầm văn bản", False)
        assert book.issued.files() == {OTHER.file}


def test_the_planned_text_is_kept_and_survives_a_correction(records: Records) -> None:
    lines = ("KẾ HOẠCH", "", "Thời hạn: “Tháng 3/2024”")
    with records.writing() as book:
        book.issued.register(PLAN, AT, lines)
        book.issued.correct(replace(PLAN, number=54), "nhầm", AT)
    with records.reading() as book:
        held = book.issued.of(PLAN.key)
        assert held is not None
        assert book.issued.lines(held.id) == lines


@given(subject=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
@settings(max_examples=30)
def test_any_text_is_kept_as_it_is(subject: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    records = Records(tmp_path_factory.mktemp("sổ theo dõi") / "so-theo-doi.sqlite")
    register(records, replace(PLAN, subject=subject))
    assert records.issued()[0].subject == subject


EVENTS = st.lists(
    st.tuples(
        st.sampled_from(["register", "correct", "withdraw"]),
        st.integers(1, 4),  # number
        st.integers(1, 3),  # deliverable
        st.sampled_from(["VP/ke-hoach", "VP/cong-van"]),
        st.sampled_from([2024, 2025]),
    ),
    max_size=25,
)


@given(EVENTS)
@settings(max_examples=20, deadline=None)
def test_whatever_happens_numbers_and_documents_stay_unique_and_nothing_is_erased(
    tmp_path_factory: pytest.TempPathFactory, events: list[tuple[str, int, int, str, int]]
) -> None:
    records = Records(tmp_path_factory.mktemp("r") / "so-theo-doi.sqlite")
    ever: set[IssuedDocument] = set()
    for what, number, deliverable, series, year in events:
        document = replace(
            PLAN,
            number=number,
            deliverable=f"2024-I-0{deliverable}.1",
            series=series,
            issued=date(year, 3, 29),
        )
        try:
            with records.writing() as book:
                if what == "register":
                    book.issued.register(document, AT)
                elif what == "correct":
                    book.issued.correct(document, "lý do", AT)
                else:
                    book.issued.withdraw(document.key, "lý do", AT)
                    continue
            ever.add(document)
        except UserError:
            pass
        current = records.issued()
        assert len({(d.series, d.year, d.number) for d in current}) == len(current)
        assert len({d.key for d in current}) == len(current)
        assert set(current) <= ever
    with records.reading() as book:
        assert {e.document for e in book.issued.history()} == ever
        assert {e.document for e in book.issued.history() if e.holds} == set(records.issued())
