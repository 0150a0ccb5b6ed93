from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vbgen.model.deadline import (
    Anchor,
    Awaited,
    Continuous,
    Dated,
    Deadline,
    DeadlineError,
    Kind,
    MonthlyDay,
    Periodic,
    Span,
    State,
    Unit,
)
from vbgen.model.deadline_anchor import MONTHLY_WORDS, RELATIONS, YEAR_WORDS, last_of_month

Y = 2024


def day(text: str) -> date:
    return date.fromisoformat(text)


# phrase, kinds, state, first day, last day, due
TABLE = [
    # before a date
    ("Trước ngày 31/01/2024", "before", "fixed", "2024-01-01", "2024-01-30", "2024-01-30"),
    ("Trước ngày 31/8/2024", "before", "fixed", "2024-01-01", "2024-08-30", "2024-08-30"),
    ("Trước ngày 30/9/2024", "before", "fixed", "2024-01-01", "2024-09-29", "2024-09-29"),
    ("trước 01 tháng 3 năm 2024", "before", "fixed", "2024-01-01", "2024-02-29", "2024-02-29"),
    ("Trước tháng 6/2024", "before", "period_end", "2024-01-01", "2024-05-31", "2024-05-31"),
    # at the latest on
    ("chậm nhất là ngày 15/01/2024", "by", "fixed", "2024-01-01", "2024-01-15", "2024-01-15"),
    ("đến hết ngày 15/01/2024", "by", "fixed", "2024-01-01", "2024-01-15", "2024-01-15"),
    ("Đến hết năm 2024", "by", "period_end", "2024-01-01", "2024-12-31", "2024-12-31"),
    ("Ngày 15/3/2024", "day", "fixed", "2024-03-15", "2024-03-15", "2024-03-15"),
    # month
    ("Tháng 01/2024", "month", "period_end", "2024-01-01", "2024-01-31", "2024-01-31"),
    ("trong tháng 01/2024", "month", "period_end", "2024-01-01", "2024-01-31", "2024-01-31"),
    ("Tháng 02 năm 2024", "month", "period_end", "2024-02-01", "2024-02-29", "2024-02-29"),
    ("Cuối tháng 6/2024", "month", "period_end", "2024-06-01", "2024-06-30", "2024-06-30"),
    ("Đầu tháng 6/2024", "month", "assumed", "2024-06-01", "2024-06-30", "2024-06-30"),
    # quarter, half
    ("Quý I/2024", "quarter", "period_end", "2024-01-01", "2024-03-31", "2024-03-31"),
    ("Trong Quý IV năm 2024", "quarter", "period_end", "2024-10-01", "2024-12-31", "2024-12-31"),
    ("Quý 2/2024", "quarter", "period_end", "2024-04-01", "2024-06-30", "2024-06-30"),
    ("6 tháng đầu năm 2024", "half", "period_end", "2024-01-01", "2024-06-30", "2024-06-30"),
    ("06 tháng cuối năm", "half", "period_end", "2024-07-01", "2024-12-31", "2024-12-31"),
    # range
    ("Từ Quý I đến Quý III", "range", "period_end", "2024-01-01", "2024-09-30", "2024-09-30"),
    (
        "Từ tháng 3 đến tháng 9/2024",
        "range",
        "period_end",
        "2024-03-01",
        "2024-09-30",
        "2024-09-30",
    ),
    (
        "Từ tháng 10 đến tháng 3/2025",
        "range",
        "period_end",
        "2024-10-01",
        "2025-03-31",
        "2025-03-31",
    ),
    ("Từ ngày 01 đến ngày 15/3/2024", "range", "fixed", "2024-03-01", "2024-03-15", "2024-03-15"),
    ("Quý II, III/2024", "range", "period_end", "2024-04-01", "2024-09-30", "2024-09-30"),
    ("Năm 2024 - 2025", "range", "assumed", "2024-01-01", "2025-12-31", "2025-12-31"),
    ("Từ ngày 15/3/2024", "since", "assumed", "2024-03-15", "2024-12-31", "2024-12-31"),
    ("Sau ngày 15/3/2024", "since", "assumed", "2024-03-16", "2024-12-31", "2024-12-31"),
    # whole year
    ("Cả năm 2024", "year", "assumed", "2024-01-01", "2024-12-31", "2024-12-31"),
    ("Trong năm 2024", "year", "assumed", "2024-01-01", "2024-12-31", "2024-12-31"),
    ("Trong năm", "year", "assumed", "2024-01-01", "2024-12-31", "2024-12-31"),
    # periodic
    ("Theo định kỳ năm 2024", "periodic", "recurring", "2024-01-01", "2024-12-31", None),
    ("Theo định kỳ trong năm 2024", "periodic", "recurring", "2024-01-01", "2024-12-31", None),
    ("Định kỳ trong năm 2024", "periodic", "recurring", "2024-01-01", "2024-12-31", None),
    ("Định kỳ hằng tháng", "periodic", "recurring", "2024-01-01", "2024-12-31", None),
    ("Hằng quý", "periodic", "recurring", "2024-01-01", "2024-12-31", None),
    (
        "Trước ngày 05 của tháng liền kề",
        "monthly_day",
        "recurring",
        "2024-01-01",
        "2025-01-04",
        None,
    ),
    # next year
    (
        "Trước ngày 31/01 năm liền kề",
        "next_year",
        "fixed",
        "2024-01-01",
        "2025-01-30",
        "2025-01-30",
    ),
    # continuous
    ("Thường xuyên", "continuous", "recurring", "2024-01-01", "2024-12-31", None),
    ("Thường xuyên trong năm", "continuous", "recurring", "2024-01-01", "2024-12-31", None),
    # on an event
    ("Sau khi Hệ thống được nâng cấp và đưa vào hoạt động", "event", "open", None, None, None),
    (
        "Sau khi Hệ thống thông tin giải quyết TTHC phiên bản mới được triển khai",
        *("event", "open", None, None, None),
    ),
    ("Sau 03 tháng kể từ khi có văn bản của Trung ương", "event", "open", None, None, None),
    ("Khi có yêu cầu", "event", "open", None, None, None),
    # by another document
    ("Theo KH được phê duyệt", "document", "open", None, None, None),
    ("Theo các mốc thời gian tại Quyết định số 12/QĐ-UBND", "document", "open", None, None, None),
    ("Theo hướng dẫn của Trung ương", "document", "open", None, None, None),
    ("Theo Điều 17 Nghị định số 30/2020/NĐ-CP", "document", "open", None, None, None),
    # combined
    (
        "Trong năm và hoàn thành trước 10/12/2024",
        *("year before", "fixed", "2024-01-01", "2024-12-09", "2024-12-09"),
    ),
    (
        "Ban hành trong tháng 01/2024, kiểm tra chậm nhất trong tháng 6 và báo cáo "
        "trước ngày 15/11/2024",
        *("month month before", "fixed", "2024-01-01", "2024-11-14", "2024-11-14"),
    ),
    (
        "Sau khi có hướng dẫn, hoàn thành trước ngày 30/11/2024",
        *("event before", "fixed", "2024-01-01", "2024-11-29", "2024-11-29"),
    ),
    (
        "Thường xuyên và báo cáo trước ngày 15/12/2024",
        *("continuous before", "fixed", "2024-01-01", "2024-12-14", "2024-12-14"),
    ),
    # several in one cell
    (
        "Quý I/2024\nĐịnh kỳ trong năm 2024",
        *("quarter periodic", "period_end", "2024-01-01", "2024-03-31", "2024-03-31"),
    ),
    (
        "Tháng 01/2024; Trong năm 2024",
        *("month year", "period_end", "2024-01-01", "2024-01-31", "2024-01-31"),
    ),
    (
        "- Kế hoạch: Quý I/2024;\n- Báo cáo: trước ngày 15/12/2024.",
        *("quarter before", "fixed", "2024-01-01", "2024-12-14", "2024-12-14"),
    ),
]


