"""The partner's page: what a person shares with them today, and nothing else of anybody."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from alongside.consents.operations.telling import note_look
from alongside.consents.part2 import notices_for
from alongside.consents.queries import recipient_of, shared_with
from alongside.organisation.queries import profile_of
from alongside.web.consents.addressees import of_recipient
from alongside.web.consents.shared import shared_parts, shared_row
from alongside.web.looks import look, show_people
from alongside.web.pages import page
from alongside.web.viewer import viewer_of


@page("partner.shared")
def shared(request: HttpRequest) -> HttpResponse:
    """The people who share something with the partner's organisation today."""
    viewer = viewer_of(request)
    profile = profile_of(viewer.agency_id)
    found = shared_with(viewer, profile)
    show_people(request, "shared", [one.person.pk for one in found])
    rows = [shared_row(one, profile, viewer.today) for one in found]
    return render(request, "consents/shared.html", {"rows": rows, "recipient": recipient_of(viewer)})


@page("partner.shared")
def shared_person(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """What one person shares, by what it is for. Each opening stands in the ledger of that person."""
    viewer = viewer_of(request)
    profile = profile_of(viewer.agency_id)
    found = shared_with(viewer, profile, person_id)
    recipient = recipient_of(viewer)
    if not found or recipient is None:
        raise Http404
    person = found[0].person
    look(request, person)
    for one in found:
        note_look(
            by=viewer,
            person=person,
            to=of_recipient(recipient),
            purpose=one.purpose,
            categories=one.categories,
            what=gettext("What is shared, on the partner’s page"),
        )
    told = frozenset().union(*(one.categories for one in found))
    context = {
        "name": next((one.name for one in found if "identity" in one.categories), found[0].name),
        "parts": shared_parts(viewer, person, told, profile),
        "rows": [shared_row(one, profile, viewer.today) for one in found],
        "notices": notices_for(person, told, profile=profile),
    }
    return render(request, "consents/shared_person.html", context)
