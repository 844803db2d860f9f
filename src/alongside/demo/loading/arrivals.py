"""People and their referrals, as intake wrote them down."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from alongside.demo.cpr import SYSTEM as CPR
from alongside.demo.loading.crew import Crew, moment
from alongside.demo.loading.orders import take_order
from alongside.demo.shapes import Person as Invented
from alongside.demo.shapes import Plan
from alongside.demo.shapes import Referral as InventedReferral
from alongside.people.models import Person
from alongside.people.operations import record_quote, register_person, set_identifier
from alongside.referrals.models import (
    Answer,
    CommissionedGoal,
    DecisionOutcome,
    ProviderWish,
    Referral,
)
from alongside.referrals.operations import answer_criteria, clarify_referral, decide, receive_referral

AUTHORITY = "Solby Kommune"
_FROM_AUTHORITY = ", Solby"
"""How the cohort writes a referrer who is the authority's own caseworker."""


def arrive(
    crew: Crew, invented: InventedReferral, plan: Plan | None = None
) -> tuple[Referral, dict[str, CommissionedGoal]]:
    """Register the person, receive the referral with its order, find out more and answer.

    Returns the referral, and the order's goals by the cohort's keys.
    """
    by = crew.actor(invented.received_by, moment(invented.arrived))
    person = _register(crew, invented)
    ordered = invented.referrer.endswith(_FROM_AUTHORITY)
    caseworker = crew.named(invented.referrer.removesuffix(_FROM_AUTHORITY)) if ordered else None
    referral = receive_referral(
        by=by,
        person=person,
        source=invented.source,
        received_at=by.now,
        source_text=invented.referrer,
        case_number=invented.case_number,
        reason=invented.reason,
        wishes=invented.wish,
        purpose=invented.purpose,
        authority_name=AUTHORITY if ordered else "",
        authority_worker=caseworker,
    )
    goals = take_order(by, referral, invented, plan) if ordered else {}
    if invented.answers:
        answer_criteria(
            by=by,
            referral=referral,
            answers={given.criterion: (Answer(given.answer), given.evidence) for given in invented.answers},
        )
    if invented.state != "new":
        later = crew.actor(invented.received_by, by.now + timedelta(hours=3))
        clarify_referral(by=later, referral=referral)
    if invented.decision:
        _decide(crew, referral, invented)
    return referral, goals


def keep_quote(crew: Crew, worker: str, person: Person, invented: Invented) -> None:
    """What they said, written down on the evening of the day they said it."""
    if not invented.own_words or invented.own_words_on is None:
        return
    evening = moment(datetime.combine(invented.own_words_on, time(18)))
    record_quote(
        by=crew.actor(worker, evening),
        person=person,
        text=invented.own_words,
        said_on=invented.own_words_on,
        place=invented.own_words_where,
    )


def _register(crew: Crew, referral: InventedReferral) -> Person:
    invented = referral.person
    by = crew.actor(referral.received_by, moment(referral.arrived))
    person = register_person(
        by=by,
        given_name=invented.given if invented.family else "",
        family_name=invented.family,
        called_name=invented.call_me,
        sex=invented.sex,
        birth_date=invented.born,
        language=invented.language,
        nationality_group=invented.nationality,
        whereabouts=referral.place,
        city="Solby",
    )
    if invented.cpr:
        set_identifier(by=by, person=person, system=CPR, value=invented.cpr)
    return person


def _decide(crew: Crew, referral: Referral, invented: InventedReferral) -> None:
    told = invented.decision
    assert told
    wish = ProviderWish.NONE
    if told.wish_followed is not None:
        wish = ProviderWish.FOLLOWED if told.wish_followed else ProviderWish.NOT_FOLLOWED
    decide(
        by=crew.actor(told.by, moment(told.on)),
        referral=referral,
        outcome=DecisionOutcome(told.outcome),
        reason=told.reason,
        legal_basis=told.basis,
        provider_wish=wish,
        provider_wish_reason=told.wish_reason,
        destination=told.destination,
        decided_on=told.on.date(),
    )
