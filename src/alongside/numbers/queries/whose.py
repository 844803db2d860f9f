"""Whose numbers: one's own, or those of a team one leads. And which month something falls into."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from django.db.models import Case, IntegerField, Value, When
from django.utils.timezone import make_aware

from alongside.access.actor import Actor, Role
from alongside.numbers.rules import after
from alongside.organisation.models import Team


@dataclass(frozen=True)
class Whose:
    """A team the viewer leads; without one the viewer's own people and time."""

    team_id: UUID | None = None
    name: str = ""


def choices(viewer: Actor) -> list[Whose]:
    """What the viewer may look at: their own first, when they walk with people, then the teams they lead. One query."""
    own = [Whose()] if Role.CASE_MANAGER in viewer.roles and viewer.worker_id is not None else []
    led = Team.objects.filter(pk__in=viewer.lead_team_ids).order_by("name").values_list("pk", "name")
    return [*own, *[Whose(pk, name) for pk, name in led]]


def whose(among: Sequence[Whose], team_id: UUID | None) -> Whose | None:
    """The team asked for, or without one what stands first. None when the viewer may not look at it."""
    return next((one for one in among if team_id in (None, one.team_id)), None)


def begins(day: date) -> datetime:
    """When a day begins where the work is done."""
    return make_aware(datetime.combine(day, time()))


def month_of(months: Sequence[date], field: str, *, moments: bool) -> Case:
    """Which of these months, in order, `field` falls into, as its place in the list.

    Compared with the first of each month, which both databases do by themselves; cutting months out of moments is
    slow on SQLite.

    Args:
        moments: whether `field` holds moments rather than days.
    """
    ends = [begins(after(month)) if moments else after(month) for month in months]
    return Case(
        *[When(**{f"{field}__lt": end}, then=Value(place)) for place, end in enumerate(ends)],
        output_field=IntegerField(),
    )
