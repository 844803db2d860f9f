"""A scale of the team's own, one rating that was signed in the summer, and one that is begun."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from alongside.demo.loading.crew import Crew, moment
from alongside.organisation.profile import load_profile
from alongside.scales.models import ScaleItem, TeamRating
from alongside.scales.operations import begin_scale, take_into_use
from alongside.scales.queries import Suggested, items_of, suggestions
from alongside.scales.rating import begin_rating, rate_item, sign_rating
from alongside.scales.rules import Question, Step, usual_period

_LEAD, _TEAM, _LANGUAGE = "amina", "havn", "da"
_THEN, _NOW = timedelta(days=160), timedelta(days=4)
_BY_HAND = {
    "Håb i den måde, vi taler på": (
        3,
        "Vi hørte os selv på teammødet i maj: mest ønsker, og hver gang nogen er væk, problemer.",
    ),
    "Ingen står alene med det": (
        2,
        "Sparringstiden falder ud i travle uger. To af os har båret meget alene.",
    ),
}
_OTHERWISE = "Med de korte besøg, som ingen skriver ned, er det et trin højere. Det er vi enige om i teamet."
_TAKEN = "Sparring hver onsdag kl. 9, også i travle uger. Næste gang ser vi på, om den blev holdt."


def rate_the_team(crew: Crew, now: datetime) -> None:
    """Write the scale from the practice profile's example, rate the team once, and begin the next rating."""
    team = crew.teams[_TEAM]
    example = load_profile("dk-icm").example_scales[0]
    day = (now - _THEN).date()
    lead = crew.actor(_LEAD, moment(datetime.combine(day, time(9))))
    edition = begin_scale(
        by=lead,
        team=team,
        name=example.label.in_(_LANGUAGE),
        purpose=example.purpose.in_(_LANGUAGE),
        steps=len(example.items[0].anchors),
        questions=[
            Question(
                one.title.in_(_LANGUAGE),
                one.asks.in_(_LANGUAGE),
                tuple(Step(anchor.words.in_(_LANGUAGE), anchor.at_least) for anchor in one.anchors),
                one.measure,
            )
            for one in example.items
        ],
    )
    take_into_use(by=lead, edition=edition)
    items = items_of(edition)
    first, last = usual_period(day)
    rating = begin_rating(by=lead, team=team, scale=edition.scale, first=first, last=last)
    said = suggestions(lead, rating)
    for item in items:
        value, words = _value(item, said.get(item.pk), edition.scale.steps, otherwise=item == items[1])
        rate_item(by=lead, rating=rating, item=item, value=value, words=words)
    sign_rating(by=lead, rating=rating, words=_TAKEN)
    _begin_the_next(crew, rating, items, now)


def _begin_the_next(crew: Crew, before: TeamRating, items: list[ScaleItem], now: datetime) -> None:
    day = (now - _NOW).date()
    lead = crew.actor(_LEAD, moment(datetime.combine(day, time(14))))
    first, last = usual_period(day)
    rating = begin_rating(by=lead, team=before.team, scale=before.edition.scale, first=first, last=last)
    item, words = items[-1], "Sparringen er holdt ni af tolv onsdage. Det er et trin op."
    rate_item(by=lead, rating=rating, item=item, value=3, words=words)


def _value(item: ScaleItem, said: Suggested | None, steps: int, *, otherwise: bool) -> tuple[int, str]:
    """What the team gave, and why where it is not what the records suggest."""
    if said is None or said.value is None:
        return _BY_HAND.get(
            item.title, (2, "Der var intet at tælle i de måneder. Vi mener, det går nogenlunde.")
        )
    if otherwise:
        return min(said.value + 1, steps), _OTHERWISE
    return said.value, ""
