"""The handover that writes itself: who is in crisis, who was not reached, what is agreed for tonight, what is new.

Everything is read from the record when the page is opened. Of the notes it looks at when somebody was met or tried, and
never at what was written.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from uuid import UUID

from django.db.models import Q
from django.utils.timezone import get_default_timezone, localtime

from alongside.access.actor import Actor
from alongside.access.policy import WALKS_WITH_OR_LEADS, reach
from alongside.attention.queries import (
    Companion,
    InBrief,
    companions,
    contacts_around,
    in_brief,
    on_card,
    rang,
    tries_in_a_row,
)
from alongside.attention.rules import Appointment, Because, Facts, Reason, reasons
from alongside.contacts.models import Contact
from alongside.crisis.models import CrisisPlan
from alongside.enrolments.models import Enrolment, Pause
from alongside.oncall import rules
from alongside.oncall.models import LineAboutPerson, LineForTeam
from alongside.oncall.queries import open_to
from alongside.oncall.rules import Span
from alongside.organisation.profile import Profile

NEW_DAYS = 7
"""So long an admission, a return or a new crisis plan is told; our own choice."""
TRIED_DAYS = 3
"""So long a single try that reached nobody is told; two in a row are told until somebody is reached."""
CRISIS = frozenset({Because.RANG_ON_CALL, Because.LOST_HOME})
NOT_REACHED = frozenset({Because.SILENT, Because.NOT_REACHED, Because.NOT_WRITTEN})


class Part(StrEnum):
    """The parts of the handover, the most pressing first. Somebody stands in the first that fits, with all reasons."""

    CRISIS = "crisis"
    NOT_REACHED = "not_reached"
    AGREED = "agreed"
    NEW = "new"
    TO_KNOW = "to_know"


@dataclass(frozen=True)
class Line:
    """What a colleague added. `may_end`: the viewer may take it down."""

    id: UUID
    text: str
    by: str
    said_at: datetime
    holds_until: datetime
    may_end: bool


@dataclass(frozen=True)
class Rest:
    """A pause that began, or ended, in the last days."""

    kind: str
    place: str
    starts_on: date
    ends_on: date | None


@dataclass(frozen=True)
class Tonight:
    """Somebody on the handover, and everything for which they stand there.

    Attributes:
        reasons: in crisis or not reached, the most pressing first, in the terms of Today.
        tried_at: the last try, when it is recent and the only one since somebody was reached.
        agreed: what is planned until tomorrow morning.
        plan_on: the day on which their crisis plan was agreed; None while there is none.
    """

    who: Companion
    part: Part
    reasons: tuple[Reason, ...]
    tried_at: datetime | None
    agreed: tuple[Appointment, ...]
    rest: Rest | None
    plan_on: date | None
    lines: tuple[Line, ...]
    may_add: bool
    may_log: bool


@dataclass(frozen=True)
class Handover:
    """A team's handover for one round of the clock; `people` in the order of its parts."""

    span: Span
    people: tuple[Tonight, ...]
    for_team: tuple[Line, ...]
    profile: Profile


def span_now(profile: Profile, now: datetime) -> tuple[date, Span]:
    """The round of the clock that runs now, and the day on which it began."""
    zone, turns_at = get_default_timezone(), time.fromisoformat(profile.on_call.day_turns_at)
    day = rules.turn_of(now, turns_at, zone)
    return day, rules.round_of(day, turns_at, zone)


def since_last_night(found: Handover) -> Span:
    """The round of the clock before and the one that runs: in the morning, the night that was."""
    turns_at = time.fromisoformat(found.profile.on_call.day_turns_at)
    day = found.span.starts_at.astimezone(get_default_timezone()).date() - timedelta(days=1)
    return Span(rules.round_of(day, turns_at, get_default_timezone()).starts_at, found.span.ends_at)


