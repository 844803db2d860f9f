"""A private feed: a secret address at which a calendar programme reads one worker's days."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from alongside.access.actor import Actor
from alongside.calendar.errors import WhatIsMissing
from alongside.calendar.models import Feed, FeedShows
from alongside.kernel.operations import operation
from alongside.organisation.models import Worker

SECRET_BYTES = 32
NOTED_EVERY = timedelta(hours=1)
"""A programme asks every few minutes; the trail gets a line when something is handed out, at most this often."""


@operation("feed.make", on="worker")
def make_feed(*, by: Actor, worker: Worker, shows: str = FeedShows.NOTHING) -> str:
    """Make the secret of a new address; an earlier one ends. It is told once and kept nowhere.

    Returns:
        43 characters that stand for 256 random bits.

    Raises:
        WhatIsMissing: `shows` is not one of `FeedShows`.
    """
    if shows not in FeedShows.values:
        raise WhatIsMissing(field="shows")
    for earlier in Feed.objects.filter(worker=worker, ended_at__isnull=True):
        earlier.ended_at = by.now
        earlier.save()
    secret = secrets.token_urlsafe(SECRET_BYTES)
    Feed(worker=worker, fingerprint=fingerprint(secret), shows=shows, made_at=by.now).save()
    return secret


@operation("feed.end", on="feed")
def end_feed(*, by: Actor, feed: Feed) -> Feed:
    """The address does not answer any more."""
    if feed.ended_at is None:
        feed.ended_at = by.now
        feed.save()
    return feed


@operation("feed.fetch", on="feed")
def note_fetch(*, by: Actor, feed: Feed) -> Feed:
    """Keep that the feed was read, and when."""
    feed.fetched_at = by.now
    feed.save()
    return feed


def fingerprint(secret: str) -> str:
    """What is kept of the secret of a feed."""
    return hashlib.sha256(secret.encode()).hexdigest()