@pytest.mark.parametrize(
    ("phrase", "kinds", "state", "first", "last", "due"), TABLE, ids=[row[0] for row in TABLE]
)
def test_each_phrase_has_its_kind_state_window_and_due_day(
    *, phrase: str, kinds: str, state: str, first: str | None, last: str | None, due: str | None
) -> None:
    deadline = Deadline.parse(phrase, Y)
    assert str(deadline) == phrase
    assert " ".join(deadline.kinds) == kinds
    assert deadline.state == state
    window = deadline.window()
    assert window == (None if first is None else (day(first), day(last or "")))
    assert deadline.due == (None if due is None else day(due))


@pytest.mark.parametrize(
    "phrase",
    [
        "Định kỳ quý, 6 tháng, năm",
        "Định kỳ 06 tháng một lần",
        "Tối thiểu 01 lần/quý",
        "Định kỳ theo quy định",
        "Định kỳ và đột xuất",
        "Trước ngày 20 tháng cuối quý",
        "Ngày 25 hằng tháng",
        "Trước ngày 15/12 hằng năm",
        "Trong 15 ngày làm việc kể từ ngày nhận được kết luận",
        "Trong năm 2024 theo tiến độ",
        "Từ tháng 3/2024 đến khi hoàn thành",
        "Quý I/2024 (ban hành); thường xuyên",
        "Trước ngày 31/01/2024 để tổng hợp",
        "Hoàn thành theo kế hoạch trước ngày 15/12/2024",
        "Tổ chức 02 lớp trong Quý II/2024",
        "Trước ngày 05/03/2024",
        "Tháng 1/2024",
        "01/3/2024 - 15/3/2024",
        "Tháng 3, 6, 9/2024",
        "TRƯỚC NGÀY 31/01/2024",
        "Năm học 2025-2026",
        "Năm 2024 và các năm tiếp theo",
        "Ngày 05-3-2024",
    ],
)
def test_other_phrases_come_back_letter_by_letter(phrase: str) -> None:
    assert str(Deadline.parse(phrase, Y)) == phrase


