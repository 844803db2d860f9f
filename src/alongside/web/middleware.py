"""Who is asking, and when."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language

from alongside.organisation.queries import actor_for


class RequestActor:
    """Puts `request.actor` (None when nobody is signed in or works here) in place."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        request.actor = (  # type: ignore[attr-defined]
            actor_for(user.pk, now=timezone.now(), language=get_language() or "da")
            if user.is_authenticated
            else None
        )
        return self.get_response(request)
