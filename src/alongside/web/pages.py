"""Pages: every view declares its policy, and obtains a record only through the gate."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar
from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from alongside.access.actor import Actor
from alongside.access.policy import may, policy_of, tied
from alongside.access.proof import ProofNeeded
from alongside.kernel.errors import NotAllowed
from alongside.kernel.models import PersonalRecord
from alongside.people.models import Person
from alongside.web.account.proof import ask, open_again, proof_before, take_proof
from alongside.web.looks import deny, look, look_at_answer, refuse
from alongside.web.signposts import follow_signpost
from alongside.web.unsent import keep_unsent
from alongside.web.viewer import viewer_of

View = Callable[..., HttpResponseBase]
M = TypeVar("M", bound=PersonalRecord)
PUBLIC = "public"
SIGNED_IN = "signed-in"


class May:
    """What the viewer may do with one record: `may("contact.held")`. Asked once per name.

    In a template `{% if may.contact__held %}`: two underscores stand for the dot.
    """

    do_not_call_in_templates = True

    def __init__(self, actor: Actor, record: Any) -> None:
        self.actor, self.record, self._known = actor, record, {}  # type: ignore[var-annotated]

    def __call__(self, name: str) -> bool:
        if name not in self._known:
            self._known[name] = may(self.actor, name, self.record)
        return bool(self._known[name])

    def __getitem__(self, name: str) -> bool:
        return self(name.replace("__", "."))


def page(policy: str, *, step_up: bool = False, without_factor: bool = False) -> Callable[[View], View]:
    """Declare the policy of a view.

    Args:
        policy: the name of a policy, `PUBLIC`, or `SIGNED_IN`.
        step_up: ask for a fresh proof of who it is before the page is shown and before it is sent.
        without_factor: also for somebody who has to set up a second factor before anything else.

    A viewer without one of the roles a role policy asks for gets "not found". Relations to a record are
    checked by `gate`.
    """

    def declare(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if policy == PUBLIC:
                return view(request, *args, **kwargs)
            shut = _at_the_door(request, without_factor)
            if shut is not None:
                return shut
            try:
                response = _answer(request, policy, step_up, lambda: view(request, *args, **kwargs))
            except (Http404, NotAllowed):
                deny(request)
                raise
            look_at_answer(request, response)
            response.setdefault("Cache-Control", "no-store")
            return response

        guarded.policy = policy  # type: ignore[attr-defined]
        return guarded

    return declare


def _at_the_door(request: HttpRequest, without_factor: bool) -> HttpResponseBase | None:
    """What stands before every page: nobody is signed in, the page covered itself, a second factor is missing."""
    if request.locked is not None:  # type: ignore[attr-defined]
        covered = open_again(request)
        if covered is not None:
            return covered
    if request.actor is None:  # type: ignore[attr-defined]
        return _shut(request)
    if request.session.get("factor_missing") and not without_factor:
        return _first_a_factor(request)
    return None


def _answer(
    request: HttpRequest, policy: str, step_up: bool, view: Callable[[], HttpResponseBase]
) -> HttpResponseBase:
    """The page itself, or the question for a proof that comes before it."""
    if policy != SIGNED_IN:
        _require_a_role(request.actor, policy)  # type: ignore[attr-defined]
    asked = take_proof(request) or (proof_before(request) if step_up else None)
    if asked is not None:
        return asked
    try:
        return view()
    except ProofNeeded:
        return ask(request)


def _shut(request: HttpRequest) -> HttpResponse:
    """The answer when nobody who works here is signed in; what was typed is kept."""
    if request.headers.get("HX-Request") or request.headers.get("X-Draft"):
        return HttpResponse(status=401)
    if request.user.is_authenticated:
        return render(request, "account/no_work.html", status=403)
    if request.method == "POST":
        keep_unsent(request)
    return redirect_to_login(request.get_full_path())


def _first_a_factor(request: HttpRequest) -> HttpResponse:
    """The answer to somebody who has to set up a second factor before anything else; what was typed is kept."""
    if request.headers.get("HX-Request") or request.headers.get("X-Draft"):
        return HttpResponse(status=401)
    if request.method == "POST":
        keep_unsent(request)
    return redirect("safety")


def _require_a_role(actor: Actor, policy: str) -> None:
    found = policy_of(policy)
    if found is None:
        raise LookupError(f"no policy {policy}")
    roles = found.roles_that_may()
    if roles is not None and not actor.has(*roles):
        raise Http404


def gate(
    request: HttpRequest,
    model: type[M],
    record_id: UUID,
    *,
    policy: str | None = None,
    related: tuple[str, ...] = (),
) -> tuple[M, May]:
    """The record, and what the viewer may do with it; the look is written to the trail.

    The frame finds the record in `request.opened`: the key for a note leads to the person the page is about.

    Args:
        policy: what the page is for, when seeing the record is not enough.
        related: forward relations to fetch along.

    Raises:
        Http404: there is no such record, or the viewer may not see it or not do this: the same answer.
        TrailUnwritten: the look could not be written.
        LeadsTo: it is the record of a person who has another that is kept.
    """
    actor = viewer_of(request)
    rows = model.objects.filter(pk=record_id)
    if related:
        rows = rows.select_related(*related)
    found = next(iter(tied(rows, actor)), None)
    if found is None:
        if issubclass(model, Person):
            follow_signpost(request, record_id)
        refuse(request, model, record_id)
        raise Http404
    allowed = May(actor, found)
    if policy is not None and not allowed(policy):
        refuse(request, model, record_id)
        raise Http404
    request.opened = found  # type: ignore[attr-defined]
    if request.method in ("GET", "HEAD"):
        look(request, found)
    return found, allowed
