"""What takes two people: one asks and says why, another decides, and the yes is used once and in time."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from alongside.access.actor import Role, system_actor
from alongside.access.policy import WALKS_WITH_OR_LEADS, RelationPolicy, RolePolicy, _policies, policy
from alongside.approvals import acts
from alongside.approvals.acts import About, two_person
from alongside.approvals.errors import (
    ApprovalExpired,
    ApprovalNeeded,
    AskedAlready,
    AskedByYou,
    DecidedAlready,
    NoTooShort,
    WhyTooShort,
)
from alongside.approvals.models import Approval, State
from alongside.approvals.operations import (
    ask_approval,
    grant_approval,
    refuse_approval,
    use_approval,
    withdraw_approval,
)
from alongside.approvals.queries import approval_for, how_many_wait, standing, waiting_for
from alongside.kernel.errors import NotAllowed, WriteOutsideOperation
from alongside.kernel.ids import new_id
from tests.people_of_the_house import writing

WHY = "The landlord must know where to send the keys."


@pytest.fixture
def act():
    """An act about a person, asked for by whoever walks with them and decided by a lead or the privacy officer."""
    names = ("test_act.ask", "test_act.decide")

    @policy(names[0])
    class Asks(RelationPolicy):
        relations = WALKS_WITH_OR_LEADS

    @policy(names[1])
    class Decides(RolePolicy):
        roles = (Role.TEAM_LEAD, Role.PRIVACY_OFFICER)

    yield two_person("test.act", label="Open the box", asks=names[0], decides=names[1])
    del acts._ACTS["test.act"]
    for name in names:
        del _policies[name]


@pytest.fixture
def per(house):
    return house.actor("per")


@pytest.fixture
def asked(act, jonas, sofie) -> Approval:
    return ask_approval(by=sofie, kind="test.act", subject=jonas.person, why=WHY)


def use(by, subject, house):
    with writing(house.agency):
        return use_approval("test.act", subject, by=by)


def test_one_asks_another_says_yes_and_it_is_used_once(asked, jonas, sofie, amina, house):
    with pytest.raises(ApprovalNeeded):
        use(sofie, jonas.person, house)
    granted = grant_approval(by=amina, approval=asked, said="I know the landlord.")
    assert (granted.state, granted.decided_by_id) == (State.GRANTED, amina.worker_id)
    assert granted.person_id == jonas.person_id

    used = use(sofie, jonas.person, house)

    assert (used.state, used.used_at) == (State.USED, house.now)
    with pytest.raises(ApprovalNeeded):
        use(sofie, jonas.person, house)


def test_a_yes_is_not_used_up_by_an_act_that_failed(asked, jonas, sofie, amina, house):
    grant_approval(by=amina, approval=asked)

    def fails_afterwards() -> None:
        with writing(house.agency):
            use_approval("test.act", jonas.person, by=sofie)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fails_afterwards()
    assert use(sofie, jonas.person, house).state == State.USED


def test_nobody_grants_what_they_asked_for(act, jonas, amina):
    mine = ask_approval(by=amina, kind="test.act", subject=jonas.person, why=WHY)
    for decide in (grant_approval, refuse_approval):
        with pytest.raises(AskedByYou):
            decide(by=amina, approval=mine, said="Yes, me.")
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE approvals_approval SET state = 'granted', decided_by_id = asked_by_id")


def test_two_who_say_yes_at_once_decide_once(asked, amina, per):
    read_by_both = Approval.objects.get(pk=asked.pk)
    grant_approval(by=amina, approval=asked)
    with pytest.raises(DecidedAlready):
        refuse_approval(by=per, approval=read_by_both, said="Not now.")
    assert Approval.objects.get(pk=asked.pk).decided_by_id == amina.worker_id


def test_who_does_not_hold_the_policy_neither_asks_nor_decides(asked, jonas, omar, ada, act, house):
    for stranger in (omar, ada, house.actor("maja"), system_actor(house.agency.pk, house.now)):
        with pytest.raises(NotAllowed):
            grant_approval(by=stranger, approval=asked)
    with pytest.raises(NotAllowed):
        ask_approval(by=omar, kind="test.act", subject=jonas.person, why=WHY)
    assert waiting_for(omar) == []
    assert approval_for(omar, asked.pk) is None
    assert how_many_wait(omar) == 0


def test_only_the_one_who_asked_makes_use_of_it_and_only_about_its_subject(
    asked, jonas, scene, sofie, amina, house
):
    grant_approval(by=amina, approval=asked)
    with pytest.raises(ApprovalNeeded):
        use(amina, jonas.person, house)
    other = scene.course("Rosa Andersen")
    with pytest.raises(ApprovalNeeded):
        use(sofie, other.person, house)
    with pytest.raises(ApprovalNeeded):
        use(sofie, About("people.person", new_id()), house)


def test_a_no_comes_with_words_and_ends_it(asked, jonas, sofie, amina, house):
    with pytest.raises(NoTooShort):
        refuse_approval(by=amina, approval=asked, said=" ")
    refuse_approval(by=amina, approval=asked, said="Ask Jonas first.")
    with pytest.raises(ApprovalNeeded):
        use(sofie, jonas.person, house)
    with pytest.raises(DecidedAlready):
        withdraw_approval(by=sofie, approval=asked)
    assert standing(sofie, "test.act", jonas.person).refused.said == "Ask Jonas first."


def test_what_is_not_answered_or_not_used_in_time_is_worth_nothing(asked, jonas, sofie, amina, house):
    late = replace(amina, now=amina.now + timedelta(days=8))
    assert how_many_wait(amina) == 1
    assert how_many_wait(late) == 0
    with pytest.raises(ApprovalExpired):
        grant_approval(by=late, approval=asked)
    grant_approval(by=amina, approval=asked)
    with pytest.raises(ApprovalExpired):
        use(replace(sofie, now=sofie.now + timedelta(days=2)), jonas.person, house)


def test_what_was_taken_back_is_not_granted(asked, jonas, sofie, amina):
    with pytest.raises(NotAllowed):
        withdraw_approval(by=amina, approval=asked)
    withdraw_approval(by=sofie, approval=asked)
    with pytest.raises(DecidedAlready):
        grant_approval(by=amina, approval=asked)


def test_one_request_at_a_time_and_a_reason_that_says_something(asked, jonas, sofie):
    with pytest.raises(AskedAlready):
        ask_approval(by=sofie, kind="test.act", subject=jonas.person, why=WHY)
    with pytest.raises(WhyTooShort):
        ask_approval(by=sofie, kind="test.act", subject=jonas.person, why="because")
    later = replace(sofie, now=sofie.now + timedelta(days=8))
    assert ask_approval(by=later, kind="test.act", subject=jonas.person, why=WHY).state == State.ASKED


def test_the_same_request_sent_twice_is_one(act, jonas, sofie):
    key = new_id()
    sent = [ask_approval(by=sofie, kind="test.act", subject=jonas.person, why=WHY, key=key) for _ in range(2)]
    assert sent[0].pk == sent[1].pk


def test_a_decision_stands_in_the_database_itself(asked, amina):
    refuse_approval(by=amina, approval=asked, said="Ask Jonas first.")
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE approvals_approval SET state = 'granted'")


def test_the_reason_is_not_readable_in_the_database(asked):
    with connection.cursor() as cursor:
        cursor.execute("SELECT why FROM approvals_approval")
        assert "landlord" not in str(cursor.fetchall())


def test_a_yes_is_used_within_an_operation_alone(asked, jonas, sofie, amina):
    grant_approval(by=amina, approval=asked)
    with pytest.raises(WriteOutsideOperation):
        use_approval("test.act", jonas.person, by=sofie)
