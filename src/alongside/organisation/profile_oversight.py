"""How accounts and looks are watched over, in a practice profile."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Oversight:
    """How accounts and looks are watched over; days and months."""

    account_days: int
    """So long an account is good for before somebody extends it."""
    dormant_days: int
    """Without signing in, after which an account is suspended."""
    training_months: int
    """Months from one training in confidentiality to the next (Quebec: yearly); 0 where none is asked for."""
