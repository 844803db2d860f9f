"""The trail, and the check that nothing in it was changed or taken out."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext, pgettext_lazy
from django.views.decorators.http import require_POST

from alongside.access.actor import Actor
from alongside.audit.queries import Line, length, trail_page
from alongside.audit.trail import TrailUnwritten, record_event, verify
from alongside.organisation.models import Worker
from alongside.people.signposts import signposts_of
from alongside.web.pages import page
from alongside.web.trail.forms import SoughtForm
from alongside.web.trail.words import purpose_in_words
from alongside.web.viewer import viewer_of

ACTIONS: dict[str, str | Promise] = {
    "write": pgettext_lazy("in the trail", "wrote"),
    "read": pgettext_lazy("in the trail", "looked"),
    "print": pgettext_lazy("in the trail", "put on paper"),
    "list": pgettext_lazy("in the trail", "looked at a list"),
    "search": pgettext_lazy("in the trail", "searched"),
    "export": pgettext_lazy("in the trail", "took out as a file"),
    "denied": pgettext_lazy("in the trail", "was told there is nothing here"),
    "sign_in_failed": pgettext_lazy("in the trail", "could not sign in"),
    "break": pgettext_lazy("in the trail", "went on after a break"),
    "signed_in": pgettext_lazy("in the trail", "signed in"),
    "signed_out": pgettext_lazy("in the trail", "signed out"),
    "proved": pgettext_lazy("in the trail", "showed that it is them"),
    "locked": pgettext_lazy("in the trail", "locked the page"),
    "unlocked": pgettext_lazy("in the trail", "opened the locked page"),
    "token_made": pgettext_lazy("in the trail", "made an access token"),
    "token_ended": pgettext_lazy("in the trail", "ended an access token"),
    "token_used": pgettext_lazy("in the trail", "came through a program"),
    "factor_added": pgettext_lazy("in the trail", "set up a second factor"),
    "factor_removed": pgettext_lazy("in the trail", "took a second factor away"),
    "codes_renewed": pgettext_lazy("in the trail", "made new recovery codes"),
    "password_changed": pgettext_lazy("in the trail", "chose a new password"),
    "proof_refused": pgettext_lazy("in the trail", "could not show that it is them"),
    "trail": pgettext_lazy("in the trail", "looked at the trail"),
    "trail_check": pgettext_lazy("in the trail", "checked the trail"),
}


@dataclass(frozen=True)
class Row:
    """One line. `person` is the end of the person's number, enough to tell two apart; `person_url` their lines."""

    place: int
    at: datetime
    who: str
    action: str | Promise
    operation: str
    person: str
    person_url: str
    detail: str


@page("trail.read")
def trail(request: HttpRequest) -> HttpResponse:
    """Who did what and who looked, latest first."""
    return _show(request)


@page("trail.read")
@require_POST
def check(request: HttpRequest) -> HttpResponse:
    """Walk the whole chain of the agency and say whether it holds."""
    actor = viewer_of(request)
    broken = verify(actor.agency_id)
    lines = length(actor.agency_id)
    if broken is None:
        said = ngettext(
            "The chain holds: %(count)d line, none changed and none missing.",
            "The chain holds: %(count)d lines, none changed and none missing.",
            lines,
        ) % {"count": lines}
    else:
        said = gettext(
            "The chain does not hold from line %(place)d on: something was changed or taken out outside the "
            "program. Keep a copy of the database as it is, and call whoever runs the machine."
        ) % {"place": broken.place}
    # A line that was put in at the end keeps the trail from growing; saying so matters more than adding to it.
    with suppress(TrailUnwritten), transaction.atomic():
        _mark(actor, "trail_check", {"holds": broken is None})
    return _show(request, said=said, holds=broken is None)


def _show(request: HttpRequest, *, said: str = "", holds: bool = True) -> HttpResponse:
    actor = viewer_of(request)
    workers = Worker.objects.filter(agency_id=actor.agency_id, user__isnull=False).order_by("name")
    names: dict[UUID, str] = dict(workers.values_list("user_id", "name"))
    form = SoughtForm(request.GET or None, names=names)
    sought = form.sought()
    if sought.person_id is not None:
        sought = replace(sought, also_about=frozenset(signposts_of([sought.person_id])))
    before = request.GET.get("before", "")
    found = trail_page(
        actor.agency_id, sought, before=int(before) if before.isdecimal() and len(before) < 19 else None
    )
    if not said:
        _mark(actor, "trail", {"person": str(sought.person_id or ""), "lines": len(found.lines)})
    earlier = request.GET.copy()
    earlier["before"] = str(found.earlier or "")
    return render(
        request,
        "trail/trail.html",
        {
            "form": form,
            "rows": [_row(line, names) for line in found.lines],
            "earlier_url": f"{reverse('trail')}?{earlier.urlencode()}" if found.earlier else "",
            "said": said,
            "holds": holds,
        },
    )


def _row(line: Line, names: dict[UUID, str]) -> Row:
    person = str(line.person_id or line.record_id or "")
    return Row(
        place=line.place,
        at=line.at,
        who=names.get(line.user_id, gettext("Someone no longer here"))
        if line.user_id
        else gettext("The program itself"),
        action=ACTIONS.get(line.action, line.action),
        operation=line.operation if line.operation != line.action else "",
        person=person[-8:],
        person_url=f"{reverse('trail')}?person={line.person_id}" if line.person_id else "",
        detail=_detail(line),
    )


def _detail(line: Line) -> str:
    """What was touched, by kind and number, or how many people a search showed."""
    if line.found is not None:
        found = ngettext("%(count)d person", "%(count)d people", line.found) % {"count": line.found}
        return " · ".join(filter(None, [purpose_in_words(line.purpose), found]))
    why = [purpose_in_words(line.purpose)] if line.purpose else []
    return " · ".join(
        [*why, *line.included, *(f"{label} {verb} {count}" for label, verb, count in line.records)]
    )


def _mark(actor: Actor, action: str, detail: dict[str, object]) -> None:
    record_event(
        agency_id=actor.agency_id, user_id=actor.user_id, now=actor.now, action=action, detail=detail
    )
