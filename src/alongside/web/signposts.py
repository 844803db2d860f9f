"""A page of a record that was made one with another leads to the record that is kept."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils.translation import gettext as _

from alongside.people.models import Person
from alongside.people.signposts import kept_of
from alongside.web.unsent import keep_under
from alongside.web.viewer import viewer_of


class LeadsTo(Exception):
    """The record is a signpost to this person, whom the viewer may see."""

    def __init__(self, kept_id: UUID) -> None:
        self.kept_id = kept_id
        super().__init__(str(kept_id))


def follow_signpost(request: HttpRequest, person_id: UUID) -> None:
    """Go on to the kept record when there is one that this viewer may see; else nothing is told.

    Raises:
        LeadsTo: there is.
    """
    kept_id = kept_of(person_id)
    viewer = viewer_of(request)
    if kept_id is not None and Person.objects.visible_to(viewer).filter(pk=kept_id).exists():
        raise LeadsTo(kept_id)


def lead_on(request: HttpRequest, kept_id: UUID) -> HttpResponse:
    """The same page about the kept record. What was written in a form with a draft is in the form again."""
    match = request.resolver_match
    if match is None or "person_id" not in match.kwargs:
        return redirect("person", kept_id)
    if request.method == "POST":
        kept = keep_under(request, kept_id)
        said = (
            _("Two records of this person became one meanwhile. Your text is here, send it once more.")
            if kept
            else _(
                "Two records of this person became one meanwhile. Nothing was changed; look, then do it again."
            )
        )
        messages.warning(request, said)
    else:
        messages.info(request, _("There were two records of this person. This is the one that is kept."))
    return redirect(resolve_url(match.view_name, **{**match.kwargs, "person_id": kept_id}))
