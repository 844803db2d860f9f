"""The published cohort of seed 004 as the demo keeps to it: the printed numbers are `evaluation.benchmark`'s, and what
was not printed is filled in here.

Every share is in whole percent. `shares` gives each share a whole number of people so that the sum is right
(largest remainder); at 928 people the shares round back to what was printed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from alongside.evaluation import benchmark
from alongside.evaluation.benchmark import (
    CHANGES,
    COURSES,
    ENDED,
    HOUSING,
    PROBLEMS_ALL,
    PROBLEMS_OLDER,
    PROBLEMS_YOUNG,
    SEX,
    UNDER_25,
    UNDER_30,
)

__all__ = [
    "AGE_BANDS",
    "CHANGES",
    "COURSES",
    "DOMAINS",
    "ENDED",
    "HOUSING",
    "INCOME",
    "NATIONALITY",
    "PROBLEMS_ALL",
    "PROBLEMS_OLDER",
    "PROBLEMS_UNPRINTED",
    "PROBLEMS_YOUNG",
    "SEX",
    "ended_of",
    "shares",
]

AGE_BANDS = {
    "18-24": UNDER_25,
    "25-29": UNDER_30 - UNDER_25,
    "30-59": 42,
    "60+": 7,
}
"""The range goes to "60 or older". How those of 30 and more divide is not printed; 42 and 7 are our own."""

INCOME = {**benchmark.INCOME, "other": 16}
"""The last is printed as "the rest on other public benefits, such as sickness benefit"."""

NATIONALITY = {**benchmark.NATIONALITY, "other": 7}
"""The last is printed as "the other Nordic countries and the rest of Europe"."""

PROBLEMS_UNPRINTED = {"physical": 45, "daily": 60}
"""Two domains without a printed share: our own, so that most people have "between 4 and 6" problems."""

DOMAINS = tuple(CHANGES)

K = TypeVar("K")


def shares(total: int, weights: Mapping[K, float]) -> dict[K, int]:
    """`total` people divided by weight, whole and summing to `total` (largest remainder, first in order wins a tie)."""
    whole = sum(weights.values())
    exact = {key: total * weight / whole for key, weight in weights.items()}
    counts = {key: int(value) for key, value in exact.items()}
    short = total - sum(counts.values())
    for key in sorted(exact, key=lambda key: counts[key] - exact[key])[:short]:
        counts[key] += 1
    return counts


def ended_of(total: int) -> int:
    """How many of `total` courses have ended, at the published rate."""
    return round(total * ENDED / COURSES)
