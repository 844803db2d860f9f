"""The question "Is it you?" before a sensitive act, asked at the address of the act itself.

What was typed travels through the page in hidden fields: nothing is kept that would have to be found again, the
answer comes back to the very act, and it works without scripts. A file cannot travel so; the page says that it has to
be chosen once more.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.access.actor import Actor
from alongside.access.proof import is_fresh
from alongside.accounts import proving
from alongside.accounts.models import User
from alongside.audit.trail import record_event

FOR = "proof_for"
"""The hidden field of the page: what it interrupted, `GET` or `POST`."""
_GIVEN = "proof_"
"""Fields that begin so are the proof, and never part of the act."""


def proof_before(request: HttpRequest) -> HttpResponseBase | None:
    """The question, when the viewer has not proved themselves a moment ago; None when the act may go on."""
    return None if is_fresh(_actor(request)) else ask(request)


def ask(request: HttpRequest, problem: str = "") -> HttpResponse:
    """The page that asks, with all that was typed in it."""
    if request.headers.get("HX-Request"):
        # A part of a page cannot ask; the whole page does.
        return HttpResponse(status=401, headers={"HX-Refresh": "true"})
    interrupted = request.POST.get(FOR) or request.method
    kept = [
        (name, value)
        for name in request.POST
        for value in request.POST.getlist(name)
        if not name.startswith(_GIVEN) and name != "csrfmiddlewaretoken"
    ]
    user = request.user
    assert isinstance(user, User)
    context = {
        "kept": kept if interrupted == "POST" else [],
        "interrupted": "POST" if interrupted == "POST" else "GET",
        "files": bool(request.FILES) or request.POST.get("proof_files") == "1",
        "ways": proving.ways_of(user),
        "problem": problem,
        "address": request.get_full_path(),
    }
    answer = render(request, "account/proof.html", context, status=422 if problem else 403)
    answer["Cache-Control"] = "no-store"
    return answer


def take_proof(request: HttpRequest) -> HttpResponseBase | None:
    """Judge the proof that was sent, if one was. None: go on with the request, which now is the act alone.

    After a right one the session gets a new key (a stolen older one does not become a proved one).
    """
    if request.method != "POST" or FOR not in request.POST:
        return None
    actor, user = _actor(request), request.user
    assert isinstance(user, User)
    given = {
        name.removeprefix(_GIVEN): value
        for name, value in request.POST.items()
        if name.startswith(_GIVEN) and isinstance(value, str)
    }
    judged = proving.judge(user, given, now=actor.now)
    if not judged.right:
        _tell(actor, "proof_refused")
        return ask(request, _waiting(judged.wait) if judged.wait else _("That was not right. Try once more."))
    request.session.cycle_key()
    proving.remember(request.session, actor.now)
    _tell(actor, "proved")
    if request.POST[FOR] != "POST":
        return redirect(request.get_full_path())
    _without_proof(request)
    request.actor = replace(actor, proved_at=actor.now)  # type: ignore[attr-defined]
    return None


def _without_proof(request: HttpRequest) -> None:
    act = QueryDict(mutable=True)
    for name in request.POST:
        if not name.startswith(_GIVEN):
            act.setlist(name, request.POST.getlist(name))
    act._mutable = False
    request.POST = act  # type: ignore[assignment]


def _waiting(wait: timedelta) -> str:
    seconds = max(1, round(wait.total_seconds()))
    if seconds < 90:
        return ngettext(
            "There were many tries. Wait %(count)d second, then try once more.",
            "There were many tries. Wait %(count)d seconds, then try once more.",
            seconds,
        ) % {"count": seconds}
    minutes = round(seconds / 60)
    return ngettext(
        "There were many tries. Wait %(count)d minute, then try once more.",
        "There were many tries. Wait %(count)d minutes, then try once more.",
        minutes,
    ) % {"count": minutes}


def _actor(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def _tell(actor: Actor, action: str) -> None:
    record_event(agency_id=actor.agency_id, user_id=actor.user_id, now=actor.now, action=action, detail={})
