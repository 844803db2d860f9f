"""Cover and hand-overs as rows of a page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext

from alongside.access.actor import Actor
from alongside.caseload.models import HandOverStatus
from alongside.caseload.moves import CoverLine, Waiting
from alongside.web import dates
from alongside.web.caseload.words import head_count, when


@dataclass(frozen=True)
class CoverRow:
    """Who covers for whom. `url` leads to its end, when the viewer may move it."""

    said: str
    detail: str
    running: bool
    url: str


@dataclass(frozen=True)
class HandOverRow:
    """One hand-over between two. `mine`: the viewer is asked."""

    url: str
    person: str
    said: str
    state: str | Promise
    mine: bool
    answer: str


def cover_rows(actor: Actor, lines: Iterable[CoverLine], *, all_mine: bool = False) -> list[CoverRow]:
    """Cover that runs or is to come.

    Args:
        all_mine: the viewer leads all of them; else only for themself the end may be moved.
    """
    return [
        CoverRow(
            said=gettext("%(cover)s covers for %(absent)s") % {"cover": line.cover, "absent": line.absent},
            detail=f"{when(line, actor.today)} · {head_count(line.people)}",
            running=line.running,
            url=reverse("cover", args=[line.id])
            if line.absent_id == actor.worker_id or (all_mine and actor.lead_team_ids)
            else "",
        )
        for line in lines
    ]


def hand_over_rows(actor: Actor, found: Iterable[Waiting]) -> list[HandOverRow]:
    """Hand-overs, with what each waits for."""
    rows = []
    for one in found:
        values = {
            "giver": one.giver or gettext("nobody"),
            "receiver": one.receiver,
            "day": dates.spoken_day(one.planned_on, actor.today),
        }
        mine = one.status == HandOverStatus.ASKED and one.receiver == actor.name
        rows.append(
            HandOverRow(
                url=reverse("hand_over", args=[one.id]),
                person=one.person,
                said=gettext("from %(giver)s to %(receiver)s, %(day)s") % values,
                state=HandOverStatus(one.status).label,
                mine=mine,
                answer=one.answer,
            )
        )
    return rows
