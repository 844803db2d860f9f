"""The directory of services in a practice profile."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Directory:
    """The directory of services."""

    check_after_days: int
    """Days for which a check of a service is good."""
    country: str
    """Two letters of ISO 3166, for addresses in files; ZZ where the profile is of no country."""
