"""Words that are ready when somebody writes, and lists with a name: a few of each."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from alongside.attention.filters import keep_filter
from alongside.demo.loading.crew import Crew, moment
from alongside.demo.scripts import read_texts
from alongside.phrases.operations import write_phrase


def lend_hands(crew: Crew, now: datetime) -> None:
    """Phrases of the agency and of Sofie, a filter that her team shares, and one of her own."""
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
