from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import get_format
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from alongside.access.actor import Actor
from alongside.interop.cells import write_csv
from alongside.numbers.operations import show_own_line
from alongside.numbers.queries import (
    Now,
    Spent,
    Whose,
    choices,
    contacts_by_month,
    now_of,
    own_line_is_shown,
    reviews_by_month,
    reviews_held_late,
    time_spent,
    whose,
)
from alongside.numbers.rules import Window, months
from alongside.organisation.models import Worker
from alongside.organisation.profile import Profile
from alongside.organisation.queries import profile_of
from alongside.web.forms import after
from alongside.web.looks import hand_out, show_people
from alongside.web.numbers import figures, time_figures
from alongside.web.numbers.figures import Figure
from alongside.web.numbers.forms import WindowForm, window_of
from alongside.web.pages import page
from alongside.web.viewer import viewer_of

_WHOLE = re.compile(r"-?\d{1,15}")


@dataclass
class Asked:
    """Whose numbers, of which months, for whom."""

    viewer: Actor
    which: Whose
    window: Window
    profile: Profile

    @property
    def about(self) -> tuple[Actor, Whose, tuple[date, ...]]:
        """What the queries over time ask for."""
        return self.viewer, self.which, months(self.window, self.viewer.today)

    @cached_property
    def now(self) -> Now:
        """How it stands today."""
        return now_of(self.viewer, self.which, self.profile)

    @cached_property
    def spent(self) -> Spent:
        """Time in contact and of writing."""
        return time_spent(*self.about)

    @property
    def own(self) -> bool:
        """Whether these are the viewer's own numbers."""
        return self.which.team_id is None

    def address(self, route: str = "numbers", *about: str) -> str:
        """The address of a page about the same."""
        asked = {"months": self.window.value}
        if self.which.team_id is not None:
            asked["team"] = str(self.which.team_id)
        return f"{reverse(route, args=about)}?{urlencode(asked)}"


@page("numbers.read")
def numbers(request: HttpRequest) -> HttpResponse:
    """One's own numbers, or those of a team one leads."""
    actor = viewer_of(request)
    among = choices(actor)
    asked = _asked(request, among)
    show_people(request, "numbers", asked.now.people, team=str(asked.which.team_id or ""))
    form = WindowForm(initial={"months": asked.window, "team": asked.which.team_id or ""})
    return render(
        request,
        "numbers/numbers.html",
        {
            "form": form,
            "asked": asked,
            "tabs": [
                {
                    "url": Asked(actor, one, asked.window, asked.profile).address(),
                    "label": one.name or gettext("My own"),
                    "current": one == asked.which,
                }
                for one in among
            ],
            "figures": [
                (make(asked), asked.address("numbers_file", key))
                for key, make in FIGURES.items()
                if not (asked.own and key in OF_TEAMS)
            ],
            "line_is_shown": asked.own and own_line_is_shown(_worker_id(actor)),
        },
    )


@page("numbers.read")
def as_file(request: HttpRequest, key: str) -> HttpResponse:
    """The table of one figure, for a spreadsheet program. Nobody's name but the workers' is in it."""
    actor = viewer_of(request)
    asked = _asked(request, choices(actor))
    make = FIGURES.get(key)
    if make is None or (asked.own and key in OF_TEAMS):
        raise Http404
    figure = make(asked)
    hand_out(request, f"numbers.{key}", asked.now.people, team=str(asked.which.team_id or ""))
    answer = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{key}.csv"'
    # Where numbers have a decimal comma, spreadsheet programs expect a semicolon between the cells.
    comma = get_format("DECIMAL_SEPARATOR") == ","
    write_csv(answer, _typed(figure), separator=";" if comma else ",")
    return answer


@page("numbers.read")
@require_POST
def own_line(request: HttpRequest) -> HttpResponse:
    """The worker shows the lead the line with their own time, or not any more."""
    actor = viewer_of(request)
    shown = request.POST.get("show") == "yes"
    show_own_line(by=actor, worker=Worker.objects.get(pk=_worker_id(actor)), shown=shown)
    said = (
        gettext("Your lead sees your line from now on.")
        if shown
        else gettext("Your line is yours alone again.")
    )
    return after(request, "numbers", said=said)


def _typed(figure: Figure) -> Iterator[list[str | int]]:
    """The rows of a figure: whole numbers as numbers, all else as the words they are."""
    yield [str(column) for column in figure.columns]
    for row in figure.rows:
        yield [int(cell) if _WHOLE.fullmatch(cell) else cell for cell in row]


def _asked(request: HttpRequest, among: list[Whose]) -> Asked:
    actor = viewer_of(request)
    which = whose(among, _uuid(request.GET.get("team", "")))
    if which is None:
        raise Http404
    return Asked(actor, which, window_of(request.GET.get("months", "")), profile_of(actor.agency_id))


FIGURES: dict[str, Callable[[Asked], Figure]] = {
    "caseload": lambda asked: figures.caseload(asked.now, asked.profile.weights),
    "silence": lambda asked: figures.silence(asked.now),
    "reviews": lambda asked: figures.reviews(
        asked.now, reviews_by_month(*asked.about), reviews_held_late(*asked.about), asked.viewer.today
    ),
    "contacts": lambda asked: figures.contacts(contacts_by_month(*asked.about)),
    "time": lambda asked: time_figures.time_by_month(asked.spent, own=asked.own),
    "forms": lambda asked: time_figures.time_by_form(asked.spent),
    "lines": lambda asked: time_figures.open_lines(asked.spent),
}
"""The figures of the page, in order."""
OF_TEAMS = ("lines",)
"""Figures that are only about a team."""


def _worker_id(actor: Actor) -> UUID:
    if actor.worker_id is None:
        raise Http404
    return actor.worker_id


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        raise Http404 from None
