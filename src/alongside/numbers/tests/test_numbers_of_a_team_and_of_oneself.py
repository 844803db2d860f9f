"""Caseload, silence, contacts, reviews and time: of a team by its lead, of oneself by a case manager."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.attention.rules import State
from alongside.kernel.errors import NotAllowed
from alongside.kernel.ids import new_id
from alongside.numbers.models import WritingDay
from alongside.numbers.operations import show_own_line
from alongside.numbers.queries import (
    Whose,
    choices,
    contacts_by_month,
    now_of,
    reviews_by_month,
    reviews_held_late,
    time_spent,
    whose,
)
from alongside.numbers.rules import Spread
from alongside.organisation.models import Membership, Worker
from alongside.organisation.queries import profile_of
from alongside.reviews.models import Review
from tests.people_of_the_house import writing

MONTHS = (date(2026, 9, 1), date(2026, 10, 1), date(2026, 11, 1))
"""Today is 24 November 2026."""
COPENHAGEN = ZoneInfo("Europe/Copenhagen")


@pytest.fixture
def team(house):
    return Whose(house.team.pk, "Team Havn")


def at(scene, course, *moment: int, **fields):
    """A contact at a moment in Copenhagen."""
    when = datetime(*moment, tzinfo=COPENHAGEN)  # type: ignore[misc]
    return scene.happened(course, days=(scene.house.now - when) / timedelta(days=1), **fields)


def test_one_looks_at_oneself_first_and_a_lead_at_their_teams_too(house, sofie, amina, ilse) -> None:
    assert choices(sofie) == [Whose()]
    assert choices(amina) == [Whose(), Whose(house.team.pk, "Team Havn")]
    assert choices(ilse) == []
    assert whose(choices(amina), house.other_team.pk) is None


def test_head_count_and_weight_by_intensity(scene, house, amina, team) -> None:
    scene.course("A A", intensity="intensive")
    scene.course("B B", intensity="intensive")
    scene.course("C C", worker="maja", intensity="stepping_down")
    scene.course("D D", worker="omar", team="other")

    found = now_of(amina, team, profile_of(house.agency.pk))

    assert [len(found.with_intensity(key)) for key in ("intensive", "standard", "stepping_down")] == [2, 0, 1]
    weights = profile_of(house.agency.pk).weights
    sofie = next(one for one in found.loads if one.load.name == "Sofie Lindholm")
    assert sofie.by_intensity == {"intensive": 2, "standard": 0, "stepping_down": 0}
    assert (sofie.load.people, sofie.load.weight) == (2, 2 * weights.intensive)


def test_silence_as_today_counts_it_and_only_ones_own_people(scene, house, sofie, amina, team) -> None:
    profile = profile_of(house.agency.pk)
    for name, worker, days in (("Met L", "sofie", 1), ("Silent L", "sofie", 40), ("Other L", "maja", 1)):
        scene.happened(scene.course(name, worker=worker, rhythm_days=7), days=days)

    ours, mine = now_of(amina, team, profile), now_of(sofie, Whose(), profile)

    assert [len(ours.in_state(state)) for state in (State.IN_RHYTHM, State.SILENT)] == [2, 1]
    assert [one.who.name for one in mine.people] == ["Met L", "Silent L"]
    assert [line.load.name for line in mine.loads] == ["Sofie Lindholm"]


def test_met_rung_and_tried_are_counted_apart_and_by_local_months(scene, amina, team) -> None:
    jonas = scene.course("Jonas Krogh", rhythm_days=5)
    at(scene, jonas, 2026, 10, 1, 0, 30)  # still September in London
    at(scene, jonas, 2026, 10, 31, 23, 30, kind="meeting")
    at(scene, jonas, 2026, 10, 12, 10, kind="meeting", person_present=False)
    at(scene, jonas, 2026, 10, 13, 10, kind="phone")
    at(scene, jonas, 2026, 10, 14, 10, kind="message")
    at(scene, jonas, 2026, 10, 15, 10, status="tried", tried_how="not_found", person_present=False)
    at(scene, jonas, 2026, 11, 1, 0, 30)

    september, october, november = contacts_by_month(amina, team, MONTHS)

    assert [(one.met, one.phone, one.tried) for one in september.people] == [(0, 0, 0)]
    assert [(one.met, one.phone, one.tried) for one in october.people] == [(2, 2, 1)]
    assert [one.met for one in november.people] == [1]
    assert (october.running, november.running) == (False, True)
    assert october.agreed == pytest.approx(31 / 5)
    assert november.agreed == pytest.approx(24 / 5)
    assert october.met is None  # one person has no middle


def test_the_middle_of_five_people(scene, amina, team) -> None:
    for times in range(5):
        course = scene.course(f"Person {times}", rhythm_days=times + 1)
        for day in range(times):
            at(scene, course, 2026, 10, 2 + day, 10)

    october = contacts_by_month(amina, team, MONTHS)[1]

    assert october.met == Spread(5, 0, 1.0, 2.0, 3.0, 4)
    assert october.agreed == pytest.approx(31 / 3)


def test_whoever_came_left_or_rested_in_a_month_is_not_counted_in_it(scene, house, amina, team) -> None:
    scene.course("New N", starts_on=date(2026, 10, 2))
    scene.course("Left L", ends_on=date(2026, 10, 31))
    scene.pause(scene.course("Rests R"), days=30)  # since 25 October

    september, october, november = contacts_by_month(amina, team, MONTHS)

    assert [one.name for one in september.people] == ["Left L", "Rests R"]
    assert [one.name for one in october.people] == []
    assert [one.name for one in november.people] == ["New N"]


def test_ones_own_people_are_those_one_was_assigned_to_then(scene, house, sofie) -> None:
    from alongside.caseload.models import Assignment

    course = scene.course("Jonas Krogh")
    with writing(house.agency):
        Assignment.objects.filter(enrolment=course).update(ends_on=date(2026, 10, 20))
        Assignment(enrolment=course, worker=house.workers["maja"], starts_on=date(2026, 10, 20)).save()

    counts = [len(month.people) for month in contacts_by_month(sofie, Whose(), MONTHS)]

    assert counts == [1, 0, 0]


def test_reviews_by_the_day_they_were_due(scene, house, sofie, amina, team) -> None:
    with writing(house.agency):
        for name, worker, due, held in (
            ("On time", "sofie", date(2026, 10, 10), date(2026, 10, 10)),
            ("Too late", "sofie", date(2026, 10, 10), date(2026, 10, 14)),
            ("Of Maja", "maja", date(2026, 11, 2), date(2026, 11, 1)),
        ):
            course = scene.course(name, worker=worker)
            Review(enrolment=course, due_on=due, period_from=course.starts_on, held_on=held).save()

    def counted(viewer, which):
        return [(one.held, one.on_time) for one in reviews_by_month(viewer, which, MONTHS)]

    assert counted(amina, team) == [(0, 0), (2, 1), (1, 1)]
    assert counted(sofie, Whose()) == [(0, 0), (2, 1), (0, 0)]
    assert [(one.name, one.days) for one in reviews_held_late(amina, team, MONTHS)] == [("Too late", 4)]


def colleagues(house, count: int) -> list[Worker]:
    """So many case managers more in Team Havn, where there are three."""
    made = []
    with writing(house.agency):
        for number in range(count):
            worker = Worker(agency=house.agency, name=f"Colleague {number}")
            worker.save()
            Membership(worker=worker, team=house.team, role="case_manager", starts_on=date(2024, 1, 1)).save()
            made.append(worker)
    return made


def wrote(worker: Worker, minutes: int, *, day: date = date(2026, 10, 5), form: str = "contact") -> None:
    WritingDay.objects.create(worker=worker, day=day, form=form, milliseconds=minutes * 60_000, sent=2)


def test_ones_own_time_is_there_in_full(scene, house, sofie) -> None:
    course = scene.course("Jonas Krogh")
    me = house.workers["sofie"]
    for minutes in (45, 30, None):
        at(scene, course, 2026, 10, 5, 10, worker=me, minutes=minutes)
    at(scene, course, 2026, 10, 6, 10, worker=house.workers["maja"], minutes=99)
    wrote(me, 20)
    wrote(me, 5, form="plan")

    found = time_spent(sofie, Whose(), MONTHS)

    october = found.months[1]
    assert (october.contact_minutes, october.unknown, october.writing_minutes) == (75, 1, 25)
    assert [(one.form, one.minutes, one.sent) for one in found.forms] == [("contact", 20, 2), ("plan", 5, 2)]


def test_a_team_is_seen_as_a_sum_of_five_at_least(house, amina, team) -> None:
    four = [house.workers["sofie"], house.workers["maja"], *colleagues(house, 2)]
    for worker in four:
        wrote(worker, 10)
    assert time_spent(amina, team, MONTHS).months[1].writing_minutes is None

    wrote(house.workers["amina"], 10)

    found = time_spent(amina, team, MONTHS)
    assert [one.writing_minutes for one in found.months] == [0, 50, 0]
    assert [(one.form, one.minutes, one.sent) for one in found.forms] == [("contact", 50, 10)]
    assert found.lines == ()


def test_a_line_is_seen_only_when_its_worker_says_so(house, sofie, amina, team) -> None:
    me = house.workers["sofie"]
    for worker in (me, house.workers["maja"], house.workers["amina"], *colleagues(house, 3)):
        wrote(worker, 10)

    show_own_line(by=sofie, worker=me, shown=True)

    found = time_spent(amina, team, MONTHS)
    assert [(one.name, one.writing_minutes) for one in found.lines] == [("Sofie Lindholm", 10)]
    assert found.months[1].writing_minutes == 60

    show_own_line(by=sofie, worker=me, shown=False)
    assert time_spent(amina, team, MONTHS).lines == ()


def test_nobody_opens_the_line_of_another(house, amina) -> None:
    with pytest.raises(NotAllowed):
        show_own_line(by=amina, worker=house.workers["sofie"], shown=True)


def test_forty_people_take_as_many_queries_as_eight(scene, house, amina, team) -> None:
    profile = profile_of(house.agency.pk)

    def asked_with(count: int) -> int:
        for number in range(count):
            course = scene.course(f"Person {new_id()}")
            scene.happened(course, days=number, worker=house.workers["sofie"], minutes=30)
            scene.review(course, due_in=number - 4)
        wrote(house.workers["sofie"], 10, day=date(2026, 10, count % 28 + 1))
        with CaptureQueriesContext(connection) as asked:
            now_of(amina, team, profile)
            contacts_by_month(amina, team, MONTHS)
            reviews_by_month(amina, team, MONTHS)
            reviews_held_late(amina, team, MONTHS)
            time_spent(amina, team, MONTHS)
        return len(asked)

    assert asked_with(8) == asked_with(32) <= 15
