"""Where somebody is now, as one line with its icon."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import get_language, gettext

from alongside.attention.queries import Whereabouts
from alongside.organisation.profile import Profile

_PAUSE_ICONS = {"hospital": "ward", "prison": "prison", "treatment": "ward"}
_HOME_ICONS = {
    "street": "street",
    "ward": "ward",
    "treatment": "ward",
    "prison": "prison",
    "other": "",
    "unknown": "",
}


@dataclass(frozen=True)
class Where:
    """A line and the icon before it; both empty when nothing is known."""

    text: str = ""
    icon: str = ""


def where(found: Whereabouts, profile: Profile) -> Where:
    """A pause goes first, then the home with where they are mostly found."""
    language = get_language() or "en"
    if found.pause_kind:
        kind = profile.pause_kinds.label(found.pause_kind, language)
        return Where(_with_place(kind, found.pause_place), _PAUSE_ICONS.get(found.pause_kind, "calendar"))
    if not found.housing_kind:
        return Where(found.mostly, "street" if found.mostly else "")
    kind = profile.housing_kinds.label(found.housing_kind, language)
    icon = _HOME_ICONS.get(found.housing_kind, "home")
    known = profile.housing_kinds.get(found.housing_kind)
    if found.mostly and (known is None or known.standing in ("out", "unknown")):
        return Where(gettext("%(kind)s, mostly %(place)s") % {"kind": kind, "place": found.mostly}, icon)
    return Where(_with_place(kind, found.housing_place), icon)


def _with_place(kind: str, place: str) -> str:
    return gettext("%(kind)s, %(place)s") % {"kind": kind, "place": place} if place else kind
