"""Receiving a referral, finding out what it needs, and answering it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.timezone import localtime

from alongside.access.actor import Actor
from alongside.kernel import history
from alongside.kernel.operations import operation
from alongside.organisation.queries import profile_of
from alongside.people.models import Person, Sex
from alongside.people.operations import change_person, register_person, set_identifier
from alongside.referrals import rules
from alongside.referrals.models import (
    CriterionAnswer,
    Decision,
    DecisionOutcome,
    ProviderWish,
    Referral,
    ReferralStatus,
)
from alongside.referrals.queries import bases_for_a_decision

FIELDS = frozenset(
    {
        "source_text",
        "case_number",
        "answer_due_on",
        "reason",
        "wishes",
        "purpose",
        "diagnosis_text",
        "follow_up_on",
        "follow_up_text",
        "authority_name",
        "authority_worker",
    }
)
"""What `receive_referral` and `change_referral` may write, beside the source."""


@operation("referral.receive")
def receive_referral(
    *,
    by: Actor,
    person: Person,
    source: str,
    received_at: datetime,
    key: UUID | None = None,
    **fields: Any,
) -> Referral:
    """Write down that someone asks us to walk with a person. It stands as new, and its answer has a day.

    Args:
        source: a key of the profile's referral sources.
        fields: any of `FIELDS`; without `answer_due_on` it follows from the profile.

    Raises:
        UnknownSource: the profile has no such source.
        ReceivedInTheFuture: `received_at` is later than now.
    """
    profile = profile_of(by.agency_id)
    rules.check_receipt(
        source=source, sources=_keys(profile.referral_sources), received_at=received_at, now=by.now
    )
    referral = Referral(
        agency_id=by.agency_id,
        person=person,
        source=source,
        received_at=received_at,
        answer_due_on=rules.answer_due(
            localtime(received_at).date(), within_days=profile.answering.within_days
        ),
    )
    _write(referral, fields)
    return referral


@operation("referral.change", on="referral")
def change_referral(*, by: Actor, referral: Referral, version: int | None = None, **fields: Any) -> Referral:
    """Add to or correct what a referral says.

    Args:
        version: the version the editor saw.
        fields: any of `FIELDS`, or `source`.

    Raises:
        StaleRecord: someone else changed it in between.
        UnknownSource: the profile has no such source.
    """
    referral.require_version(version)
    if "source" in fields:
        source = fields.pop("source")
        rules.check_receipt(
            source=source,
            sources=_keys(profile_of(referral.agency_id).referral_sources),
            received_at=referral.received_at,
            now=by.now,
        )
        referral.source = source
    _write(referral, fields)
    return referral


@operation("referral.write_down")
def write_down_referral(
    *,
    by: Actor,
    source: str,
    received_at: datetime,
    said: Mapping[str, Any],
    person: Person | None = None,
    number: tuple[str, str] | None = None,
    key: UUID | None = None,
    **fields: Any,
) -> Referral:
    """Write down what someone tells us: a call, a meeting at the door. All of it or nothing.

    Args:
        said: what is known of the person, any of `people.operations.FIELDS`; a nickname is enough.
        person: when they are here already; what is said then only fills in what was not known.
        number: (identifier system, number as typed), when there is one.
        fields: any of `FIELDS`.

    Raises:
        NothingToCallThemBy, BornInTheFuture, IdentifierMalformed, IdentifierTaken, IdentifierDiffers: see people.
        UnknownSource, ReceivedInTheFuture: see `receive_referral`.
    """
    if person is None:
        person = register_person(by=by, **said)
    elif new := {name: value for name, value in said.items() if value and not _known(person, name)}:
        change_person(by=by, person=person, **new)
    referral = receive_referral(by=by, person=person, source=source, received_at=received_at, **fields)
    if number is not None:
        # After the referral, which is what ties a lead to someone new.
        set_identifier(by=by, person=person, system=number[0], value=number[1], correcting=False)
    return referral


@operation("referral.correct", on="referral")
def correct_referral(
    *,
    by: Actor,
    referral: Referral,
    said: Mapping[str, Any],
    number: tuple[str, str] | None = None,
    version: int | None = None,
    person_version: int | None = None,
    **fields: Any,
) -> Referral:
    """Add to what a referral says and to what is known of the person, in one go.

    Args:
        said: any of `people.operations.FIELDS`.
        number: (identifier system, number as typed), when there is one.
        version, person_version: the versions of referral and person that the editor saw.
        fields: as for `change_referral`.

    Raises:
        StaleRecord: someone else changed one of the two in between.
        NothingToCallThemBy, BornInTheFuture, IdentifierMalformed, IdentifierTaken, UnknownSource
    """
    person = referral.person
    if any(getattr(person, name) != value for name, value in said.items()):
        change_person(by=by, person=person, version=person_version, **said)
    if number is not None:
        set_identifier(by=by, person=person, system=number[0], value=number[1])
    return change_referral(by=by, referral=referral, version=version, **fields)


@operation("referral.clarify", on="referral")
def clarify_referral(*, by: Actor, referral: Referral) -> Referral:
    """Say that we are finding out more before we answer.

    Raises:
        ReferralCannotMove: it waits for a case manager, or is assigned.
    """
    _move(referral, ReferralStatus.CLARIFYING)
    return referral


@operation("referral.answer", on="referral")
def answer_criteria(
    *, by: Actor, referral: Referral, answers: Mapping[str, tuple[str, str]]
) -> list[CriterionAnswer]:
    """Answer questions about the target group, each with what the answer rests on.

    Args:
        answers: criterion key of the profile → (`Answer`, evidence). Questions left out keep their answer.

    Raises:
        UnknownCriterion: the profile does not ask this.
    """
    rules.check_answers(answers, criteria=_keys(profile_of(referral.agency_id).criteria))
    given = {answer.criterion: answer for answer in CriterionAnswer.objects.filter(referral=referral)}
    changed, new = [], []
    for criterion, (answer, evidence) in answers.items():
        row = given.get(criterion)
        if row is None:
            row = CriterionAnswer(
                referral=referral, criterion=criterion, answer=answer, evidence=evidence.strip()
            )
            new.append(row)
        elif (row.answer, row.evidence) == (answer, evidence.strip()):
            continue
        else:
            row.answer, row.evidence = answer, evidence.strip()
            row.save()
        changed.append(row)
    history.bulk_create(new)
    return changed


@operation("referral.decide", on="referral")
def decide(
    *,
    by: Actor,
    referral: Referral,
    outcome: str,
    reason: str,
    legal_basis: str,
    provider_wish: str,
    decided_on: date,
    provider_wish_reason: str = "",
    destination: str = "",
    destination_text: str = "",
    version: int | None = None,
    key: UUID | None = None,
) -> Decision:
    """Answer a referral. A yes waits for a case manager; a no or another support keeps reason and destination.

    An earlier decision stays as it was; this one counts from now on.

    Args:
        outcome: a `DecisionOutcome`.
        provider_wish: a `ProviderWish`.
        legal_basis: a key of the profile's legal bases that holds on `decided_on`; a yes needs one.
        destination: a key of the profile's destinations; a no and a redirection need one.
        version: the version of the referral that was read, so that nobody overrules a colleague unseen.

    Raises:
        StaleRecord: a colleague moved the referral in between.
        ReferralCannotMove: the referral is assigned.
        ReasonMissing, LegalBasisMissing, LegalBasisNotInForce, WishReasonMissing, DestinationMissing,
        DecidedInTheFuture: see `rules.check_decision`.
    """
    referral.require_version(version)
    profile = profile_of(referral.agency_id)
    rules.check_decision(
        outcome=outcome,
        reason=reason,
        legal_basis=legal_basis,
        in_force={basis.key for basis in bases_for_a_decision(profile, decided_on)},
        wish_followed=provider_wish != ProviderWish.NOT_FOLLOWED,
        wish_reason=provider_wish_reason,
        destination=destination,
        destinations=_keys(profile.destinations),
        decided_on=decided_on,
        today=by.today,
    )
    went_elsewhere = outcome != DecisionOutcome.YES
    decision = Decision(
        referral=referral,
        outcome=outcome,
        reason=reason.strip(),
        legal_basis=legal_basis,
        provider_wish=provider_wish,
        provider_wish_reason=(
            provider_wish_reason.strip() if provider_wish == ProviderWish.NOT_FOLLOWED else ""
        ),
        destination=destination if went_elsewhere else "",
        destination_text=destination_text.strip() if went_elsewhere else "",
        decided_on=decided_on,
        decided_by_id=by.worker_id,
        decided_by_name=by.name,
    )
    decision.save()
    to = rules.AFTER[outcome]
    if referral.status != to:
        _move(referral, ReferralStatus(to))
    return decision


def _move(referral: Referral, to: ReferralStatus) -> None:
    rules.check_move(referral.status, to)
    referral.status = to
    referral.save()


def _write(referral: Referral, fields: dict[str, Any]) -> None:
    if unknown := fields.keys() - FIELDS:
        raise TypeError(f"a referral has no {', '.join(sorted(unknown))}")
    for name, value in fields.items():
        setattr(referral, name, value.strip() if isinstance(value, str) else value)
    referral.save()


def _known(person: Person, name: str) -> bool:
    return getattr(person, name) not in ("", None, False, Sex.UNKNOWN)


def _keys(choices: Any) -> frozenset[str]:
    return frozenset(choice.key for choice in choices)
