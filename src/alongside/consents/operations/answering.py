"""Writing down what a person says about telling somebody, and that they take it back."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from alongside.access.actor import Actor
from alongside.consents import errors, rules
from alongside.consents.deciding import Addressee, said_by
from alongside.consents.events import MemberAnswered
from alongside.consents.models import Consent, Part2Mark, joined
from alongside.consents.part2 import part2_categories
from alongside.consents.rules import Answer, Evidence, Part2Elements, Party, To
from alongside.kernel.errors import NotAllowed
from alongside.kernel.events import publish
from alongside.kernel.operations import operation
from alongside.organisation.queries import profile_of
from alongside.people.models import Person


@dataclass(frozen=True)
class Proof:
    """How we know what was said.

    Attributes:
        said_on: when.
        paper: where the signed paper is.
        witness: who else heard it.
        explained_in: the language it was explained in.
    """

    evidence: Evidence
    said_on: date
    paper: str = ""
    witness: str = ""
    explained_in: str = ""
    part2: Part2Elements = field(default_factory=Part2Elements)


@operation("consent.take", on="person")
def record_answer(
    *,
    by: Actor,
    person: Person,
    to: Addressee,
    answer: Answer,
    proof: Proof,
    purpose: str = "",
    categories: frozenset[str] = frozenset(),
    starts_on: date | None = None,
    ends_on: date | None = None,
    note: str = "",
    key: UUID | None = None,
) -> Consent:
    """Write down a yes, a no or "ask each time" of a person about telling somebody.

    Args:
        purpose, categories: what for, and what; a yes has both, a no without them is a no to everything.
        starts_on: the day it was said, unless said otherwise.
        ends_on: the first day on which it holds no more.

    Raises:
        NobodyToTell, NothingToTell, PurposeMissing, EndsBeforeItBegins, SaidInTheFuture, PaperMissing,
        WitnessMissing, OnlyLightWithoutWitness, AskedAlone: see `rules.check_answer`.
        Part2Incomplete: see `rules.check_part2`.
        NotAllowed: the recipient is another agency's.
    """
    if to.recipient is not None and to.recipient.agency_id != by.agency_id:
        raise NotAllowed
    profile = profile_of(by.agency_id)
    said = rules.Said(answer, to.to, to.party.key, purpose, categories, starts_on or proof.said_on, ends_on)
    rules.check_answer(
        said,
        evidence=proof.evidence,
        said_on=proof.said_on,
        today=by.today,
        paper=proof.paper,
        witness=proof.witness,
        light=[one.key for one in profile.information if one.light],
        alone=[one.key for one in profile.information if one.alone],
        labels={one.key: one.label.in_(by.language) for one in profile.information},
    )
    unknown = categories - {one.key for one in profile.information}
    if unknown or (purpose and profile.telling_purposes.get(purpose) is None):
        raise errors.NothingToTell(field="categories" if unknown else "purpose")
    under_part2 = answer == Answer.YES and bool(categories & part2_categories(profile))
    if under_part2:
        rules.check_part2(said, proof.part2, evidence=proof.evidence)
    said_by(person.pk, lock=True)
    consent = Consent(
        person=person,
        answer=answer.value,
        to=to.to.value,
        recipient=to.recipient,
        recipient_kind=to.kind if to.to == To.KIND else "",
        member_id=to.member_id,
        to_name=to.name.strip(),
        purpose=purpose,
        categories=joined(categories),
        starts_on=said.starts_on,
        ends_on=ends_on,
        evidence=proof.evidence.value,
        said_on=proof.said_on,
        paper=proof.paper.strip(),
        witness=proof.witness.strip(),
        explained_in=proof.explained_in.strip(),
        note=note.strip(),
        taken_by_id=by.worker_id,
        part2=under_part2,
        discloser=proof.part2.discloser.strip(),
        told_of_withdrawing=proof.part2.told_of_withdrawing,
        ends_when=proof.part2.ends_when.strip(),
        signed_by=proof.part2.signed_by.strip(),
        signed_on=proof.part2.signed_on,
    )
    consent.save()
    _tell_the_network(consent, by.today)
    return consent


@operation("consent.withdraw", on="consent")
def withdraw(*, by: Actor, consent: Consent, how: str = "", version: int | None = None) -> Consent:
    """The person takes back what they said. It holds no more from this moment, on every page and in every export.

    Args:
        how: what they said, and to whom.

    Raises:
        AlreadyWithdrawn
        StaleRecord: someone else changed it in between.
    """
    said_by(consent.person_id, lock=True)
    consent.require_version(version)
    if consent.withdrawn_at is not None:
        raise errors.AlreadyWithdrawn
    consent.withdrawn_at, consent.withdrawn_by_id = by.now, by.worker_id
    consent.withdrawn_how = how.strip()
    consent.save()
    _tell_the_network(consent, by.today)
    return consent


@operation("part_two.mark", on="person")
def mark_part2(*, by: Actor, person: Person, label: str, record_id: UUID) -> Part2Mark:
    """Say that a single record falls under 42 CFR part 2, whatever its category. Twice is once."""
    found: Part2Mark | None = Part2Mark._base_manager.filter(
        label=label, record_id=record_id, taken_off_at__isnull=True
    ).first()
    if found is not None:
        return found
    mark = Part2Mark(person=person, label=label, record_id=record_id)
    mark.save()
    return mark


@operation("part_two.unmark", on="mark")
def unmark_part2(*, by: Actor, mark: Part2Mark) -> Part2Mark:
    """Say that a record does not fall under it after all."""
    mark.taken_off_at = by.now
    mark.save()
    return mark


def _tell_the_network(consent: Consent, today: date) -> None:
    """Say what stands now about someone around the person, without the light answer itself."""
    if consent.to != To.MEMBER or consent.member_id is None:
        return
    rows = Consent._base_manager.filter(person_id=consent.person_id, member_id=consent.member_id)
    stands = rules.speaks([row.as_said() for row in rows], Party(To.MEMBER, str(consent.member_id)), today)
    publish(MemberAnswered(consent.person_id, consent.member_id, stands.value if stands else ""))
