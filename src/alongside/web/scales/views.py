"""The scales of the house: found, read, and where each team stands."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language, gettext

from alongside.access.actor import Actor, Role
from alongside.access.policy import may
from alongside.organisation.models import Team
from alongside.organisation.queries import profile_of
from alongside.scales.models import Scale, ScaleEdition, TeamRating
from alongside.scales.queries import items_of, ratings_of, scales_of
from alongside.web.pages import page
from alongside.web.scales import shown
from alongside.web.viewer import viewer_of


@dataclass(frozen=True)
class ScaleRow:
    """A scale as it stands in a list. `current` is the edition in use, `written` the one that is being written."""

    scale: Scale
    current: ScaleEdition | None
    written: ScaleEdition | None

    @property
    def name(self) -> str:
        """What it is called: as in use, else as it is being written."""
        edition = self.current or self.written
        return edition.name if edition else ""


@dataclass(frozen=True)
class Stands:
    """A team by one scale: what was begun, and what was signed last."""

    row: ScaleRow
    begun: TeamRating | None
    last: TeamRating | None
    may_begin: bool


@page("scale.read")
def scales(request: HttpRequest) -> HttpResponse:
    """Each team of the viewer with its ratings; below, the scales they may write and examples to begin with."""
    viewer = viewer_of(request)
    rows = [row_of(scale) for scale in scales_of(viewer)]
    rows.sort(key=lambda row: row.name.casefold())
    teams = Team.objects.filter(pk__in=viewer.team_ids | viewer.lead_team_ids).order_by("name")
    language = get_language() or "en"
    may_write = bool(viewer.lead_team_ids) or viewer.has(Role.ADMINISTRATOR)
    context = {
        "teams": [(team, _stands(viewer, team, rows)) for team in teams],
        "written": [row for row in rows if may(viewer, "scale.change", row.scale)],
        "may_write": may_write,
        "examples": [
            (one.key, one.label.in_(language), one.purpose.in_(language), len(one.items))
            for one in profile_of(viewer.agency_id).example_scales
        ]
        if may_write
        else [],
    }
    return render(request, "scales/scales.html", context)


@page("scale.read")
def scale(request: HttpRequest, scale_id: UUID) -> HttpResponse:
    """A scale as it is in use, and its other versions."""
    viewer = viewer_of(request)
    row = row_of(scale_for(viewer, scale_id))
    if row.current is None and not may(viewer, "scale.change", row.scale):
        raise Http404
    return _shown(request, row, row.current or row.written)


@page("scale.read")
def edition(request: HttpRequest, edition_id: UUID) -> HttpResponse:
    """A version of a scale: as it is being written, or as it was."""
    viewer = viewer_of(request)
    found = edition_for(viewer, edition_id)
    row = row_of(scale_for(viewer, found.scale_id))
    if found.in_use_since is None and not may(viewer, "scale.change", row.scale):
        raise Http404
    return _shown(request, row, found)


def _shown(request: HttpRequest, row: ScaleRow, found: ScaleEdition | None) -> HttpResponse:
    if found is None:
        raise Http404
    viewer = viewer_of(request)
    context = {
        "row": row,
        "edition": found,
        "items": shown.items(items_of(found)),
        "others": [one for one in row.scale.editions.all() if one.in_use_since and one.pk != found.pk],
        "being_written": found.in_use_since is None,
        "may_change": may(viewer, "scale.change", row.scale),
        "whose": row.scale.team.name if row.scale.team else gettext("For every team"),
        "may_begin_own": bool(viewer.lead_team_ids) or viewer.has(Role.ADMINISTRATOR),
    }
    return render(request, "scales/scale.html", context)


def row_of(found: Scale) -> ScaleRow:
    """A scale, with the edition in use and the one being written. Without a query when its editions were fetched."""
    editions = list(found.editions.all())
    return ScaleRow(
        found,
        next((one for one in editions if one.in_use_since is not None), None),
        next((one for one in editions if one.in_use_since is None), None),
    )


def scale_for(viewer: Actor, scale_id: UUID) -> Scale:
    """A scale the viewer may read.

    Raises:
        Http404: there is none, or it is another team's: the same answer.
    """
    return get_object_or_404(scales_of(viewer), pk=scale_id)


def edition_for(viewer: Actor, edition_id: UUID) -> ScaleEdition:
    """An edition of a scale the viewer may read.

    Raises:
        Http404: there is none, or it is another team's: the same answer.
    """
    readable = scales_of(viewer).values("pk")
    rows = ScaleEdition.objects.select_related("scale__team")
    return get_object_or_404(rows, pk=edition_id, scale_id__in=readable)


def _stands(viewer: Actor, team: Team, rows: list[ScaleRow]) -> list[Stands]:
    """How a team stands by each scale it may use, or was rated by."""
    ratings = ratings_of(viewer, team)
    leads = may(viewer, "rating.begin", team)
    found = []
    for row in rows:
        theirs = [one for one in ratings if one.edition.scale_id == row.scale.pk]
        usable = row.current is not None and row.scale.team_id in (None, team.pk)
        if not theirs and not (usable and row.scale.retired_on is None):
            continue
        begun = next((one for one in theirs if one.signed_on is None), None)
        last = next((one for one in theirs if one.signed_on is not None), None)
        may_begin = leads and usable and begun is None and row.scale.retired_on is None
        found.append(Stands(row, begun, last, may_begin))
    return found
