"""Who walks with how many, and who could walk with one more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import Count, Max, Q

from alongside.access.actor import Actor, Role
from alongside.caseload import rules
from alongside.caseload.models import Assignment, AssignmentKind
from alongside.caseload.rules import Fit
from alongside.enrolments.models import Enrolment
from alongside.organisation.models import Membership, Worker
from alongside.organisation.profile import Weights
from alongside.organisation.queries import open_on, profile_of
from alongside.referrals.models import Referral
from alongside.restrictions.queries import kept_out


@dataclass(frozen=True, slots=True)
class Load:
    """A case manager in a team, and how full their post is.

    `places` is the norm for their share of a post, `people` whom they walk with in all their teams, `free` what is
    left (below zero: over the norm). Beside it, and never in its place: `weight` is how much work these people are
    by intensity, `weight_places` how much the post is made for (the norm times its share).
    """

    worker_id: UUID
    team_id: UUID
    name: str
    initials: str
    title: str
    area: str
    languages: str
    team_name: str
    fte: Decimal
    places: int
    people: int
    free: int
    weight: float
    weight_places: float
    gender: str

    @property
    def first_name(self) -> str:
        """How colleagues call them."""
        return self.name.split(" ")[0]

    @property
    def would_be_over(self) -> bool:
        """Whether one more person would be over the norm."""
        return self.free < 1


@dataclass(frozen=True, slots=True)
class Proposal:
    """A case manager who could walk with someone; `knew_until` when they walked with the person before.

    `fits` says what of the person's wishes speaks for them.
    """

    load: Load
    knew_until: date | None = field(default=None)
    fits: tuple[Fit, ...] = ()


def capacity(agency_id: UUID, day: date, *, team_ids: Collection[UUID] | None = None) -> list[Load]:
    """The case managers at work on `day`, by team and name; of all teams or of some. Three queries.

    Numbers only, nobody's name but the workers': it needs no viewer.
    """
    held = Membership.objects.filter(
        open_on(day), role=Role.CASE_MANAGER, worker__agency_id=agency_id, team__isnull=False
    )
    if team_ids is not None:
        held = held.filter(team_id__in=team_ids)
    memberships = list(
        held.select_related("worker", "team").order_by("team__name", "worker__name", "worker_id")
    )
    profile = profile_of(agency_id)
    carried = _carried({membership.worker_id for membership in memberships}, day, profile.weights)
    return [
        _load(membership, profile.caseload.norm, carried[membership.worker_id]) for membership in memberships
    ]


def let_in(loads: Sequence[Load], person_id: UUID, day: date) -> list[Load]:
    """Those whom the person does not refuse, and who are not too close to them. One query."""
    out = kept_out(person_id, day)
    return [load for load in loads if load.worker_id not in out]


def proposed_workers(viewer: Actor, referral: Referral, *, day: date) -> list[Proposal]:
    """The case managers of the agency, the most fitting first.

    Who knew the person, then whom the person's own wishes speak for (language, a woman or a man, the part of town),
    then who has most places free and then the lightest load. Who would be over the norm stands last, and is there all
    the same. Whom the person refuses, or who is too close to them, is not proposed. Five queries.
    """
    knew: dict[UUID, date] = dict(
        Assignment.objects.unscoped()
        .filter(enrolment__person_id=referral.person_id, ends_on__isnull=False)
        .values_list("worker_id")
        .annotate(Max("ends_on"))
    )
    wishes = rules.wishes_of(referral.person)
    proposals = [
        Proposal(
            load,
            knew.get(load.worker_id),
            rules.fits(wishes, languages=load.languages, gender=load.gender, area=load.area),
        )
        for load in let_in(capacity(viewer.agency_id, day), referral.person_id, day)
    ]
    return sorted(
        proposals,
        key=lambda one: (
            one.load.would_be_over,
            one.knew_until is None,
            -len(one.fits),
            -one.load.free,
            one.load.weight - one.load.weight_places,
            one.load.name,
        ),
    )


def case_manager(viewer: Actor, enrolment: Enrolment) -> Worker | None:
    """Who walks with the person in this course, or did last when it has ended. One query."""
    latest = (
        Assignment.objects.visible_to(viewer)
        .filter(enrolment=enrolment, kind=AssignmentKind.PRIMARY)
        .select_related("worker")
        .order_by("-starts_on", "-pk")
        .first()
    )
    return latest.worker if latest else None


def _carried(
    worker_ids: Collection[UUID], day: date, weights: Weights
) -> defaultdict[UUID, tuple[int, float]]:
    """How many people each walks with, and how much work they are."""
    found: defaultdict[UUID, tuple[int, float]] = defaultdict(lambda: (0, 0.0))
    counted = (
        Assignment.objects.unscoped()
        .filter(
            Q(ends_on__isnull=True) | Q(ends_on__gt=day),
            worker_id__in=worker_ids,
            kind=AssignmentKind.PRIMARY,
        )
        .values_list("worker_id", "enrolment__intensity")
        .annotate(Count("pk"))
    )
    for worker_id, intensity, count in counted:
        people, weight = found[worker_id]
        found[worker_id] = (people + count, weight + count * weights.of(intensity))
    return found


def _load(membership: Membership, norm: float, carried: tuple[int, float]) -> Load:
    people, weight = carried
    worker, team = membership.worker, membership.team
    assert team is not None
    return Load(
        worker_id=worker.pk,
        team_id=team.pk,
        name=worker.name,
        initials=worker.initials,
        title=worker.title,
        area=worker.area,
        languages=worker.languages,
        team_name=team.name,
        fte=worker.fte,
        places=rules.places(norm, worker.fte),
        people=people,
        free=rules.free_capacity(norm, worker.fte, people),
        weight=weight,
        weight_places=norm * float(worker.fte),
        gender=worker.gender,
    )


@dataclass(frozen=True, slots=True)
class WalksWith:
    """Who walks, or last walked, with the person of a referral."""

    worker: str
    since: date


def walks_with(viewer: Actor, *, referral_ids: Collection[UUID]) -> dict[UUID, WalksWith]:
    """The case manager of these referrals, as far as `viewer` may see them, by referral. Two queries.

    Whoever may see a referral may know which case manager it led to, and no more of the course than that.
    """
    rows = (
        Assignment.objects.unscoped()
        .filter(
            kind=AssignmentKind.PRIMARY,
            enrolment__team__agency_id=viewer.agency_id,
            enrolment__referral_id__in=list(referral_ids),
        )
        .order_by("starts_on", "recorded_at")
        .values_list("enrolment__referral_id", "worker__name", "starts_on")
    )
    walks = {referral_id: WalksWith(worker, since) for referral_id, worker, since in rows}
    visible = Referral.objects.visible_to(viewer).filter(pk__in=list(walks))
    return {referral_id: walks[referral_id] for referral_id in visible.values_list("pk", flat=True)}


def begun_lately(viewer: Actor, *, since: date, at_most: int) -> dict[UUID, WalksWith]:
    """The referrals that became courses since a day, the latest ones, with their case managers. Three queries."""
    courses = (
        Enrolment.objects.unscoped()
        .filter(starts_on__gte=since, team__agency_id=viewer.agency_id)
        .order_by("-starts_on", "-pk")
    )
    return walks_with(viewer, referral_ids=courses.values_list("referral_id", flat=True)[:at_most])
