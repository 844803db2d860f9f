"""The permission matrix, a role at a time."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from alongside.access.actor import Role
from alongside.access.matrix import PEOPLE_AT_WORK, READ, Act, Answer, acts, can_be
from alongside.access.policy import Relation
from alongside.web.pages import page
from alongside.web.roles import ROLE_LABELS

NOTHING = pgettext_lazy("tie to a person", "no tie")
RELATIONS: dict[Relation, str | Promise] = {
    Relation.PRIMARY: pgettext_lazy("tie to a person", "walks with them"),
    Relation.COVER: pgettext_lazy("tie to a person", "covers"),
    Relation.TEAM: pgettext_lazy("tie to a person", "on the team"),
    Relation.LEAD: pgettext_lazy("tie to a person", "leads the team"),
    Relation.ON_CALL: pgettext_lazy("tie to a person", "is on call"),
    Relation.HAND_OVER: pgettext_lazy("tie to a person", "gives or takes over"),
    Relation.INTAKE: pgettext_lazy("tie to a person", "knows the referral"),
    Relation.TAKES_IN: pgettext_lazy("tie to a person", "has the referral now"),
    Relation.AUTHORITY: pgettext_lazy("tie to a person", "ordered the course"),
    Relation.BREAK_GLASS: pgettext_lazy("tie to a person", "opened it urgently"),
    Relation.PARTNER: pgettext_lazy("tie to a person", "has their consent"),
    Relation.OVERSIGHT: pgettext_lazy("tie to a person", "oversees"),
}
ANSWERS: dict[Answer, str | Promise] = {
    Answer.YES: pgettext_lazy("may they", "yes"),
    Answer.NO: pgettext_lazy("may they", "no"),
    Answer.OWN: pgettext_lazy("may they", "own"),
}


@dataclass(frozen=True)
class Tab:
    """A role to look at."""

    url: str
    label: str | Promise
    current: bool


@dataclass(frozen=True)
class Said:
    """One cell: the tie it is for, and what it says."""

    tie: str | Promise
    answer: str | Promise
    no: bool


@dataclass(frozen=True)
class Row:
    """One act on one kind of record."""

    record: str
    act: str
    reads: bool
    cells: list[Said]


@page("permissions.read")
def permissions(request: HttpRequest) -> HttpResponse:
    """What a role may read and do, by the tie to a person. Nothing about anybody is on this page."""
    asked = request.GET.get("role", "")
    role = Role(asked) if asked in {one.value for one in PEOPLE_AT_WORK} else Role.CASE_MANAGER
    ties = [tie for tie in (None, *Relation) if can_be(role, tie)]
    lines = acts()
    rows = [row for row in (_row(act, role, ties) for act in lines) if not all(cell.no for cell in row.cells)]
    here = reverse("permissions")
    return render(
        request,
        "permissions/permissions.html",
        {
            "role": ROLE_LABELS[role],
            "tabs": [Tab(f"{here}?role={one}", ROLE_LABELS[one], one is role) for one in PEOPLE_AT_WORK],
            "ties": [_tie(tie) for tie in ties],
            "rows": rows,
            "never": len(lines) - len(rows),
        },
    )


def _row(act: Act, role: Role, ties: list[Relation | None]) -> Row:
    cells = []
    for tie in ties:
        answer = act.answer(role, tie)
        cells.append(Said(_tie(tie), ANSWERS[answer], answer is Answer.NO))
    return Row("" if act.record == "house" else act.record, act.name, act.name == READ, cells)


def _tie(tie: Relation | None) -> str | Promise:
    return NOTHING if tie is None else RELATIONS[tie]
