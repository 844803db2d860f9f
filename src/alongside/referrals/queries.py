"""Reads about referrals: the board, and the decision that counts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.timezone import localtime

from alongside.access.actor import Actor
from alongside.access.policy import tied
from alongside.organisation.choices import LegalBasis
from alongside.organisation.profile import Profile
from alongside.organisation.queries import profile_of
from alongside.referrals.models import Answer, CriterionAnswer, Decision, Referral, ReferralStatus
from alongside.referrals.orders import Order
from alongside.referrals.policies import OPEN

MOST_COUNTED = 500
"""So far a column of the board is counted; a board with more is not read by its numbers."""
SENT_ELSEWHERE = (ReferralStatus.DECLINED, ReferralStatus.REDIRECTED)


@dataclass(frozen=True, slots=True)
class Card:
    """A referral on the board.

    `unanswered` counts the profile's criteria without a yes or a no; `answered` is the decision that counts, when
    there is one.
    """

    referral_id: UUID
    name: str
    whereabouts: str
    status: ReferralStatus
    source: str
    source_text: str
    has_order: bool
    received_on: date
    answer_due_on: date | None
    unanswered: int
    answered: Answered | None

    @property
    def waits_since(self) -> date:
        """The day from which they wait: for an answer, or, after a yes, for a case manager."""
        yes = self.status == ReferralStatus.WAITING and self.answered
        return self.answered.on if yes and self.answered else self.received_on


@dataclass(frozen=True, slots=True)
class Answered:
    """What was decided, in keys of the profile."""

    on: date
    outcome: str
    legal_basis: str
    destination: str
    destination_text: str


@dataclass(frozen=True, slots=True)
class Board:
    """What stands on the board, whoever waits longest first.

    Attributes:
        cards: of each open status those who wait longest, and who got an answer since a day.
        counts: how many there are of each open status, also of those without a card; one more than `MOST_COUNTED` when
            there are more than that.
        since: when the referral that is open longest was received; None when none is open.
    """

    cards: tuple[Card, ...]
    counts: Mapping[str, int]
    since: date | None


def board(viewer: Actor, *, since: date, assigned: Collection[UUID] = (), each: int) -> Board:
    """What is open, and what was sent elsewhere since a day; `each` cards of a status at the most.

    Args:
        assigned: ids of referrals that became courses and are to be shown too (caseload knows them).

    Nine queries, and one more for each column that has more than it shows: its beginning is read from
    an index of its own, and no column is counted further than `MOST_COUNTED`.
    """
    answered_no = Decision.objects.visible_to(viewer).filter(decided_on__gte=since).exclude(outcome="yes")
    shown = {
        *assigned,
        *answered_no.filter(referral__status__in=SENT_ELSEWHERE)
        .order_by("-decided_on", "-pk")
        .values_list("referral_id", flat=True)[:each],
    }
    counts, received = {}, []
    for status in OPEN:
        rows = _of_status(viewer, status)
        first = list(rows.values_list("pk", "received_at")[: each + 1])
        if not first:
            continue
        counts[str(status)] = rows[: MOST_COUNTED + 1].count() if len(first) > each else len(first)
        received.append(first[0][1])
        shown.update(pk for pk, _received in first[:each])
    return Board(
        cards=tuple(sorted(_cards(viewer, shown), key=lambda card: (card.waits_since, card.name))),
        counts=counts,
        since=localtime(min(received)).date() if received else None,
    )


def column(
    viewer: Actor, status: str, *, after: UUID | None = None, size: int
) -> tuple[list[Card], UUID | None]:
    """The open referrals of one status in the order in which they came, from the one after `after`.

    Returns the cards, and the last one's id when there are more. Five queries.
    """
    found = _of_status(viewer, status)
    if after is not None and (last := Referral.objects.visible_to(viewer).filter(pk=after).first()):
        found = found.filter(
            Q(received_at__gt=last.received_at) | Q(received_at=last.received_at, pk__gt=last.pk)
        )
    page = list(found.values_list("pk", flat=True)[: size + 1])
    order = {pk: place for place, pk in enumerate(page[:size])}
    cards = sorted(_cards(viewer, order), key=lambda card: order[card.referral_id])
    return cards, page[size - 1] if len(page) > size else None


def answered(viewer: Actor, *, start: int, size: int) -> tuple[list[Card], bool]:
    """Referrals that were answered, the latest first, from place `start`; and whether there are more. Four queries."""
    settled = Referral.objects.visible_to(viewer).exclude(status__in=OPEN).order_by("-received_at", "-pk")
    page = list(settled.values_list("pk", flat=True)[start : start + size + 1])
    order = {pk: place for place, pk in enumerate(page[:size])}
    cards = _cards(viewer, order)
    return sorted(cards, key=lambda card: order[card.referral_id]), len(page) > size


def bases_for_a_decision(profile: Profile, day: date) -> tuple[LegalBasis, ...]:
    """The legal bases a decision of `day` may rest on: for support or a stay. A plan (SEL § 141) gives no support."""
    return tuple(basis for basis in profile.legal_bases_on(day) if basis.use != "plan")


def latest_decision(referral: Referral) -> Decision | None:
    """The decision that counts: the one made last. For operations; pages read through their viewer."""
    decision: Decision | None = (
        Decision.objects.filter(referral=referral).order_by("-recorded_at", "-pk").first()
    )
    return decision


def _of_status(viewer: Actor, status: str) -> QuerySet[Referral]:
    """The agency's referrals of one status, whoever came first first."""
    visible = Referral.objects.visible_to(viewer)
    return visible.filter(agency_id=viewer.agency_id, status=status).order_by("received_at", "pk")


def _cards(viewer: Actor, ids: Collection[UUID]) -> list[Card]:
    shown = Referral.objects.standing().filter(pk__in=list(ids)).select_related("person")
    orders = Order.objects.filter(referral=OuterRef("pk"))
    # With the viewer's ties to these few known, what hangs on them is asked for by their keys and nothing else.
    referrals = tied(shown.annotate(has_order=Exists(orders)), viewer)
    criteria = [criterion.key for criterion in profile_of(viewer.agency_id).criteria]
    known: dict[UUID, int] = dict(
        CriterionAnswer.objects.under(viewer, *referrals)
        .filter(criterion__in=criteria)
        .exclude(answer=Answer.UNKNOWN)
        .values_list("referral_id")
        .annotate(Count("pk"))
    )
    decided = _latest(Decision.objects.under(viewer, *referrals))
    return [
        Card(
            referral_id=referral.pk,
            name=referral.person.full_name,
            whereabouts=referral.person.whereabouts,
            status=ReferralStatus(referral.status),
            source=referral.source,
            source_text=referral.source_text,
            has_order=referral.has_order,
            received_on=localtime(referral.received_at).date(),
            answer_due_on=referral.answer_due_on,
            unanswered=len(criteria) - known.get(referral.pk, 0),
            answered=decided.get(referral.pk),
        )
        for referral in referrals
    ]


def _latest(decisions: Iterable[Decision]) -> dict[UUID, Answered]:
    """The last decision of each referral."""
    return {
        decision.referral_id: Answered(
            on=decision.decided_on,
            outcome=decision.outcome,
            legal_basis=decision.legal_basis,
            destination=decision.destination,
            destination_text=decision.destination_text,
        )
        for decision in sorted(decisions, key=lambda one: (one.recorded_at, one.pk))
    }