# --- round trips from fields -------------------------------------------------------------------

years = st.integers(1990, 2100)
zeros = st.sampled_from([None, True, False])


def normal(zero: bool | None, number: int, below: int) -> bool | None:
    """A zero flag that says what the rule says anyway, or cannot show, is no deviation."""
    return zero if number < 10 and zero is not (number < below) else None


@st.composite
def anchors(draw: st.DrawFn) -> Anchor:
    unit = draw(st.sampled_from(list(Unit)))
    year = draw(st.one_of(years, st.none()))
    year_word = "" if year else draw(st.sampled_from(["", "năm liền kề", "hằng năm"]))
    more = {"year": year, "year_word": year_word, "year_mark": draw(st.sampled_from("/-"))}
    if year is None:
        more["year_mark"] = "/"
    zero = draw(zeros)
    if unit is Unit.DAY:
        month, number = draw(st.integers(1, 12)), draw(st.integers(1, 28))
        word = draw(st.sampled_from(["ngày", ""]))
        return Anchor(
            unit, month, number, word=word, mark=draw(st.sampled_from(["/", " tháng "])),
            zero=normal(zero, month, 3), day_zero=normal(draw(zeros), number, 10), **more,
        )  # fmt: skip
    if unit is Unit.MONTH:
        month = draw(st.integers(1, 12))
        return Anchor(unit, month, word="tháng", zero=normal(zero, month, 3), **more)
    if unit is Unit.QUARTER:
        quarter, roman = draw(st.integers(1, 4)), draw(st.booleans())
        return Anchor(unit, quarter, word="Quý", roman=roman, **more)
    if unit is Unit.HALF:
        more["year_mark"] = " " if year else "/"
        number = draw(st.sampled_from([3, 6, 9]))
        return Anchor(
            unit, number, mark=draw(st.sampled_from(["đầu", "cuối"])),
            zero=True if draw(st.booleans()) else None, **{**more, "year_word": ""},
        )  # fmt: skip
    return Anchor(unit, year=year, word="năm", year_mark=" " if year else "")


@st.composite
def dated(draw: st.DrawFn, *, purpose: bool = True) -> Dated:
    """A purpose ("để …") runs to the end of its part, so nothing may be joined to it."""
    anchor = draw(anchors())
    word = draw(st.sampled_from([*RELATIONS, "Trước", "Chậm nhất là", "Trong"]))
    action = draw(st.sampled_from(["", "Ban hành", "hoàn thành", "Báo cáo kết quả:"]))
    note = draw(st.sampled_from(["", "(nếu có)", *["để tổng hợp"] * purpose]))
    return Dated(anchor, word, action, note)


@st.composite
def spans(draw: st.DrawFn) -> Span:
    first, last = sorted(draw(st.lists(st.integers(1, 12), min_size=2, max_size=2, unique=True)))
    year = draw(st.one_of(st.none(), years))
    ends = (
        Anchor(Unit.MONTH, first, word="tháng"),
        Anchor(Unit.MONTH, last, word="tháng", year=year),
    )
    mark = draw(st.sampled_from([" đến ", " - ", ", ", "-", " và "]))
    return Span(ends, (mark,), word=draw(st.sampled_from(["", "Từ", "trong"])))


