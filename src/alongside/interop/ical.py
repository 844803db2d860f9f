"""Calendar files (iCalendar, RFC 5545): written for feeds and single appointments, read from a colleague's file."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from time import monotonic
from typing import Any

from icalendar import Calendar, Event

from alongside.calendar.errors import FileTooLarge, NotACalendarFile, TooManyEvents
from alongside.calendar.rules import LONGEST_APPOINTMENT, OutsideEvent
from alongside.kernel.recurrence import UnboundedRule, moments

MOST_BYTES = 1_000_000
MOST_EVENTS = 2000
MOST_SECONDS = 10.0
"""A file made to be slow is given up."""
MOST_OCCURRENCES = 400
"""Of one repeated appointment in the period that is read: daily for a year, and a little more."""
OURS = "@alongside"
"""How the identities end that we hand out; reading them back in would book everything twice."""


@dataclass(frozen=True)
class OutgoingEvent:
    """What a calendar outside the house is told: when, and as little more as its owner chose."""

    id: str
    sequence: int
    starts_at: datetime
    ends_at: datetime
    all_day: bool
    title: str
    cancelled: bool
    notices: tuple[str, ...] = ()
    """What has to go along with it by law, such as the notice of 42 CFR part 2."""


@dataclass(frozen=True)
class FileRead:
    """The appointments of a file, and how many of it could not be read or take no time."""

    events: tuple[OutsideEvent, ...]
    unread: int
    free: int


def write(events: Iterable[OutgoingEvent], *, name: str, stamp: datetime, zone: tzinfo) -> bytes:
    """A calendar file. The same events with the same stamp give the same bytes.

    Args:
        name: what a programme calls the calendar.
        stamp: when it was made.
        zone: where whole days are days.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Alongside//Calendar//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval;value=duration", "PT1H")
    for one in events:
        event = Event()
        event.add("uid", f"{one.id}{OURS}")
        event.add("dtstamp", stamp.astimezone(UTC).replace(microsecond=0))
        event.add("sequence", one.sequence)
        event.add("dtstart", _out(one.starts_at, one.all_day, zone))
        event.add("dtend", _out(one.ends_at, one.all_day, zone))
        event.add("summary", one.title)
        if one.notices:
            event.add("description", "\n".join(one.notices))
        event.add("status", "CANCELLED" if one.cancelled else "CONFIRMED")
        calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written


def _out(at: datetime, all_day: bool, zone: tzinfo) -> date | datetime:
    return at.astimezone(zone).date() if all_day else at.astimezone(UTC)


def read(data: bytes, *, zone: tzinfo, start: datetime, end: datetime) -> FileRead:
    """Read the appointments of a calendar file that touch `[start, end)`, repeated ones spelled out.

    What repeats without a bound we can count, or cannot be read, is left out and counted.

    Args:
        zone: where times without a zone, and whole days, are.

    Raises:
        FileTooLarge, NotACalendarFile, TooManyEvents
    """
    found, cancels = _parsed(data)
    events: dict[tuple[str, str], OutsideEvent] = {}
    unread = free = 0
    # Single occurrences come after what they are an exception from.
    begun = monotonic()
    for component in sorted(found, key=lambda one: "RECURRENCE-ID" in one):
        if monotonic() - begun > MOST_SECONDS:
            raise TooManyEvents(most=MOST_EVENTS)
        if str(component.get("TRANSP", "")).upper() == "TRANSPARENT":
            free += 1
            continue
        try:
            several = list(_occurrences(component, zone, start, end, cancels))
        except Exception:  # noqa: BLE001 - one broken appointment does not spoil the file
            unread += 1
            continue
        for one in several:
            known = events.setdefault((one.uid, one.occurrence), one)
            if known.sequence <= one.sequence:
                events[one.uid, one.occurrence] = one
        _require_few(len(events))
    in_time = [
        one for one in events.values() if one.cancelled or (one.starts_at < end and one.ends_at > start)
    ]
    return FileRead(tuple(in_time), unread, free)


