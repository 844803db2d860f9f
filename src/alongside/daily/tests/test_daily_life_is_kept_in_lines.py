"""What is so in daily life: a line, how it changed, and a step of the plan there is."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from alongside.access.actor import Actor, system_actor
from alongside.daily import errors
from alongside.daily.models import Matter
from alongside.daily.operations import change_matter, end_matter, make_step, write_matter
from alongside.daily.queries import matters_of
from alongside.kernel.encryption import Sealed
from alongside.kernel.errors import NotAllowed, StaleRecord
from alongside.people.models import Person
from alongside.plans.models import Goal
from alongside.plans.operations import add_goal, change_step
from alongside.restrictions.operations import close_category
from tests.people_of_the_house import NOW, writing

TODAY = date(2026, 11, 24)


def debt(by: Actor, jonas: Any, **other: Any) -> Matter:
    said = {
        "kind": "debt",
        "text": "Skylder 12.400 kr. til elselskabet.",
        "told_by": "paper",
        "said_on": TODAY,
    }
    return write_matter(by=by, person=jonas.person, **{**said, **other})


@pytest.fixture
def goal(sofie: Actor, jonas: Any) -> Goal:
    found: Goal = add_goal(
        by=sofie, enrolment=jonas, title="Orden i pengene", person_view="Fred for rykkere."
    )
    return found


def test_how_it_read_before_stays(sofie, jonas) -> None:
    matter = debt(sofie, jonas)
    change_matter(
        by=sofie,
        matter=matter,
        kind="debt",
        text="Betaler 300 om måneden.",
        told_by="person",
        said_on=TODAY,
        version=matter.version,
    )
    (now,) = matters_of(sofie, jonas.person)
    assert (now.text, now.told_by) == ("Betaler 300 om måneden.", "person")
    assert matter.history.count() == 2


def test_two_who_write_at_once_are_told(sofie, jonas) -> None:
    matter = debt(sofie, jonas)
    with pytest.raises(StaleRecord):
        change_matter(
            by=sofie, matter=matter, kind="debt", text="x", told_by="person", said_on=TODAY, version=99
        )


def test_what_is_over_stays_as_it_was(sofie, jonas) -> None:
    matter = debt(sofie, jonas, said_on=TODAY - timedelta(days=9))
    for day in (TODAY + timedelta(days=1), TODAY - timedelta(days=10)):
        with pytest.raises(errors.EndedBefore):
            end_matter(by=sofie, matter=matter, ended_on=day)
    end_matter(by=sofie, matter=matter, ended_on=TODAY)
    with pytest.raises(errors.OverAlready):
        end_matter(by=sofie, matter=matter, ended_on=TODAY)
    assert matters_of(sofie, jonas.person)[0].ended_on == TODAY


def test_what_is_to_be_done_is_a_step_of_the_plan_and_one_at_a_time(sofie, jonas, goal) -> None:
    matter = debt(sofie, jonas)
    step = make_step(by=sofie, matter=matter, goal=goal, title="Ringe til elselskabet", due_on=TODAY)
    assert (step.goal_id, step.title) == (goal.pk, "Ringe til elselskabet")
    with pytest.raises(errors.StepThere):
        make_step(by=sofie, matter=matter, goal=goal, title="Og igen")
    change_step(by=sofie, step=step, done_on=TODAY)
    matter.refresh_from_db()
    again = make_step(by=sofie, matter=matter, goal=goal, title="Ansøge om gældssanering")
    assert matters_of(sofie, jonas.person)[0].step == again


def test_a_step_about_one_is_not_put_into_the_plan_of_another(house, jonas, goal) -> None:
    anybody = system_actor(house.agency.pk, NOW)
    with writing(house.agency):
        other = Person(agency=house.agency, given_name="Ea", family_name="Winther")
        other.save()
    matter = write_matter(
        by=anybody, person=other, kind="papers", text="Intet pas.", told_by="person", said_on=TODAY
    )
    with pytest.raises(errors.GoalElsewhere):
        make_step(by=anybody, matter=matter, goal=goal, title="Ringe")


def test_it_says_something_of_today_or_before_of_a_kind_there_is(sofie, jonas) -> None:
    with pytest.raises(errors.NothingSaid):
        debt(sofie, jonas, text="  ")
    with pytest.raises(errors.SaidLater):
        debt(sofie, jonas, said_on=TODAY + timedelta(days=1))
    with pytest.raises(errors.MatterUnknown):
        debt(sofie, jonas, kind="horoscope")


def test_who_does_not_walk_along_writes_nothing_and_others_read_nothing(house, jonas, sofie) -> None:
    debt(sofie, jonas)
    for name in ("omar", "vagn", "karin", "ilse", "ada", "eva"):
        actor = house.actor(name)
        with pytest.raises(NotAllowed):
            debt(actor, jonas)
        assert not Matter.objects.visible_to(actor).exists()


def test_a_closed_part_of_the_record_closes_its_lines(house, sofie, jonas) -> None:
    debt(sofie, jonas)
    write_matter(
        by=sofie, person=jonas.person, kind="dental", text="Tandpine.", told_by="person", said_on=TODAY
    )
    close_category(by=sofie, person=jonas.person, category="economy", evidence="verbal", witness="Maja Toft")
    assert [one.kind for one in Matter.objects.visible_to(house.actor("amina"))] == ["dental"]
    assert Matter.objects.visible_to(sofie).count() == 2


def test_the_words_lie_sealed(sofie, jonas) -> None:
    matter = debt(sofie, jonas)
    stored = Matter.objects.unscoped().filter(pk=matter.pk).values_list("text", flat=True).get()
    assert isinstance(stored, Sealed)
    assert "elselskabet" not in stored.stored
