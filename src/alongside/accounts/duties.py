"""What the clock reminds us of about signing in."""

from __future__ import annotations

from datetime import datetime, timedelta

from alongside.accounts import sessions, throttle
from alongside.accounts.identity import spent
from alongside.kernel.clock import duty


@duty("sign_in.forget", every=timedelta(hours=1))
def forget_what_is_over(now: datetime) -> None:
    """Take out sessions that are over, and tries and answers that count no more."""
    sessions.forget_old(now)
    throttle.forget_old(now)
    spent.forget_old(now)
