"""Each deliverable counts in exactly one place, whatever its leads answered."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vbgen.documents.periodic.progress import by_lead, combine, judge
from vbgen.model.progress import (
    Issue,
    Item,
    LeadStatus,
    Paper,
    Returned,
    State,
    Status,
    Window,
    read_state,
)

Q1 = Window("2024-Q1", date(2023, 12, 15), date(2024, 3, 14))
HALF = Window("2024-06T", date(2023, 12, 15), date(2024, 6, 14))
Q3 = Window("2024-Q3", date(2024, 6, 15), date(2024, 9, 14))
JAN, APRIL = date(2024, 1, 30), date(2024, 4, 30)


def item(due: date | None = None, *leads: str, **more: object) -> Item:
    return Item("2024-I-01.1", "1", "I", leads or ("NC",), due, **more)  # type: ignore[arg-type]


def said(state: State, window: Window = Q1, unit: str = "NC", **more: object) -> Returned:
    return Returned(window.code, window.until, "2024-I-01.1", unit, state, **more)  # type: ignore[arg-type]


def status(
    asked: Item, *returned: Returned, window: Window = Q1, issues: tuple[Issue, ...] = ()
) -> str:
    return judge([asked], window, by_lead(returned), issues).items[0].status.value


ONE_LEAD = {
    "nothing returned": (item(APRIL), (), "not_reported"),
    "nothing returned, the day has passed": (item(JAN), (), "not_reported"),
    "done before the due day": (
        item(JAN),
        (said(State.DONE, done_on=date(2024, 1, 29)),),
        "done_on_time",
    ),
    "done on the due day": (item(JAN), (said(State.DONE, done_on=JAN),), "done_on_time"),
    "done a day late": (item(JAN), (said(State.DONE, done_on=date(2024, 1, 31)),), "done_late"),
    "the paper's day stands in for the day done": (
        item(JAN),
        (said(State.DONE, paper=Paper("5", "KH-NC", date(2024, 2, 1))),),
        "done_late",
    ),
    "the day done comes before the paper's day": (
        item(JAN),
        (said(State.DONE, done_on=JAN, paper=Paper("5", "KH-NC", date(2024, 2, 1))),),
        "done_on_time",
    ),
    "done without any day, due day passed": (item(JAN), (said(State.DONE),), "done_late"),
    "done without any day, due day ahead": (item(APRIL), (said(State.DONE),), "done_on_time"),
    "done without a due day": (
        item(None),
        (said(State.DONE, done_on=date(2024, 3, 1)),),
        "done_on_time",
    ),
    "under way, not due": (item(APRIL), (said(State.DOING),), "doing"),
    "under way, overdue": (item(JAN), (said(State.DOING),), "overdue"),
    "due on the cut-off day itself is not overdue": (item(Q1.until), (said(State.DOING),), "doing"),
    "due the day before the cut-off is overdue": (
        item(Q1.until - timedelta(days=1)),
        (said(State.NOT_STARTED),),
        "overdue",
    ),
    "not begun, not due": (item(APRIL), (said(State.NOT_STARTED),), "not_due"),
    "not begun, no due day": (item(None), (said(State.NOT_STARTED),), "not_due"),
    "carried to the next period": (item(APRIL), (said(State.CARRIED),), "doing"),
    "carried to the next period, overdue": (item(JAN), (said(State.CARRIED),), "overdue"),
    "not arising though the day has passed": (item(JAN), (said(State.NOT_ARISING),), "not_arising"),
    "paused": (item(JAN), (said(State.PAUSED),), "stopped"),
    "cancelled": (item(JAN), (said(State.CANCELLED),), "stopped"),
    "adjusted without a new day": (item(JAN), (said(State.ADJUSTED),), "overdue"),
    "adjusted, not due": (item(APRIL), (said(State.ADJUSTED),), "doing"),
    "a new day without its permit does not hold": (
        item(JAN),
        (said(State.ADJUSTED, new_due=APRIL),),
        "overdue",
    ),
    "a new day with its permit holds": (
        item(JAN),
        (said(State.ADJUSTED, new_due=APRIL, permit="12/TB-VP"),),
        "doing",
    ),
    "a new day counts only with the state Điều chỉnh": (
        item(JAN),
        (said(State.DOING, new_due=APRIL, permit="12/TB-VP"),),
        "overdue",
    ),
    "what returns is never late": (
        item(JAN, recurring=True),
        (said(State.DONE, done_on=date(2024, 3, 1)),),
        "done_on_time",
    ),
    "what returns is never overdue": (item(JAN, recurring=True), (said(State.DOING),), "doing"),
}


@pytest.mark.parametrize(("asked", "returned", "expected"), ONE_LEAD.values(), ids=ONE_LEAD)
def test_one_lead(asked: Item, returned: tuple[Returned, ...], expected: str) -> None:
    assert status(asked, *returned) == expected


DONE_Q1 = said(State.DONE, done_on=JAN)
LATER = {
    "done holds for the later period": (item(JAN), (DONE_Q1,), "done_on_time"),
    "not arising holds": (item(JAN), (said(State.NOT_ARISING),), "not_arising"),
    "cancelled holds": (item(JAN), (said(State.CANCELLED),), "stopped"),
    "paused does not hold": (item(JAN), (said(State.PAUSED),), "not_reported"),
    "under way does not hold": (item(APRIL), (said(State.DOING),), "not_reported"),
    "carried over does not hold by itself": (item(APRIL), (said(State.CARRIED),), "not_reported"),
    "what returns does not hold": (item(None, recurring=True), (DONE_Q1,), "not_reported"),
    "this period's answer comes before an earlier final one": (
        item(APRIL),
        (DONE_Q1, said(State.DOING, HALF)),
        "overdue",
    ),
    "a permitted new day holds from then on": (
        item(JAN),
        (
            said(State.ADJUSTED, new_due=date(2024, 8, 30), permit="12/TB-VP"),
            said(State.DOING, HALF),
        ),
        "doing",
    ),
    "a permitted new day that has passed": (
        item(JAN),
        (said(State.ADJUSTED, new_due=APRIL, permit="12/TB-VP"), said(State.DOING, HALF)),
        "overdue",
    ),
    "done within the permitted new day": (
        item(JAN),
        (
            said(State.ADJUSTED, new_due=APRIL, permit="12/TB-VP"),
            said(State.DONE, HALF, done_on=date(2024, 4, 20)),
        ),
        "done_on_time",
    ),
    "a later period's answer is left aside": (item(APRIL), (said(State.DONE, Q3),), "not_reported"),
}


@pytest.mark.parametrize(("asked", "returned", "expected"), LATER.values(), ids=LATER)
def test_half_year_after_the_first_quarter(
    asked: Item, returned: tuple[Returned, ...], expected: str
) -> None:
    assert status(asked, *returned, window=HALF) == expected


def test_a_new_day_of_a_later_period_does_not_reach_back() -> None:
    moved = said(State.ADJUSTED, HALF, new_due=date(2024, 8, 30), permit="12/TB-VP")
    assert status(item(JAN), said(State.DOING), moved) == "overdue"


REGISTER = {
    "makes it done without any return": (item(JAN), (), JAN, "done_on_time"),
    "counts on its own date": (item(JAN), (), date(2024, 2, 5), "done_late"),
    "outweighs a contrary return": (item(JAN), (said(State.NOT_ARISING),), JAN, "done_on_time"),
    "does not count after the cut-off": (item(APRIL), (), date(2024, 3, 15), "not_reported"),
    "of an earlier period does not answer what returns": (
        item(None, recurring=True),
        (),
        date(2023, 12, 14),
        "not_reported",
    ),
    "of this period answers what returns": (item(None, recurring=True), (), JAN, "done_on_time"),
}


@pytest.mark.parametrize(("asked", "returned", "day", "expected"), REGISTER.values(), ids=REGISTER)
def test_a_document_in_the_register(
    asked: Item, returned: tuple[Returned, ...], day: date, expected: str
) -> None:
    assert status(asked, *returned, issues=(Issue(asked.code, day),)) == expected


def test_a_register_document_counts_for_all_leads_unless_each_makes_its_own() -> None:
    issues = (Issue("2024-I-01.1", JAN, "NC"),)
    assert status(item(JAN, "NC", "HCTC"), issues=issues) == "done_on_time"
    assert status(item(JAN, "NC", "HCTC", per_unit=True), issues=issues) == "not_reported"


# One letter per lead: what the single lead is, and what all of them together count as.
LETTERS = {
    "T": LeadStatus("", Status.DONE_ON_TIME, "returned", State.DONE),
    "L": LeadStatus("", Status.DONE_LATE, "returned", State.DONE),
    "O": LeadStatus("", Status.OVERDUE, "returned", State.DOING),
    "?": LeadStatus("", Status.NOT_REPORTED),
    "D": LeadStatus("", Status.DOING, "returned", State.DOING),
    "N": LeadStatus("", Status.NOT_DUE, "returned", State.NOT_STARTED),
    "P": LeadStatus("", Status.STOPPED, "returned", State.PAUSED),
    "H": LeadStatus("", Status.STOPPED, "returned", State.CANCELLED),
    "0": LeadStatus("", Status.NOT_ARISING, "returned", State.NOT_ARISING),
}
SEVERAL = {
    "TT": "done_on_time",
    "TL": "done_late",
    "T0": "done_on_time",
    "TH": "done_on_time",
    "00": "not_arising",
    "HH": "stopped",
    "0H": "stopped",
    "0?": "not_reported",
    "HO": "overdue",
    "T?": "not_reported",
    "TD": "doing",
    "TN": "not_due",
    "TP": "stopped",
    "O?": "overdue",
    "?D": "not_reported",
    "DN": "doing",
    "NP": "not_due",
    "PH": "stopped",
    "P0": "stopped",
    "TO?DNPH0": "overdue",
    "T?DNPH0": "not_reported",
    "TDNPH0": "doing",
    "TNPH0": "not_due",
    "TPH0": "stopped",
    "LH0": "done_late",
}


@pytest.mark.parametrize(("leads", "expected"), SEVERAL.items(), ids=SEVERAL)
def test_several_leads(leads: str, expected: str) -> None:
    assert combine([LETTERS[c] for c in leads]).value == expected
    assert combine([LETTERS[c] for c in reversed(leads)]).value == expected


def test_the_latest_day_of_several_leads_decides() -> None:
    asked = item(JAN, "NC", "HCTC")
    early = said(State.DONE, unit="NC", done_on=date(2024, 1, 10))
    assert status(asked, early, said(State.DONE, unit="HCTC", done_on=JAN)) == "done_on_time"
    assert status(asked, early, said(State.DONE, unit="HCTC", done_on=APRIL)) == "done_late"


days = st.one_of(st.none(), st.dates(date(2023, 11, 1), date(2024, 12, 31)))
items = st.builds(
    Item,
    code=st.integers(1, 8).map(lambda n: f"2024-I-0{n}.1"),
    task=st.sampled_from(("1", "2", "3")),
    group=st.sampled_from(("I", "II")),
    leads=st.lists(st.sampled_from("ABCD"), min_size=1, unique=True).map(tuple),
    due=days,
    recurring=st.booleans(),
    regular=st.booleans(),
    per_unit=st.booleans(),
)
answers = st.builds(
    lambda window, code, unit, state, done, moved, permit: Returned(
        window.code, window.until, code, unit, state, done_on=done, new_due=moved, permit=permit
    ),
    st.sampled_from((Q1, HALF, Q3)),
    st.integers(1, 8).map(lambda n: f"2024-I-0{n}.1"),
    st.sampled_from("ABCD"),
    st.sampled_from(State),
    days,
    days,
    st.sampled_from(("", "12/TB-VP")),
)
issues = st.builds(
    Issue,
    st.integers(1, 8).map(lambda n: f"2024-I-0{n}.1"),
    st.dates(date(2023, 11, 1), date(2024, 12, 31)),
    st.sampled_from(("", "A", "B")),
)


@given(
    st.lists(items, max_size=8, unique_by=lambda i: i.code),
    st.lists(answers, max_size=12, unique_by=lambda a: (a.period, a.code, a.unit)),
    st.lists(issues, max_size=4),
    st.sampled_from((Q1, HALF, Q3)),
)
def test_counts_are_a_partition(
    asked: list[Item], returned: list[Returned], issued: list[Issue], window: Window
) -> None:
    progress = judge(asked, window, by_lead(returned), issued)
    counts = progress.counts.as_json()
    assert counts["total"] == len(asked) == sum(counts[s.value] for s in Status)
    assert counts["regular"] == sum(i.regular for i in asked)
    by_group: Counter[str] = Counter()
    for tally in progress.by_group.values():
        by_group.update(tally.as_json())
    assert all(by_group[key] == value for key, value in counts.items())
    for unit, tally in progress.by_unit.items():
        found = tally.as_json()
        assert found["total"] == sum(unit in i.leads for i in asked)
        assert found["total"] == sum(found[s.value] for s in Status)
    assert 0 <= progress.tasks_done <= progress.tasks_total <= len({i.task for i in asked})


@given(st.lists(answers, max_size=12, unique_by=lambda a: (a.period, a.code, a.unit)), st.randoms())
def test_the_order_of_returns_does_not_matter(returned: list[Returned], random: object) -> None:
    asked = [Item(f"2024-I-0{n}.1", "1", "I", ("A", "B"), JAN) for n in range(1, 9)]
    shuffled = list(returned)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    first = judge(asked, HALF, by_lead(returned))
    assert first == judge(asked, HALF, by_lead(shuffled))


def tasks(*returned: Returned) -> tuple[int, int]:
    asked = [
        Item("2024-I-01.1", "1", "I", ("NC",)),
        Item("2024-I-01.2", "1", "I", ("NC",)),
        Item("2024-I-02.1", "2", "I", ("NC",)),
    ]
    progress = judge(asked, Q1, by_lead(returned))
    return progress.tasks_total, progress.tasks_done


def answer(code: str, state: State) -> Returned:
    return Returned(Q1.code, Q1.until, code, "NC", state)


def test_a_task_is_done_when_all_its_live_deliverables_are() -> None:
    first = answer("2024-I-01.1", State.DONE)
    assert tasks(first) == (2, 0)
    assert tasks(first, answer("2024-I-01.2", State.DONE)) == (2, 1)
    assert tasks(first, answer("2024-I-01.2", State.NOT_ARISING)) == (2, 1)
    assert tasks(first, answer("2024-I-01.2", State.PAUSED)) == (2, 0)


def test_a_task_whose_deliverables_are_all_dropped_is_no_task() -> None:
    assert tasks(answer("2024-I-02.1", State.CANCELLED)) == (1, 0)
    assert tasks(answer("2024-I-02.1", State.PAUSED)) == (2, 0)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hoàn thành", State.DONE),
        ("  hoàn   THÀNH ", State.DONE),
        ("Hủy", State.CANCELLED),
        ("Huỷ", State.CANCELLED),
        ("Hoan thanh", None),
        ("Đã hoàn thành", None),
        ("", None),
    ],
)
def test_a_state_is_read_by_its_very_name(text: str, expected: State | None) -> None:
    assert read_state(text) is expected
