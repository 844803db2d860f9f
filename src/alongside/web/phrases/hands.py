"""What helps while writing, for the forms of a page: asked for only where a longer text is written."""

from __future__ import annotations

from functools import cached_property

from django.http import HttpRequest

from alongside.access.actor import Actor
from alongside.organisation.queries import profile_of
from alongside.phrases.queries import Ready, phrases_of


class Hands:
    """The writer's phrases, and whether dictation is offered."""

    def __init__(self, actor: Actor) -> None:
        self._actor = actor
        self.listens_here = False
        """Whether this page offers dictation, so that its browser may use the microphone."""

    @cached_property
    def phrases(self) -> list[Ready]:
        """Own and the agency's, by short word. One query."""
        return phrases_of(self._actor)

    @cached_property
    def dictation(self) -> bool:
        """Whether the agency lets its workers dictate. One query."""
        self.listens_here = profile_of(self._actor.agency_id).writing.dictation
        return self.listens_here


def hands(request: HttpRequest) -> dict[str, object]:
    """The context processor; nothing for those who are not signed in."""
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None:
        return {}
    found = getattr(request, "hands", None)
    if found is None:
        found = request.hands = Hands(actor)  # type: ignore[attr-defined]
    return {"hands": found}