in_year = st.one_of(
    st.just(("", None)), st.just(("trong năm", None)), st.tuples(st.just("trong năm"), years)
)
others = st.one_of(
    st.builds(
        lambda word, every, lead: Periodic(word, every, *lead),
        st.sampled_from(["Định kỳ", "Theo định kỳ"]),
        st.sampled_from(["", "hằng tháng", "quý", "6 tháng, hằng năm"]),
        in_year,
    ),
    st.builds(
        MonthlyDay,
        st.integers(1, 31),
        st.sampled_from(["Trước", "chậm nhất là", ""]),
        st.just("ngày"),
        st.sampled_from(sorted(MONTHLY_WORDS)),
    ),
    st.builds(lambda lead: Continuous("Thường xuyên", *lead), in_year),
)
awaited = st.one_of(
    st.sampled_from(["Sau khi", "Khi"]).map(lambda w: Awaited(Kind.EVENT, w, "có văn bản")),
    st.builds(
        lambda amount, unit: Awaited(Kind.EVENT, "Sau", "có văn bản", amount, unit, "kể từ khi"),
        st.integers(1, 99),
        st.sampled_from(["ngày", "tháng", "ngày làm việc"]),
    ),
    st.just(Awaited(Kind.DOCUMENT, "Theo", "Kế hoạch được phê duyệt")),
)


def runs_on(atom: object) -> bool:
    """After "và" a bare month or quarter would continue a list begun before it."""
    return isinstance(atom, Dated | Span) and not (atom.word or atom.action)


@st.composite
def deadlines(draw: st.DrawFn) -> Deadline:
    """Dated and other statements, joined in every way; one open statement at the end of a part."""
    atoms = draw(st.lists(st.one_of(dated(purpose=False), spans(), others), min_size=1, max_size=3))
    hard = ["; ", "\n", ";\n- "]
    joints = [draw(st.sampled_from(hard if runs_on(a) else [" và ", *hard])) for a in atoms[1:]]
    if draw(st.booleans()):
        atoms.append(draw(awaited))
        joints.append(draw(st.sampled_from(["; ", "\n"])))
    tail = draw(st.sampled_from(["", ".", ";"]))
    return Deadline(tuple(atoms), Y, tuple(joints), tail=tail)


@given(deadlines())
def test_a_deadline_made_of_fields_prints_and_reads_back_equal(deadline: Deadline) -> None:
    text = str(deadline)
    again = Deadline.parse(text, Y)
    assert str(again) == text
    assert again.kinds == deadline.kinds
    assert again.states == deadline.states
    assert again.window() == deadline.window()


@given(dated())
def test_a_dated_statement_reads_back_field_by_field(atom: Dated) -> None:
    assert Deadline.parse(str(atom), Y).atoms == (atom,)


@given(dated(), st.integers(1990, 2090))
def test_a_window_never_runs_backwards_and_ends_on_the_due_day(atom: Dated, year: int) -> None:
    deadline = Deadline((atom,), year)
    first, last = deadline.window() or (date.min, date.min)
    assert first <= last
    assert deadline.due == last


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_every_day_of_the_calendar_reads_back_from_the_decrees_spelling(when: date) -> None:
    from vbgen.vi.dates import long_date, short_date

    for spelled in (f"Trước ngày {short_date(when)}", f"trước {long_date(when)}"):
        deadline = Deadline.parse(spelled, when.year)
        assert str(deadline) == spelled
        assert deadline.due == when - timedelta(days=1)


@given(st.integers(1, 12), st.integers(29, 31), years)
def test_a_day_is_refused_exactly_where_the_month_does_not_have_it(
    month: int, number: int, year: int
) -> None:
    phrase = f"Trước ngày {number}/{month}/{year}"
    if number <= last_of_month(year, month).day:
        assert str(Deadline.parse(phrase, year)) == phrase
    else:
        with pytest.raises(DeadlineError, match="không phải ngày có thật"):
            Deadline.parse(phrase, year)


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused_and_what_is_read_comes_back_the_same(text: str) -> None:
    try:
        deadline = Deadline.parse(text, Y)
    except DeadlineError:
        return
    assert Deadline.parse(str(deadline), Y) == deadline


