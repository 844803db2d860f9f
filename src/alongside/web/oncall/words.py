"""The handover in the reader's words: why somebody stands on it, each in a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from alongside.access.actor import Actor
from alongside.attention.rules import Appointment, Because
from alongside.oncall.calls import Call
from alongside.oncall.handover import Handover, Line, Part, Rest, Tonight
from alongside.organisation.profile import Profile
from alongside.web import dates
from alongside.web.why import place_of, sentence

PARTS: dict[Part, str | Promise] = {
    Part.CRISIS: _("In crisis"),
    Part.NOT_REACHED: _("Not reached"),
    Part.AGREED: _("Agreed until tomorrow morning"),
    Part.NEW: _("New in the last days"),
    Part.TO_KNOW: _("Also to know"),
}


@dataclass(frozen=True)
class LineRow:
    """What a colleague added, with who said it and until when it holds."""

    text: str
    said: str
    take_down_url: str


@dataclass(frozen=True)
class PersonRow:
    """Somebody on the handover."""

    card_url: str
    name: str
    why: list[str]
    plan: str
    lines: list[LineRow]
    add_url: str
    log_url: str


@dataclass(frozen=True)
class CallRow:
    """A call of the last nights."""

    url: str
    name: str
    said: str
    text: str
    due: str
    late: bool
    settled: str
    settle_url: str
    by_tap: bool


@dataclass(frozen=True)
class PartRows:
    """A part of the handover that has somebody in it."""

    key: str
    title: str | Promise
    rows: list[PersonRow]


def part_rows(found: Handover, viewer: Actor) -> list[PartRows]:
    """The handover in its parts; those with nobody in them are absent."""
    return [
        PartRows(part.value, title, rows)
        for part, title in PARTS.items()
        if (rows := [_person(one, found.profile, viewer) for one in found.people if one.part is part])
    ]


def line_rows(lines: Iterable[Line], route: str, today: date) -> list[LineRow]:
    """What colleagues added, in the order in which they did."""
    return [_line(line, route, today) for line in lines]


def call_rows(calls: Iterable[Call], today: date) -> list[CallRow]:
    """The calls of the last nights, in order of time."""
    return [_call(one, today) for one in calls]


def _call(one: Call, today: date) -> CallRow:
    url = ""
    if one.contact_id is not None:
        url = reverse("contact", args=[one.contact_id])
    elif one.person_id is not None:
        url = reverse("card", args=[one.person_id])
    values = {"when": dates.spoken_moment(one.at, today), "name": one.by or gettext("Somebody")}
    settle_url = ""
    if one.settle_id is not None:
        route = "follow_up" if one.person_id is not None else "unknown_settled"
        settle_url = reverse(route, args=[one.settle_id])
    settled = gettext("Followed up by %(name)s") % {"name": one.settled_by} if one.settled else ""
    waits = one.due_on is not None and not one.settled
    return CallRow(
        url=url,
        name=one.name or gettext("Somebody unknown"),
        said=gettext("%(when)s, %(name)s") % values,
        text=one.text,
        due=gettext("To be followed up: %(day)s") % {"day": dates.due(one.due_on, today)}
        if waits and one.due_on
        else "",
        late=one.due_on is not None and one.due_on < today,
        settled=settled,
        settle_url=settle_url,
        by_tap=one.person_id is None,
    )


def ways(team_id: UUID, current: str) -> list[dict[str, Any]]:
    """The pages about being on call, as tabs."""
    return [
        {"url": f"{reverse(route)}?team={team_id}", "label": label, "current": route == current}
        for route, label in (("handover", gettext("Tonight")), ("roster", gettext("Roster")))
    ]


def _person(one: Tonight, profile: Profile, viewer: Actor) -> PersonRow:
    today = viewer.today
    plan = gettext("No crisis plan yet")
    if one.plan_on is not None:
        plan = gettext("Crisis plan agreed %(day)s") % {"day": dates.short_day(one.plan_on, today)}
    return PersonRow(
        card_url=reverse("card", args=[one.who.person_id]),
        name=one.who.name,
        why=list(_why(one, profile, viewer)),
        plan=plan,
        lines=line_rows(one.lines, "handover_line_down", today),
        add_url=f"{reverse('handover_line')}?about={one.who.person_id}" if one.may_add else "",
        log_url=f"{reverse('card', args=[one.who.person_id])}#call" if one.may_log else "",
    )


def _why(one: Tonight, profile: Profile, viewer: Actor) -> Iterator[str]:
    today = viewer.today
    for reason in one.reasons:
        if reason.because is Because.SILENT and one.who.silence.met:
            yield _silent(one)
        yield sentence(reason, one.who, profile, today, me=viewer.worker_id)
    if one.tried_at is not None:
        yield gettext("We tried %(when)s without reaching %(name)s.") % {
            "when": dates.spoken_moment(one.tried_at, today),
            "name": one.who.first_name,
        }
    for planned in one.agreed:
        yield _agreed(planned, one, profile, today)
    if one.rest is not None:
        yield _rest(one.rest, profile, today)


def _silent(one: Tonight) -> str:
    silence = one.who.silence
    return ngettext(
        "It is %(days)d day since we met; agreed is every %(agreed)d days.",
        "It is %(days)d days since we met; agreed is every %(agreed)d days.",
        silence.days,
    ) % {"days": silence.days, "agreed": silence.agreed_days}


def _agreed(planned: Appointment, one: Tonight, profile: Profile, today: date) -> str:
    values = {
        "worker": planned.worker_name or gettext("somebody of us"),
        "name": one.who.first_name,
        "when": dates.spoken_moment(planned.at, today),
        "place": place_of(planned, profile),
    }
    if planned.kind in ("phone", "message"):
        return gettext("Agreed: %(worker)s calls or writes to %(name)s %(when)s.") % values
    if values["place"]:
        return gettext("Agreed: %(worker)s sees %(name)s %(when)s, %(place)s.") % values
    return gettext("Agreed: %(worker)s sees %(name)s %(when)s.") % values


def _rest(rest: Rest, profile: Profile, today: date) -> str:
    kind = profile.pause_kinds.label(rest.kind, get_language() or "en")
    what = f"{kind}, {rest.place}" if rest.place else kind
    if rest.ends_on is None or rest.ends_on > today:
        since = dates.spoken_day(rest.starts_on, today)
        return gettext("%(what)s, since %(day)s.") % {"what": what, "day": since}
    return gettext("Back %(day)s: %(what)s.") % {"what": what, "day": dates.spoken_day(rest.ends_on, today)}


def _line(line: Line, route: str, today: date) -> LineRow:
    said = gettext("%(name)s, %(when)s. Holds until %(until)s.") % {
        "name": line.by or gettext("Somebody"),
        "when": dates.spoken_moment(line.said_at, today),
        "until": dates.spoken_moment(line.holds_until, today),
    }
    return LineRow(line.text, said, reverse(route, args=[line.id]) if line.may_end else "")
