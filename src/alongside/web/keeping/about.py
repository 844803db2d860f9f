"""Whom these pages are about, for those who answer: the privacy officer too, who reaches nobody's page."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest

from alongside.access.policy import may
from alongside.people.models import Person
from alongside.web.looks import look
from alongside.web.viewer import viewer_of


def person_for(request: HttpRequest, person_id: UUID, policy: str) -> tuple[Person, str]:
    """The person, and their name as far as the viewer may see it anyway. The look is written to the trail.

    Raises:
        Http404: there is no such person in the agency, or the viewer may not do this.
    """
    actor = viewer_of(request)
    found = Person._base_manager.filter(pk=person_id, agency_id=actor.agency_id).first()
    if found is None or not may(actor, policy, found):
        raise Http404
    request.opened = found  # type: ignore[attr-defined]
    if request.method == "GET":
        look(request, found)
    seen = Person.objects.visible_to(actor).filter(pk=found.pk).exists()
    return found, found.full_name if seen else ""
