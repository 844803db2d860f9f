"""Marking a single note as a record under 42 CFR part 2, where that is in force."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.consents.models import Part2Mark
from alongside.consents.operations.answering import mark_part2, unmark_part2
from alongside.consents.part2 import PART2, Notice, marked_part2
from alongside.contacts.models import Contact
from alongside.organisation.profile import Profile
from alongside.organisation.queries import profile_of
from alongside.web.forms import after
from alongside.web.pages import May, gate, page
from alongside.web.viewer import viewer_of

LABEL: str = Contact._meta.label_lower


def marking(contact: Contact, profile: Profile, may: May) -> dict[str, Any]:
    """What the page of a note shows of it: whether it is marked, and whether the viewer may change that."""
    if not profile.part2.in_force:
        return {}
    marked = bool(marked_part2(LABEL, [contact.pk]))
    notice: Notice | None = PART2 if marked else None
    return {"part2_notice": notice, "part2_may": may("part_two.mark")}


@page("part_two.mark")
@require_POST
def contact_part2(request: HttpRequest, contact_id: UUID) -> HttpResponse:
    """Mark a note, or take the mark off."""
    viewer = viewer_of(request)
    found, _may = gate(request, Contact, contact_id, policy="part_two.mark", related=("enrolment__person",))
    if not profile_of(viewer.agency_id).part2.in_force:
        raise Http404
    mark = (
        Part2Mark.objects.visible_to(viewer)
        .filter(label=LABEL, record_id=found.pk, taken_off_at__isnull=True)
        .first()
    )
    if mark is None:
        mark_part2(by=viewer, person=found.enrolment.person, label=LABEL, record_id=found.pk)
        return after(request, "contact", found.pk, said=_("Marked. What goes out of it carries the notice."))
    unmark_part2(by=viewer, mark=mark)
    return after(request, "contact", found.pk, said=_("The mark is off."))
