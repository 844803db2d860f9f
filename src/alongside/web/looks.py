"""Who looked: one function for each way in which a page shows people, and for being told that there is nothing.

A page about one person goes through `gate` (web/pages.py), which calls `look`. A page on which several people stand
calls `show_people` or `show_found` with them, and a file that leaves the house `hand_out`. Each writes to the trail
before anything is shown; when it cannot, `TrailUnwritten` ends the request and nothing is. `tests/architecture`
holds every route to one of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from alongside.access.purposes import purpose_by_role, purpose_of
from alongside.audit.purposes import Purpose
from alongside.audit.trail import record_denied, record_event, record_read
from alongside.kernel.encryption import encrypt
from alongside.kernel.models import PersonalRecord
from alongside.web.viewer import viewer_of
from alongside.web.whom import whom

MOST_NAMED = 500
"""So many people of one list are named by their ids; of more, the rest is a number."""
CRITERION = "audit.criterion"
LONGEST = 200
SHOWN = {200, 206, 400, 409, 422}
"""Answers that hold a page. The others (303, 204, 304, 404 …) hold nothing of anybody."""


def look(request: HttpRequest, record: Any, *, action: str = "read") -> None:
    """Write that the page is about to show `record`, and why this viewer may see it. Once a request and record."""
    written: set[tuple[str, Any]] = request.__dict__.setdefault("looks_written", set())
    if (action, record.pk) in written:
        return
    viewer = viewer_of(request)
    record_read(
        viewer=viewer,
        page=page_name(request),
        record=record,
        purpose=purpose_of(viewer, record),
        action=action,
    )
    written.add((action, record.pk))


def look_at_answer(request: HttpRequest, response: HttpResponseBase) -> None:
    """Write the look at a form that came back to its writer: it shows the person as the first opening did."""
    opened = getattr(request, "opened", None)
    if opened is not None and response.status_code in SHOWN:
        look(request, opened)


def show_people(
    request: HttpRequest,
    show: str,
    *shown: Any,
    action: str = "list",
    purpose: Purpose | None = None,
    **detail: Any,
) -> None:
    """Write that a list is about to show these people.

    Args:
        show: which list; its stable name.
        shown: what is shown: records, or the values the queries gave; whoever stands in them is named by id.
        purpose: where the page is for one thing only; else the viewer's role says it.
        detail: what else the list was asked for: ids, codes and numbers, never words.
    """
    viewer = viewer_of(request)
    record_event(
        agency_id=viewer.agency_id,
        user_id=viewer.user_id,
        now=viewer.now,
        action=action,
        operation=page_name(request) or show,
        purpose=purpose_by_role(viewer) if purpose is None else purpose,
        detail={"show": show, **named(whom(*shown)), **detail},
    )


def show_found(request: HttpRequest, text: str, *shown: Any) -> None:
    """Write that somebody searched, for what, and whom it is about to show. What was typed is kept encrypted."""
    show_people(request, "search", *shown, action="search", criterion=hidden(text))


def hand_out(request: HttpRequest, show: str, *shown: Any, **detail: Any) -> None:
    """Write that a file about these people is about to leave the house."""
    show_people(request, show, *shown, action="export", **detail)


def deny(request: HttpRequest) -> None:
    """Write that the viewer asked for something and is about to be told there is nothing here.

    The id that was asked for is taken from the address, whether it is anybody's or not; whom it is about is added
    where the page had found out.
    """
    viewer = viewer_of(request)
    label, record_id, person_id = getattr(request, "refused", ("", None, None))
    if record_id is None:
        kwargs = request.resolver_match.kwargs if request.resolver_match else {}
        record_id = next((value for value in kwargs.values() if isinstance(value, UUID)), None)
    record_denied(
        viewer=viewer, page=page_name(request), label=label, record_id=record_id, person_id=person_id
    )


def refuse(request: HttpRequest, model: type[PersonalRecord], record_id: UUID, record: Any = None) -> None:
    """Remember what is refused, for `deny`. The database is asked the same whether there is such a record or not."""
    viewer = viewer_of(request)
    path = "" if model.scope_path == "pk" else f"{model.scope_path}__"
    person, agency = (
        ("pk", "agency_id")
        if model.scope_kind == "person"
        else ("person_id", "agency_id" if model.scope_kind == "referral" else "team__agency_id")
    )
    about = (
        model._base_manager.filter(pk=record_id, **{f"{path}{agency}": viewer.agency_id})
        .values_list(f"{path}{person}", flat=True)
        .first()
    )
    request.refused = (model._meta.label_lower, record_id, about)  # type: ignore[attr-defined]


def named(people: Iterable[UUID]) -> dict[str, Any]:
    """How many people, and the ids of the first of them, as the trail keeps it."""
    ids = list(people)
    return {"found": len(ids), "people": [str(one) for one in ids[:MOST_NAMED]]}


def hidden(text: str) -> str:
    """What somebody typed, for the trail: encrypted, and no longer than a name and a number."""
    return encrypt(text.encode(errors="replace").decode()[:LONGEST], context=CRITERION)


def page_name(request: HttpRequest) -> str:
    """The name of the page, as routes are named."""
    return (request.resolver_match.view_name or "") if request.resolver_match else ""
