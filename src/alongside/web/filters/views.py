"""Keeping a filter, and one's filters together on a page."""

from __future__ import annotations

from contextlib import suppress
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.access.policy import may
from alongside.attention.filters import filters_for, keep_filter, remove_filter
from alongside.attention.rules.filters import KEPT
from alongside.kernel.errors import DomainError
from alongside.web.drafts import posted_key
from alongside.web.filters.chips import PLACES, address_of
from alongside.web.forms import after
from alongside.web.pages import SIGNED_IN, page
from alongside.web.viewer import viewer_of


@page("filter.keep")
def filters(request: HttpRequest) -> HttpResponse:
    """One's own filters, and those a team shares."""
    viewer = viewer_of(request)
    rows = [
        {
            "saved": one,
            "list": PLACES[one.place],
            "url": address_of(one.place, one.asked),
            "own": one.worker_id == viewer.worker_id,
        }
        for one in filters_for(viewer)
    ]
    return render(request, "filters/filters.html", {"rows": rows})


@page("filter.keep")
@require_POST
def filter_keep(request: HttpRequest) -> HttpResponse:
    """Keep what is chosen on a list under a name, and go back to it. What cannot be kept is said there, with why."""
    place = request.POST.get("place", "")
    if place not in KEPT:
        raise Http404
    asked = {name: request.POST[name] for name in (*KEPT[place], "goal") if name in request.POST}
    back = request.POST.get("here", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        back = "filters"
    team_id = None
    with suppress(ValueError):
        team_id = UUID(request.POST.get("shared_with", ""))
    try:
        saved = keep_filter(
            by=viewer_of(request),
            place=place,
            name=request.POST.get("name", ""),
            asked=asked,
            team_id=team_id,
            key=posted_key(request),
        )
    except DomainError as error:
        messages.warning(request, error.text)
        return after(request, back)
    return after(request, back, said=_("“%(name)s” is kept.") % {"name": saved.name})


@page("filter.remove")
@require_POST
def filter_remove(request: HttpRequest, filter_id: UUID) -> HttpResponse:
    """Take a filter away."""
    viewer = viewer_of(request)
    saved = filters_for(viewer).filter(pk=filter_id).first()
    if saved is None or not may(viewer, "filter.remove", saved):
        raise Http404
    remove_filter(by=viewer, saved=saved)
    return after(request, "filters", said=_("Removed."))


@page(SIGNED_IN)
def my_settings(request: HttpRequest) -> HttpResponse:
    """What each sets for themselves, in one place."""
    viewer = viewer_of(request)
    context = {
        "has_filters": viewer.worker_id is not None,
        "may_template": may(viewer, "note_template.write"),
    }
    return render(request, "filters/my_settings.html", context)
