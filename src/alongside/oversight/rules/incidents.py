"""What the law asks of a breach of personal data: 72 hours, a reason for each decision, a register. Pure.

GDPR Art. 33: the authority is told within 72 hours of noticing, unless a risk is unlikely; every breach is written
down with its facts, effects and what was done. Art. 34: the people concerned are told when the risk is high.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from alongside.oversight.errors import AuthorityNotTold, NotDecided, NoticedLater, WordsMissing

WITHIN = timedelta(hours=72)


def tell_by(noticed_at: datetime) -> datetime:
    """Until when the authority is told."""
    return noticed_at + WITHIN


def hours_left(noticed_at: datetime, now: datetime) -> int:
    """Whole hours until then; negative when it is over."""
    return int((tell_by(noticed_at) - now) // timedelta(hours=1))


def check_noticed(noticed_at: datetime, *, now: datetime) -> None:
    """Nobody notices something tomorrow.

    Raises:
        NoticedLater
    """
    if noticed_at > now + timedelta(minutes=5):
        raise NoticedLater(field="noticed_at")


def check_words(words: str, *, field: str) -> str:
    """A decision without its reason is none.

    Raises:
        WordsMissing
    """
    if not words.strip():
        raise WordsMissing(field=field)
    return words.strip()


def check_closing(*, decided: bool, tells_authority: bool | None, told_authority: bool) -> None:
    """An incident is closed when it is decided whom to tell, and the authority has been told where it is to be.

    Raises:
        NotDecided, AuthorityNotTold
    """
    if not decided:
        raise NotDecided
    if tells_authority and not told_authority:
        raise AuthorityNotTold
