from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from alongside.kernel.errors import NotAllowed
from alongside.kernel.ids import new_id
from alongside.people.operations import register_person
from alongside.referrals import errors
from alongside.referrals.models import Answer, CriterionAnswer, Decision, Referral
from alongside.referrals.operations import answer_criteria, clarify_referral, decide, receive_referral
from alongside.referrals.queries import latest_decision
from tests.people_of_the_house import House, writing

TODAY = date(2026, 11, 24)


def a_yes(ilse, ea: Referral, **other) -> Decision:
    said = {
        "outcome": "yes",
        "reason": "You need one person who stays.",
        "legal_basis": "sel-85a",
        "provider_wish": "followed",
        "decided_on": TODAY,
    }
    return decide(by=ilse, referral=ea, **{**said, **other})


def test_a_yes_waits_for_a_case_manager(ea: Referral, ilse) -> None:
    decision = a_yes(ilse, ea)
    assert ea.status == "waiting"
    assert (decision.decided_by_name, decision.decided_by_id) == ("Ilse Madsen", ilse.worker_id)


def test_not_yet_known_never_stops_a_yes(ea: Referral, ilse) -> None:
    answer_criteria(by=ilse, referral=ea, answers={"adult": (Answer.UNKNOWN, ""), "justice": (Answer.NO, "")})
    a_yes(ilse, ea)
    assert ea.status == "waiting"


def test_every_decision_has_a_reason(ea: Referral, ilse) -> None:
    with pytest.raises(errors.ReasonMissing):
        a_yes(ilse, ea, reason=" ")
    assert not Decision.objects.unscoped().exists()


def test_a_yes_rests_on_a_paragraph_that_holds_on_its_day(ilse, house: House) -> None:
    person = register_person(by=ilse, called_name="Basse")
    old = receive_referral(
        by=ilse, person=person, source="shelter", received_at=datetime(2023, 9, 1, tzinfo=UTC)
    )
    with pytest.raises(errors.LegalBasisMissing):
        a_yes(ilse, old, legal_basis="")
    with pytest.raises(errors.LegalBasisNotInForce):
        a_yes(ilse, old, legal_basis="sel-85a", decided_on=date(2023, 9, 30))
    with pytest.raises(errors.LegalBasisNotInForce):
        a_yes(ilse, old, legal_basis="sel-110-before-2023", decided_on=date(2023, 10, 1))
    a_yes(ilse, old, legal_basis="sel-110-before-2023", decided_on=date(2023, 9, 30))


def test_a_plan_paragraph_gives_no_support(ea: Referral, ilse) -> None:
    with pytest.raises(errors.LegalBasisNotInForce):
        a_yes(ilse, ea, legal_basis="sel-141")


def test_a_wish_that_was_not_followed_is_told_why(ea: Referral, ilse) -> None:
    with pytest.raises(errors.WishReasonMissing):
        a_yes(ilse, ea, provider_wish="not_followed", provider_wish_reason=" ")
    decision = a_yes(ilse, ea, provider_wish="not_followed", provider_wish_reason="They have no room.")
    assert decision.provider_wish_reason == "They have no room."


@pytest.mark.parametrize(("outcome", "status"), [("no", "declined"), ("redirect", "redirected")])
def test_nobody_is_sent_away_to_nowhere(ea: Referral, ilse, outcome: str, status: str) -> None:
    with pytest.raises(errors.DestinationMissing):
        a_yes(ilse, ea, outcome=outcome, legal_basis="")
    decision = a_yes(
        ilse, ea, outcome=outcome, legal_basis="", destination="cti", destination_text="Nine months"
    )
    assert ea.status == status
    assert (decision.destination, decision.destination_text) == ("cti", "Nine months")


def test_a_decision_is_not_made_tomorrow(ea: Referral, ilse) -> None:
    with pytest.raises(errors.DecidedInTheFuture):
        a_yes(ilse, ea, decided_on=date(2026, 11, 25))


def test_a_no_can_be_looked_at_again_and_both_decisions_stay(ea: Referral, ilse) -> None:
    no = a_yes(ilse, ea, outcome="no", legal_basis="", destination="nothing_more")
    clarify_referral(by=ilse, referral=ea)
    yes = a_yes(ilse, ea)
    with writing(ilse_agency := no.referral.agency):
        assert latest_decision(ea) == yes
    assert ilse_agency.pk == ilse.agency_id
    assert Decision.objects.unscoped().count() == 2


def test_the_same_decision_sent_twice_is_one(ea: Referral, ilse) -> None:
    key = new_id()
    assert a_yes(ilse, ea, key=key) == a_yes(ilse, ea, key=key)
    assert Decision.objects.unscoped().count() == 1


def test_a_lead_decides_what_is_open_and_omar_does_not(ea: Referral, amina, omar) -> None:
    with pytest.raises(NotAllowed):
        a_yes(omar, ea)
    a_yes(amina, ea)


def test_an_answer_keeps_what_it_rests_on_and_only_changes_are_written(ea: Referral, ilse) -> None:
    first = {"adult": (Answer.YES, "34, from the order"), "justice": (Answer.UNKNOWN, "")}
    answer_criteria(by=ilse, referral=ea, answers=first)
    again = {**first, "justice": (Answer.NO, "She says so herself")}
    assert len(answer_criteria(by=ilse, referral=ea, answers=again)) == 1
    assert CriterionAnswer.objects.unscoped().get(criterion="justice").evidence == "She says so herself"
    assert CriterionAnswer.history.count() == 3


def test_only_what_is_asked_here_is_answered(ea: Referral, ilse) -> None:
    with pytest.raises(errors.UnknownCriterion):
        answer_criteria(by=ilse, referral=ea, answers={"likes_cats": (Answer.YES, "")})
