"""Who asks for a page."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest

from alongside.access.actor import Actor


def viewer_of(request: HttpRequest) -> Actor:
    """Who asks. Only in a view that `page` lets nobody into who is not signed in."""
    viewer: Actor = request.actor  # type: ignore[attr-defined]  # set by `web.middleware`
    return viewer


def account_of(request: HttpRequest) -> UUID:
    """The id of the account of who asks, in the same views."""
    user_id = viewer_of(request).user_id
    assert user_id is not None
    return user_id
