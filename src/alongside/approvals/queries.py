"""What waits for a second person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from alongside.access.actor import Actor
from alongside.access.policy import policy_of
from alongside.approvals.acts import About, act_of, acts, may_decide, may_hold
from alongside.approvals.models import Approval, State
from alongside.kernel.models import Record

SHOWN = 100
"""Requests on one page."""


def waiting_for(viewer: Actor) -> list[Approval]:
    """What the viewer may decide, longest waiting first: of other people, and not run out. One query and a few."""
    found = _open(viewer).select_related("asked_by")[:SHOWN]
    return [one for one in found if may_decide(viewer, one.kind, one.subject_label, one.subject_id)]


def how_many_wait(viewer: Actor) -> int:
    """How many requests the viewer may decide by their role, for the frame. One query; none for who decides nothing.

    What is decided by a tie to a person stands on the page of requests, and is not counted on every page.
    """
    kinds = [kind for kind in _kinds(viewer) if _roles_decide(kind)]
    return _open(viewer).filter(kind__in=kinds).count() if kinds else 0


def asked_by(viewer: Actor) -> list[Approval]:
    """What the viewer asked for, latest first. One query."""
    if viewer.worker_id is None:
        return []
    mine = Approval.objects.filter(agency_id=viewer.agency_id, asked_by_id=viewer.worker_id)
    return list(mine.select_related("decided_by", "asked_by").order_by("-asked_at", "-pk")[:20])


def decided_by(viewer: Actor) -> list[Approval]:
    """What the viewer decided, latest first. One query."""
    if viewer.worker_id is None:
        return []
    mine = Approval.objects.filter(agency_id=viewer.agency_id, decided_by_id=viewer.worker_id)
    return list(mine.select_related("decided_by", "asked_by").order_by("-decided_at", "-pk")[:20])


def approval_for(viewer: Actor, approval_id: UUID) -> Approval | None:
    """One request, for who asked, who decided and who may decide; None for everybody else."""
    found = (
        Approval.objects.filter(pk=approval_id, agency_id=viewer.agency_id)
        .select_related("asked_by", "decided_by")
        .first()
    )
    if found is None:
        return None
    concerned = viewer.worker_id is not None and viewer.worker_id in (found.asked_by_id, found.decided_by_id)
    decides = may_decide(viewer, found.kind, found.subject_label, found.subject_id)
    return found if concerned or decides else None


@dataclass(frozen=True)
class Standing:
    """How it stands with an act about one subject, for who would carry it out.

    Attributes:
        asked: the viewer's own request that waits, or None.
        granted: the viewer's own that can be made use of now, or None.
        refused: the viewer's latest, when the answer was no.
    """

    asked: Approval | None = None
    granted: Approval | None = None
    refused: Approval | None = None


def standing(viewer: Actor, kind: str, subject: Record | About) -> Standing:
    """How it stands with the viewer's requests for this act about this subject. One query."""
    act_of(kind)
    subject_id = subject.id if isinstance(subject, About) else subject.pk
    found = list(
        Approval.objects.filter(
            kind=kind, subject_id=subject_id, agency_id=viewer.agency_id, asked_by_id=viewer.worker_id
        )
        .select_related("decided_by", "asked_by")
        .order_by("-asked_at", "-pk")
    )

    def first(state: State) -> Approval | None:
        return next((one for one in found if one.state == state and one.expires_at > viewer.now), None)

    last_no = found[0] if found and found[0].state == State.REFUSED else None
    return Standing(first(State.ASKED), first(State.GRANTED), last_no)


def open_about(person_id: UUID, now: datetime) -> QuerySet[Approval]:
    """Requests about a person that wait for an answer, or for being carried out."""
    return Approval.objects.filter(
        person_id=person_id, state__in=(State.ASKED, State.GRANTED), expires_at__gt=now
    )


def _open(viewer: Actor) -> QuerySet[Approval]:
    waiting = Approval.objects.filter(
        agency_id=viewer.agency_id,
        state=State.ASKED,
        expires_at__gt=viewer.now,
        kind__in=_kinds(viewer),
    )
    return waiting.exclude(asked_by_id=viewer.worker_id).order_by("asked_at", "pk")


def _kinds(viewer: Actor) -> list[str]:
    return [act.kind for act in acts() if may_hold(viewer, act.decides)]


def _roles_decide(kind: str) -> bool:
    found = policy_of(act_of(kind).decides)
    return found is not None and found.roles_that_may() is not None
