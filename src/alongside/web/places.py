"""Coming back to where one was: from a form to the list it was opened from, and to a list as one left it.

A form remembers the page that led to it (the browser says which, `back` carries it along) and leads back there, to the
very line. A list remembers which part of it was looked at, in the session; what was searched for is not kept. Scroll
and focus on going back are the browser's, helped by `frontend/ts/place.ts`. Nothing of it is written to the browser's
own storage.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from urllib.parse import urlsplit
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, resolve, reverse
from django.utils.functional import Promise
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from alongside.web.forms import after

BACK = "back"
"""The name of the field that carries the address."""
PLACES = frozenset({"calendar", "lately", "people", "person", "search", "story", "team", "today"})
"""Pages one comes back to. A form is none: it has been sent."""


def way_back(request: HttpRequest) -> str:
    """The address of the place this page was opened from; empty when it is none of ours, or no place to return to.

    Forms of the page carry it along (`<c-form>` reads `request.way_back`).
    """
    carried = request.POST.get(BACK) or request.GET.get(BACK)
    found = _place(request, carried or request.headers.get("Referer", ""))
    request.way_back = found  # type: ignore[attr-defined]
    return found


def back_to(request: HttpRequest, person_id: UUID, *, said: str | Promise, line: str = "") -> HttpResponse:
    """Go back to where one was, to the line of that person; to the person when nobody knows where that is.

    Args:
        line: the line to go to in the story of this person.
    """
    address = way_back(request) or reverse("person", args=[person_id])
    name = resolve(urlsplit(address).path).url_name or ""
    fragment = {"person": "", "calendar": "", "story": line}.get(name, f"person-{person_id}")
    return after(request, address, said=said, fragment=fragment)


def as_left(
    request: HttpRequest, route: str, names: Collection[str], fits: Callable[[str, str], bool]
) -> HttpResponse | None:
    """Bring somebody who comes to a list anew to the part they looked at last; None when they are there.

    Args:
        names: the parameters that say which part; asking for one of them is remembered.
        fits: whether a remembered value still is one.
    """
    key = f"left.{route}"
    left: dict[str, str] = request.session.get(key, {})
    asked = {name: request.GET[name] for name in names if name in request.GET}
    if asked:
        if asked != left and all(fits(*one) for one in asked.items()):
            request.session[key] = asked
        return None
    left = {name: value for name, value in left.items() if name in names and fits(name, value)}
    return redirect(f"{reverse(route)}?{urlencode(left)}") if left and not request.GET else None


def _place(request: HttpRequest, address: str) -> str:
    if not url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure()):
        return ""
    parts = urlsplit(address)
    try:
        known = resolve(parts.path).url_name in PLACES
    except Resolver404:
        return ""
    query = f"?{parts.query}" if parts.query else ""
    return f"{parts.path}{query}" if known else ""
