"""Whether somebody's work led to a person on a day, from the records as they stand.

The scope of pages answers for now; a review asks about a day months ago, for thousands of looks at once. So what ties
are made of is read for a part of the people at a time, with a number of queries that does not grow with them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from django.utils.timezone import localdate

from alongside.access.actor import Role
from alongside.caseload.models import Assignment, HandOver
from alongside.enrolments.models import Enrolment
from alongside.kernel.periods import Period
from alongside.organisation.models import Membership
from alongside.oversight.models import UrgentAccess
from alongside.referrals.models import Referral

_REACHES_EVERYBODY = (Role.INTAKE, Role.PRIVACY_OFFICER, Role.PARTNER)
"""Intake sees everybody's referral; the privacy officer reaches reviews, and no page of a person; what a partner
reaches is a consent's, and stands in the ledger of what was told."""
_IN_TEAM = (Role.CASE_MANAGER, Role.TEAM_LEAD)


@dataclass(frozen=True)
class Posts:
    """Who held which role in which team and when; for everyone of an agency, which has some hundreds of workers."""

    held: Mapping[UUID, list[tuple[Role, UUID | None, Period]]]

    @classmethod
    def of(cls, agency_id: UUID) -> Posts:
        """One query."""
        held: dict[UUID, list[tuple[Role, UUID | None, Period]]] = defaultdict(list)
        rows = Membership.objects.filter(worker__agency_id=agency_id)
        for worker_id, role, team_id, start, end in rows.values_list(
            "worker_id", "role", "team_id", "starts_on", "ends_on"
        ):
            held[worker_id].append((Role(role), team_id, Period(start, end)))
        return cls(held)

    def has(self, worker_id: UUID, role: Role, day: date) -> bool:
        """Whether they held a role on a day."""
        return any(
            one is role and period.contains(day) for one, _team, period in self.held.get(worker_id, ())
        )

    def in_teams(self, worker_id: UUID, roles: Collection[Role], day: date) -> set[UUID]:
        """The teams in which they held one of the roles on a day."""
        return {
            team_id
            for role, team_id, period in self.held.get(worker_id, ())
            if team_id and role in roles and period.contains(day)
        }

    def leaves_on(self, worker_id: UUID) -> date | None:
        """The first day without any role; None while there is no such day."""
        ends = [period.end for _role, _team, period in self.held.get(worker_id, ())]
        return max((end for end in ends if end), default=None) if ends and None not in ends else None


@dataclass
class _Ties:
    """What ties people are made of, for one person."""

    walks: list[tuple[UUID, Period]] = field(default_factory=list)
    courses: list[tuple[UUID, Period]] = field(default_factory=list)
    waits: list[Period] = field(default_factory=list)
    ordered_by: set[UUID] = field(default_factory=set)
    urgent: list[tuple[UUID, Period]] = field(default_factory=list)


class Ties:
    """Ties to a part of the people of an agency. Five queries."""

    def __init__(self, posts: Posts, person_ids: Collection[UUID]) -> None:
        self._posts = posts
        self._of: dict[UUID, _Ties] = defaultdict(_Ties)
        ids = list(person_ids)
        courses = Enrolment.objects.unscoped().filter(person_id__in=ids)
        for person_id, team_id, start, end in courses.values_list(
            "person_id", "team_id", "starts_on", "ends_on"
        ):
            self._of[person_id].courses.append((team_id, Period(start, end)))
        walks = Assignment.objects.unscoped().filter(enrolment__person_id__in=ids)
        for person_id, worker_id, start, end in walks.values_list(
            "enrolment__person_id", "worker_id", "starts_on", "ends_on"
        ):
            self._of[person_id].walks.append((worker_id, Period(start, end)))
        passed = HandOver.objects.unscoped().filter(enrolment__person_id__in=ids)
        for person_id, giver, receiver, start, end in passed.values_list(
            "enrolment__person_id", "giver_id", "receiver_id", "asked_on", "finished_on"
        ):
            until = None if end is None else max(start, end)
            self._of[person_id].walks += [(one, Period(start, until)) for one in (giver, receiver) if one]
        came = Referral.objects.unscoped().filter(person_id__in=ids)
        for person_id, orderer, received_at in came.values_list(
            "person_id", "authority_worker_id", "received_at"
        ):
            begun = min((one.start for _team, one in self._of[person_id].courses), default=None)
            since = localdate(received_at)
            self._of[person_id].waits.append(Period(since, None if begun is None else max(since, begun)))
            if orderer:
                self._of[person_id].ordered_by.add(orderer)
        urgent = UrgentAccess.objects.unscoped().filter(person_id__in=ids)
        for person_id, worker_id, start, end in urgent.values_list(
            "person_id", "worker_id", "opened_at", "ends_at"
        ):
            # By whole days, and judged by itself.
            until = localdate(end) + timedelta(days=1)
            self._of[person_id].urgent.append((worker_id, Period(localdate(start), until)))

    def holds(self, worker_id: UUID, person_id: UUID, day: date) -> bool:
        """Whether the worker's work led to the person on that day."""
        posts = self._posts
        if any(posts.has(worker_id, role, day) for role in _REACHES_EVERYBODY):
            return True
        ties = self._of[person_id]
        if worker_id in ties.ordered_by and posts.has(worker_id, Role.AUTHORITY, day):
            return True
        if any(one == worker_id and period.contains(day) for one, period in ties.walks + ties.urgent):
            return True
        teams = posts.in_teams(worker_id, _IN_TEAM, day)
        if any(team_id in teams for team_id, _period in ties.courses):
            return True
        on_call = posts.in_teams(worker_id, (Role.ON_CALL,), day)
        if any(team_id in on_call and period.contains(day) for team_id, period in ties.courses):
            return True
        leads = posts.has(worker_id, Role.TEAM_LEAD, day)
        return leads and any(period.contains(day) for period in ties.waits)
