"""The way to a service: moved along a day at a time, never over, and told when it stands still."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alongside.bridges import errors, rules
from alongside.bridges.models import Bridge, BridgeMove
from alongside.bridges.operations import aim_bridge, begin_bridge, move_bridge, plan_visit_together
from alongside.bridges.queries import (
    all_ways,
    longest_still,
    moves_of,
    ways_of,
    ways_to,
    whom_one_moves,
)
from alongside.bridges.rules import Standing, State, Visit
from alongside.contacts.operations import call_off_contact, record_contact
from alongside.corrections.operations import strike_record
from alongside.kernel.errors import NotAllowed
from alongside.kernel.ids import new_id
from alongside.organisation.profile import PROFILE_KEYS, load_profile
from alongside.people.telling import Asked, page_of
from alongside.restrictions.models import Evidence
from alongside.restrictions.operations import close_category
from alongside.services.operations import write_service
from alongside.services.rules import Offer

TODAY = date(2026, 11, 24)
DAYS = load_profile("generic").bridges.days
STATES, DATES = st.sampled_from(State), st.dates(date(2020, 1, 1), date(2030, 1, 1))


def test_from_everywhere_one_can_come_to_go_there_by_oneself_and_can_stop():
    for begun in State:
        reached = {begun}
        while more := {to for one in reached for to in rules.next_states(one)} - reached:
            reached |= more
        assert State.ATTENDS in reached
        assert begun is State.STOPPED or State.STOPPED in rules.next_states(begun)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.none() | STATES, STATES, DATES, DATES, DATES)
def test_a_move_that_is_let_through_follows_and_has_happened(last, to, on, last_on, today):
    said = {"last": last, "last_on": last_on if last else None, "to": to, "on": on, "today": today}
    try:
        rules.check_move(**said, why="full", reasons={"full"})
    except (errors.NotFromHere, errors.NotYet, errors.BeforeTheLast):
        return
    assert on <= today
    assert to in (rules.next_states(last) if last else rules.BEGINS)
    assert last is None or last_on <= on


@given(STATES, DATES, st.none() | st.sampled_from(Visit), DATES, st.integers(0, 400))
def test_time_alone_makes_nothing_move(state, on, visit, visit_on, later):
    where = rules.stand(state, on, visit=visit if state is State.TOGETHER else None, visit_on=visit_on)
    passed = rules.still_for(where, where.since + timedelta(days=later), DAYS)
    if where.at in rules.REST:
        assert passed is None
    else:
        assert (passed is not None) == (later >= DAYS[where.at])


@pytest.mark.parametrize("key", PROFILE_KEYS)
def test_every_profile_says_when_to_tell_and_lets_nobody_say_why(key):
    profile = load_profile(key)
    assert set(profile.bridges.days) == {str(one) for one in Standing if one not in rules.REST}
    for reasons in (profile.bridge_refusals, profile.bridge_stops):
        assert reasons.get("unsaid") is not None


@pytest.fixture
def dentist(house, sofie):
    return write_service(by=sofie, offer=Offer(name="Teeth on wheels", kind="dental"), provider="The town")


@pytest.fixture
def bridge(jonas, sofie, dentist):
    return begin_bridge(
        by=sofie,
        person=jonas.person,
        service=dentist,
        moved_on=TODAY - timedelta(days=20),
        words="I want to laugh again.",
    )


def _way(viewer, person):
    [way] = ways_of(viewer, person, DAYS)
    return way


def test_a_wish_that_nobody_asks_about_is_told_with_its_days(sofie, jonas, bridge):
    way = _way(sofie, jonas.person)
    assert (way.at.at, way.still, way.words) == (Standing.WISH, 20, "I want to laugh again.")
    move_bridge(by=sofie, bridge=bridge, to=State.ASKED, moved_on=TODAY)
    assert _way(sofie, jonas.person).still is None


def test_the_visit_together_is_planned_once_and_its_note_is_enough(sofie, jonas, bridge):
    at = datetime(2026, 11, 26, 10, tzinfo=ZoneInfo("Europe/Copenhagen"))
    visit = plan_visit_together(by=sofie, bridge=bridge, occurred_at=at).contact
    assert visit.place_text == "Teeth on wheels"
    assert (_way(sofie, jonas.person).at.at, _way(sofie, jonas.person).at.since) == (
        Standing.PLANNED,
        date(2026, 11, 26),
    )
    assert _way(sofie, jonas.person).visit_id == visit.pk


def test_a_visit_that_was_held_or_called_off_moves_the_way_by_itself(house, sofie, jonas, bridge):
    at = datetime(2026, 11, 25, 10, tzinfo=ZoneInfo("Europe/Copenhagen"))
    visit = plan_visit_together(by=sofie, bridge=bridge, occurred_at=at).contact
    after = house.at(at + timedelta(hours=2)).actor("sofie")
    record_contact(
        by=after,
        enrolment=jonas,
        kind="visit",
        occurred_at=at,
        text="She looked at one tooth.",
        planned=visit,
    )
    assert _way(after, jonas.person).at == rules.Stand(Standing.TOGETHER, date(2026, 11, 25))
    again = at + timedelta(days=7)
    second = plan_visit_together(by=after, bridge=bridge, occurred_at=again).contact
    call_off_contact(by=after, contact=second, how="")
    assert _way(after, jonas.person).at.at is Standing.MISSED


def test_a_visit_that_was_entered_in_error_was_none(sofie, jonas, bridge):
    at = sofie.now - timedelta(days=1)
    held = record_contact(by=sofie, enrolment=jonas, kind="visit", occurred_at=at, text="We were there.")
    move_bridge(by=sofie, bridge=bridge, to=State.TOGETHER, moved_on=TODAY, contact=held)
    assert _way(sofie, jonas.person).at.at is Standing.TOGETHER
    strike_record(by=sofie, record=held, why="This was somebody else.")
    assert _way(sofie, jonas.person).at.at is Standing.MISSED


@pytest.mark.parametrize("kind", ["phone", "visit"])
def test_a_visit_without_them_or_a_call_in_its_place_was_none_together(house, sofie, jonas, bridge, kind):
    at = datetime(2026, 11, 25, 10, tzinfo=ZoneInfo("Europe/Copenhagen"))
    visit = plan_visit_together(by=sofie, bridge=bridge, occurred_at=at).contact
    after = house.at(at + timedelta(hours=2)).actor("sofie")
    said = {
        "by": after,
        "enrolment": jonas,
        "occurred_at": at,
        "text": "They kept the place.",
        "planned": visit,
    }
    record_contact(kind=kind, person_present=kind == "phone", others_present="The dentist", **said)
    assert _way(after, jonas.person).at.at is Standing.MISSED
    with pytest.raises(errors.NotTheirVisit):
        move_bridge(by=after, bridge=bridge, to=State.TOGETHER, moved_on=after.today, contact=visit)


def test_a_yes_does_not_hide_the_visit_that_is_planned(sofie, jonas, bridge):
    at = datetime(2026, 11, 26, 10, tzinfo=ZoneInfo("Europe/Copenhagen"))
    plan_visit_together(by=sofie, bridge=bridge, occurred_at=at)
    assert State.ACCEPTED not in _way(sofie, jonas.person).next_states
    with pytest.raises(errors.NotFromHere):
        move_bridge(by=sofie, bridge=bridge, to=State.ACCEPTED, moved_on=TODAY)
    assert _way(sofie, jonas.person).at.at is Standing.PLANNED


def test_a_visit_that_is_planned_is_not_told_as_one_that_was(sofie, jonas, bridge):
    at = datetime(2026, 11, 26, 10, tzinfo=ZoneInfo("Europe/Copenhagen"))
    plan_visit_together(by=sofie, bridge=bridge, occurred_at=at)
    assert [one.at for one in moves_of(sofie, bridge)] == [Standing.PLANNED, Standing.WISH]
    page = page_of(Asked(sofie, jonas.person, courses=[jonas]))
    assert [(one.key, one.words) for one in page.entries if one.kind == "bridge.moved"] == [
        ("wish", "I want to laugh again.")
    ]


def test_a_no_and_an_end_say_why(sofie, jonas, bridge):
    with pytest.raises(errors.NotFromHere):
        move_bridge(by=sofie, bridge=bridge, to=State.REFUSED, moved_on=TODAY, why="full")
    move_bridge(by=sofie, bridge=bridge, to=State.ASKED, moved_on=TODAY)
    for to, why in ((State.REFUSED, ""), (State.REFUSED, "got_it"), (State.STOPPED, "full")):
        with pytest.raises(errors.ReasonMissing):
            move_bridge(by=sofie, bridge=bridge, to=to, moved_on=TODAY, why=why)
    move_bridge(by=sofie, bridge=bridge, to=State.REFUSED, moved_on=TODAY, why="full")
    move_bridge(by=sofie, bridge=bridge, to=State.STOPPED, moved_on=TODAY, why="unsaid", words="Leave it.")
    way = _way(sofie, jonas.person)
    assert (way.at.at, way.why, way.words, way.still) == (Standing.STOPPED, "unsaid", "Leave it.", None)
    move_bridge(by=sofie, bridge=bridge, to=State.WISH, moved_on=TODAY)
    assert BridgeMove.objects.visible_to(sofie).filter(bridge=bridge).count() == 5


@pytest.mark.parametrize(
    ("to", "on", "refused"),
    [
        (State.ASKED, TODAY + timedelta(days=1), errors.NotYet),
        (State.ASKED, TODAY - timedelta(days=21), errors.BeforeTheLast),
        (State.WISH, TODAY, errors.NotFromHere),
    ],
)
def test_what_cannot_have_happened_is_refused(sofie, jonas, bridge, to, on, refused):
    with pytest.raises(refused):
        move_bridge(by=sofie, bridge=bridge, to=to, moved_on=on)
    assert _way(sofie, jonas.person).at.at is Standing.WISH


def test_two_taps_are_one_move(sofie, jonas, bridge):
    key = new_id()
    for _twice in range(2):
        move_bridge(by=sofie, bridge=bridge, to=State.ASKED, moved_on=TODAY, key=key)
    assert BridgeMove.objects.visible_to(sofie).filter(bridge=bridge).count() == 2


def test_there_is_one_way_to_a_service_and_after_an_error_it_begins_anew(sofie, jonas, bridge, dentist):
    said = {"by": sofie, "person": jonas.person, "service": dentist, "moved_on": TODAY}
    with pytest.raises(errors.OnTheWayAlready):
        begin_bridge(**said)
    strike_record(by=sofie, record=BridgeMove.objects.visible_to(sofie).get(), why="Another person.")
    assert ways_of(sofie, jonas.person, DAYS) == []
    begin_bridge(**said, state=State.ATTENDS)
    assert _way(sofie, jonas.person).at.at is Standing.ATTENDS
    assert Bridge.objects.visible_to(sofie).count() == 1


def test_nobody_begins_on_the_way_to_a_closed_door(sofie, jonas, dentist):
    closed = write_service(by=sofie, offer=Offer(name="Gone", kind="dental", open=False), provider="The town")
    with pytest.raises(errors.TakesNobody):
        begin_bridge(by=sofie, person=jonas.person, service=closed, moved_on=TODAY)


def test_another_persons_visit_or_goal_is_not_theirs(house, scene, sofie, jonas, bridge):
    other = scene.course("Freja")
    held = record_contact(
        by=sofie, enrolment=other, kind="visit", occurred_at=sofie.now - timedelta(hours=3), text="Coffee."
    )
    with pytest.raises(errors.NotTheirVisit):
        move_bridge(by=sofie, bridge=bridge, to=State.TOGETHER, moved_on=TODAY, contact=held)
    assert aim_bridge(by=sofie, bridge=bridge, goal=None).goal is None


def test_only_those_who_see_the_person_see_where_they_go(house, sofie, amina, jonas, bridge, dentist):
    omar = house.actor("omar")
    assert [one.bridge.pk for one in ways_to(sofie, dentist, DAYS)] == [bridge.pk]
    assert ways_to(omar, dentist, DAYS) == []
    assert all_ways(omar, DAYS, of_me=False) == []
    assert whom_one_moves(amina, all_ways(amina, DAYS, of_me=False)) == {jonas.person_id}
    assert all_ways(amina, DAYS, of_me=True) == []


def test_where_a_closed_part_of_the_record_leads_is_closed_too(house, sofie, amina, jonas):
    centre = write_service(by=sofie, offer=Offer(name="The centre", kind="treatment"), provider="The town")
    bridge = begin_bridge(by=sofie, person=jonas.person, service=centre, moved_on=TODAY - timedelta(days=20))
    assert [one.service for one in ways_of(amina, jonas.person, DAYS)] == ["The centre"]
    assert longest_still(ways_to(amina, centre, DAYS)) is not None
    close_category(by=sofie, person=jonas.person, category="substance_use", evidence=Evidence.SIGNED)
    assert ways_of(amina, jonas.person, DAYS) == all_ways(amina, DAYS, of_me=False) == []
    assert ways_to(amina, centre, DAYS) == []
    assert _way(sofie, jonas.person).service == "The centre"
    at = datetime(2026, 11, 26, 10, tzinfo=ZoneInfo("Europe/Copenhagen"))
    visit = plan_visit_together(by=sofie, bridge=bridge, occurred_at=at).contact
    assert visit.place_text == ""


def test_what_stands_still_longest_is_told_and_a_visit_without_a_note_tells_itself(
    house, sofie, jonas, bridge
):
    cafe = write_service(by=sofie, offer=Offer(name="The café", kind="other"), provider="The town")
    begin_bridge(by=sofie, person=jonas.person, service=cafe, moved_on=TODAY - timedelta(days=15))
    assert longest_still(ways_of(sofie, jonas.person, DAYS)).service == "Teeth on wheels"
    at = datetime(2026, 11, 26, 10, tzinfo=ZoneInfo("Europe/Copenhagen"))
    plan_visit_together(by=sofie, bridge=bridge, occurred_at=at)
    later = house.at(at + timedelta(days=30)).actor("sofie")
    assert [one.still for one in ways_of(later, jonas.person, DAYS)] == [47, 30]
    assert longest_still(ways_of(later, jonas.person, DAYS)).service == "The café"


@pytest.mark.parametrize("stranger", ["omar", "karin", "ilse", "vagn", "per", "eva", "ada"])
def test_only_those_who_walk_along_or_lead_move_it(house, bridge, stranger):
    with pytest.raises(NotAllowed):
        move_bridge(by=house.actor(stranger), bridge=bridge, to=State.ASKED, moved_on=TODAY)
