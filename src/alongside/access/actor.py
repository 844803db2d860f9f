"""The one who acts or looks."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from enum import StrEnum
from functools import cached_property
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils import timezone


class Role(StrEnum):
    """What someone is employed to do."""

    CASE_MANAGER = "case_manager"
    TEAM_LEAD = "team_lead"
    INTAKE = "intake"
    AUTHORITY = "authority"
    ON_CALL = "on_call"
    EVALUATOR = "evaluator"
    PRIVACY_OFFICER = "privacy_officer"
    ADMINISTRATOR = "administrator"
    PARTNER = "partner"
    """Someone of an organisation outside: sees what is shared with it, and nothing else."""
    SYSTEM = "system"
    """The program itself, from the console of the machine (import, demo). Never given to a user."""


@dataclass(frozen=True)
class Actor:
    """Who acts (`by`) or looks (`viewer`), with the time at which they do.

    Args:
        user_id: None only for the program itself.
        worker_id: their working self; notes and assignments name it.
        team_ids: teams they work in; `lead_team_ids` those they lead; `on_call_team_ids` those they are on call for.
        now: an aware time; rules take their clock from here.
        proved_at: when they last showed that it is really them; None when nobody asked (`access.proof`).
        access_until: the first day on which their account opens nothing any more; None for the program itself.
    """

    user_id: UUID | None
    agency_id: UUID
    now: datetime
    worker_id: UUID | None = None
    name: str = ""
    roles: frozenset[Role] = field(default_factory=frozenset)
    team_ids: frozenset[UUID] = field(default_factory=frozenset)
    lead_team_ids: frozenset[UUID] = field(default_factory=frozenset)
    on_call_team_ids: frozenset[UUID] = field(default_factory=frozenset)
    language: str = "da"
    proved_at: datetime | None = None
    access_until: date | None = None

    @cached_property
    def today(self) -> date:
        """The calendar day of `now` where the work is done."""
        return self.now.astimezone(ZoneInfo(timezone.get_default_timezone_name())).date()

    @cached_property
    def of_the_day(self) -> Actor:
        """The same for every moment of the day: for what depends on who they are and on the day alone."""
        noon = datetime.combine(self.today, time(12), tzinfo=ZoneInfo(timezone.get_default_timezone_name()))
        return replace(self, now=noon, name="", language="", proved_at=None)

    def has(self, *roles: Role) -> bool:
        """Whether the actor has one of these roles, or is the program itself."""
        return Role.SYSTEM in self.roles or bool(self.roles & set(roles))


def system_actor(agency_id: UUID, now: datetime) -> Actor:
    """The program itself, acting for an agency."""
    return Actor(user_id=None, agency_id=agency_id, now=now, name="Alongside", roles=frozenset({Role.SYSTEM}))
