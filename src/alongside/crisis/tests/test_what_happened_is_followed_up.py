"""Something grave happened: somebody asks how everybody is within the hours, and what we learn is written down."""

from __future__ import annotations

from datetime import timedelta

import pytest

from alongside.corrections.operations import strike_record
from alongside.crisis import errors
from alongside.crisis.event_operations import follow_up_event, pass_on_event, record_event
from alongside.crisis.event_queries import events_of, late_count, learned_events, waiting_events
from alongside.crisis.models import CrisisPlan, CriticalEvent
from alongside.crisis.operations import write_crisis_plan
from alongside.enrolments.errors import NotInTheList
from alongside.kernel.errors import NotAllowed, StaleRecord
from alongside.restrictions.operations import close_category, refuse_worker
from tests.people_of_the_house import NOW

HOURS = timedelta(hours=72)


def _recorded(by, house, jonas, **said) -> CriticalEvent:
    return record_event(
        by=by,
        person=jonas.person,
        **{
            "kind": "violence",
            "happened_at": NOW - timedelta(hours=5),
            "what": "He was beaten at the station.",
            "follow_up_worker": house.workers["sofie"],
            **said,
        },
    )


def test_the_hours_count_from_when_it_is_known(house, jonas, sofie) -> None:
    event = _recorded(sofie, house, jonas, happened_at=NOW - timedelta(days=9))
    assert event.follow_up_due_at == NOW + HOURS
    assert late_count(sofie) == 0


def test_what_nobody_followed_up_in_time_is_late(house, jonas, sofie, amina) -> None:
    event = _recorded(sofie, house, jonas)
    CriticalEvent.objects.unscoped().filter(pk=event.pk).update(follow_up_due_at=NOW - timedelta(hours=1))
    assert late_count(amina) == 1
    event.refresh_from_db()
    follow_up_event(by=sofie, event=event, follow_up="He is with his sister.")
    assert late_count(amina) == 0
    assert waiting_events(amina) == []
    assert [one.follow_up for one in learned_events(amina)] == ["He is with his sister."]


def test_it_says_what_happened_and_when(house, jonas, sofie) -> None:
    with pytest.raises(errors.NothingHappened):
        _recorded(sofie, house, jonas, what=" ")
    with pytest.raises(errors.NotYetHappened):
        _recorded(sofie, house, jonas, happened_at=NOW + timedelta(minutes=1))
    with pytest.raises(NotInTheList):
        _recorded(sofie, house, jonas, kind="weather")


def test_whoever_is_refused_or_works_elsewhere_does_not_follow_it_up(house, jonas, sofie, amina) -> None:
    with pytest.raises(errors.NobodyFollowsUp):
        _recorded(sofie, house, jonas, follow_up_worker=house.workers["omar"])
    refuse_worker(by=amina, person=jonas.person, worker=house.workers["maja"], evidence="signed")
    with pytest.raises(errors.NobodyFollowsUp):
        _recorded(sofie, house, jonas, follow_up_worker=house.workers["maja"])


def test_a_colleague_takes_it_over_and_the_hours_stay(house, jonas, sofie) -> None:
    event = _recorded(sofie, house, jonas)
    due = event.follow_up_due_at
    passed = pass_on_event(by=sofie, event=event, follow_up_worker=house.workers["maja"], version=1)
    assert (passed.follow_up_worker, passed.follow_up_due_at) == (house.workers["maja"], due)
    with pytest.raises(StaleRecord):
        pass_on_event(by=sofie, event=passed, follow_up_worker=house.workers["sofie"], version=1)


def test_it_is_followed_up_once_and_in_words(house, jonas, sofie, amina) -> None:
    event = _recorded(sofie, house, jonas)
    with pytest.raises(errors.NotSaidHowItIsNow):
        follow_up_event(by=sofie, event=event, follow_up=" ")
    follow_up_event(by=sofie, event=event, follow_up="He sleeps again.", learning="We meet him elsewhere.")
    with pytest.raises(errors.FollowedUpAlready):
        follow_up_event(by=amina, event=event, follow_up="I also asked.")
    with pytest.raises(errors.FollowedUpAlready):
        pass_on_event(by=amina, event=event, follow_up_worker=house.workers["maja"])
    assert (event.followed_up_by_id, event.learning) == (sofie.worker_id, "We meet him elsewhere.")


def test_the_crisis_plan_is_asked_for_again(house, jonas, sofie) -> None:
    event = _recorded(sofie, house, jonas)
    with pytest.raises(errors.NoPlanToLookAt):
        follow_up_event(by=sofie, event=event, follow_up="Better.", look_at_plan=True)
    agreed = sofie.today - timedelta(days=20)
    plan = write_crisis_plan(
        by=sofie, person=jonas.person, helps="Tea.", agreed_on=agreed, review_on=sofie.today + HOURS
    )
    event = _recorded(sofie, house, jonas)
    follow_up_event(by=sofie, event=event, follow_up="Better.", look_at_plan=True)
    kept = CrisisPlan.objects.visible_to(sofie).get(pk=plan.pk)
    assert (kept.review_on, kept.agreed_on, event.plan_id) == (sofie.today, agreed, plan.pk)


def test_who_is_on_call_writes_it_down_and_reads_nothing_before_it(house, jonas, sofie) -> None:
    vagn = house.actor("vagn")
    _recorded(vagn, house, jonas)
    assert [one.worker_id for one in events_of(sofie, jonas.person)] == [vagn.worker_id]
    assert events_of(vagn, jonas.person) == []
    with pytest.raises(NotAllowed):
        follow_up_event(by=vagn, event=events_of(sofie, jonas.person)[0], follow_up="Fine.")


@pytest.mark.parametrize("stranger", ["omar", "karin", "ilse", "per", "eva", "ada"])
def test_nobody_else_writes_or_reads_it(house, jonas, sofie, stranger) -> None:
    _recorded(sofie, house, jonas)
    assert events_of(house.actor(stranger), jonas.person) == []
    with pytest.raises(NotAllowed):
        _recorded(house.actor(stranger), house, jonas)


def test_a_closed_part_of_the_record_closes_its_events_too(house, jonas, sofie, amina) -> None:
    maja = house.actor("maja")
    _recorded(sofie, house, jonas)
    _recorded(sofie, house, jonas, kind="fire")
    assert len(events_of(maja, jonas.person)) == 2
    close_category(by=sofie, person=jonas.person, category="crime", evidence="signed")
    assert [one.kind for one in events_of(maja, jonas.person)] == ["fire"]
    assert len(events_of(sofie, jonas.person)) == 2


def test_what_was_entered_in_error_waits_for_nobody(house, jonas, sofie) -> None:
    event = _recorded(sofie, house, jonas)
    strike_record(by=sofie, record=event, why="This was somebody else.")
    assert waiting_events(sofie) == []
    assert events_of(sofie, jonas.person) == []
