"""The filters of a list as its page shows them, and where each leads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from alongside.access.actor import Actor
from alongside.attention.filters import filters_for
from alongside.attention.models import SavedFilter
from alongside.attention.rules.filters import KEPT
from alongside.kernel import drafts
from alongside.organisation.models import Team
from alongside.web.viewer import viewer_of

PLACES: dict[str, str | Promise] = {
    "people": _("People"),
    "team": _("Team"),
    "story": _("The story of a person"),
    "intake": _("New referrals"),
    "calendar": _("Calendar"),
}


@dataclass(frozen=True)
class Chip:
    """A filter as a way to its list."""

    url: str
    name: str
    of: str
    """Who shares it; empty when it is the viewer's."""
    current: bool


def address_of(place: str, asked: Mapping[str, str], here: str = "") -> str:
    """Where a filter leads.

    Args:
        here: the list that is open; a filter of the story is for the story of whoever is open.
    """
    if place == "intake":
        try:
            return reverse("intake_column", args=[asked.get("status", "")])
        except NoReverseMatch:
            return reverse("intake")
    start = here if place == "story" else reverse(place)
    return f"{start}?{urlencode(asked)}" if start else ""


def bar(request: HttpRequest, place: str, asked: Mapping[str, str]) -> dict[str, object]:
    """What the bar over a list shows: the filters for it, and the form that keeps what is chosen now. Two queries.

    Args:
        asked: what the address asks for.
    """
    viewer = viewer_of(request)
    chosen = {name: asked[name] for name in KEPT[place] if asked.get(name)}
    found = list(filters_for(viewer, place))
    kept = chosen | ({"goal": asked["goal"]} if asked.get("goal") else {})
    may_keep = bool(kept) and viewer.worker_id is not None
    may_keep = may_keep and not any(one.asked == chosen and _own(one, viewer) for one in found)
    ids = viewer.team_ids | viewer.lead_team_ids
    return {
        "chips": [_chip(one, viewer, request.path, chosen) for one in found],
        "may_keep": may_keep,
        "kept": kept,
        "place": place,
        "teams": Team.objects.filter(pk__in=ids).order_by("name") if may_keep and ids else [],
        "key": drafts.new_key() if may_keep else None,
        "here": request.get_full_path(),
    }


def _chip(one: SavedFilter, viewer: Actor, here: str, chosen: Mapping[str, str]) -> Chip:
    of = "" if _own(one, viewer) else one.worker.name
    return Chip(address_of(one.place, one.asked, here), one.name, of, current=one.asked == chosen)


def _own(one: SavedFilter, viewer: Actor) -> bool:
    return one.worker_id == viewer.worker_id
