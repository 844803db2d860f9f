"""Where the one who asked goes on when a colleague has said yes, and what a request is about in words."""

from __future__ import annotations

from django.urls import reverse

from alongside.access.actor import Actor
from alongside.approvals.models import Approval
from alongside.people.models import Person

GO_ON: dict[str, tuple[str, str]] = {
    "record.destroy": ("keeping", "subject_id"),
    "log.names": ("access_request", "subject_id"),
}
"""By kind: the route of the page on which the act is carried out, and which of the request's ids it takes."""


def way_on(approval: Approval) -> str:
    """The address of the page on which the act is carried out; empty when the kind names none."""
    if approval.kind not in GO_ON:
        return ""
    route, takes = GO_ON[approval.kind]
    return reverse(route, args=[getattr(approval, takes)] if takes else [])


def about_whom(viewer: Actor, found: list[Approval]) -> dict[object, str]:
    """The names of those the requests are about, as far as the viewer may see them anyway. At most one query."""
    ids = {one.person_id for one in found if one.person_id}
    if not ids:
        return {}
    seen = Person.objects.visible_to(viewer).filter(pk__in=ids)
    return {person.pk: person.full_name for person in seen}
