"""Whether everybody still needs what they may: who says so, and until when. Pure: no Django, no clock."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from alongside.oversight.errors import AnswersForThemself, NotTheirs

ANSWER_WITHIN = timedelta(days=28)
"""Days to answer; what nobody has answered then is suspended."""
OF_LEADS = frozenset({"case_manager", "on_call"})
"""Roles that the lead of the team answers for. A lead's own role is an administrator's to confirm."""


class Answer(StrEnum):
    """What somebody says of a role."""

    KEEP = "keep"
    END = "end"


def check_answers(
    *,
    role: str,
    team_id: UUID | None,
    own: bool,
    leads: Collection[UUID],
    runs_the_house: bool,
    looks_after_privacy: bool,
) -> None:
    """Whether somebody may answer for a role: the lead in their team, an administrator everywhere, nobody for themself.

    So that a house with one administrator is not stuck, the privacy officer answers for administrators too.

    Raises:
        AnswersForThemself, NotTheirs
    """
    if own:
        raise AnswersForThemself
    in_my_team = role in OF_LEADS and team_id in leads
    if not (in_my_team or runs_the_house or (looks_after_privacy and role == "administrator")):
        raise NotTheirs


def due_on(begun_on: date) -> date:
    """The first day on which it is too late."""
    return begun_on + ANSWER_WITHIN
