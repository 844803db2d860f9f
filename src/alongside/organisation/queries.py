"""Reads about who works here."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from alongside.access.actor import Actor, Role
from alongside.organisation.models import Agency, Membership, Worker
from alongside.organisation.profile import Profile, load_profile, with_overrides


def open_on(day: date) -> Q:
    """Memberships that hold on `day`."""
    return Q(starts_on__lte=day) & (Q(ends_on__isnull=True) | Q(ends_on__gt=day))


def actor_for(user_id: UUID, *, now: datetime, language: str = "") -> Actor | None:
    """The actor behind a user at `now`, or None when they do not work here (any more). Two queries.

    Without a `language` of their own they get the agency's.
    """
    worker = Worker.objects.select_related("agency").filter(user_id=user_id).first()
    if worker is None:
        return None
    blank = Actor(user_id=user_id, agency_id=worker.agency_id, now=now)
    held = list(Membership.objects.filter(open_on(blank.today), worker=worker))
    if not held:
        return None

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
        on_call_team_ids=teams(Role.ON_CALL),
        language=language or worker.agency.language,
    )


def workers_in(team_ids: frozenset[UUID] | set[UUID], *, role: Role, day: date) -> QuerySet[Worker]:
    """The workers who hold `role` in one of the teams on `day`, by name."""
    held = Membership.objects.filter(open_on(day), role=role, team_id__in=team_ids)
    return Worker.objects.filter(pk__in=held.values("worker_id")).order_by("name", "pk")


def profile_of(agency_id: UUID) -> Profile:
    """The practice profile an agency works by, with its own settings laid over it. One query."""
    agency = Agency.objects.only("profile_key", "profile_overrides").get(pk=agency_id)
    return with_overrides(load_profile(agency.profile_key), agency.profile_overrides)
