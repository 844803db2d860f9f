"""Who is asking, when, and in which language; the headers of every answer; what a rule's "no" becomes."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader
from django.utils import timezone, translation

from alongside.accounts import known, sessions
from alongside.accounts.proving import proved_at
from alongside.audit.trail import TrailUnwritten
from alongside.kernel.errors import DomainError, NotAllowed, StaleRecord
from alongside.organisation.queries import actor_for
from alongside.web.phrases.hands import Hands
from alongside.web.signposts import LeadsTo, lead_on

Answer = Callable[[HttpRequest], HttpResponse]

log = logging.getLogger("alongside.web")
PERMISSIONS = ", ".join(
    f"{feature}=()"
    for feature in (
        "camera",
        "display-capture",
        "geolocation",
        "hid",
        "microphone",
        "midi",
        "payment",
        "serial",
        "usb",
    )
)
"""What a browser can do and no page here asks for."""
WITH_MICROPHONE = PERMISSIONS.replace("microphone=()", "microphone=(self)")
"""On a page with a longer text, where the agency offers dictation."""
NO_PAGE = "default-src 'none'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'"
"""Of what is no page and brings no policy of its own, a file under `/static/`: opened alone it can do nothing."""


class Headers:
    """Puts the headers on every answer, static files too, that Django and django-csp leave out."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        hands: Hands | None = getattr(request, "hands", None)
        dictates = hands is not None and hands.listens_here
        response.setdefault("Permissions-Policy", WITH_MICROPHONE if dictates else PERMISSIONS)
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.setdefault("Content-Security-Policy", NO_PAGE)
        response.setdefault("X-Frame-Options", "DENY")
        if response.get("Content-Type", "").partition(";")[0] != "application/pdf":
            # The reader of PDF that browsers have comes from another origin than the page.
            response.setdefault("Cross-Origin-Embedder-Policy", "require-corp")
        return response


class RequestActor:
    """Puts `request.actor` (None when nobody is signed in or works here) and the language in place.

    The language is what the user chose, else what was chosen on this browser, else the agency's, else the
    installation's. What a browser asks for by itself is not: a shared computer is rarely set for the one who writes.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        chosen = _spoken(user.language if user.is_authenticated else "") or _spoken(
            request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        )
        actor = actor_for(user.pk, now=timezone.now(), language=chosen) if user.is_authenticated else None
        request.locked = None  # type: ignore[attr-defined]
        if actor is not None:
            actor = replace(actor, proved_at=proved_at(request.session))
            if sessions.is_locked(request.session, actor.now):
                request.locked, actor = actor, None  # type: ignore[attr-defined]
            elif not request.headers.get("X-Idle"):
                sessions.use(request.session, actor.now)
        spoken_here = actor or request.locked  # type: ignore[attr-defined]
        language = (spoken_here.language if spoken_here else chosen) or settings.LANGUAGE_CODE
        request.actor = actor  # type: ignore[attr-defined]
        request.LANGUAGE_CODE = language
        with translation.override(language):
            response = self.get_response(request)
        response.setdefault("Content-Language", language)
        came_in = getattr(request, "make_known", None)
        if came_in is not None:
            known.make_known(request, response, came_in)
        return response


class RulesAnswered:
    """What a rule refuses and no view has caught: not allowed is "not found"; the rest is a conflict.

    A page with a form shows the refusal in it. A button without one meets a refusal only when something changed
    after the page was opened: the goal was reached, the course was closed.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, LeadsTo):
            return lead_on(request, exception.kept_id)
        if isinstance(exception, TrailUnwritten):
            return _nothing_without_the_trail()
        if isinstance(exception, NotAllowed):
            return render(request, "404.html", status=404)
        if isinstance(exception, StaleRecord):
            return render(request, "409.html", status=409)
        if isinstance(exception, DomainError):
            return render(request, "409.html", {"message": exception.text}, status=409)
        return None


def _nothing_without_the_trail() -> HttpResponse:
    """What nobody could be told of later is not shown. The page asks the database nothing and knows nobody."""
    log.error("the trail cannot be written")
    return HttpResponse(
        loader.get_template("503.html").render(),
        status=503,
        headers={"Retry-After": "60", "Cache-Control": "no-store"},
    )


def _spoken(language: str) -> str:
    """`language` when we speak it, else nothing."""
    return language if language in dict(settings.LANGUAGES) else ""
