"""A colleague's calendar file: taken in once, brought up to date, bounded, and refused in words when it is broken."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.access.actor import Actor
from alongside.calendar.errors import FileTooLarge, NotACalendarFile, TooManyEvents
from alongside.calendar.models import Appointment
from alongside.calendar.operations import TakenIn, take_in
from alongside.interop import ical
from alongside.kernel.errors import NotAllowed
from alongside.people.models import Person
from tests.people_of_the_house import House

ZONE = ZoneInfo("Europe/Copenhagen")
START = datetime(2026, 10, 1, tzinfo=ZONE)
END = START + timedelta(days=400)


def file(*events: str, method: str = "PUBLISH") -> bytes:
    inside = "".join(f"BEGIN:VEVENT\n{event.strip()}\nEND:VEVENT\n" for event in events)
    text = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Somewhere//EN\nMETHOD:{method}\n{inside}END:VCALENDAR\n"
    return text.replace("\n", "\r\n").encode()


DENTIST = """
UID:dentist
DTSTAMP:20261101T000000Z
DTSTART;TZID=Europe/Copenhagen:20261126T100000
DTEND;TZID=Europe/Copenhagen:20261126T110000
SUMMARY:Dentist
SEQUENCE:1"""
CHOIR = """
UID:choir
DTSTAMP:20261101T000000Z
DTSTART;TZID=Europe/Copenhagen:20261020T190000
DURATION:PT2H
RRULE:FREQ=WEEKLY;COUNT=4
SUMMARY:Choir"""

Read = Callable[..., ical.FileRead]


def read(data: bytes) -> ical.FileRead:
    return ical.read(data, zone=ZONE, start=START, end=END)


@pytest.fixture
def taken(house: House, sofie: Actor) -> Callable[[bytes], TakenIn]:
    def take(data: bytes) -> TakenIn:
        events = read(data).events
        return take_in(by=sofie, worker=house.workers["sofie"], events=events, start=START, end=END)

    return take


@pytest.mark.django_db
def test_the_same_file_twice_changes_nothing(taken: Callable[[bytes], TakenIn]) -> None:
    data = file(DENTIST, CHOIR)
    assert taken(data) == TakenIn(made=5, changed=0, called_off=0, same=0)
    assert taken(data) == TakenIn(made=0, changed=0, called_off=0, same=5)
    assert Appointment.objects.count() == 5
    assert Person.objects.unscoped().count() == 0
    dentist = Appointment.objects.get(uid="dentist")
    assert dentist.starts_at == datetime(2026, 11, 26, 10, tzinfo=ZONE)
    assert dentist.private


@pytest.mark.django_db
def test_ten_in_the_evening_stays_so_when_the_clocks_change(taken: Callable[[bytes], TakenIn]) -> None:
    taken(file(CHOIR))
    times = [one.starts_at.astimezone(ZONE) for one in Appointment.objects.order_by("starts_at")]
    assert {at.hour for at in times} == {19}
    assert len({at.utcoffset() for at in times}) == 2


@pytest.mark.django_db
def test_a_later_revision_changes_it_and_an_earlier_does_not(taken: Callable[[bytes], TakenIn]) -> None:
    taken(file(DENTIST))
    later = DENTIST.replace("SEQUENCE:1", "SEQUENCE:2").replace("T100000", "T093000")
    assert taken(file(later)).changed == 1
    assert taken(file(DENTIST)) == TakenIn(0, 0, 0, 1)
    assert Appointment.objects.get().starts_at == datetime(2026, 11, 26, 9, 30, tzinfo=ZONE)


@pytest.mark.django_db
def test_what_is_cancelled_is_called_off_and_can_come_back(taken: Callable[[bytes], TakenIn]) -> None:
    taken(file(DENTIST, CHOIR))
    assert taken(file(DENTIST + "\nSTATUS:CANCELLED")).called_off == 1
    assert Appointment.objects.get(uid="dentist").cancelled_at is not None
    assert taken(file(DENTIST)).changed == 1
    assert taken(file(CHOIR.replace("RRULE:FREQ=WEEKLY;COUNT=4\n", ""), method="CANCEL")).called_off == 4


@pytest.mark.django_db
def test_one_occurrence_moves_and_one_falls_out(taken: Callable[[bytes], TakenIn]) -> None:
    taken(file(CHOIR))
    moved = """
