"""A call in the night is an ordinary contact, with what has to be done about it until somebody has done it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from alongside.attention.queries import Kind, Mine, lately, who_needs_me
from alongside.attention.queries.desk import my_people
from alongside.attention.rules import Because
from alongside.contacts.errors import ContactInFuture, NoteMissing
from alongside.contacts.models import Contact
from alongside.corrections.operations import strike_record
from alongside.kernel.errors import NotAllowed
from alongside.kernel.ids import new_id
from alongside.oncall import errors
from alongside.oncall.calls import calls_in, log_call, log_unknown_call, settle, settle_unknown
from alongside.oncall.handover import Part, handover_of, since_last_night
from alongside.oncall.models import FollowUp, UnknownCall
from alongside.organisation.queries import profile_of
from tests.people_of_the_house import NOW

RANG = NOW - timedelta(hours=7)


def _logged(house, jonas, who="vagn", **said):
    return log_call(
        by=house.actor(who),
        enrolment=jonas,
        occurred_at=RANG,
        **{"text": "He rang, cold.", "agreed": "Sofie rings at nine.", "due_on": NOW.date(), **said},
    )


def _waits(house, who="sofie"):
    viewer = house.actor(who)
    mine = Mine(my_people(viewer), NOW - timedelta(days=1), NOW)
    return [one for one in lately(viewer, mine).waits if one.kind is Kind.FOLLOW_UP]


def _calls(house, who):
    viewer = house.actor(who)
    found = handover_of(viewer, house.team.pk, profile_of(house.agency.pk))
    return calls_in(viewer, house.team.pk, since_last_night(found))


def test_it_is_a_contact_by_phone_and_nothing_is_typed_twice(house, jonas, sofie) -> None:
    call = _logged(house, jonas)
    assert (call.kind, call.status, call.worker_id) == ("phone", "held", house.workers["vagn"].pk)
    assert call.text == "He rang, cold.\n\nWhat we agreed: Sofie rings at nine."
    assert Contact.objects.visible_to(sofie).get() == call
    found = handover_of(house.actor("vagn"), house.team.pk, profile_of(house.agency.pk))
    assert [one.part for one in found.people] == [Part.CRISIS]


def test_whoever_followed_it_up_is_not_reminded_of_it_again(house, jonas, sofie) -> None:
    def reasons():
        return {reason.because for walk in who_needs_me(sofie).walks for reason in walk.reasons}

    call = _logged(house, jonas)
    assert Because.RANG_ON_CALL in reasons()
    settle(by=sofie, follow_up=call.follow_up)
    assert Because.RANG_ON_CALL not in reasons()


def test_the_same_call_sent_twice_is_one(house, jonas, sofie) -> None:
    key = new_id()
    assert _logged(house, jonas, key=key) == _logged(house, jonas, key=key)
    assert FollowUp.objects.visible_to(sofie).count() == 1


def test_it_waits_for_the_case_manager_until_somebody_acted_on_it(house, jonas, sofie, amina) -> None:
    _logged(house, jonas)
    (waits,) = _waits(house)
    assert (waits.by, waits.what) == ("Vagn Nattergal", NOW.date().isoformat())
    assert _waits(house, "amina") == [], "the lead reads it on the handover"
    follow_up = FollowUp.objects.visible_to(sofie).get()
    assert follow_up.pk == waits.record_id
    for stranger in ("vagn", "maja", "omar", "karin"):
        with pytest.raises(NotAllowed):
            settle(by=house.actor(stranger), follow_up=follow_up)
    settle(by=sofie, follow_up=follow_up)
    assert _waits(house) == []
    assert [(one.settled, one.settled_by) for one in _calls(house, "amina")] == [(True, "Sofie Lindholm")]


def test_a_call_entered_in_error_leaves_nothing_to_do(house, jonas, amina) -> None:
    strike_record(by=amina, record=_logged(house, jonas), why="Somebody else rang.")
    assert _waits(house) == []
    assert _calls(house, "amina") == []


def test_without_anything_left_to_do_nothing_waits(house, jonas) -> None:
    call = _logged(house, jonas, due_on=None, agreed="")
    assert call.text == "He rang, cold."
    assert _waits(house) == []
    assert [(one.due_on, one.settle_id) for one in _calls(house, "sofie")] == [(None, None)]


def test_who_takes_over_reads_the_calls_and_the_lead_all_of_the_night(house, jonas) -> None:
    _logged(house, jonas)
    log_unknown_call(
        by=house.actor("vagn"),
        team=house.team,
        rang_at=RANG + timedelta(hours=1),
        text="A woman asked for a bed.",
    )
    for who, opens in (("vagn", False), ("maja", True), ("amina", True)):
        calls = _calls(house, who)
        assert [one.name for one in calls] == ["Jonas Krogh", ""], who
        assert (calls[0].contact_id is not None) is opens
    assert _calls(house, "omar") == []
    assert _calls(house.at(NOW + timedelta(days=2)), "amina") == []


def test_an_unknown_call_stays_until_it_is_settled(house, amina) -> None:
    call = log_unknown_call(
        by=house.actor("vagn"), team=house.team, rang_at=RANG, text="A bed.", due_on=NOW.date()
    )
    later = house.at(NOW + timedelta(days=5))
    assert [one.settle_id for one in _calls(later, "amina")] == [call.pk]
    assert [one.settle_id for one in _calls(later, "vagn")] == [None]
    with pytest.raises(NotAllowed):
        settle_unknown(by=later.actor("vagn"), call=call)
    settle_unknown(by=later.actor("maja"), call=call)
    assert _calls(later, "amina") == []
    kept = UnknownCall.objects.values_list("text", flat=True).get()
    assert "bed" not in kept.stored


@pytest.mark.parametrize("who", ["maja", "omar", "ilse", "karin", "eva", "per", "ada"])
def test_only_who_may_speak_with_them_writes_a_call_down(house, jonas, who) -> None:
    with pytest.raises(NotAllowed):
        _logged(house, jonas, who)


@pytest.mark.parametrize("who", ["omar", "ilse", "karin", "eva", "per", "ada"])
def test_only_the_team_and_its_on_call_write_an_unknown_call(house, who) -> None:
    with pytest.raises(NotAllowed):
        log_unknown_call(by=house.actor(who), team=house.team, rang_at=RANG, text="A bed.")


def test_a_call_says_something_has_happened_and_is_followed_up_soon(house, jonas) -> None:
    with pytest.raises(NoteMissing):
        _logged(house, jonas, text=" ")
    for due_on in (NOW.date() - timedelta(days=1), NOW.date() + timedelta(days=32)):
        with pytest.raises(errors.FollowUpOutOfBounds):
            _logged(house, jonas, due_on=due_on)
    with pytest.raises(ContactInFuture):
        log_unknown_call(
            by=house.actor("vagn"), team=house.team, rang_at=NOW + timedelta(hours=1), text="A bed."
        )
