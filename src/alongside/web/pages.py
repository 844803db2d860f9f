"""Pages: every view declares its policy, and obtains a record only through the gate."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar
from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from alongside.access.actor import Actor
from alongside.access.policy import may, policy_of, tied
from alongside.access.proof import ProofNeeded
from alongside.kernel.errors import NotAllowed
from alongside.kernel.models import PersonalRecord
from alongside.people.models import Person
from alongside.web.account.proof import ask, proof_before, take_proof
from alongside.web.looks import deny, look, look_at_answer, refuse
from alongside.web.signposts import follow_signpost
from alongside.web.unsent import keep_unsent

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


def page(policy: str, *, step_up: bool = False) -> Callable[[View], View]:
    """Declare the policy of a view.

    Args:
        policy: the name of a policy, `PUBLIC`, or `SIGNED_IN`.
        step_up: ask for a fresh proof of who it is before the page is shown and before it is sent.

    A viewer without one of the roles a role policy asks for gets "not found". Relations to a record are
    checked by `gate`.
    """

    def declare(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if policy == PUBLIC:
                return view(request, *args, **kwargs)
            actor: Actor | None = request.actor  # type: ignore[attr-defined]
            if actor is None:
                return _shut(request)
            try:
                if policy != SIGNED_IN:
                    _require_a_role(actor, policy)
                response = take_proof(request) or (proof_before(request) if step_up else None)
                if response is None:
                    try:
                        response = view(request, *args, **kwargs)
                    except ProofNeeded:
                        response = ask(request)
            except (Http404, NotAllowed):
                deny(request)
                raise
            look_at_answer(request, response)
            response.setdefault("Cache-Control", "no-store")
            return response

        guarded.policy = policy  # type: ignore[attr-defined]
        return guarded

    return declare


def _shut(request: HttpRequest) -> HttpResponse:
    """The answer when nobody who works here is signed in; what was typed is kept."""
    if request.headers.get("HX-Request") or request.headers.get("X-Draft"):
        return HttpResponse(status=401)
    if request.user.is_authenticated:
        return render(request, "account/no_work.html", status=403)
    if request.method == "POST":
        keep_unsent(request)
    return redirect_to_login(request.get_full_path())


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
    actor: Actor = request.actor  # type: ignore[attr-defined]
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
