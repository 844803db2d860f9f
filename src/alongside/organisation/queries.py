"""Reads about who works here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.timezone import get_default_timezone

from alongside.access.actor import Actor, Role
from alongside.kernel.batching import current_batch
from alongside.organisation import rules
from alongside.organisation.models import Agency, Membership, Team, Worker
from alongside.organisation.profile import Profile, load_profile, with_overrides


def open_on(day: date) -> Q:
    """Memberships that hold on `day`."""
    return Q(starts_on__lte=day) & (Q(ends_on__isnull=True) | Q(ends_on__gt=day))


def in_force(now: datetime) -> Q:
    """Memberships that let somebody act at `now`: they hold, and neither they nor the account are suspended or over.

    Read anew for every request, so that an open session ends with the account.
    """
    today = now.astimezone(get_default_timezone()).date()
    return (
        open_on(today)
        & Q(suspended_on__isnull=True)
        & Q(worker__suspended_at__isnull=True)
        & (Q(worker__access_until__gt=today) | Q(worker__user__isnull=True))
    )


Narrows = Callable[[Worker, frozenset[UUID], datetime], frozenset[UUID]]
_narrows_on_call: list[Narrows] = []


def narrows_on_call(rule: Narrows) -> Narrows:
    """Register what closes on-call access for a while, as a roster does: of some teams, those for which it is open.

    It is asked only of those who hold the role, and can only take away: what it adds is not looked at.
    """
    _narrows_on_call.append(rule)
    return rule


def _on_call_now(worker: Worker, team_ids: frozenset[UUID], now: datetime) -> frozenset[UUID]:
    for rule in _narrows_on_call:
        if team_ids:
            team_ids &= rule(worker, team_ids, now)
    return team_ids


def actor_for(user_id: UUID, *, now: datetime, language: str = "") -> Actor | None:
    """The actor behind a user at `now`, or None when they do not work here (any more). One query, two on call.

    An account that is suspended or has run out is nobody's, and a suspended role is no role.
    Without a `language` of their own they get the agency's.
    """
    memberships = Membership.objects.filter(in_force(now), worker__user_id=user_id)
    held = list(memberships.select_related("worker__agency"))
    if not held:
        return None
    worker = held[0].worker

    def teams(*roles: Role) -> frozenset[UUID]:
        return frozenset(m.team_id for m in held if m.team_id and m.role in roles)

    return Actor(
        user_id=user_id,
        agency_id=worker.agency_id,
        now=now,
        worker_id=worker.pk,
        name=worker.name,
        roles=frozenset(Role(m.role) for m in held),
        team_ids=teams(Role.CASE_MANAGER, Role.TEAM_LEAD),
        lead_team_ids=teams(Role.TEAM_LEAD),
        on_call_team_ids=_on_call_now(worker, teams(Role.ON_CALL), now),
        language=language or worker.agency.language,
        access_until=worker.access_until,
    )


@dataclass(frozen=True, slots=True)
class Post:
    """Someone at work, with the roles they hold on a day: in a team, or in the whole house."""

    worker: Worker
    roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True)
class Staff:
    """Who works where on a day. `nowhere` have no role that holds: not begun yet, or left."""

    teams: tuple[tuple[Team, tuple[Post, ...]], ...]
    house: tuple[Post, ...]
    nowhere: tuple[Worker, ...]


def staff(agency_id: UUID, day: date) -> Staff:
    """Who works where on `day`, by team and name. Three queries."""
    teams = list(Team.objects.filter(agency_id=agency_id).order_by("name"))
    workers = list(Worker.objects.filter(agency_id=agency_id).order_by("name", "pk"))
    roles: dict[tuple[UUID | None, UUID], list[Role]] = defaultdict(list)
    for held in Membership.objects.filter(open_on(day), worker__agency_id=agency_id).order_by("role"):
        roles[held.team_id, held.worker_id].append(Role(held.role))

    def posts(team_id: UUID | None) -> tuple[Post, ...]:
        return tuple(
            Post(worker, tuple(roles[team_id, worker.pk]))
            for worker in workers
            if (team_id, worker.pk) in roles
        )

    at_work = {worker_id for _team_id, worker_id in roles}
    return Staff(
        teams=tuple((team, posts(team.pk)) for team in teams),
        house=posts(None),
        nowhere=tuple(worker for worker in workers if worker.pk not in at_work),
    )


def workers_in(team_ids: frozenset[UUID] | set[UUID], *, role: Role, day: date) -> QuerySet[Worker]:
    """The workers who hold `role` in one of the teams on `day`, by name."""
    held = Membership.objects.filter(open_on(day), role=role, team_id__in=team_ids)
    return Worker.objects.filter(pk__in=held.values("worker_id")).order_by("name", "pk")


def team_mates(team_id: UUID, day: date) -> list[Worker]:
    """Everyone who has a role in a team on `day`, by name. One query."""
    held = Membership.objects.filter(open_on(day), team_id=team_id)
    return list(Worker.objects.filter(pk__in=held.values("worker_id")).order_by("name", "pk"))


def profile_of(agency_id: UUID) -> Profile:
    """The practice profile an agency works by, with its own settings laid over it. One query, one in a batch."""
    gathered = current_batch()
    if gathered is not None:
        return gathered.known(("profile", agency_id), lambda: _profile_of(agency_id))
    return _profile_of(agency_id)


def _profile_of(agency_id: UUID) -> Profile:
    agency = Agency.objects.only("profile_key", "profile_overrides").get(pk=agency_id)
    return with_overrides(load_profile(agency.profile_key), agency.profile_overrides)


class LookAt(StrEnum):
    """Why an administrator looks at an account."""

    RUNS_OUT = "runs_out"
    RAN_OUT = "ran_out"
    SUSPENDED = "suspended"
    TRAINING = "training"


def accounts_to_look_at(agency_id: UUID, today: date) -> list[tuple[Worker, list[LookAt]]]:
    """Accounts of those who work here that somebody must see to, with the reasons, by name. Two queries."""
    months = profile_of(agency_id).oversight.training_months
    works = Membership.objects.filter(open_on(today), worker__agency_id=agency_id)
    workers = Worker.objects.filter(pk__in=works.values("worker_id"), user__isnull=False)
    found = ((worker, _to_look_at(worker, today, months)) for worker in workers.order_by("name", "pk"))
    return [(worker, reasons) for worker, reasons in found if reasons]


def _to_look_at(worker: Worker, today: date, training_months: int) -> list[LookAt]:
    reasons = []
    if worker.suspended_at is not None:
        reasons.append(LookAt.SUSPENDED)
    if worker.access_until is not None and rules.runs_out_soon(worker.access_until, today):
        reasons.append(LookAt.RAN_OUT if worker.access_until <= today else LookAt.RUNS_OUT)
    if rules.training_is_due(worker.trained_on, today, months=training_months):
        reasons.append(LookAt.TRAINING)
    return reasons
