"""Ways of looking at a list, kept under a name."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.db.models import Q, QuerySet

from alongside.access.actor import Actor, Role
from alongside.attention.errors import FilterNameTaken, NameInFilter
from alongside.attention.models import SavedFilter
from alongside.attention.rules import filters as rules
from alongside.kernel.errors import NotAllowed
from alongside.kernel.operations import operation
from alongside.people.queries import search
from alongside.people.rules.names import fold


@operation("filter.keep")
def keep_filter(
    *,
    by: Actor,
    place: str,
    name: str,
    asked: Mapping[str, str],
    team_id: UUID | None = None,
    key: UUID | None = None,
) -> SavedFilter:
    """Keep what the address of a list asks for, under a name.

    Args:
        place: the list (`rules.filters.KEPT`).
        team_id: the team it is shared with; one of the owner's own.

    Raises:
        NothingChosen, FilterUnnamed, NumberInFilter, NameInFilter, AboutOnePerson
        FilterNameTaken: they have one of that name for this list.
        NotAllowed: the team is not theirs.
    """
    if by.worker_id is None:
        raise NotAllowed
    name, kept = rules.filter_name(name), rules.what_is_kept(place, asked)
    _require_nobody_named(by, kept.get(rules.SEARCH, ""))
    if team_id is not None and Role.SYSTEM not in by.roles and team_id not in by.team_ids | by.lead_team_ids:
        raise NotAllowed
    if SavedFilter.objects.filter(worker_id=by.worker_id, place=place, name=name).exists():
        raise FilterNameTaken(field="name")
    saved = SavedFilter(
        agency_id=by.agency_id, worker_id=by.worker_id, team_id=team_id, place=place, name=name, asked=kept
    )
    saved.save()
    return saved


@operation("filter.remove", on="saved")
def remove_filter(*, by: Actor, saved: SavedFilter) -> None:
    """Take a filter away, for those it was shared with too."""
    SavedFilter.objects.filter(pk=saved.pk).delete()


def filters_for(viewer: Actor, place: str | None = None) -> QuerySet[SavedFilter]:
    """The viewer's filters and those shared with their teams, for one list or for all, by name."""
    shared = Q(team_id__in=viewer.team_ids | viewer.lead_team_ids)
    found = SavedFilter.objects.filter(shared | Q(worker_id=viewer.worker_id), agency_id=viewer.agency_id)
    if place is not None:
        found = found.filter(place=place)
    return found.select_related("worker").order_by("place", "name", "pk")


def _require_nobody_named(by: Actor, words: str) -> None:
    for word in words.split():
        sought = fold(word)
        for person in search(by, word):
            if sought in fold(f"{person.full_name} {person.called_name}").split():
                raise NameInFilter(word=word)
