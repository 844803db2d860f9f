"""Scales and ratings as they are shown: words and plain values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext

from alongside.fidelity.measures import BY_KEY
from alongside.scales.models import ItemRating, ScaleItem, TeamRating
from alongside.scales.queries import OverTime, Suggested
from alongside.web.fidelity.words import MEASURES, PRINCIPLES, number

NOTHING = "–"


@dataclass(frozen=True)
class AnchorShown:
    """A value of an item with its words; `share` says from where on the records speak for it."""

    value: int
    words: str
    share: str


@dataclass(frozen=True)
class ItemShown:
    """An item of a scale; `counts` is what is counted for it, empty when nothing is."""

    item: ScaleItem
    anchors: tuple[AnchorShown, ...]
    counts: str | Promise
    how: str | Promise


def items(found: Iterable[ScaleItem]) -> list[ItemShown]:
    """The items of an edition, with what is counted in words."""
    return [
        ItemShown(
            item,
            tuple(
                AnchorShown(
                    anchor.value,
                    anchor.words,
                    ""
                    if anchor.at_least is None
                    else gettext("from %(share)d %%") % {"share": anchor.at_least},
                )
                for anchor in item.anchors.all()
            ),
            counted(item.measure),
            MEASURES[item.measure][1] if item.measure in MEASURES else "",
        )
        for item in found
    ]


def counted(measure: str) -> str:
    """What a measure counts, with its principle; empty for none. One that is gone reads as its key."""
    known = BY_KEY.get(measure)
    if known is None:
        return measure
    return f"{PRINCIPLES[known.principle].name}: {MEASURES[measure][0]}"


@dataclass(frozen=True)
class RatedShown:
    """An item in a rating.

    Attributes:
        said: how the count reads; empty where nothing is counted.
        share: of a hundred; None where there is nothing to count.
        suggested: the value the records speak for, with its words; None without one.
        given: what was given, None while nothing was.
        differs: what was given is not what is suggested.
    """

    shown: ItemShown
    said: str
    share: int | None
    suggested: AnchorShown | None
    given: ItemRating | None
    value: AnchorShown | None
    differs: bool


def rated(
    shown: Sequence[ItemShown], given: Mapping[UUID, ItemRating], found: Mapping[UUID, Suggested] | None
) -> list[RatedShown]:
    """The items of a rating.

    Args:
        found: what the records say now; None for a signed rating, which keeps what they said then.
    """
    rows = []
    for one in shown:
        answer = given.get(one.item.pk)
        n, of, value = _counted(one, answer, found)
        known = BY_KEY.get(one.item.measure)
        rows.append(
            RatedShown(
                shown=one,
                said=number(known.unit, n, of) if known else "",
                share=round(100 * n / of) if of else None,
                suggested=_anchor(one, value),
                given=answer,
                value=_anchor(one, answer.value if answer else None),
                differs=answer is not None and answer.value != value,
            )
        )
    return rows


def _counted(
    one: ItemShown, answer: ItemRating | None, found: Mapping[UUID, Suggested] | None
) -> tuple[int, int, int | None]:
    if found is not None:
        said = found.get(one.item.pk)
        return (said.n, said.of, said.value) if said else (0, 0, None)
    return (answer.counted, answer.out_of, answer.suggested) if answer else (0, 0, None)


def _anchor(one: ItemShown, value: int | None) -> AnchorShown | None:
    return next((anchor for anchor in one.anchors if anchor.value == value), None)


@dataclass(frozen=True)
class Behind:
    """A course behind a suggestion, with what was counted in it."""

    url: str
    name: str
    said: str


def behind(rating: TeamRating, said: Suggested) -> list[Behind]:
    """The courses behind a suggestion; each leads to its records in the days of the rating."""
    days = urlencode({"since": rating.period_from.isoformat(), "until": last_day(rating).isoformat()})
    unit = BY_KEY[said.measure].unit
    found = []
    for line in said.lines:
        count = line.counts[said.measure]
        url = reverse("principles_evidence", args=[line.course.pk, said.measure])
        found.append(
            Behind(f"{url}?{days}", line.course.person.full_name, number(unit, count.n, count.of, one=True))
        )
    return found


def last_day(rating: TeamRating) -> date:
    """The last day a rating looks at."""
    return rating.period_until - timedelta(days=1)


@dataclass(frozen=True)
class Column:
    """A rating in the comparison."""

    rating: TeamRating
    last: date


@dataclass(frozen=True)
class Table:
    """Ratings side by side: each row a name and its values, as they read."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    totals: tuple[str, ...] | None

    def named(self, values: Sequence[str]) -> list[tuple[Column, str]]:
        """Each value with its rating."""
        return list(zip(self.columns, values, strict=True))

    @property
    def lines(self) -> list[tuple[str, list[tuple[Column, str]]]]:
        """Each item with its values, each value with its rating."""
        return [(title, self.named(values)) for title, values in self.rows]

    @property
    def below(self) -> list[tuple[Column, str]]:
        """The totals, each with its rating; none where the scale has none."""
        return self.named(self.totals) if self.totals else []


def table(over: OverTime) -> Table:
    """The comparison in words."""
    totals = tuple(decimal(total) for total in over.totals)
    return Table(
        columns=tuple(Column(rating, last_day(rating)) for rating in over.ratings),
        rows=tuple(
            (item.title, tuple(NOTHING if value is None else str(value) for value in item.values))
            for item in over.items
        ),
        totals=totals if any(total is not None for total in over.totals) else None,
    )


def decimal(value: Fraction | None) -> str:
    """A mean with one decimal, halves up, in the reader's language."""
    if value is None:
        return NOTHING
    tenths = int(value * 10 + Fraction(1, 2))
    return number_format(f"{tenths // 10}.{tenths % 10}", decimal_pos=1)