UID:choir
DTSTAMP:20261101T000000Z
RECURRENCE-ID;TZID=Europe/Copenhagen:20261027T190000
DTSTART;TZID=Europe/Copenhagen:20261028T180000
DTEND;TZID=Europe/Copenhagen:20261028T200000
SUMMARY:Choir, moved"""
    without = CHOIR + "\nEXDATE;TZID=Europe/Copenhagen:20261103T190000"
    assert taken(file(without, moved)) == TakenIn(made=0, changed=1, called_off=1, same=2)
    assert Appointment.objects.count() == 4


@pytest.mark.django_db
def test_what_lies_before_the_period_stays(
    house: House, sofie: Actor, taken: Callable[[bytes], TakenIn]
) -> None:
    taken(file(CHOIR))
    start = datetime(2026, 11, 1, tzinfo=ZONE)
    events = ical.read(file(CHOIR), zone=ZONE, start=start, end=END).events
    result = take_in(by=sofie, worker=house.workers["sofie"], events=events, start=start, end=END)
    assert (result.called_off, result.same) == (0, 2)


@pytest.mark.django_db
def test_nobody_takes_a_file_into_a_colleagues_days(house: House, amina: Actor) -> None:
    with pytest.raises(NotAllowed):
        take_in(by=amina, worker=house.workers["sofie"], events=[], start=START, end=END)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"hello",
        b"\xff\xfe\x00",
        b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n",
        b"BEGIN:VEVENT\r\nEND:VEVENT\r\n",
    ],
)
def test_a_broken_file_is_refused(data: bytes) -> None:
    with pytest.raises(NotACalendarFile):
        read(data)


def test_a_large_file_is_refused() -> None:
    with pytest.raises(FileTooLarge):
        read(b"x" * (ical.MOST_BYTES + 1))
    with pytest.raises(TooManyEvents):
        read(file(*(f"UID:{n}\nDTSTART:20261126T100000Z\nDTEND:20261126T110000Z" for n in range(2001))))


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;BYHOUR=0,1,2,3",
        "FREQ=HOURLY;COUNT=5",
        "FREQ=NEVER",
    ],
)
def test_a_rule_without_bound_is_left_out_and_told(rule: str) -> None:
    found = read(file(DENTIST, f"UID:bomb\nDTSTART:20261126T100000Z\nDTEND:20261126T110000Z\nRRULE:{rule}"))
    assert [one.uid for one in found.events] == ["dentist"]
    assert found.unread == 1


def test_a_rule_without_end_is_read_as_far_as_the_period_reaches() -> None:
    event = "UID:daily\nDTSTART:20261126T100000Z\nDTEND:20261126T101500Z\nRRULE:FREQ=DAILY"
    found = read(file(event)).events
    assert START < found[0].starts_at < found[-1].starts_at < END
    assert len(found) == (END - found[0].starts_at).days + 1
    never = read(file(event + ";BYMONTH=2;BYMONTHDAY=30"))
    assert len(never.events) == 1


def test_time_that_is_free_takes_no_time_and_our_own_feed_is_not_read_back() -> None:
    ours = ical.OutgoingEvent("1", 0, START, START + timedelta(hours=1), False, "Visit", False)
    data = ical.write([ours], name="Alongside", stamp=START, zone=ZONE)
    assert read(data).events == ()
    found = read(file(DENTIST + "\nTRANSP:TRANSPARENT"))
    assert (found.events, found.free) == ((), 1)


def test_whole_days_are_days_where_the_work_is_done() -> None:
    (found,) = read(file("UID:leave\nDTSTART;VALUE=DATE:20261024\nDTEND;VALUE=DATE:20261026")).events
    assert found.all_day
    assert found.starts_at == datetime(2026, 10, 24, tzinfo=ZONE)
    assert found.ends_at == datetime(2026, 10, 26, tzinfo=ZONE)
    assert found.ends_at - found.starts_at == timedelta(hours=49)


ZONES = st.sampled_from(
    ("Europe/Copenhagen", "America/Toronto", "Pacific/Chatham", "Australia/Lord_Howe", "UTC")
)


@settings(deadline=None)
@given(
    ZONES,
    st.datetimes(datetime.fromisoformat("2026-10-02"), datetime.fromisoformat("2027-09-01")),
    st.integers(1, 3),
    st.sampled_from(("DAILY", "WEEKLY")),
    st.integers(1, 30),
)
def test_no_occurrence_is_lost_or_doubled_in_any_zone(
    zone: str, first: datetime, every: int, freq: str, count: int
) -> None:
    first = first.replace(second=0, microsecond=0)
    event = (
        f"UID:x\nDTSTART;TZID={zone}:{first:%Y%m%dT%H%M%S}\nDURATION:PT30M\n"
        f"RRULE:FREQ={freq};INTERVAL={every};COUNT={count}"
    )
    found = ical.read(file(event), zone=ZONE, start=START, end=START + timedelta(days=2000)).events
    step = timedelta(days=every * (7 if freq == "WEEKLY" else 1))
    expected = [(first + n * step).replace(tzinfo=ZoneInfo(zone)) for n in range(count)]
    assert [one.starts_at for one in found] == expected
    assert len({one.occurrence for one in found}) == count


@settings(deadline=None, max_examples=200)
@given(st.binary(max_size=300), st.text(max_size=200))
def test_whatever_stands_in_a_file_it_is_read_or_refused(raw: bytes, text: str) -> None:
    for data in (raw, file(text), file(f"UID:a\nDTSTART:20261126T100000Z\nRRULE:{text}")):
        with suppress(NotACalendarFile, TooManyEvents):
            read(data)
