"""What can be wrong with a cell or a row, and what to do about it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "not_a_day": _("“%(cell)s” is not a day. Write it like 24-12-1975."),
    "not_a_time": _("“%(cell)s” is not a time of day. Write it like 14:30."),
    "not_a_number": _("“%(cell)s” is not a whole number."),
    "not_a_length": _("“%(cell)s” is not a length of time. Write minutes, like 45."),
    "not_yes_or_no": _("“%(cell)s” is neither yes nor no. Write yes or no."),
    "not_known": _(
        "We do not know “%(cell)s” here. Say what it means under “Words to explain”, or correct the cell."
    ),
    "not_a_number_of_that_kind": _(
        "“%(cell)s” is not a %(system)s: check it against the letter or the card."
    ),
    "too_long": _("This is too long: at most %(most)d characters."),
    "missing": _("This cell is empty, and every row needs it."),
    "nobody": _("The row says neither a name nor a number, so we cannot tell who it is about."),
    "same_row": _("This row says the same as row %(row)d. It is taken in once."),
    "same_person": _("This is the same person as in row %(row)d. Make one row of the two."),
    "two_people": _("The numbers in this row belong to two different people here."),
    "perhaps_here": _("This may be %(name)s, who is here already. Say whether it is."),
    "left_out": _("You chose to leave this row out."),
    "out_of_sight": _(
        "Someone with this number is here already, where you do not see them. Ask intake to take this row in."
    ),
    "person_not_found": _(
        "Nobody here fits this row. Take the person in first, or correct name, birth date or number."
    ),
    "several_people": _("More than one person here fits this row. Add a number or a birth date."),
    "no_course": _("%(name)s has no course in which this contact lies."),
    "team_not_yours": _("This team is not yours to take people into."),
    "no_team": _("%(name)s is not a case manager in a team. Ask the administrator to give them the role."),
    "two_teams": _("%(name)s works in several teams. Add a column that says which."),
    "fault": _("This row could not be taken in. Nothing of it was kept."),
}


@dataclass(frozen=True)
class Problem:
    """Something that is wrong: in which column (None for the row as a whole), and the sentence that says what to do."""

    column: int | None
    code: str
    text: str


def problem(code: str, column: int | None = None, **values: Any) -> Problem:
    """A problem of ours, said in the active language; what a cell holds is shown shortened."""
    if "cell" in values:
        cell = str(values["cell"])
        values["cell"] = cell if len(cell) <= 60 else f"{cell[:57]}…"
    return Problem(column, code, str(SENTENCES[code]) % values if values else str(SENTENCES[code]))


def as_kept(problems: Iterable[Problem]) -> str:
    """As they are kept with a row."""
    return json.dumps([[one.column, one.code, one.text] for one in problems], ensure_ascii=False)


def of_kept(kept: str) -> list[Problem]:
    """The problems kept with a row."""
    return [Problem(*one) for one in json.loads(kept or "[]")]
