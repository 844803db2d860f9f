"""Finding a service."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Prefetch, Q, QuerySet

from alongside.access.actor import Actor
from alongside.services.models import Acquaintance, Service

MOST = 100
"""Services on one page; beyond, one looks more closely."""
SOUGHT = ("name", "description", "requires", "languages", "city", "provider__name")


def services_for(
    viewer: Actor,
    *,
    text: str = "",
    kind: str = "",
    language: str = "",
    check_after_days: int | None = None,
    closed: bool = False,
) -> QuerySet[Service]:
    """The viewer's agency's services by name.

    Args:
        text: every word of it stands in the name, the description, what it requires, its languages, town or provider.
        check_after_days: only what must be checked, with the days for which a check is good.
        closed: those that take nobody any more, instead of the others.
    """
    found = Service.objects.filter(agency_id=viewer.agency_id, open=not closed)
    for word in text.split()[:8]:
        found = found.filter(_anywhere(word))
    if kind:
        found = found.filter(kind=kind)
    if language:
        found = found.filter(languages__icontains=language)
    if check_after_days is not None:
        last = viewer.today - timedelta(days=check_after_days)
        found = found.filter(Q(verified_on__isnull=True) | Q(verified_on__lte=last))
    known = Acquaintance.objects.select_related("worker").order_by("worker__name", "pk")
    return (
        found.select_related("provider")
        .prefetch_related(Prefetch("acquaintances", known))
        .order_by("name", "pk")
    )


def _anywhere(word: str) -> Q:
    either = Q()
    for field in SOUGHT:
        either |= Q(**{f"{field}__icontains": word})
    return either
