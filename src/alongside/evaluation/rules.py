"""What is counted, and what is shown of it. Pure: counts in, what may be read out.

Sources: seed 004 (Vidensportal, after Rambøll & SFI 2013) for what is counted and the age bands; the housing outcome
is Socialstyrelsen's full split behind the seed's 76 and 16 percent (`benchmark.HOUSING`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

SMALLEST = 5
"""A group of fewer people than this is not shown: someone who knows the town could recognise them."""

TOTAL_DOMAIN = "substance_total"
"""Sums up three other domains, so it is not counted among the problems of a person."""


class AgeBand(StrEnum):
    """Age when the course began (seed 004: 18 to 24, under 30, "60 or older")."""

    UNDER_25 = "18-24"
    TO_29 = "25-29"
    TO_59 = "30-59"
    FROM_60 = "60+"


def age_band(age: int | None) -> AgeBand | str:
    """The band of an age in years; empty when it is not known."""
    if age is None:
        return ""
    if age < 25:
        return AgeBand.UNDER_25
    if age < 30:
        return AgeBand.TO_29
    return AgeBand.TO_59 if age < 60 else AgeBand.FROM_60


class HousingOutcome(StrEnum):
    """Where somebody stands with a home of their own, at the end of the course or today."""

    HOUSED = "housed"
    """Has a dwelling and has not lost one in the course."""
    REHOUSED = "rehoused"
    """Lost one in the course and has another."""
    LOST = "lost"
    """Lost one in the course and has none."""
    LEFT = "left"
    """Gave one up in the course, without losing it, and has none. The published figures do not know this group."""
    NEVER = "never"
    """Had none in the course."""
    UNKNOWN = "unknown"
    """Nothing is written about where they live."""


def housing_outcome(*, recorded: bool, ever: bool, lost: bool, now: bool) -> HousingOutcome:
    """The outcome of one course.

    Args:
        recorded: anything is known about where the person lived during the course.
        ever: they had a tenancy on some day of the course.
        lost: a tenancy ended in the course by being lost (notice, eviction).
        now: they have a tenancy on the last day of the course, or today.
    """
    if now:
        return HousingOutcome.REHOUSED if lost else HousingOutcome.HOUSED
    if lost:
        return HousingOutcome.LOST
    if ever:
        return HousingOutcome.LEFT
    return HousingOutcome.NEVER if recorded else HousingOutcome.UNKNOWN


@dataclass(frozen=True)
class Share:
    """A part of a group. Both are None when the part is too small to be shown; only `percent` of an empty group."""

    count: int | None
    percent: int | None

    @property
    def hidden(self) -> bool:
        """Whether it is too small to be shown."""
        return self.count is None


def hide_small(counts: Mapping[str, int]) -> dict[str, int | None]:
    """The counts of one group's parts, without those that could point at somebody.

    One to four people are hidden; nobody at all is not a person and is shown. When a single part would be hidden it
    could be worked out from the sum, so the smallest other part is hidden with it.
    """
    hidden = {key for key, count in counts.items() if 0 < count < SMALLEST}
    if len(hidden) == 1:
        others = [key for key, count in counts.items() if count and key not in hidden]
        hidden |= set(sorted(others, key=lambda key: counts[key])[:1])
    return {key: None if key in hidden else count for key, count in counts.items()}


def shares(counts: Mapping[str, int]) -> dict[str, Share]:
    """Each part with its whole percent of the sum, small ones hidden."""
    whole = sum(counts.values())
    return {
        key: Share(None, None) if count is None else Share(count, percent(count, whole))
        for key, count in hide_small(counts).items()
    }


def share_of(count: int, whole: int) -> Share:
    """One part of a group against the rest of it; hidden when either is too small."""
    return shares({"part": count, "rest": whole - count})["part"]


def two_groups(one: tuple[int, int], other: tuple[int, int]) -> tuple[Share, Share]:
    """The shares (count, whole) of two groups whose sum is shown as well: both or none, or one gives the other away."""
    first, second = share_of(*one), share_of(*other)
    if first.hidden or second.hidden:
        return Share(None, None), Share(None, None)
    return first, second


def percent(part: int, whole: int) -> int | None:
    """Whole percent, halves up as the published figures are; None of nobody."""
    return (200 * part + whole) // (2 * whole) if whole else None