def _parsed(data: bytes) -> tuple[list[Any], bool]:
    """The events of a file as the library reads them, and whether the file is a message that cancels them."""
    if len(data) > MOST_BYTES:
        raise FileTooLarge(most=MOST_BYTES // 1000)
    try:
        calendar = Calendar.from_ical(data)
        found = list(calendar.walk("VEVENT"))
    except Exception as error:
        raise NotACalendarFile from error
    if calendar.name != "VCALENDAR":
        raise NotACalendarFile
    _require_few(len(found))
    return found, str(calendar.get("METHOD", "")).upper() == "CANCEL"


def _require_few(number: int) -> None:
    if number > MOST_EVENTS:
        raise TooManyEvents(most=MOST_EVENTS)


def _occurrences(
    event: Any, zone: tzinfo, start: datetime, end: datetime, cancels: bool
) -> Iterator[OutsideEvent]:
    uid = str(event["UID"])
    if uid.endswith(OURS):
        return
    first = event.decoded("DTSTART")
    all_day = not isinstance(first, datetime)
    begins = _moment(first, zone)
    length = _length(event, first, begins, zone)
    if not timedelta() < length <= LONGEST_APPOINTMENT:
        raise UnboundedRule(f"lasts {length}")
    cancelled = cancels or str(event.get("STATUS", "")).upper() == "CANCELLED"
    repeats = "RRULE" in event or "RDATE" in event
    for at, original in _starts(event, begins, zone, start - length, end, all_day, cancelled):
        yield OutsideEvent(
            uid=uid if len(uid) <= 255 else hashlib.sha256(uid.encode()).hexdigest(),
            occurrence=_name(original, all_day) if repeats or "RECURRENCE-ID" in event else "",
            sequence=max(int(event.get("SEQUENCE", 0)), 0),
            starts_at=at.astimezone(UTC),
            ends_at=_end(at, length, all_day, zone).astimezone(UTC),
            all_day=all_day,
            title=str(event.get("SUMMARY", "")).strip()[:200],
            place=str(event.get("LOCATION", "")).strip()[:200],
            cancelled=cancelled,
        )


def _starts(
    event: Any, begins: datetime, zone: tzinfo, start: datetime, end: datetime, all_day: bool, cancelled: bool
) -> Iterator[tuple[datetime, datetime]]:
    """When it takes place, each with the start it had before it was moved."""
    if "RECURRENCE-ID" in event:
        yield begins, _moment(event.decoded("RECURRENCE-ID"), zone)
        return
    if cancelled or not ("RRULE" in event or "RDATE" in event):
        yield begins, begins
        return
    own = begins.tzinfo or zone
    naive = begins.replace(tzinfo=None)
    found = {naive}
    if "RRULE" in event:
        found |= set(_by_rule(event["RRULE"], naive, own, end))
    found |= {_moment(one, zone).astimezone(own).replace(tzinfo=None) for one in _listed(event, "RDATE")}
    found -= {_moment(one, zone).astimezone(own).replace(tzinfo=None) for one in _listed(event, "EXDATE")}
    in_time = [at.replace(tzinfo=own) for at in sorted(found)]
    in_time = [at for at in in_time if start < at < end]
    if len(in_time) > MOST_OCCURRENCES:
        raise UnboundedRule("too many occurrences")
    for at in in_time:
        yield at, at


def _by_rule(rule: Any, naive: datetime, own: tzinfo, end: datetime) -> list[datetime]:
    if isinstance(rule, list):
        raise UnboundedRule("several rules")
    parts = {name: rule[name] for name in rule if name.upper() != "UNTIL"}
    until = min(_naive(end, own), _naive(rule["UNTIL"][0], own)) if "UNTIL" in rule else _naive(end, own)
    text = type(rule)(parts).to_ical().decode()
    # A daily rule of twenty years is read from its beginning; what lies before the period is dropped later.
    return moments(text, naive, until=until, most=20 * MOST_OCCURRENCES)


def _naive(at: date, own: tzinfo) -> datetime:
    """A moment or a whole day as the clock on the wall of `own` shows it."""
    if not isinstance(at, datetime):
        return datetime.combine(at, time.max)
    return at if at.tzinfo is None else at.astimezone(own).replace(tzinfo=None)


def _listed(event: Any, name: str) -> Iterator[Any]:
    lists = event.get(name, [])
    for one in lists if isinstance(lists, list) else [lists]:
        for place in one.dts:
            yield place.dt


def _moment(at: Any, zone: tzinfo) -> datetime:
    if not isinstance(at, datetime):
        return datetime.combine(at, time(), tzinfo=zone)
    return at.replace(tzinfo=zone) if at.tzinfo is None else at


def _length(event: Any, first: Any, begins: datetime, zone: tzinfo) -> timedelta:
    if "DTEND" in event:
        last = event.decoded("DTEND")
        if not isinstance(first, datetime) and not isinstance(last, datetime):
            return timedelta(days=(last - first).days)
        return _moment(last, zone).astimezone(UTC) - begins.astimezone(UTC)
    if "DURATION" in event:
        found: timedelta = event.decoded("DURATION")
        return found
    return timedelta(days=1) if not isinstance(first, datetime) else timedelta()


def _end(at: datetime, length: timedelta, all_day: bool, zone: tzinfo) -> datetime:
    """Whole days end at a midnight, however long they are; everything else after its time has passed."""
    return at + length if all_day else at.astimezone(UTC) + length


def _name(original: datetime, all_day: bool) -> str:
    return f"{original:%Y%m%d}" if all_day else f"{original.astimezone(UTC):%Y%m%dT%H%M%SZ}"
