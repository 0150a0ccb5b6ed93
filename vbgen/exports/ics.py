"""The schedule as a calendar file (RFC 5545) that calendar programs import and keep up to date.

The same entry keeps its UID from run to run (code, period, unit), so that a second import changes
the event instead of doubling it; nothing in the file depends on a clock.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from urllib.parse import quote

from vbgen.documents.schedule import STATE_NAMES, Entry
from vbgen.model.deadline import State
from vbgen.vi.dates import short_date

if TYPE_CHECKING:
    from icalendar import Calendar, Event

PRODUCT = "-//vbgen//Lich van ban//VI"
ALARM_HOUR = 8


def schedule_ics(
    entries: Iterable[Entry], *, name: str, stamp: date, remind_days: int = 5
) -> bytes:
    """Return the events of all entries that have a due day, each on its working day.

    ``stamp``: the plan's date, written as the time the events were made; ``remind_days``: how many
    days before at 8:00 an alarm goes off (none for what is issued or led from outside).
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", name)
    made = datetime.combine(stamp, time(), tzinfo=UTC)
    for entry in entries:
        if entry.working_due is not None:
            _add_event(calendar, entry, entry.working_due, made, remind_days)
    return bytes(calendar.to_ical())


def uid(entry: Entry) -> str:
    """Return the event's identity: code, period and unit alone, in ASCII."""
    return "/".join(quote(part, safe="") for part in entry.identity) + "@vbgen"


def _add_event(
    calendar: Calendar, entry: Entry, day: date, made: datetime, remind_days: int
) -> None:
    from icalendar import Event

    event = Event()
    event.add("uid", uid(entry))
    event.add("dtstamp", made)
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("summary", _summary(entry))
    event.add("description", "\n".join(_lines(entry)))
    event.add("categories", [STATE_NAMES[entry.state]])
    event.add("transp", "TRANSPARENT")
    event.add("status", "TENTATIVE" if entry.state is State.ASSUMED else "CONFIRMED")
    if entry.issued is None and entry.role != "outside":
        _add_alarm(event, entry, remind_days)
    calendar.add_component(event)


def _add_alarm(event: Event, entry: Entry, remind_days: int) -> None:
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", _summary(entry))
    alarm.add("trigger", timedelta(hours=ALARM_HOUR) - timedelta(days=remind_days))
    event.add_component(alarm)


def _summary(entry: Entry) -> str:
    marks = []
    if entry.issued is not None:
        marks.append("Đã ban hành")
    elif entry.state is State.ASSUMED:
        marks.append("Ngày giả định")
    if entry.role != "own":
        marks.append("Phối hợp" if entry.role == "partner" else "Ngoài cơ quan")
    head = "".join(f"[{mark}] " for mark in marks)
    return f"{head}{entry.title}" + (f" ({entry.unit})" if entry.unit else "")


def _lines(entry: Entry) -> Iterable[str]:
    yield f"Mã: {entry.code}; nhiệm vụ {entry.task}" + (f"; kỳ {entry.period}" * bool(entry.period))
    if entry.deadline:
        yield f"Thời hạn ghi trong kế hoạch: {' '.join(entry.deadline.split())}"
    if entry.state is State.ASSUMED:
        yield "Kế hoạch không ghi ngày; ngày này là giả định để theo dõi."
    if entry.due is not None and entry.due != entry.working_due:
        yield f"Hạn {short_date(entry.due)} rơi vào ngày nghỉ."
    if entry.leads:
        yield f"Chủ trì: {'; '.join(entry.leads)}"
    if entry.partners:
        yield f"Phối hợp: {'; '.join(entry.partners)}"
    if entry.issued is not None:
        issued = entry.issued
        yield f"Đã ban hành: số {issued.number_symbol} ngày {short_date(issued.issued)}"
