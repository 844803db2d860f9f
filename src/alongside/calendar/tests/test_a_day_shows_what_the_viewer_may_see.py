"""The days of colleagues: whole where the viewer walks along, taken and no more where not."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.access.actor import Actor
from alongside.calendar.models import Appointment, TakesPart
from alongside.calendar.queries import CalendarItem, Source, appointments
from alongside.contacts.models import GoesAlong
from alongside.enrolments.models import Enrolment
from tests.people_of_the_house import House, writing
from tests.scene import Scene

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def day(house: House, viewer: Actor, *names: str) -> list[CalendarItem]:
    workers = [house.workers[name].pk for name in names]
    return appointments(viewer, workers, house.now - 2 * HOUR, house.now + 10 * HOUR)


def own(house: House, name: str, starts_at: datetime, *with_: str, **fields: Any) -> Appointment:
    with writing(house.agency):
        found = Appointment(
            agency=house.agency,
            worker=house.workers[name],
            starts_at=starts_at,
            ends_at=starts_at + HOUR,
            **{"kind": "team_meeting", "title": "Monday meeting", **fields},
        )
        found.save()
        for one in with_:
            TakesPart(appointment=found, worker=house.workers[one]).save()
    return found


def test_a_planned_contact_is_an_appointment(
    house: House, scene: Scene, jonas: Enrolment, sofie: Actor
) -> None:
    planned = scene.planned(
        jonas, house.now + HOUR, worker=house.workers["sofie"], minutes=30, place="home", text="Viewing"
    )
    (item,) = day(house, sofie, "sofie")
    assert (item.source, item.id, item.person_name) == (Source.CONTACT, planned.pk, "Jonas Krogh")
    assert item.person_first_name == "Jon"
    assert item.ends_at - item.starts_at == timedelta(minutes=30)
    assert item.length_known
    assert item.may_change
    assert not item.busy


def test_of_somebody_elses_person_only_the_time_shows(
    house: House, scene: Scene, jonas: Enrolment, omar: Actor
) -> None:
    scene.planned(jonas, house.now + HOUR, worker=house.workers["sofie"], place="home", text="Viewing")
    (item,) = day(house, omar, "sofie")
    assert item.busy
    assert (item.person_id, item.person_name, item.person_initials, item.text, item.place, item.kind) == (
        None,
        "",
        "",
        "",
        "",
        "",
    )
    assert item.enrolment_id is None
    assert not item.may_change


def test_the_note_of_what_was_held_is_not_in_the_calendar(
    house: House, scene: Scene, jonas: Enrolment, sofie: Actor
) -> None:
    scene.happened(jonas, days=0, worker=house.workers["sofie"], text="He told me about his sister.")
    (item,) = day(house, sofie, "sofie")
    assert (item.status, item.text) == ("held", "")
    assert not item.may_change


def test_what_a_colleague_goes_along_to_stands_in_both_days(
    house: House, scene: Scene, jonas: Enrolment, sofie: Actor
) -> None:
    planned = scene.planned(jonas, house.now + HOUR, worker=house.workers["sofie"])
    with writing(house.agency):
        GoesAlong(contact=planned, worker=house.workers["maja"]).save()
        GoesAlong(contact=planned, worker=house.workers["amina"]).save()
    (of_maja,) = day(house, sofie, "maja")
    assert [name for _id, name in of_maja.workers] == ["Sofie Lindholm", "Amina Yilmaz", "Maja Toft"]
    assert len(day(house, sofie, "sofie", "maja", "amina")) == 1


def test_a_private_appointment_is_busy_to_others(house: House, sofie: Actor, omar: Actor) -> None:
    own(house, "sofie", house.now, "maja", private=True, title="Dentist")
    assert day(house, sofie, "sofie")[0].title == "Dentist"
    (item,) = day(house, omar, "sofie")
    assert (item.busy, item.title) == (True, "")
    assert day(house, house.actor("maja"), "sofie")[0].title == "Dentist"


def test_who_takes_part_has_it_in_their_day_and_its_owner_or_lead_may_change_it(
    house: House, sofie: Actor, amina: Actor
) -> None:
    own(house, "sofie", house.now, "maja")
    maja = house.actor("maja")
    assert day(house, sofie, "sofie")[0].may_change
    assert day(house, amina, "maja")[0].may_change
    assert not day(house, maja, "maja")[0].may_change


def test_only_what_touches_the_time_is_found(house: House, sofie: Actor) -> None:
    start, end = house.now - 2 * HOUR, house.now + 10 * HOUR
    own(house, "sofie", start - HOUR, title="ends as it begins")
    own(house, "sofie", end, title="begins as it ends")
    own(house, "sofie", start - HOUR / 2, title="into it")
    assert [item.title for item in appointments(sofie, [house.workers["sofie"].pk], start, end)] == [
        "into it"
    ]


def test_another_agency_has_no_days_here(house: House, scene: Scene, jonas: Enrolment, sofie: Actor) -> None:
    from dataclasses import replace

    from alongside.kernel.ids import new_id

    scene.planned(jonas, house.now + HOUR, worker=house.workers["sofie"])
    own(house, "sofie", house.now)
    assert day(house, replace(sofie, agency_id=new_id()), "sofie") == []


def test_the_number_of_queries_does_not_grow(
    house: House, scene: Scene, jonas: Enrolment, sofie: Actor
) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            day(house, sofie, "sofie", "maja", "amina", "omar")
        return len(queries)

    assert asked() == 2
    for place in range(8):
        planned = scene.planned(jonas, house.now + place * HOUR, worker=house.workers["sofie"])
        own(house, "maja", house.now + place * HOUR, "omar", "sofie")
        with writing(house.agency):
            GoesAlong(contact=planned, worker=house.workers["omar"]).save()
    assert asked() == 2
    assert len(day(house, sofie, "sofie", "maja", "amina", "omar")) == 16
