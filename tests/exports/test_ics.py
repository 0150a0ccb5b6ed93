from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
import vobject
from support.dossiers import EXAMPLES, read_dossier

from vbgen.documents.calendar import load_calendar
from vbgen.documents.schedule import Entry, schedule
from vbgen.exports.ics import schedule_ics, uid
from vbgen.model.deadline import State

STAMP = date(2024, 1, 26)


@pytest.fixture(scope="module")
def entries() -> tuple[Entry, ...]:
    dossier = read_dossier(EXAMPLES / "ke-hoach-cchc-2024")
    return schedule(dossier, load_calendar([2024])).entries


@pytest.fixture(scope="module")
def events(entries: tuple[Entry, ...]) -> dict[str, vobject.base.Component]:
    """What another library than the one that wrote the file reads in it."""
    data = schedule_ics(entries, name="Kế hoạch CCHC", stamp=STAMP, remind_days=5)
    calendar = vobject.readOne(data.decode("utf-8"))
    return {event.uid.value: event for event in calendar.vevent_list}


def find(entries: tuple[Entry, ...], code: str) -> Entry:
    return next(e for e in entries if e.code == code)


def test_every_entry_with_a_day_is_an_event_and_no_other(
    entries: tuple[Entry, ...], events: dict[str, vobject.base.Component]
) -> None:
    dated = [e for e in entries if e.working_due]
    assert len(dated) < len(entries)
    assert set(events) == {uid(e) for e in dated}
    assert len(events) == len(dated)


def test_an_event_lies_on_the_working_day_and_says_what_is_due(
    entries: tuple[Entry, ...], events: dict[str, vobject.base.Component]
) -> None:
    entry = find(entries, "2024-I-02.1")
    event = events[uid(entry)]
    assert event.dtstart.value == date(2024, 3, 29)
    assert event.dtend.value == date(2024, 3, 30)
    assert event.summary.value == entry.title
    assert "Hạn 31/3/2024 rơi vào ngày nghỉ" in event.description.value
    assert "Thời hạn ghi trong kế hoạch: Quý I/2024" in event.description.value
    assert event.dtstamp.value.date() == STAMP


def test_an_alarm_goes_off_in_the_morning_some_days_before(
    entries: tuple[Entry, ...], events: dict[str, vobject.base.Component]
) -> None:
    event = events[uid(find(entries, "2024-I-02.1"))]
    assert event.valarm.trigger.value == timedelta(hours=8) - timedelta(days=5)
    assert event.valarm.action.value == "DISPLAY"


def test_an_assumed_day_says_so(
    entries: tuple[Entry, ...], events: dict[str, vobject.base.Component]
) -> None:
    event = events[uid(find(entries, "2024-I-04.1"))]
    assert event.summary.value.startswith("[Ngày giả định] ")
    assert event.status.value == "TENTATIVE"
    fixed = events[uid(find(entries, "2024-I-01.1"))]
    assert "giả định" not in fixed.summary.value + fixed.description.value


def test_work_of_others_is_marked_and_rings_no_alarm(
    entries: tuple[Entry, ...], events: dict[str, vobject.base.Component]
) -> None:
    event = events[uid(find(entries, "2024-IV-15.1"))]
    assert "[Ngoài cơ quan]" in event.summary.value
    assert not hasattr(event, "valarm")


def test_the_identity_depends_on_code_period_and_unit_alone(entries: tuple[Entry, ...]) -> None:
    entry = find(entries, "2024-IV-14.1")
    moved = replace(entry, title="Tên khác", due=date(2025, 1, 1), state=State.FIXED)
    assert uid(moved) == uid(entry)
    assert uid(replace(entry, unit_code="CTTDT")) != uid(replace(entry, unit_code="CTTĐT"))
    assert uid(entry).isascii()


def test_the_same_entries_give_the_same_bytes(entries: tuple[Entry, ...]) -> None:
    one = schedule_ics(entries, name="A", stamp=STAMP)
    assert one == schedule_ics(entries, name="A", stamp=STAMP)
    assert max(len(line) for line in one.split(b"\r\n")) <= 75


def test_text_arrives_as_typed() -> None:
    entry = Entry(
        "2024-I-01.1", "1", "Báo cáo", "bao-cao", "A; B, C\\D <&> {{x}}", None, None, ("Đ; E",), (),
        "own", State.FIXED, date(2024, 3, 1), date(2024, 3, 1), None, None, None,
    )  # fmt: skip
    data = schedule_ics([entry], name="A", stamp=STAMP)
    (event,) = vobject.readOne(data.decode("utf-8")).vevent_list
    assert event.summary.value == "A; B, C\\D <&> {{x}}"
    assert "Chủ trì: Đ; E" in event.description.value