# --- readings, settings, errors ----------------------------------------------------------------


def test_a_year_that_is_not_written_is_the_plans_and_is_flagged() -> None:
    assert Deadline.parse("Từ Quý I đến Quý III", 2026).due == date(2026, 9, 30)
    assert Deadline.parse("Từ Quý I đến Quý III", 2026).year_missing
    assert Deadline.parse("Trước ngày 31/8", 2026).year_missing
    assert not Deadline.parse("Trong năm", 2026).year_missing
    assert not Deadline.parse("Trước ngày 31/01 năm liền kề", 2026).year_missing


def test_before_a_date_may_be_read_as_on_that_date_by_a_setting() -> None:
    deadline = Deadline.parse("Trước ngày 31/01/2024", Y)
    assert deadline.due_day(strict=False) == date(2024, 1, 31)


def test_the_assumed_end_of_a_year_is_a_setting_and_moves_nothing_else() -> None:
    assert Deadline.parse("Cả năm 2024", Y).due_day(year_end=(12, 14)) == date(2024, 12, 14)
    assert Deadline.parse("Quý IV/2024", Y).due_day(year_end=(12, 14)) == date(2024, 12, 31)


def test_parts_are_what_a_semicolon_or_new_line_separates() -> None:
    deadline = Deadline.parse("- Quý I/2024;\n- trong năm và trước 10/12/2024", Y)
    assert [str(p) for p in deadline.parts] == ["Quý I/2024", "trong năm và trước 10/12/2024"]


def test_a_monthly_day_gives_one_due_day_per_month() -> None:
    (atom,) = Deadline.parse("Trước ngày 05 của tháng liền kề", Y).atoms
    assert isinstance(atom, MonthlyDay)
    dues = dict(atom.dues(Y))
    assert len(dues) == 12
    assert dues["2024-01"] == date(2024, 2, 4)
    assert dues["2024-12"] == date(2025, 1, 4)


def test_a_day_of_the_last_month_of_the_quarter_comes_four_times() -> None:
    (atom,) = Deadline.parse("Trước ngày 20 tháng cuối quý", Y).atoms
    assert isinstance(atom, MonthlyDay)
    assert [d.isoformat() for _, d in atom.dues(Y)] == [
        *("2024-03-19", "2024-06-19", "2024-09-19", "2024-12-19")
    ]


def test_frequencies_are_named() -> None:
    (atom,) = Deadline.parse("Định kỳ quý, 6 tháng, năm", Y).atoms
    assert isinstance(atom, Periodic)
    assert atom.frequencies == ("quarter", "half", "year")


def test_an_open_deadline_gets_a_due_day_when_the_events_date_is_entered() -> None:
    deadline = Deadline.parse("Sau 03 tháng kể từ khi có văn bản của Trung ương", Y)
    (atom,) = deadline.atoms
    assert isinstance(atom, Awaited)
    assert atom.subject == "kể từ khi có văn bản của Trung ương"
    dates = {atom.subject: date(2024, 11, 30)}

    def no_workdays(start: date, count: int) -> date:
        raise AssertionError

    assert deadline.resolve(dates.get, add_workdays=no_workdays) == date(2025, 2, 28)
    assert deadline.resolve({}.get, add_workdays=no_workdays) is None


def test_working_days_are_counted_by_the_calendar_given() -> None:
    deadline = Deadline.parse("Trong 15 ngày làm việc kể từ ngày nhận kết luận", Y)
    found = deadline.resolve(
        lambda _: date(2024, 5, 1), add_workdays=lambda start, n: start + timedelta(days=2 * n)
    )
    assert found == date(2024, 5, 31)


@pytest.mark.parametrize(
    ("phrase", "rolled"),
    [
        ("Trước ngày 31/01/2024", "Trước ngày 31/01/2025"),
        ("Từ Quý I đến Quý III", "Từ Quý I đến Quý III"),
        ("Trong năm và hoàn thành trước 10/12/2024", "Trong năm và hoàn thành trước 10/12/2025"),
        ("Theo định kỳ trong năm 2024", "Theo định kỳ trong năm 2025"),
        ("Thường xuyên trong năm 2024", "Thường xuyên trong năm 2025"),
        ("Trước ngày 31/01 năm liền kề", "Trước ngày 31/01 năm liền kề"),
        ("Theo Kế hoạch năm 2024", "Theo Kế hoạch năm 2024"),
    ],
)
def test_rolling_moves_written_years(phrase: str, rolled: str) -> None:
    deadline = Deadline.parse(phrase, 2024).roll(2024, 2025)
    assert str(deadline) == rolled
    assert deadline.year == 2025


