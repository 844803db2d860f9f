"""The lock over a page that was left: locking it, opening it again, and saying that somebody is still here."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from alongside.access.actor import Actor
from alongside.accounts import sessions
from alongside.web.account.proof import refusal, tell, unlock, user_of
from alongside.web.pages import PUBLIC, page


@page(PUBLIC)
@require_POST
@never_cache
def lock(request: HttpRequest) -> HttpResponse:
    """Lock this session now, because its owner says so or the page was left."""
    actor: Actor | None = request.actor  # type: ignore[attr-defined]
    if actor is not None:
        sessions.lock(request.session)
        tell(actor, "locked")
    if request.headers.get("X-Lock"):
        return HttpResponse(status=204)
    return redirect("/")


@page(PUBLIC)
@require_POST
@never_cache
def unlock_in_place(request: HttpRequest) -> HttpResponse:
    """Open a locked page without leaving it. 204: it is open; 401: there is no session any more."""
    actor: Actor | None = getattr(request, "locked", None)
    if actor is None:
        return HttpResponse(status=204 if request.actor else 401)  # type: ignore[attr-defined]
    judged = unlock(request, actor, user_of(request))
    if judged.right:
        return HttpResponse(status=204)
    return JsonResponse({"said": refusal(judged)}, status=422)


@page(PUBLIC)
@never_cache
def here(request: HttpRequest) -> HttpResponse:
    """Somebody sits at the page and reads or types: the session goes on. 401 when it is locked or over."""
    return HttpResponse(status=204 if request.actor else 401)  # type: ignore[attr-defined]
