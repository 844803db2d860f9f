"""Reading who is on call."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.utils.timezone import get_default_timezone

from alongside.access.actor import Actor, Role
from alongside.oncall import rules
from alongside.oncall.models import Shift
from alongside.oncall.rules import Hours, Slot, Span
from alongside.organisation.holidays import Holidays
from alongside.organisation.models import Membership, Team, Worker
from alongside.organisation.profile import Profile
from alongside.organisation.queries import in_force, workers_in

WEEK = 7


@dataclass(frozen=True)
class OnCallTeam:
    """A team whose roster the viewer reads. `leads`: they write it too; `takes_part`: they are on call for it."""

    id: UUID
    name: str
    leads: bool
    takes_part: bool


@dataclass(frozen=True)
class Row:
    """A time of the roster with who has it. `slot` is None for hours that are no shift of the practice."""

    span: Span
    slot: Slot | None
    shifts: tuple[Shift, ...]
    missing: tuple[Span, ...]
    """When nobody is on call in it, from now on."""


@dataclass(frozen=True)
class Roster:
    """A week of a team's roster. `can_take` are those who hold the on-call role, for the lead to choose from."""

    days: tuple[tuple[date, tuple[Row, ...]], ...]
    can_take: tuple[Worker, ...]


def teams_on_call(viewer: Actor) -> list[OnCallTeam]:
    """The teams the viewer works in, leads or is on call for, by name. One query.

    Also those for which they are not on call just now: the roster is where one looks up when one is.
    """
    if viewer.worker_id is None:
        return []
    held = Membership.objects.filter(in_force(viewer.now), worker_id=viewer.worker_id, team__isnull=False)
    held = held.filter(role__in=(Role.CASE_MANAGER, Role.TEAM_LEAD, Role.ON_CALL))
    roles: dict[UUID, set[str]] = {}
    names: dict[UUID, str] = {}
    for team_id, name, role in held.values_list("team_id", "team__name", "role").order_by("team__name"):
        names[team_id] = name
        roles.setdefault(team_id, set()).add(role)
    return [
        OnCallTeam(team_id, name, Role.TEAM_LEAD in roles[team_id], Role.ON_CALL in roles[team_id])
        for team_id, name in names.items()
    ]


def open_to(viewer: Actor) -> frozenset[UUID]:
    """The teams whose handover the viewer may read now: they work in it, lead it, or are on call for it."""
    return viewer.team_ids | viewer.lead_team_ids | viewer.on_call_team_ids


def on_call_at(team_ids: Iterable[UUID], now: datetime) -> list[Shift]:
    """Who is on call for these teams at `now`, with their team and worker, in order. One query."""
    return list(
        Shift.objects.filter(
            team_id__in=list(team_ids), taken_off_at__isnull=True, starts_at__lte=now, ends_at__gt=now
        )
        .select_related("team", "worker")
        .order_by("team__name", "starts_at", "worker__name")
    )


def next_shift(worker_id: UUID | None, now: datetime) -> Shift | None:
    """Somebody's next shift that has not begun, for any team. One query."""
    if worker_id is None:
        return None
    ahead = Shift.objects.filter(worker_id=worker_id, taken_off_at__isnull=True, starts_at__gt=now)
    found: Shift | None = ahead.select_related("team").order_by("starts_at").first()
    return found


def roster_of(viewer: Actor, team: OnCallTeam, profile: Profile, *, first: date) -> Roster:
    """A week of the roster from `first` on. One query, two for the lead."""
    wanted = slots_of(profile, first=first, days=WEEK)
    zone = get_default_timezone()
    start = rules.moment(first, time(), zone)
    end = rules.moment(first + timedelta(days=WEEK), time(), zone)
    shifts = _between(team.id, start, max([end, *(slot.ends_at for slot in wanted)]))
    spans = [Span(one.starts_at, one.ends_at) for one in shifts]
    taken_by: dict[Span, list[Shift]] = {}
    for shift, span in zip(shifts, spans, strict=True):
        taken_by.setdefault(span, []).append(shift)
    rows = []
    for slot in wanted:
        span = Span(slot.starts_at, slot.ends_at)
        missing = [Span(max(one.starts_at, viewer.now), one.ends_at) for one in rules.uncovered(span, spans)]
        missing = [one for one in missing if one.starts_at < one.ends_at]
        rows.append(Row(span, slot, tuple(taken_by.pop(span, ())), tuple(missing)))
    rows += [
        Row(span, None, tuple(found), ()) for span, found in taken_by.items() if start <= span.starts_at < end
    ]
    by_day: dict[date, list[Row]] = {first + timedelta(days=number): [] for number in range(WEEK)}
    for row in sorted(rows, key=lambda row: row.span):
        by_day[row.span.starts_at.astimezone(zone).date()].append(row)
    can_take = workers_in({team.id}, role=Role.ON_CALL, day=viewer.today) if team.leads else ()
    return Roster(tuple((day, tuple(rows)) for day, rows in by_day.items()), tuple(can_take))


def gaps_ahead(viewer: Actor, team_id: UUID, profile: Profile) -> list[tuple[Slot, Span]]:
    """When nobody is on call in the coming week, by the shifts of the practice. One query.

    None while the team has not begun to keep a roster: then nobody expects one.
    """
    wanted = [
        slot
        for slot in slots_of(profile, first=viewer.today - timedelta(days=1), days=WEEK + 1)
        if slot.ends_at > viewer.now
    ]
    end = max((slot.ends_at for slot in wanted), default=viewer.now)
    shifts = _between(team_id, viewer.now - rules.KEPT_AFTER, end)
    spans = [Span(one.starts_at, one.ends_at) for one in shifts]
    if not spans:
        return []
    found = []
    for slot in wanted:
        ahead = Span(max(slot.starts_at, viewer.now), slot.ends_at)
        found += [(slot, missing) for missing in rules.uncovered(ahead, spans)]
    return found


def slots_of(profile: Profile, *, first: date, days: int) -> list[Slot]:
    """The shifts of the practice that begin on these days."""
    hours = [
        Hours(one.key, one.days, time.fromisoformat(one.begins), time.fromisoformat(one.ends))
        for one in profile.on_call_shifts
    ]
    free = Holidays(tuple(profile.holidays))
    return rules.slots(hours, first=first, days=days, free=free, zone=get_default_timezone())


def team_of(teams: Sequence[OnCallTeam], asked: UUID | None) -> OnCallTeam | None:
    """The team that was asked for, else the first; None where the viewer has none or not this one."""
    if asked is None:
        return next(iter(teams), None)
    return next((team for team in teams if team.id == asked), None)


def team_named(team_id: UUID) -> Team:
    """The team itself, for a write about it."""
    return Team.objects.get(pk=team_id)


def _between(team_id: UUID, start: datetime, end: datetime) -> list[Shift]:
    found = Shift.objects.filter(
        team_id=team_id, taken_off_at__isnull=True, starts_at__lt=end, ends_at__gt=start
    )
    return list(found.select_related("worker").order_by("starts_at", "ends_at", "worker__name"))
