"""Reading where someone has lived."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import QuerySet

from alongside.access.actor import Actor
from alongside.housing.models import HousingStay
from alongside.organisation.profile import Profile
from alongside.organisation.queries import profile_of
from alongside.people.models import Person

NIGHTS_COUNTED_OVER = 365
"""Days that shelter nights are counted over: a year back from today."""


@dataclass(frozen=True)
class Stay:
    """One stay, ready for the screen.

    Attributes:
        label: the kind of housing in the viewer's language.
        standing: "own", "inst", "out" or "unknown" (see `organisation.choices.HousingKind`).
        days: how long, up to today for the one that is open.
        share: this stay's part of the whole history in twelfths, at least 1, for the strip.
    """

    id: UUID
    kind: str
    label: str
    standing: str
    place: str
    starts_on: date
    ends_on: date | None
    end_reason: str
    lost: bool
    days: int
    share: int


@dataclass(frozen=True)
class Strip:
    """Where someone has lived, oldest first.

    Attributes:
        shelter_nights: nights in a shelter in the last 365 days.
        losses: homes of their own that were lost.
    """

    stays: tuple[Stay, ...]
    shelter_nights: int
    losses: int

    @property
    def now(self) -> Stay | None:
        """Where they live today; None when nobody wrote it down."""
        return next((stay for stay in self.stays if stay.ends_on is None), None)


def strip(viewer: Actor, person: Person, *, profile: Profile | None = None) -> Strip:
    """The history of where someone has lived. One query, one more for the profile."""
    return strip_of(
        viewer,
        list(stays_of(viewer, person)),
        profile=profile or profile_of(viewer.agency_id),
        hidden=person.address_protected,
    )


STAY = ("id", "kind", "place", "starts_on", "ends_on", "end_reason", "lost")
"""The columns a strip is made of."""


def stays_of(viewer: Actor, person: Person) -> QuerySet[HousingStay]:
    """Where someone has lived, oldest first."""
    rows: QuerySet[HousingStay] = HousingStay.objects.under(viewer, person)
    return rows.order_by("starts_on", "pk")


def strip_of(viewer: Actor, rows: Sequence[HousingStay], *, profile: Profile, hidden: bool) -> Strip:
    """The strip of stays that were fetched already, oldest first.

    Args:
        hidden: the address is protected; then only what kind of place it is.
    """
    kinds, today = profile.housing_kinds, viewer.today
    lengths = [max(((row.ends_on or today) - row.starts_on).days, 0) for row in rows]
    whole = sum(lengths) or 1
    year_ago = today - timedelta(days=NIGHTS_COUNTED_OVER)
    stays, nights = [], 0
    for row, days in zip(rows, lengths, strict=True):
        kind = kinds.get(row.kind)
        if kind is not None and kind.shelter:
            nights += max(((row.ends_on or today) - max(row.starts_on, year_ago)).days, 0)
        stays.append(
            Stay(
                id=row.pk,
                kind=row.kind,
                label=kinds.label(row.kind, viewer.language),
                standing=kind.standing if kind else "unknown",
                place="" if hidden else row.place,
                starts_on=row.starts_on,
                ends_on=row.ends_on,
                end_reason=row.end_reason,
                lost=row.lost,
                days=days,
                share=max(1, round(12 * days / whole)),
            )
        )
    return Strip(tuple(stays), nights, sum(stay.lost for stay in stays))
