"""Drawing the network with the person: where everybody stands now, kept as it was on that day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db.models import Q

from alongside.access.actor import Actor
from alongside.kernel.operations import operation
from alongside.network import errors, rules
from alongside.network.models import MapTie, NetworkMap, NetworkMember
from alongside.people.models import Person


@operation("network.draw", on="person")
def draw_map(
    *,
    by: Actor,
    person: Person,
    rings: Mapping[UUID, str],
    drawn_on: date,
    words: str = "",
    key: UUID | None = None,
) -> NetworkMap:
    """Keep where the person places everybody around them, and remember the map of that day.

    Args:
        rings: the ring of everybody who was asked about; empty for who has no place.
        words: what the person said while drawing.

    Raises:
        NobodyPlaced, DrawnInTheFuture, DrawnBefore: see `rules.check_map`.
        NotAround: somebody of `rings` is not around the person today.
    """
    last = NetworkMap.objects.filter(person=person).standing().order_by("-drawn_on").first()
    rules.check_map(
        placed=sum(bool(ring) for ring in rings.values()),
        drawn_on=drawn_on,
        last_on=last.drawn_on if last else None,
        today=by.today,
    )
    around = NetworkMember.objects.filter(person=person).standing()
    around = around.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=by.today))
    known = {one.pk: one for one in around}
    if not known.keys() >= rings.keys():
        raise errors.NotAround
    drawn = NetworkMap(person=person, drawn_on=drawn_on, words=words.strip(), worker_id=by.worker_id)
    drawn.save()
    for pk, ring in rings.items():
        if known[pk].closeness != ring:
            known[pk].closeness = ring
            known[pk].save()
        if ring:
            MapTie(map=drawn, member=known[pk], closeness=ring).save()
    return drawn
