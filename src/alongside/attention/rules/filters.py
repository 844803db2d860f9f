"""What may be kept of a way of looking at a list. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping

from alongside.attention.errors import AboutOnePerson, FilterUnnamed, NothingChosen, NumberInFilter

KEPT: Mapping[str, tuple[str, ...]] = {
    "people": ("show",),
    "team": ("team",),
    "story": ("show", "q"),
    "intake": ("status",),
    "calendar": ("view", "team", "worker"),
}
"""Each list that can be kept, and what of its address: never a day, a page, or a person."""
SEARCH = "q"
LONGEST_NAME = 60
_LONG_NUMBER = re.compile(r"(?:\d[ -]?){6}")


def what_is_kept(place: str, asked: Mapping[str, str]) -> dict[str, str]:
    """What of an address is kept.

    Raises:
        NothingChosen: nothing would be.
        NumberInFilter: a number is searched for.
        AboutOnePerson: it asks for a goal.
    """
    if place == "story" and asked.get("goal"):
        raise AboutOnePerson
    kept = {name: asked[name].strip() for name in KEPT.get(place, ()) if asked.get(name, "").strip()}
    if not kept:
        raise NothingChosen
    if any(sign.isdigit() for sign in kept.get(SEARCH, "")):
        raise NumberInFilter
    return kept


def filter_name(typed: str) -> str:
    """The name without surrounding space.

    Raises:
        FilterUnnamed: there is none, or it is too long.
        NumberInFilter: six digits or more stand in it, as in a number of a person.
    """
    name = " ".join(typed.split())
    if not 0 < len(name) <= LONGEST_NAME:
        raise FilterUnnamed(field="name")
    if _LONG_NUMBER.search(name):
        raise NumberInFilter(field="name")
    return name
