"""Reads: what a person has said, what was told, what is shared with a partner."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from alongside.access.actor import Actor, Role
from alongside.consents.deciding import Addressee, decide, said_by
from alongside.consents.models import Consent, Disclosure, PartnerAccount, Recipient
from alongside.consents.rules import Party, Said, To, to_renew
from alongside.organisation.profile import Profile
from alongside.people.models import Person


def consents_of(viewer: Actor, person: Person) -> list[Consent]:
    """Everything a person has said about telling, the newest first. One query."""
    rows: QuerySet[Consent] = Consent.objects.under(viewer, person)
    return list(
        rows.select_related("recipient", "taken_by", "withdrawn_by").order_by(
            "-said_on", "-recorded_at", "-pk"
        )
    )


def standing(rows: Collection[Consent], today: date) -> list[Consent]:
    """Those that hold today, a no before a yes, then by whom they are about."""
    found = [row for row in rows if row.as_said().holds_on(today)]
    order = {"no": 0, "ask": 1, "yes": 2}
    return sorted(found, key=lambda row: (order[row.answer], row.to_name.casefold()))


def to_be_renewed(viewer: Actor, people: Collection[UUID] | None = None) -> list[Consent]:
    """Every yes that ends soon, of the people the viewer walks with or of these: a reason to ask. One query."""
    rows = Consent.objects.visible_to(viewer).filter(
        answer="yes", withdrawn_at__isnull=True, ends_on__isnull=False, ends_on__gt=viewer.today
    )
    if people is not None:
        rows = rows.filter(person_id__in=list(people))
    return [
        row
        for row in rows.select_related("person").order_by("ends_on", "pk")
        if to_renew(row.as_said(), viewer.today)
    ]


def recipients(agency_id: UUID, *, with_retired: bool = False) -> list[Recipient]:
    """The address book, by name. One query."""
    rows = Recipient.objects.filter(agency_id=agency_id)
    return list((rows if with_retired else rows.filter(retired=False)).order_by("name", "pk"))


def ledger_of(viewer: Actor, person: Person) -> list[Disclosure]:
    """What was told about a person, the latest first. One query."""
    rows: QuerySet[Disclosure] = Disclosure.objects.under(viewer, person)
    return list(rows.select_related("recipient", "told_by").order_by("-told_at", "-pk"))


def whole_ledger(
    viewer: Actor, *, since: date | None = None, basis: str = "", most: int = 500
) -> list[Disclosure]:
    """What was told about everyone the viewer may know that of, the latest first. Two queries."""
    rows = Disclosure.objects.visible_to(viewer)
    if since is not None:
        rows = rows.filter(told_at__date__gte=since)
    if basis:
        rows = rows.filter(basis=basis)
    return list(rows.select_related("person", "recipient", "told_by").order_by("-told_at", "-pk")[:most])


@dataclass(frozen=True)
class Shared:
    """A person of whom something is shared with a partner.

    Attributes:
        name: the whole name where that is consented, else what they are called.
        purpose: what for; `categories`: what, each of them decided by the rules just now.
        until: the first day without it, the earliest of the consents it rests on.
    """

    person: Person
    name: str
    purpose: str
    categories: frozenset[str]
    until: date | None
    part2: bool


def recipient_of(viewer: Actor) -> Recipient | None:
    """The recipient a partner's account belongs to. One query."""
    if Role.PARTNER not in viewer.roles or viewer.worker_id is None:
        return None
    account = PartnerAccount.objects.filter(worker_id=viewer.worker_id).select_related("recipient").first()
    return account.recipient if account else None


def shared_with(viewer: Actor, profile: Profile, person_id: UUID | None = None) -> list[Shared]:
    """What is shared with a partner now, by person and purpose. Nothing for anybody else.

    The rules decide each category anew; a withdrawal of a minute ago is not there any more.
    """
    recipient = recipient_of(viewer)
    if recipient is None:
        return []
    about = Q(to="recipient", recipient=recipient) | Q(to="kind", recipient_kind=recipient.kind)
    rows = Consent._base_manager.filter(
        about, person__agency_id=viewer.agency_id, answer="yes", withdrawn_at=None
    )
    if person_id is not None:
        rows = rows.filter(person_id=person_id)
    found = []
    pairs = {(row.person_id, row.purpose): row.person for row in rows.select_related("person").order_by("pk")}
    for (pk, purpose), person in pairs.items():
        one = _shared(person, said_by(pk), recipient, purpose, viewer.today, profile)
        if one is not None:
            found.append(one)
    return sorted(found, key=lambda one: (one.name.casefold(), one.purpose))


def _shared(
    person: Person, said: list[Said], recipient: Recipient, purpose: str, today: date, profile: Profile
) -> Shared | None:
    party = Party(To.RECIPIENT, str(recipient.pk), recipient.kind)
    every = [one.key for one in profile.information]
    allowed = {
        category: decision.said
        for category, decision in decide(
            said, party, every, purpose=purpose, on=today, profile=profile
        ).items()
        if decision.allowed and decision.said is not None
    }
    if not allowed:
        return None
    ends = [one.ends_on for one in allowed.values() if one.ends_on is not None]
    name = person.full_name if "identity" in allowed else person.first_name
    part2 = any(one.part2 for one in allowed.values())
    return Shared(person, name, purpose, frozenset(allowed), min(ends, default=None), part2)


def addressee_of(consent: Consent) -> Addressee:
    """Whom a consent is about."""
    return Addressee(
        To(consent.to), consent.to_name, consent.recipient, consent.member_id, consent.recipient_kind
    )
