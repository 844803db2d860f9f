"""When somebody last looked: what happened before that is no news to them.

The mark moves in two ways. "Seen" moves it to the moment at which the page was made. And the first look of a new day
moves it to the first look of the day before on which they looked: what came in the course of that day is shown once
more, so that nothing is missed by whoever opened Today once in the morning.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.timezone import localdate

from alongside.access.actor import Actor
from alongside.accounts.models import User

FIRST = timedelta(days=7)
"""How far back somebody looks who never looked before."""


def news_since(user: User, actor: Actor) -> datetime:
    """Since when there may be news, now that they look. Writes once a day."""
    since = user.news_since or actor.now - FIRST
    looked = user.first_look_at
    if looked is None or localdate(looked) < actor.today:
        since = max(since, looked) if looked else since
        User.objects.filter(pk=user.pk).update(news_since=since, first_look_at=actor.now)
    return since


def seen(user: User, until: datetime) -> None:
    """They have seen what happened up to then. An older page, sent late, moves nothing back."""
    if user.news_since is None or until > user.news_since:
        User.objects.filter(pk=user.pk).update(news_since=until)
