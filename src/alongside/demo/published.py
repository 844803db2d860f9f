"""The published cohort of seed 004 (Vidensportal, after Rambøll and SFI 2013) as numbers, and how to keep to them.

Every share is in whole percent, as it was printed. `shares` gives each share a whole number of people so that the
sum is right (largest remainder); at 928 people the shares round back to what was printed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

COURSES = 928
"""Citizens who were given an ICM course."""
ENDED = 530
"""Of these, ended by February 2013 (57 %)."""

SEX = {"male": 70, "female": 30}

AGE_BANDS = {"18-24": 38, "25-29": 13, "30-59": 42, "60+": 7}
"""Printed: 38 % are 18 to 24, 51 % under 30, the range goes to "60 or older". How the other 49 % divide is not
printed; 42 and 7 are our own."""

INCOME = {"social_assistance": 55, "disability_pension": 26, "wage": 3, "other": 16}
"""The last is printed as "the rest on other public benefits, such as sickness benefit"."""

NATIONALITY = {"danish": 86, "african": 3, "middle_eastern": 4, "other": 7}
"""The last is printed as "the other Nordic countries and the rest of Europe"."""

HOUSING = {"housed": 76, "rehoused": 4, "lost": 4, "never": 16}
"""At the last report: has a dwelling; lost it and got another; lost it; never housed (domain notes, 6.1)."""

PROBLEMS_YOUNG = {"alcohol": 18, "drugs": 24, "cannabis": 52, "mental": 79, "economy": 79, "network": 79}
"""Percent of those aged 18 to 24 with the problem at the start."""
PROBLEMS_ALL = {"alcohol": 39, "drugs": 32, "cannabis": 47}
"""Percent of everyone, young included."""
PROBLEMS_OLDER = {"mental": 85, "economy": 79, "network": 79}
"""Percent of those aged 25 or more ("79 % against 85 % of the others"; economy and network "on a level")."""
PROBLEMS_UNPRINTED = {"physical": 45, "daily": 60}
"""Two domains without a printed share: our own, so that most people have "between 4 and 6" problems."""

CHANGES = {
    "alcohol": (15, 16),
    "drugs": (16, 14),
    "cannabis": (17, 20),
    "substance_total": (7, 4),
    "physical": (18, 22),
    "mental": (23, 23),
    "daily": (25, 22),
    "economy": (30, 24),
    "network": (26, 28),
}
"""Percent of those rated whose problem got better, got worse, in the worker's judgement."""

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