def handover_of(viewer: Actor, team_id: UUID, profile: Profile) -> Handover:
    """The handover of a team now, of the people in it whose card the viewer may read. Six queries, seven who adds."""
    _day, span = span_now(profile, viewer.now)
    people, _profile = companions(viewer, Q(team_id=team_id))
    ids, person_ids = [who.enrolment_id for who in people], [who.person_id for who in people]
    seen, planned = contacts_around(viewer, ids, profile, among=on_card(Contact, viewer))
    rests, plans = _rests(viewer, ids), _plans(viewer, person_ids)
    adds = _may_add_about(viewer, team_id)
    lines = _lines(viewer, person_ids, adds)
    now = localtime(viewer.now)
    found = []
    for who in people:
        contacts = seen[who.enrolment_id]
        last = contacts[-1] if contacts else None
        in_a_row = tries_in_a_row(contacts)
        facts = Facts(
            silence=who.silence,
            tries=sum(1 for one in contacts if one.mark == "tried" and _since(one.contact, who)),
            tries_in_a_row=in_a_row,
            rang=rang(contacts, now),
            lost_home_on=who.lost_home_on,
            appointments=planned[who.enrolment_id],
        )
        recent = viewer.now - timedelta(days=TRIED_DAYS)
        person = Tonight(
            who=who,
            part=Part.TO_KNOW,
            reasons=tuple(one for one in reasons(facts, now=now) if one.because in CRISIS | NOT_REACHED),
            tried_at=last.contact.at if last and in_a_row == 1 and last.contact.at > recent else None,
            agreed=tuple(one for one in planned[who.enrolment_id] if viewer.now <= one.at < span.ends_at),
            rest=rests.get(who.enrolment_id),
            plan_on=plans.get(who.person_id),
            lines=tuple(lines[who.person_id]),
            may_add=who.person_id in adds,
            may_log=who.person_id in adds or team_id in viewer.on_call_team_ids,
        )
        part = _part_of(person, viewer.today)
        if part is not None:
            found.append(replace(person, part=part))
    order = {part: place for place, part in enumerate(Part)}
    found.sort(key=lambda one: (order[one.part], one.who.name))
    return Handover(span, tuple(found), _for_team(viewer, team_id), profile)


def may_add_about(viewer: Actor) -> list[InBrief]:
    """About whom the viewer may add a line: those they walk with or lead, by name. One query."""
    return in_brief(viewer, reach(Enrolment, viewer, WALKS_WITH_OR_LEADS))


def _part_of(one: Tonight, today: date) -> Part | None:
    because = {reason.because for reason in one.reasons}
    if because & CRISIS:
        return Part.CRISIS
    if because & NOT_REACHED or one.tried_at is not None:
        return Part.NOT_REACHED
    if one.agreed:
        return Part.AGREED
    if one.rest is not None or _is_new(one.plan_on, today):
        return Part.NEW
    return Part.TO_KNOW if one.lines else None


def _is_new(day: date | None, today: date) -> bool:
    return day is not None and day > today - timedelta(days=NEW_DAYS)


def _since(contact: Appointment, who: Companion) -> bool:
    return who.last_met_at is None or contact.at > who.last_met_at


def _rests(viewer: Actor, ids: Sequence[UUID]) -> dict[UUID, Rest]:
    """Pauses that began or ended in the last days, the latest of each course."""
    first = viewer.today - timedelta(days=NEW_DAYS)
    rows = on_card(Pause, viewer).filter(
        Q(ends_on__isnull=True, starts_on__gt=first) | Q(ends_on__gt=first), enrolment_id__in=ids
    )
    return {
        row.enrolment_id: Rest(row.kind, row.place, row.starts_on, row.ends_on)
        for row in rows.order_by("starts_on", "pk")
    }


def _plans(viewer: Actor, person_ids: Sequence[UUID]) -> dict[UUID, date]:
    """The day on which each crisis plan was agreed, the latest of each person."""
    rows = CrisisPlan.objects.visible_to(viewer).filter(person_id__in=person_ids)
    return dict(rows.order_by("agreed_on", "recorded_at").values_list("person_id", "agreed_on"))


def _lines(viewer: Actor, person_ids: Sequence[UUID], adds: frozenset[UUID]) -> defaultdict[UUID, list[Line]]:
    rows = LineAboutPerson.objects.visible_to(viewer).filter(_holding(viewer.now), person_id__in=person_ids)
    found: defaultdict[UUID, list[Line]] = defaultdict(list)
    for row in rows.select_related("worker").order_by("said_at", "pk"):
        found[row.person_id].append(_line(row, row.person_id in adds))
    return found


def _for_team(viewer: Actor, team_id: UUID) -> tuple[Line, ...]:
    if team_id not in open_to(viewer):
        return ()
    rows = LineForTeam.objects.filter(_holding(viewer.now), team_id=team_id)
    may_end = team_id in viewer.team_ids
    return tuple(_line(row, may_end) for row in rows.select_related("worker").order_by("said_at", "pk"))


def _line(row: LineAboutPerson | LineForTeam, may_end: bool) -> Line:
    by = row.worker.name if row.worker else ""
    return Line(row.pk, row.text, by, row.said_at, row.holds_until, may_end)


def _holding(now: datetime) -> Q:
    return Q(holds_until__gt=now, ended_at__isnull=True)


def _may_add_about(viewer: Actor, team_id: UUID) -> frozenset[UUID]:
    """The people of the team about whom the viewer may add a line."""
    courses = Enrolment.objects.visible_to(viewer).filter(reach(Enrolment, viewer, WALKS_WITH_OR_LEADS))
    return frozenset(
        courses.filter(team_id=team_id, ends_on__isnull=True).values_list("person_id", flat=True)
    )
