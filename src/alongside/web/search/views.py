"""The list of people and the search box. Both show only whom the viewer may see, and both leave their mark."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext_lazy

from alongside.access.actor import Actor, Role
from alongside.access.policy import may
from alongside.attention.queries import PersonLine, Show, Standing, lines, people_page
from alongside.people.queries import search as find
from alongside.web import dates
from alongside.web.chrome import know_my_people
from alongside.web.looks import show_found, show_people
from alongside.web.pages import page
from alongside.web.places import as_left
from alongside.web.sought import at_its_address, sought
from alongside.web.viewer import viewer_of

LETTERS = 2
"""From so many letters on, a search is made while typing."""
SHOWS: dict[Show, str | Promise] = {
    Show.MINE: pgettext_lazy("which people", "Mine"),
    Show.TEAM: pgettext_lazy("which people", "My team"),
    Show.ALL: pgettext_lazy("which people", "Everyone I may see"),
}


@dataclass(frozen=True)
class Row:
    """One person in a list. `place` is the row's place on the page, to come back to."""

    place: str
    url: str
    name: str
    called_name: str
    initials: str
    age: int | None
    standing: str
    state: str
    days: int | None


@dataclass(frozen=True)
class Tab:
    """A filter of the list."""

    url: str
    label: str | Promise
    current: bool


@page("people.list")
def people(request: HttpRequest) -> HttpResponse:
    """The people of the viewer, of their team, or all they may see; forty at a time."""
    actor = viewer_of(request)
    offered = _offered(actor)
    elsewhere = as_left(request, "people", ["show"], lambda _name, value: value in offered)
    if elsewhere is not None:
        return elsewhere
    asked = request.GET.get("show", "")
    show = Show(asked) if asked in offered else offered[0]
    found = people_page(actor, show, after=_uuid(request.GET.get("after", "")))
    show_people(request, "people", found.lines, which=show.value)
    if show is Show.MINE and found.next_after is None:
        know_my_people(request, [line.companion for line in found.lines if line.companion is not None])
    here = reverse("people")
    return render(
        request,
        "search/people.html",
        {
            "rows": [row(line, actor) for line in found.lines],
            "tabs": [Tab(f"{here}?show={one.value}", SHOWS[one], one is show) for one in offered],
            "next_url": f"{here}?show={show.value}&after={found.next_after}" if found.next_after else "",
            "search_url": reverse("search"),
        },
    )


@page("people.list")
def search(request: HttpRequest) -> HttpResponse:
    """People by name, called name, telephone number or national number; a list for htmx, a page without it."""
    actor = viewer_of(request)
    live = request.htmx  # type: ignore[attr-defined]
    if request.method == "POST" and not live:
        return at_its_address(request)
    text = sought(request)
    rows: list[Row] = []
    asked = len(text) >= LETTERS
    if asked:
        found = sorted(lines(actor, find(actor, text)), key=lambda line: _nearness(line, actor))
        rows = [row(line, actor) for line in found]
        show_found(request, text, found)
    template = "search/results.html" if live else "search/search.html"
    return render(
        request,
        template,
        {
            "rows": rows,
            "asked": asked,
            "text": text,
            "search_url": reverse("search"),
            "may_open_urgently": may(actor, "urgent.open"),
        },
    )


def row(line: PersonLine, actor: Actor) -> Row:
    """A line of a list in the reader's language."""
    who = line.companion
    return Row(
        place=f"person-{line.person_id}",
        url=reverse("person", args=[line.person_id]),
        name=line.name,
        called_name=line.called_name,
        initials=line.initials,
        age=line.age,
        standing=_standing(line, actor),
        state=who.silence.state.value if who else "",
        days=who.silence.days if who and who.silence.met else None,
    )


def _standing(line: PersonLine, actor: Actor) -> str:
    values = {
        "name": line.companion.worker_name if line.companion else "",
        "day": dates.short_day(line.since, actor.today) if line.since else "",
    }
    if line.standing in (Standing.WALKING, Standing.RESTING):
        if line.companion and line.companion.worker_id == actor.worker_id:
            return gettext("You walk with them")
        if not values["name"]:
            return gettext("Has no case manager now")
        if line.standing is Standing.RESTING:
            return gettext("Walks with %(name)s; the course rests") % values
        return gettext("Walks with %(name)s") % values
    if line.standing is Standing.TO_COME:
        return gettext("Begins %(day)s") % values
    if line.standing is Standing.WAITING:
        return gettext("Waiting since %(day)s") % values
    if line.standing is Standing.ENDED:
        return gettext("The course ended %(day)s") % values
    return ""


def _nearness(line: PersonLine, actor: Actor) -> int:
    """Whom the viewer walks with first, then everyone with a course, those to come or waiting, and the others."""
    if line.companion is not None:
        return 0 if line.companion.worker_id == actor.worker_id else 1
    return 2 if line.standing in (Standing.TO_COME, Standing.WAITING) else 3


def _offered(actor: Actor) -> list[Show]:
    offered = [Show.ALL]
    if actor.team_ids or actor.lead_team_ids or actor.on_call_team_ids:
        offered.insert(0, Show.TEAM)
    if Role.CASE_MANAGER in actor.roles:
        offered.insert(0, Show.MINE)
    return offered


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None
