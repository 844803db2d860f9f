"""Light answers that other rooms keep: what a person says about speaking with someone around them.

The network asks "may we speak with them?" beside the telephone number, because that is where one needs the answer. It
is one truth with the consents: the room that keeps it registers here, and every question about telling hears it too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from uuid import UUID

from alongside.consents.rules import Said

Source = Callable[[UUID], Iterable[Said]]
_sources: list[Source] = []


def answers_from(source: Source) -> Source:
    """Register a room that keeps light answers: from the id of a person to what they said."""
    _sources.append(source)
    return source


def light_answers(person_id: UUID) -> list[Said]:
    """Everything other rooms know the person to have said. One query for each of these rooms."""
    return [said for source in _sources for said in source(person_id)]
