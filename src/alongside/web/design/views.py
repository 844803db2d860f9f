"""The page of components. Wired only while developing; the component tests render it."""

from __future__ import annotations

import re
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from alongside.web.design.forms import EveryFieldForm
from alongside.web.pages import PUBLIC, page
from alongside.web.rhythm import DayKind, rhythm

_FIVE_DAYS: tuple[DayKind, ...] = ("met", "quiet", "phone", "quiet", "tried")
_SILENT: tuple[DayKind, ...] = ("quiet",) * 4
FOUR_WEEKS: list[DayKind] = [*islice(cycle(_FIVE_DAYS), 24), *_SILENT]


def icon_names() -> list[str]:
    """Every icon of the sprite the frontend build put in place."""
    sprite = finders.find("alongside/icons.svg")
    return re.findall(r'<symbol id="([a-z]+)"', Path(sprite).read_text()) if sprite else []


def specimens() -> dict[str, Any]:
    """One of everything the components show."""
    return {
        "icons": icon_names(),
        "rhythms": [
            rhythm(FOUR_WEEKS, state="", lead="3 days", rest="since we met, agreed every 4"),
            rhythm(FOUR_WEEKS, state="quiet", lead="Quiet: 8 days", rest="since we met, agreed every 7"),
            rhythm(FOUR_WEEKS, state="silent", lead="Silent: 12 days", rest="since we met, agreed every 2"),
        ],
        "tabs": [
            {"url": "#now", "label": "Now", "current": True},
            {"url": "#plan", "label": "Plan", "current": False},
            {"url": "#story", "label": "Story", "current": False},
        ],
        "steps": [
            {"url": "#1", "label": "What happened", "done": True, "current": False},
            {"url": "#2", "label": "Goals", "done": False, "current": True},
            {"url": "#3", "label": "Nine areas", "done": False, "current": False},
        ],
        "stays": [
            {"label": "Street", "period": "to Mar", "kind": "out", "span": 3},
            {"label": "Havnely § 110", "period": "Mar to Aug", "kind": "inst", "span": 2},
            {"label": "Own flat", "period": "since 28 Aug", "kind": "own", "span": 4},
        ],
        "facts": [("Goal type", "Develop functioning"), ("Now", "Severe limitation")],
        "how_icons": {"met": "people", "tried": "street", "phone": "phone", "message": "message"},
    }


@page(PUBLIC)
def design(request: HttpRequest) -> HttpResponse:
    """Every component; with `?errors` the form as it comes back when something is to be put right."""
    form = EveryFieldForm({} if "errors" in request.GET else None)
    return render(request, "design.html", {**specimens(), "form": form})
