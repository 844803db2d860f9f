"""The rules of what a person may ask of us. Pure: no Django, no clock."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from alongside.rights.errors import AskedInTheFuture, FileNotReady, ReasonMissing

DAYS_TO_ANSWER = 30
"""GDPR Art. 12(3): within a month; thirty days are never longer than that by more than a day in February."""
LASTS = timedelta(days=2)
"""How long a file waits to be taken out."""
LEAST_WHY = 5


def due_on(asked_on: date, today: date) -> date:
    """The last day of the answer.

    Raises:
        AskedInTheFuture
    """
    if asked_on > today:
        raise AskedInTheFuture(field="asked_on")
    return asked_on + timedelta(days=DAYS_TO_ANSWER)


def reason_of(typed: str, *, field: str = "why") -> str:
    """The reason, without space around it.

    Raises:
        ReasonMissing
    """
    why = " ".join(typed.split())
    if len(why) < LEAST_WHY:
        raise ReasonMissing(field=field)
    return why


def require_to_take(
    *, made_at: datetime | None, taken_at: datetime | None, expires_at: datetime | None, now: datetime
) -> None:
    """A file is taken out once, after it was made and before its time runs out.

    Raises:
        FileNotReady
    """
    if made_at is None or taken_at is not None or expires_at is None or expires_at <= now:
        raise FileNotReady