def test_rolling_says_what_it_cannot_judge() -> None:
    deadline = Deadline.parse("Theo Kế hoạch năm 2024", 2024)
    assert deadline.fixed_words() == ("Kế hoạch năm 2024",)
    with pytest.raises(DeadlineError, match=r"28/02/2025"):
        Deadline.parse("Trước ngày 29/02/2024", 2024).roll(2024, 2025)


def test_a_date_outside_the_plans_year_is_named_unless_the_phrase_says_so() -> None:
    assert Deadline.parse("Trước ngày 31/01/2025", Y).outside_year()
    assert not Deadline.parse("Trước ngày 31/01 năm liền kề", Y).outside_year()


@pytest.mark.parametrize(
    ("phrase", "reason"),
    [
        ("Trước ngày 31/02/2024", r"không phải ngày có thật.*29/02/2024"),
        ("Trước ngày 29/02/2025", r"28/02/2025"),
        ("Trước ngày 00/3/2024", "không phải ngày có thật"),
        ("Tháng 13/2024", "không phải ngày có thật.*01 đến 12"),
        ("Từ tháng 3 đến tháng 15/2024", "không phải ngày có thật"),
        ("Quý V/2024", "quý không có thật"),
        ("Trước ngày 45 của tháng liền kề", "không phải ngày có thật"),
        ("Trước ngày 31/01/24", "năm bằng hai chữ số"),
        ("Từ Quý III đến Quý I", "mốc đầu sau mốc cuối"),
        ("Trươc ngày 31/01/2024", 'không hiểu.*"Trước ngày 31/01/2024"'),
        ("sớm nhất có thể", "không hiểu thời hạn"),
        ("", "trống"),
        ("Sau khi có hướng dẫn, trước ngày 31/02/2024", "không phải ngày có thật"),
    ],
)
def test_impossible_and_unknown_phrases_are_refused_with_the_reason(
    phrase: str, reason: str
) -> None:
    with pytest.raises(DeadlineError, match=reason) as caught:
        Deadline.parse(phrase, Y)
    assert caught.value.required
    assert caught.value.remedy


def test_examples_in_a_refusal_are_of_the_plans_own_year_and_can_be_read() -> None:
    from vbgen.model.deadline_words import KNOWN_FORMS

    with pytest.raises(DeadlineError, match="2031"):
        Deadline.parse("bao giờ xong thì xong", 2031)
    for form in KNOWN_FORMS:
        phrase = form.format(Y=2031)
        assert str(Deadline.parse(phrase, 2031)) == phrase


@pytest.mark.parametrize(
    "phrase",
    [
        ", ".join(f"khi có văn bản {n}" for n in range(200)),
        ", ".join(f"sau khi xong việc {n}, trước ngày {n % 28 + 1}/3/2024" for n in range(100)),
        "báo cáo " * 400,
        "Tháng 1, 2, 3, " * 300,
        "Định kỳ " + "quý, năm và " * 300,
    ],
    ids=["events", "events with days", "actions", "a long list", "frequencies"],
)
def test_long_phrases_are_read_or_refused_without_a_search_that_grows(phrase: str) -> None:
    try:
        assert Deadline.parse(phrase, Y).atoms
    except DeadlineError as error:
        assert error.remedy


def test_decomposed_letters_and_spaces_do_not_matter() -> None:
    import unicodedata

    typed = unicodedata.normalize("NFD", "  Trước   ngày 31/01/2024 ")
    assert str(Deadline.parse(typed, Y)) == "Trước ngày 31/01/2024"


@pytest.mark.parametrize("word", sorted(YEAR_WORDS))
def test_years_named_by_their_place(word: str) -> None:
    due = Deadline.parse(f"Trước ngày 31/01 {word}", Y).due
    assert due == date(Y + YEAR_WORDS[word], 1, 30)


def test_states_of_each_statement_are_kept_apart() -> None:
    deadline = Deadline.parse("Trong năm và hoàn thành trước 10/12/2024", Y)
    assert deadline.states == (State.ASSUMED, State.FIXED)
