"""The law in a practice profile: paragraphs that hold from a day to a day, and clocks that run by them."""

from __future__ import annotations

from datetime import date

from alongside.organisation.choices import Choices, LegalBasis, RefundClock
from alongside.organisation.profile_reading import ProfileError


def require_periods_apart(bases: Choices[LegalBasis], origin: str) -> None:
    """One paragraph reads in one way at a time: its periods must be real and must not overlap.

    Raises:
        ProfileError: they are not, or do.
    """
    for at, basis in enumerate(bases):
        name = f"{origin}: legal_bases.{basis.key}"
        start, end = basis.valid_from or date.min, basis.valid_to or date.max
        if start >= end:
            raise ProfileError(f"{name}: valid_to must be later than valid_from")
        for other in bases[:at]:
            other_start, other_end = other.valid_from or date.min, other.valid_to or date.max
            if other.paragraph == basis.paragraph and start < other_end and other_start < end:
                raise ProfileError(f"{name}: overlaps in time with {other.key}, which is the same paragraph")


def require_clocks_that_run(clocks: Choices[RefundClock], origin: str) -> None:
    """A clock counts nights up to limits, each from its day on, or time without any.

    Raises:
        ProfileError: it does neither.
    """
    for clock in clocks:
        name = f"{origin}: refund_clocks.{clock.key}"
        if clock.counts not in ("nights", "time") or (clock.counts == "nights") != bool(clock.limits):
            raise ProfileError(f"{name}: counts nights, with limits, or time, without")
        begins = [one.valid_from for one in clock.limits]
        if begins != sorted(set(begins)):
            raise ProfileError(f"{name}.limits: each begins later than the one before")
