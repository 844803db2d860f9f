"""Adding to the handover in words, and taking it down again."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from alongside.access.actor import Actor
from alongside.kernel.operations import operation
from alongside.oncall import rules
from alongside.oncall.models import LineAboutPerson, LineForTeam
from alongside.organisation.models import Team
from alongside.people.models import Person


@operation("handover.add", on="person")
def add_line(
    *, by: Actor, person: Person, text: str, holds_until: datetime, key: UUID | None = None
) -> LineAboutPerson:
    """Tell whoever is on call something about a person.

    Raises:
        LineEmpty, LineOutOfBounds: see `rules.check_line`.
    """
    rules.check_line(text, holds_until, now=by.now)
    line = LineAboutPerson(
        person=person, text=text.strip(), said_at=by.now, holds_until=holds_until, worker_id=by.worker_id
    )
    line.save()
    return line


@operation("handover.add_for_team", on="team")
def add_team_line(
    *, by: Actor, team: Team, text: str, holds_until: datetime, key: UUID | None = None
) -> LineForTeam:
    """Tell whoever is on call something that is about nobody in particular.

    Raises:
        LineEmpty, LineOutOfBounds: see `rules.check_line`.
    """
    rules.check_line(text, holds_until, now=by.now)
    line = LineForTeam(
        team=team, text=text.strip(), said_at=by.now, holds_until=holds_until, worker_id=by.worker_id
    )
    line.save()
    return line


@operation("handover.take_down", on="line")
def take_line_down(*, by: Actor, line: LineAboutPerson) -> LineAboutPerson:
    """It does not hold any more."""
    _end(by, line)
    return line


@operation("handover.take_down_for_team", on="line")
def take_team_line_down(*, by: Actor, line: LineForTeam) -> LineForTeam:
    """It does not hold any more."""
    _end(by, line)
    return line


def _end(by: Actor, line: LineAboutPerson | LineForTeam) -> None:
    if line.ended_at is None:
        line.ended_at = by.now
        line.save()
