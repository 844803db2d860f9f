"""How long the state still pays a part, in words: on the page of where somebody lives, and of all who run out soon."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext, ngettext

from alongside.access.actor import Actor
from alongside.attention.queries import my_people
from alongside.housing.queries import Counted, Refund, running_out
from alongside.organisation.queries import profile_of
from alongside.web import dates
from alongside.web.looks import show_people
from alongside.web.pages import page
from alongside.web.viewer import viewer_of


@dataclass(frozen=True)
class CountedRow:
    """A stay that was counted; `id` leads to it on the page."""

    id: UUID
    period: str
    nights: str


@dataclass(frozen=True)
class ClockRow:
    """A clock in words.

    Attributes:
        said: the count, and what is left; `then`: when it runs out, and what begins after.
        counted: the stays it was counted from; `notes`: what else has to hold, and what the source leaves open.
        tag: "late" when it has run out, "due" when it soon does.
    """

    label: str
    said: str
    then: str
    tag: str
    counted: list[CountedRow]
    notes: list[str]
    source: str


@page("team.read")
def clocks(request: HttpRequest) -> HttpResponse:
    """Everybody of the viewer's, and of the teams they lead, for whom a refund runs out soon."""
    viewer = viewer_of(request)
    profile = profile_of(viewer.agency_id)
    found = running_out(viewer, _theirs(viewer), profile=profile)
    show_people(request, "refund_clocks", found)
    language, today = get_language() or "en", viewer.today
    rows = [(one, clock_row(one.refund, language, name=one.name, today=today)) for one in found]
    return render(request, "courses/clocks.html", {"rows": rows, "known": bool(profile.refund_clocks)})


def _theirs(viewer: Actor) -> Q:
    walked_with = [who.enrolment_id for who in my_people(viewer)]
    return Q(team_id__in=viewer.lead_team_ids) | Q(pk__in=walked_with)


def clock_row(refund: Refund, language: str, *, name: str, today: date) -> ClockRow:
    """A clock in words. `name` is how the person is spoken of, `language` that of the profile's lists."""
    rule, clock = refund.rule, refund.clock
    nights = rule.counts == "nights"
    reached = clock.reached_on
    over = reached is not None and reached <= today
    soon = reached is not None and (reached - today).days <= rule.warn_days
    notes = [text.in_(language) for text in (rule.condition, rule.silent) if text is not None]
    return ClockRow(
        label=rule.label.in_(language),
        said=_nights(refund) if nights else _time(refund, today),
        then=_then(refund, name=name, today=today) if nights else "",
        tag="late" if over else "due" if soon else "",
        counted=[_counted(one, today) for one in refund.counted],
        notes=notes,
        source=f"{rule.paragraph}. {rule.source}",
    )


def _nights(refund: Refund) -> str:
    clock = refund.clock
    used = ngettext(
        "%(used)d of %(limit)d nights used.", "%(used)d of %(limit)d nights used.", clock.limit
    ) % {"used": clock.used, "limit": clock.limit}
    left = ngettext("%(left)d night left.", "%(left)d nights left.", clock.left) % {"left": clock.left}
    return f"{used} {left}"


def _then(refund: Refund, *, name: str, today: date) -> str:
    clock = refund.clock
    days = {"name": name, "until": dates.short_day(clock.ends_on, today)}
    new = gettext("A new year is counted from the first night in a shelter on or after %(until)s.") % days
    if clock.reached_on is None:
        return new
    days["day"] = dates.short_day(clock.reached_on, today)
    if clock.reached_on <= today:
        said = gettext("Nothing is refunded for nights from %(day)s on.") % days
    elif refund.staying:
        said = gettext("If %(name)s stays, the night of %(day)s is the first without a refund.") % days
    else:
        said = gettext("From %(day)s on no more nights are refunded: fewer are allowed then.") % days
    return f"{said} {new}"


def _time(refund: Refund, today: date) -> str:
    clock = refund.clock
    said = gettext("Runs from %(since)s, the first day out of the shelter, up to %(until)s.") % {
        "since": dates.short_day(clock.starts_on, today),
        "until": dates.short_day(clock.ends_on, today),
    }
    left = ngettext("%(left)d day left.", "%(left)d days left.", clock.left) % {"left": clock.left}
    return f"{said} {left}"


def _counted(one: Counted, today: date) -> CountedRow:
    since = dates.short_day(one.starts_on, today)
    until = {"since": since, "until": dates.short_day(one.ends_on, today) if one.ends_on else ""}
    said = gettext("%(since)s to %(until)s") if one.ends_on else gettext("since %(since)s")
    nights = ngettext("%(nights)d night", "%(nights)d nights", one.nights) % {"nights": one.nights}
    return CountedRow(one.id, said % until, nights)
