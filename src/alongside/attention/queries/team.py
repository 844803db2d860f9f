"""The team as its members see it: who walks with how many, who is out of touch, what is late, who waits."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count, F, Q
from django.utils.timezone import localtime

from alongside.access.actor import Actor, Role
from alongside.attention.queries.companions import Companion
from alongside.attention.queries.walks import Walk, walks
from alongside.attention.rules import DueReview, State
from alongside.caseload.queries import Load, capacity
from alongside.enrolments.models import ClosureProposal
from alongside.organisation.models import Membership, Team
from alongside.organisation.queries import open_on, profile_of
from alongside.people.models import Person
from alongside.referrals.models import Referral
from alongside.referrals.policies import OPEN
from alongside.reviews.models import Review

QUARTER = timedelta(days=91)
WAITING_SHOWN = 12
"""Of those who wait for an answer, so many stand on the page; the board has them all."""


@dataclass(frozen=True)
class TeamName:
    """A team the viewer may look at."""

    id: UUID
    name: str


@dataclass(frozen=True)
class WorkerLine:
    """A case manager, how full their post is, and how their people are. `people` are those of this team."""

    load: Load
    people: tuple[Companion, ...]
    silent: int
    quiet: int
    reviews_late: int


@dataclass(frozen=True)
class WaitingReferral:
    """Somebody who waits for an answer or for a case manager."""

    referral_id: UUID
    name: str
    status: str
    days: int
    late: bool


@dataclass(frozen=True)
class ProposedClosure:
    """A closure that waits for a second person. `mine`: the viewer proposed it and cannot be the second."""

    proposal_id: UUID
    name: str
    proposed_by: str
    proposed_on: date
    mine: bool


@dataclass(frozen=True)
class TeamOverview:
    """A team today.

    Attributes:
        teams: those the viewer may look at, this one among them.
        norm: people per full-time post.
        nobodys: those with whom nobody walks now; `left`: those whose case manager works here no longer.
        out_of_touch: silent ones first, then quiet ones.
        waiting: who has waited longest, `waiting_count` in all.
        reviews_late: the longest late first.
        held, held_on_time: reviews of the last quarter, and those of them held by the day they were due.
        leads: whether the viewer leads this team.
        has_refund_clocks: whether the practice knows refunds that run out.
    """

    team: TeamName
    teams: tuple[TeamName, ...]
    norm: float
    workers: tuple[WorkerLine, ...]
    people: int
    nobodys: tuple[Companion, ...]
    left: tuple[Companion, ...]
    sought: tuple[Walk, ...]
    """Those whom more than their case manager looks for: the ladder has reached cover or the lead."""
    out_of_touch: tuple[Walk, ...]
    reviews_late: tuple[tuple[Companion, DueReview], ...]
    waiting: tuple[WaitingReferral, ...]
    waiting_count: int
    proposals: tuple[ProposedClosure, ...]
    held: int
    held_on_time: int
    leads: bool
    has_refund_clocks: bool

    @property
    def silent(self) -> int:
        """How many are silent."""
        return sum(walk.who.silence.state is State.SILENT for walk in self.out_of_touch)


def team_overview(viewer: Actor, team_id: UUID | None = None) -> TeamOverview | None:
    """A team of the viewer's; the first by name unless one is asked for. None without a team.

    Thirteen queries, one more when somebody of another team walks with them.

    Args:
        team_id: one of the viewer's teams; another one is answered like none.
    """
    teams = _teams(viewer)
    team = next((one for one in teams if team_id in (None, one.id)), None)
    if team is None:
        return None
    profile = profile_of(viewer.agency_id)
    found = walks(viewer, Q(team_id=team.id))
    late = [
        (walk.who, walk.facts.review)
        for walk in found
        if walk.facts.review and walk.facts.review.due_on < viewer.today
    ]
    held, held_on_time = _reviews_held(viewer, team.id)
    waiting, waiting_count = _waiting(viewer, profile.answering.within_days)
    workers = _workers(viewer, team.id, found, {who.enrolment_id for who, _ in late})
    return TeamOverview(
        team=team,
        teams=teams,
        norm=profile.caseload.norm,
        workers=workers,
        people=len(found),
        nobodys=tuple(walk.who for walk in found if walk.who.worker_id is None),
        left=_left_behind(viewer, found, workers),
        sought=_sought(found),
        out_of_touch=_out_of_touch(found),
        reviews_late=tuple(sorted(late, key=lambda one: one[1].due_on)),
        waiting=waiting,
        waiting_count=waiting_count,
        proposals=_proposals(viewer, team.id),
        held=held,
        held_on_time=held_on_time,
        leads=team.id in viewer.lead_team_ids,
        has_refund_clocks=bool(profile.refund_clocks),
    )


def _teams(viewer: Actor) -> tuple[TeamName, ...]:
    mine = Team.objects.filter(pk__in=viewer.team_ids | viewer.lead_team_ids).order_by("name")
    return tuple(TeamName(pk, name) for pk, name in mine.values_list("pk", "name"))


def _workers(viewer: Actor, team_id: UUID, found: Sequence[Walk], late: set[UUID]) -> tuple[WorkerLine, ...]:
    by_worker: defaultdict[UUID | None, list[Companion]] = defaultdict(list)
    for walk in found:
        by_worker[walk.who.worker_id].append(walk.who)
    return tuple(
        _worker_line(load, by_worker[load.worker_id], late)
        for load in capacity(viewer.agency_id, viewer.today, team_ids=[team_id])
    )


def _worker_line(load: Load, people: Sequence[Companion], late: set[UUID]) -> WorkerLine:
    states = Counter(who.silence.state for who in people)
    return WorkerLine(
        load=load,
        people=tuple(sorted(people, key=lambda who: who.name)),
        silent=states[State.SILENT],
        quiet=states[State.QUIET],
        reviews_late=sum(who.enrolment_id in late for who in people),
    )


def _left_behind(
    viewer: Actor, found: Sequence[Walk], workers: Sequence[WorkerLine]
) -> tuple[Companion, ...]:
    """Those whose case manager holds no such role any more: on paper somebody walks with them, and nobody does."""
    named = {walk.who.worker_id for walk in found if walk.who.worker_id is not None}
    named -= {line.load.worker_id for line in workers}
    if not named:
        return ()
    here = set(
        Membership.objects.filter(
            open_on(viewer.today), worker_id__in=named, role=Role.CASE_MANAGER
        ).values_list("worker_id", flat=True)
    )
    gone = named - here
    return tuple(walk.who for walk in found if walk.who.worker_id in gone)


def _sought(found: Sequence[Walk]) -> tuple[Walk, ...]:
    """Whom the ladder has brought before the team, the longest missed first."""
    told = [
        (walk.who.sought.missed_on, walk.who.name, walk)
        for walk in found
        if walk.who.sought is not None
        and walk.who.sought.acts != "case_manager"
        and walk.who.silence.state is not State.RESTING
    ]
    return tuple(walk for _missed_on, _name, walk in sorted(told, key=lambda one: one[:2]))


def _out_of_touch(found: Sequence[Walk]) -> tuple[Walk, ...]:
    away = [walk for walk in found if walk.who.silence.state in (State.SILENT, State.QUIET)]
    return tuple(
        sorted(
            away,
            key=lambda walk: (
                walk.who.silence.state is not State.SILENT,
                -walk.who.silence.times_agreed,
                walk.who.name,
            ),
        )
    )


def _waiting(viewer: Actor, within_days: int) -> tuple[tuple[WaitingReferral, ...], int]:
    """Those who have waited longest, and how many wait in all."""
    visible = Referral.objects.visible_to(viewer).filter(agency_id=viewer.agency_id, status__in=OPEN)
    found = []
    rows = visible.order_by("received_at", "pk").values_list(
        "pk",
        "status",
        "received_at",
        "answer_due_on",
        "person__given_name",
        "person__family_name",
        "person__called_name",
    )
    for pk, status, received_at, answer_due_on, given, family, called in rows[: WAITING_SHOWN + 1]:
        received_on = localtime(received_at).date()
        due_on = answer_due_on or received_on + timedelta(days=within_days)
        found.append(
            WaitingReferral(
                referral_id=pk,
                name=Person(given_name=given, family_name=family, called_name=called).full_name,
                status=status,
                days=(viewer.today - received_on).days,
                late=due_on < viewer.today,
            )
        )
    count = len(found) if len(found) <= WAITING_SHOWN else visible.count()
    return tuple(found[:WAITING_SHOWN]), count


def _proposals(viewer: Actor, team_id: UUID) -> tuple[ProposedClosure, ...]:
    rows = (
        ClosureProposal.objects.visible_to(viewer)
        .filter(enrolment__team_id=team_id, answered_on__isnull=True)
        .order_by("proposed_on", "pk")
        .values(
            "pk",
            "proposed_on",
            "proposed_by_id",
            "proposed_by__name",
            "enrolment__person__given_name",
            "enrolment__person__family_name",
            "enrolment__person__called_name",
        )
    )
    return tuple(
        ProposedClosure(
            proposal_id=row["pk"],
            name=Person(
                given_name=row["enrolment__person__given_name"],
                family_name=row["enrolment__person__family_name"],
                called_name=row["enrolment__person__called_name"],
            ).full_name,
            proposed_by=row["proposed_by__name"],
            proposed_on=row["proposed_on"],
            mine=row["proposed_by_id"] == viewer.worker_id,
        )
        for row in rows
    )


def _reviews_held(viewer: Actor, team_id: UUID) -> tuple[int, int]:
    """Reviews held in the last quarter, and how many of them by the day they were due (seed 002: every third month)."""
    counted = (
        Review.objects.visible_to(viewer)
        .filter(enrolment__team_id=team_id, held_on__gt=viewer.today - QUARTER, held_on__lte=viewer.today)
        .aggregate(held=Count("pk"), on_time=Count("pk", filter=Q(held_on__lte=F("due_on"))))
    )
    return counted["held"], counted["on_time"]
