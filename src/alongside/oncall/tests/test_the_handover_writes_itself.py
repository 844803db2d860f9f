"""The handover says who is in crisis, who was not reached, what is agreed and what is new; and nothing more."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from alongside.attention.rules import Because
from alongside.corrections.operations import strike_record
from alongside.crisis.operations import write_crisis_plan
from alongside.kernel.errors import NotAllowed
from alongside.oncall import errors
from alongside.oncall.handing_over import add_line, add_team_line, take_line_down, take_team_line_down
from alongside.oncall.handover import Part, handover_of, may_add_about, span_now
from alongside.oncall.models import LineAboutPerson
from alongside.organisation.queries import profile_of
from alongside.restrictions.models import MarkKind
from alongside.restrictions.operations import declare_closeness
from tests.people_of_the_house import NOW

MORNING = datetime(2026, 11, 25, 7, 0, tzinfo=UTC)
"""08:00 in Copenhagen, when the round of the clock turns."""


def _read(house, who="vagn"):
    viewer = house.actor(who)
    return handover_of(viewer, house.team.pk, profile_of(house.agency.pk))


def _of(house, course, who="vagn"):
    return next((one for one in _read(house, who).people if one.who.enrolment_id == course.pk), None)


def test_nobody_stands_there_without_a_reason(house, scene) -> None:
    kim = scene.course("Kim Thorsen", rhythm_days=5)
    scene.happened(kim, days=2)
    assert _read(house).people == ()


def test_who_rang_in_the_night_and_was_not_met_since_is_in_crisis(house, scene) -> None:
    kim = scene.course("Kim Thorsen")
    scene.happened(kim, days=2)
    scene.happened(kim, days=0.4, kind="phone", worker=house.workers["vagn"])
    found = _of(house, kim)
    assert found is not None
    assert found.part is Part.CRISIS
    assert [one.because for one in found.reasons] == [Because.RANG_ON_CALL]


def test_silence_tries_and_a_visit_nobody_wrote_about_mean_not_reached(house, scene) -> None:
    silent = scene.course("Silje Dam", rhythm_days=5)
    scene.happened(silent, days=11)
    tried = scene.course("Tor Bek", rhythm_days=30)
    scene.happened(tried, days=8)
    scene.tried(tried, days=1)
    passed = scene.course("Pia Lund", rhythm_days=30)
    scene.happened(passed, days=8)
    scene.planned(passed, NOW - timedelta(hours=4))
    long_ago = scene.course("Lars Friis", rhythm_days=30)
    scene.happened(long_ago, days=8)
    scene.tried(long_ago, days=4)
    assert [(one.who.first_name, one.part) for one in _read(house).people] == [
        ("Pia", Part.NOT_REACHED),
        ("Silje", Part.NOT_REACHED),
        ("Tor", Part.NOT_REACHED),
    ]
    found = _of(house, tried)
    assert found is not None
    assert found.tried_at == NOW - timedelta(days=1)


def test_what_is_agreed_until_the_morning_is_told_and_no_later(house, scene) -> None:
    tonight, morning = scene.course("Anna Lind"), scene.course("Bo Krag")
    for course, at in ((tonight, MORNING - timedelta(minutes=1)), (morning, MORNING)):
        scene.happened(course, days=1)
        scene.planned(course, at)
    found = _of(house, tonight)
    assert found is not None
    assert found.part is Part.AGREED
    assert len(found.agreed) == 1
    assert _of(house, morning) is None


def test_admissions_returns_and_new_crisis_plans_are_told_for_a_week(house, scene, sofie) -> None:
    ward, before, planned = (scene.course(name) for name in ("Wenche Dahl", "Frida Holt", "Poul Juhl"))
    for course in (ward, before, planned):
        scene.happened(course, days=1)
    scene.pause(ward, days=6, kind="hospital", place="Ward B")
    scene.pause(before, days=8)
    write_crisis_plan(
        by=sofie,
        person=planned.person,
        helps="Tea.",
        agreed_on=sofie.today,
        review_on=sofie.today + timedelta(days=90),
    )
    found = _read(house).people
    assert [(one.who.first_name, one.part) for one in found] == [("Poul", Part.NEW), ("Wenche", Part.NEW)]
    assert found[0].plan_on == sofie.today
    assert found[1].rest is not None
    assert found[1].rest.place == "Ward B"


def test_everyone_reads_the_same_and_another_team_reads_nothing(house, scene) -> None:
    kim = scene.course("Kim Thorsen", rhythm_days=2)
    scene.happened(kim, days=9)
    for who in ("vagn", "sofie", "maja", "amina"):
        assert _of(house, kim, who) is not None, who
    assert _of(house, kim, "omar") is None


def test_on_call_reads_nothing_about_somebody_they_are_close_to(house, scene) -> None:
    kim = scene.course("Kim Thorsen", rhythm_days=2)
    scene.happened(kim, days=9)
    declare_closeness(by=house.actor("vagn"), person=kim.person, kind=MarkKind.FAMILY)
    assert _of(house, kim) is None
    assert _of(house, kim, "sofie") is not None


def test_what_was_entered_in_error_is_no_reason(house, scene, sofie) -> None:
    kim = scene.course("Kim Thorsen", rhythm_days=30)
    scene.happened(kim, days=2)
    wrong = scene.tried(kim, days=1)
    assert _of(house, kim) is not None
    strike_record(by=sofie, record=wrong, why="This was somebody else.")
    assert _of(house, kim) is None


def test_a_colleague_adds_in_words_until_a_moment(house, jonas, scene, sofie) -> None:
    scene.happened(jonas, days=1)
    add_line(by=sofie, person=jonas.person, text=" He may ring late. ", holds_until=MORNING)
    add_team_line(by=sofie, team=house.team, text="The phone on the ward is out.", holds_until=MORNING)
    found = _of(house, jonas)
    assert found is not None
    assert found.part is Part.TO_KNOW
    assert [(one.text, one.by, one.said_at, one.may_end) for one in found.lines] == [
        ("He may ring late.", "Sofie Lindholm", NOW, False)
    ]
    assert [one.text for one in _read(house).for_team] == ["The phone on the ward is out."]
    assert _of(house.at(MORNING), jonas) is None
    assert _read(house.at(MORNING)).for_team == ()


def test_a_line_is_taken_down_by_those_who_may_write_one(house, jonas, scene, sofie, amina) -> None:
    scene.happened(jonas, days=1)
    line = add_line(by=sofie, person=jonas.person, text="He may ring late.", holds_until=MORNING)
    team_line = add_team_line(by=sofie, team=house.team, text="Out of order.", holds_until=MORNING)
    for who in ("vagn", "omar", "karin"):
        with pytest.raises(NotAllowed):
            take_line_down(by=house.actor(who), line=line)
        with pytest.raises(NotAllowed):
            take_team_line_down(by=house.actor(who), line=team_line)
    take_line_down(by=amina, line=line)
    take_team_line_down(by=house.actor("maja"), line=team_line)
    assert _of(house, jonas) is None
    assert _read(house).for_team == ()


@pytest.mark.parametrize("who", ["vagn", "maja", "omar", "ilse", "karin", "eva", "per", "ada"])
def test_only_who_walks_along_or_leads_adds_about_somebody(house, jonas, who) -> None:
    with pytest.raises(NotAllowed):
        add_line(by=house.actor(who), person=jonas.person, text="A line.", holds_until=MORNING)
    assert jonas.person_id not in [one.person_id for one in may_add_about(house.actor(who))]


def test_a_line_says_something_and_holds_for_two_weeks_at_most(house, jonas, sofie) -> None:
    with pytest.raises(errors.LineEmpty):
        add_line(by=sofie, person=jonas.person, text=" ", holds_until=MORNING)
    for until in (NOW, NOW + timedelta(days=16)):
        with pytest.raises(errors.LineOutOfBounds):
            add_line(by=sofie, person=jonas.person, text="A line.", holds_until=until)


def test_what_is_added_is_kept_encrypted(house, jonas, sofie) -> None:
    add_line(by=sofie, person=jonas.person, text="He may ring late.", holds_until=MORNING)
    kept = LineAboutPerson.objects.unscoped().values_list("text", flat=True).get()
    assert "ring" not in kept.stored


def test_the_round_of_the_clock_turns_in_the_morning(house) -> None:
    profile = profile_of(house.agency.pk)
    day, span = span_now(profile, MORNING - timedelta(seconds=1))
    assert (day.isoformat(), span.ends_at) == ("2026-11-24", MORNING)
    assert span_now(profile, MORNING)[0].isoformat() == "2026-11-25"


def test_it_is_read_in_a_few_queries_however_many_there_are(
    house, scene, django_assert_max_num_queries
) -> None:
    for number in range(6):
        course = scene.course(f"Kim{number} Thorsen", rhythm_days=2)
        scene.happened(course, days=9)
    viewer, profile = house.actor("sofie"), profile_of(house.agency.pk)
    with django_assert_max_num_queries(7):
        handover_of(viewer, house.team.pk, profile)
