"""The question "Is it you?" before a sensitive act or after a pause, asked at the address of the act itself.

What was typed travels through the page in hidden fields: nothing is kept that would have to be found again, the
answer comes back to the very act, and it works without scripts. A file cannot travel so; the page says that it has to
be chosen once more.
"""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.access.actor import Actor
from alongside.access.proof import is_fresh
from alongside.accounts import proving, sessions
from alongside.accounts.identity.providers import providers
from alongside.accounts.models import Identity, User
from alongside.accounts.waiting import waiting_words
from alongside.audit.trail import record_event
from alongside.web.viewer import viewer_of

FOR = "proof_for"
"""The hidden field of the page: what it interrupted, `GET` or `POST`."""
GIVEN = "proof_"
"""Fields that begin so are the proof, and never part of the act."""


def proof_before(request: HttpRequest) -> HttpResponseBase | None:
    """The question, when the viewer has not proved themselves a moment ago; None when the act may go on."""
    return None if is_fresh(viewer_of(request)) else ask(request)


def ask(request: HttpRequest, problem: str = "") -> HttpResponse:
    """The page that asks before a sensitive act, with all that was typed in it."""
    if request.headers.get("HX-Request"):
        # A part of a page cannot ask; the whole page does.
        return HttpResponse(status=401, headers={"HX-Refresh": "true"})
    return _page(
        request, "account/proof.html", proving.ways_of(user_of(request)), problem, 422 if problem else 403
    )


def take_proof(request: HttpRequest) -> HttpResponseBase | None:
    """Judge the proof that was sent, if one was. None: go on with the request, which now is the act alone.

    After a right one the session gets a new key (a stolen older one does not become a proved one).
    """
    if request.method != "POST" or FOR not in request.POST:
        return None
    actor, user = viewer_of(request), user_of(request)
    judged = proving.judge(request, user, given_of(request), proving.ways_of(user), now=actor.now)
    if not judged.right:
        tell(actor, "proof_refused")
        return ask(request, refusal(judged))
    request.session.cycle_key()
    proving.remember(request.session, actor.now)
    tell(actor, "proved")
    return _go_on(request, replace(actor, proved_at=actor.now))


def open_again(request: HttpRequest) -> HttpResponseBase | None:
    """A page that locked itself asks before anything is shown; None when it is open again and goes on.

    `request.locked` holds the actor who left it.
    """
    actor: Actor = request.locked  # type: ignore[attr-defined]
    if request.headers.get("HX-Request") or request.headers.get("X-Draft"):
        return HttpResponse(status=401)
    user = user_of(request)
    ways = proving.ways_to_unlock(user)
    if request.method != "POST" or FOR not in request.POST:
        return _page(request, "account/locked_page.html", ways, "", 401)
    judged = unlock(request, actor, user)
    if not judged.right:
        return _page(request, "account/locked_page.html", ways, refusal(judged), 401)
    return _go_on(request, actor)


def unlock(request: HttpRequest, actor: Actor, user: User) -> proving.Judged:
    """Open a session again that was locked, when the proof that was sent is right."""
    judged = proving.judge(request, user, given_of(request), proving.ways_to_unlock(user), now=actor.now)
    if judged.right:
        sessions.unlock(request.session, actor.now)
    tell(actor, "unlocked" if judged.right else "proof_refused")
    return judged


def given_of(request: HttpRequest) -> dict[str, str]:
    """The proof that was sent, by its way."""
    return {
        name.removeprefix(GIVEN): value
        for name, value in request.POST.items()
        if name.startswith(GIVEN) and isinstance(value, str)
    }


def refusal(judged: proving.Judged) -> str:
    """What a wrong proof is answered with: the same whatever was wrong with it."""
    return waiting_words(judged.wait) if judged.wait else _("That was not right. Try once more.")


def tell(actor: Actor, action: str) -> None:
    """Write to the trail what came of it."""
    record_event(agency_id=actor.agency_id, user_id=actor.user_id, now=actor.now, action=action, detail={})


def user_of(request: HttpRequest) -> User:
    """Who is signed in."""
    assert isinstance(request.user, User)
    return request.user


def _page(request: HttpRequest, template: str, ways: proving.Ways, problem: str, status: int) -> HttpResponse:
    interrupted = request.POST.get(FOR) or request.method
    kept = [
        (name, value)
        for name in request.POST
        for value in request.POST.getlist(name)
        if not name.startswith(GIVEN) and name != "csrfmiddlewaretoken"
    ]
    context = {
        "kept": kept if interrupted == "POST" else [],
        "interrupted": "POST" if interrupted == "POST" else "GET",
        "files": bool(request.FILES) or request.POST.get("proof_files") == "1",
        "ways": ways,
        "problem": problem,
        "address": request.get_full_path(),
        "anew": [] if ways else _anew(request),
    }
    answer = render(request, template, context, status=status)
    answer["Cache-Control"] = "no-store"
    return answer


def _anew(request: HttpRequest) -> list[tuple[str, str]]:
    """Where the viewer can show once more who they are when no proof is kept here: name and address of a provider."""
    known = set(Identity.objects.filter(user=user_of(request)).values_list("provider", flat=True))
    query = urlencode({"again": "1", "next": request.get_full_path() if request.method == "GET" else "/"})
    return [
        (one.name, f"{reverse('identity', args=[one.key])}?{query}")
        for one in providers().values()
        if one.key in known
    ]


def _go_on(request: HttpRequest, actor: Actor) -> HttpResponseBase | None:
    """Back to what was interrupted: a page that was only opened is opened anew, a form is the act from here on."""
    if request.POST[FOR] != "POST":
        return redirect(request.get_full_path())
    act = QueryDict(mutable=True)
    for name in request.POST:
        if not name.startswith(GIVEN):
            act.setlist(name, request.POST.getlist(name))
    act._mutable = False
    request.POST = act  # type: ignore[assignment]
    request.actor = actor  # type: ignore[attr-defined]
    return None
