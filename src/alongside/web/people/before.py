"""What one has to know before meeting somebody, as short as a row of a list allows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext, ngettext

from alongside.people.models import Flag

LONGEST = 80
"""So many letters of a warning stand in a row; the whole of it is one tap away."""


@dataclass(frozen=True)
class Sign:
    """The first thing to know, in its own words. `more` counts the others; `due` asks whether it still holds."""

    text: str
    more: str
    due: str
    url: str


def sign_of(flags: Sequence[Flag], person_id: UUID, today: date) -> Sign | None:
    """The sign on a row about a person; None when there is nothing to know.

    Args:
        flags: what stands to be known, what warns first.
    """
    if not flags:
        return None
    others = len(flags) - 1
    more = ngettext("and %(count)d more", "and %(count)d more", others) % {"count": others} if others else ""
    return Sign(
        text=Truncator(flags[0].text).chars(LONGEST),
        more=more,
        due=gettext("Does it still hold?") if any(one.until <= today for one in flags) else "",
        url=reverse("flags", args=[person_id]),
    )
