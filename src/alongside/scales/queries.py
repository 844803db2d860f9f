"""Reading scales, what the records suggest, and how a team was rated over time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from alongside.access.actor import Actor, Role
from alongside.fidelity.measures import BY_KEY
from alongside.fidelity.queries import Line, of_team
from alongside.numbers.rules import Span
from alongside.organisation.models import Team
from alongside.scales import rules
from alongside.scales.models import ItemRating, Scale, ScaleAnchor, ScaleEdition, ScaleItem, TeamRating, Total
from alongside.scales.rules import Question, Step

COMPARED = 6
"""So many of the latest ratings stand beside each other."""


@dataclass(frozen=True)
class Suggested:
    """What the records say of an item: so many of so many, the value they speak for, and the courses behind it.

    `value` is None where there was nothing to count.
    """

    measure: str
    n: int
    of: int
    value: int | None
    lines: tuple[Line, ...] = field(default=(), repr=False)


def scales_of(viewer: Actor) -> QuerySet[Scale]:
    """The scales a viewer may use or read: of their teams, and those for every team. With their editions."""
    whose = Q(team__isnull=True) | Q(team__in=viewer.team_ids | viewer.lead_team_ids)
    return (
        Scale.objects.filter(whose, agency_id=viewer.agency_id)
        .select_related("team")
        .prefetch_related(Prefetch("editions", ScaleEdition.objects.order_by("-number")))
        .order_by("pk")
    )


def in_use(scale: Scale) -> ScaleEdition | None:
    """The edition new ratings are made by: the latest that was taken into use. One query."""
    return scale.editions.filter(in_use_since__isnull=False).order_by("-number").first()


def items_of(edition: ScaleEdition) -> list[ScaleItem]:
    """The items of an edition in order, with their anchors by value. Two queries."""
    anchors = Prefetch("anchors", ScaleAnchor.objects.order_by("value"))
    return list(edition.items.order_by("place", "pk").prefetch_related(anchors))


def question_of(item: ScaleItem) -> Question:
    """An item as it was written; what is not counted any more is rated by hand."""
    anchors = sorted(item.anchors.all(), key=lambda anchor: anchor.value)
    return Question(
        title=item.title,
        asks=item.asks,
        steps=tuple(Step(anchor.words, anchor.at_least) for anchor in anchors),
        measure=item.measure if item.measure in BY_KEY else "",
        origin=item.origin,
    )


def suggestions(viewer: Actor, rating: TeamRating) -> dict[UUID, Suggested]:
    """What the records say now of each item that counts something, by its key, from what the viewer may see.

    About twenty queries, however many items and courses; two when no item counts anything.
    """
    counted = [item for item in items_of(rating.edition) if item.measure in BY_KEY]
    if not counted:
        return {}
    held = of_team(viewer, rating.team, Span(rating.period_from, rating.period_until))
    found = {}
    for item in counted:
        shares = [anchor.at_least or 0 for anchor in item.anchors.all()]
        total = held.sums[item.measure]
        lines = tuple(line for line in held.lines if line.counts[item.measure].of)
        value = rules.suggest(total.n, total.of, shares)
        found[item.pk] = Suggested(item.measure, total.n, total.of, value, lines)
    return found


def answers_of(rating: TeamRating) -> dict[UUID, ItemRating]:
    """What was given in a rating, by item. One query."""
    return {answer.item_id: answer for answer in rating.answers.all()}


def total_of(edition: ScaleEdition, values: Iterable[int]) -> Fraction | None:
    """What stands below the items of a rating, as the scale says."""
    return rules.mean(list(values)) if edition.total == Total.MEAN else None


def ratings_of(viewer: Actor, team: Team) -> list[TeamRating]:
    """The ratings of a team, the latest period first: of those begun, only who leads the team sees any. One query."""
    rows = TeamRating.objects.filter(team=team).select_related("edition__scale", "rater")
    if team.pk not in viewer.lead_team_ids and Role.SYSTEM not in viewer.roles:
        rows = rows.filter(signed_on__isnull=False)
    return list(rows.order_by("-period_until", "-recorded_at", "-pk"))


@dataclass(frozen=True)
class ItemOverTime:
    """An item as it is asked now, or was last, with its value in each of the ratings; None where it was not asked."""

    title: str
    values: tuple[int | None, ...]


@dataclass(frozen=True)
class OverTime:
    """Ratings of a team by one scale side by side, the earliest first.

    Attributes:
        totals: None where the scale has none.
    """

    ratings: tuple[TeamRating, ...]
    items: tuple[ItemOverTime, ...]
    totals: tuple[Fraction | None, ...]


def over_time(team: Team, scale: Scale) -> OverTime:
    """The latest signed ratings of a team by a scale, side by side. Two queries.

    An item is the same in every edition it stands in, whatever became of its words.
    """
    rows = (
        TeamRating.objects.filter(team=team, edition__scale=scale, signed_on__isnull=False)
        .select_related("edition")
        .prefetch_related(Prefetch("answers", ItemRating.objects.select_related("item")))
        .order_by("-period_until", "-signed_on", "-pk")
    )
    latest_first = list(rows[:COMPARED])
    titles: dict[UUID, tuple[int, str]] = {}
    given: list[dict[UUID, int]] = []
    for rating in latest_first:
        answers = list(rating.answers.all())
        given.append({answer.item.origin: answer.value for answer in answers})
        for answer in answers:
            titles.setdefault(answer.item.origin, (answer.item.place, answer.item.title))
    given.reverse()
    ratings = tuple(reversed(latest_first))
    # What the latest edition asks stands in its order; what only earlier ones asked comes after it.
    newest = set(given[-1]) if given else set()
    order = sorted(titles, key=lambda origin: (origin not in newest, titles[origin][0], origin))
    return OverTime(
        ratings=ratings,
        items=tuple(
            ItemOverTime(titles[origin][1], tuple(values.get(origin) for values in given)) for origin in order
        ),
        totals=tuple(
            total_of(rating.edition, values.values()) for rating, values in zip(ratings, given, strict=True)
        ),
    )
