"""Words that are ready when somebody writes, lists with a name, and places to go to: a few of each."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any

from alongside.attention.filters import keep_filter
from alongside.demo.loading.crew import Crew, moment
from alongside.demo.scripts import read_texts
from alongside.phrases.operations import write_phrase
from alongside.services.operations import know_service, write_service
from alongside.services.rules import Offer


def lend_hands(crew: Crew, now: datetime) -> None:
    """Phrases of the agency and of Sofie, a filter that her team shares, one of her own; and some places."""
    when = moment(datetime.combine(now.date() - timedelta(days=30), time(9)))
    texts = read_texts("hands")
    for shortcut, text in texts["for_all"]:
        write_phrase(by=crew.actor("amina", when), shortcut=shortcut, text=text, for_all=True)
    sofie, team = crew.actor("sofie", when), crew.team_of("sofie")
    for shortcut, text in texts["sofie"]:
        write_phrase(by=sofie, shortcut=shortcut, text=text)
    named = texts["filters"]
    week = {"view": "week", "team": str(team.pk)}
    keep_filter(by=sofie, place="calendar", name=named["week"], asked=week, team_id=team.pk)
    keep_filter(by=sofie, place="story", name=named["plans"], asked={"show": "plan"})
    for place in texts["services"]:
        _add_place(crew, place, when, now)


def _add_place(crew: Crew, place: Mapping[str, Any], when: datetime, now: datetime) -> None:
    """A service as it was written a month ago, checked on its day."""
    sofie = crew.actor("sofie", when)
    said = {name: text for name, text in place.items() if name not in ("provider", "checked", "known")}
    checked = now.date() - timedelta(days=place["checked"]) if "checked" in place else None
    by = crew.actor("sofie", max(when, moment(datetime.combine(checked or when.date(), time(10)))))
    service = write_service(by=by, offer=Offer(**said, verified_on=checked), provider=place["provider"])
    if place.get("known"):
        know_service(by=sofie, service=service, known=True)
