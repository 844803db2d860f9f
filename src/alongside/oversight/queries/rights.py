"""Reviews of rights: when the next is due, what is asked of whom."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.utils.timezone import localdate

from alongside.access.actor import Actor, Role
from alongside.kernel.errors import DomainError
from alongside.organisation.models import Agency, Worker
from alongside.oversight.models import AskedRight, RightsReview
from alongside.oversight.rules import reviewing
from alongside.oversight.rules import rights as rules


@dataclass(frozen=True)
class RightsDue:
    """Where the review of rights stands. `due_on`: by when the next is begun; `left`: roles nobody has answered for."""

    state: reviewing.Due
    due_on: date
    last: RightsReview | None
    left: int
    suspended: int


@dataclass(frozen=True)
class AskedOf:
    """One worker and their roles in the review. `mine`: those the viewer answers for and nobody has yet."""

    worker: Worker
    asked: list[AskedRight]
    mine: list[AskedRight]


def rights_due(agency_id: UUID, today: date) -> RightsDue:
    """When everybody is asked next, and what is left. Four queries at most."""
    last = RightsReview.objects.filter(agency_id=agency_id).order_by("-begun_on", "-pk").first()
    since = last.begun_on if last else localdate(Agency.objects.get(pk=agency_id).recorded_at)
    left = _open(last).count() if last else 0
    suspended = _open(last).filter(suspended=True).count() if last else 0
    return RightsDue(reviewing.state_of(since, today), reviewing.due_on(since), last, left, suspended)


def _open(review: RightsReview) -> QuerySet[AskedRight]:
    return review.asked.filter(answer="", membership__ends_on__isnull=True)


def asked_of(viewer: Actor, review: RightsReview) -> list[AskedOf]:
    """Everybody in a review, those first for whom the viewer answers. A lead sees their teams alone. One query."""
    rows = review.asked.select_related(
        "membership__worker", "membership__team", "answered_by", "review"
    ).order_by("membership__worker__name", "membership__role", "pk")
    if not viewer.has(Role.ADMINISTRATOR, Role.PRIVACY_OFFICER):
        rows = rows.filter(membership__team_id__in=viewer.lead_team_ids)
    by_worker: dict[UUID, list[AskedRight]] = defaultdict(list)
    for asked in rows:
        by_worker[asked.membership.worker_id].append(asked)
    found = [
        AskedOf(asked[0].membership.worker, asked, [one for one in asked if _is_mine(viewer, one)])
        for asked in by_worker.values()
    ]
    return sorted(found, key=lambda one: not one.mine)


def _is_mine(viewer: Actor, asked: AskedRight) -> bool:
    membership = asked.membership
    over = membership.ends_on is not None and membership.ends_on <= viewer.today
    if asked.answer or over:
        return False
    try:
        rules.check_answers(
            role=membership.role,
            team_id=membership.team_id,
            own=membership.worker_id == viewer.worker_id,
            leads=viewer.lead_team_ids,
            runs_the_house=viewer.has(Role.ADMINISTRATOR),
            looks_after_privacy=viewer.has(Role.PRIVACY_OFFICER),
        )
    except DomainError:
        return False
    return True
