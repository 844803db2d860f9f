"""A crisis plan in the reader's words, the same on its page, on the card for who is on call and on paper."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from alongside.crisis import rules
from alongside.crisis.models import CrisisPlan
from alongside.crisis.queries import Before, Called
from alongside.network.models import MaySpeak
from alongside.web import dates

FIRST: tuple[tuple[str, str | Promise], ...] = (
    ("helps", _("What helps")),
    ("harms", _("What makes it worse")),
)
"""What one reads first in the night, above whom to call."""
THEN: tuple[tuple[str, str | Promise], ...] = (
    ("early_signs", _("Early signs, in their words")),
    ("admission", _("Wishes about being admitted")),
    ("medicine", _("Wishes about medicine")),
    ("others_safety", _("Who else has to be safe")),
)


@dataclass(frozen=True)
class Part:
    """A part of the plan that says something. `kind` is the field it is kept in."""

    kind: str
    title: str
    text: str


@dataclass(frozen=True)
class CallLine:
    """Somebody who is called. `caution` says when the person does not want us to speak with them just so."""

    name: str
    what: str
    phone: str
    caution: str


@dataclass(frozen=True)
class PlanLines:
    """A crisis plan as it is read.

    Attributes:
        first, then: its parts, above and below whom to call; those that say nothing are absent.
        agreed: when and with whom, and when it was last looked at.
        review: when it is looked at again; `due` when that day has come.
    """

    id: UUID
    first: list[Part]
    calls: list[CallLine]
    calls_text: str
    then: list[Part]
    agreed: str
    review: str
    due: bool


def plan_lines(plan: CrisisPlan, calls: Iterable[Called], today: date) -> PlanLines:
    """The plan in words."""
    due = rules.is_due(plan.review_on, today)
    day = dates.short_day(plan.review_on, today)
    return PlanLines(
        id=plan.pk,
        first=_parts(plan, FIRST),
        calls=[_call(one) for one in calls],
        calls_text=plan.calls_text,
        then=_parts(plan, THEN),
        agreed=agreed_line(
            plan,
            plan.worker.name if plan.worker else "",
            today,
            looked_by=plan.looked_by.name if plan.looked_by else "",
        ),
        review=(
            gettext("To be looked at again since %(day)s. Does it still hold?")
            if due
            else gettext("Looked at again %(day)s")
        )
        % {"day": day},
        due=due,
    )


def agreed_line(plan: Any, worker: str, today: date, *, looked_by: str = "") -> str:
    """When a plan was agreed, with whom, and who wrote it down; and when it was last looked at together, by whom."""
    day = dates.short_day(plan.agreed_on, today)
    said = gettext("Agreed %(day)s") % {"day": day}
    if plan.agreed_with:
        said = gettext("Agreed %(day)s with %(who)s") % {"day": day, "who": plan.agreed_with}
    said = f"{said}, {worker}" if worker else said
    if plan.looked_on is None:
        return said
    looked = gettext("looked at together %(day)s") % {"day": dates.short_day(plan.looked_on, today)}
    return "; ".join([said, f"{looked}, {looked_by}" if looked_by else looked])


@dataclass(frozen=True)
class Earlier:
    """How the plan read before, until a day."""

    title: str
    agreed: str
    parts: list[Part]


def earlier_lines(found: Iterable[Before], today: date) -> list[Earlier]:
    """How the plan read before, in words."""
    every = (*FIRST, ("calls_text", _("Whom else to call")), *THEN)
    return [
        Earlier(
            gettext("Until %(day)s") % {"day": dates.short_day(one.until, today)},
            agreed_line(one.plan, one.worker, today, looked_by=one.looked_by),
            _parts(one.plan, every),
        )
        for one in found
    ]


@dataclass(frozen=True)
class InBrief:
    """The crisis plan on the person's page: how it begins, when it was agreed; `due` asks to look again."""

    signs: str
    agreed: str
    due: str


def in_brief(plan: CrisisPlan | None, today: date) -> InBrief | None:
    """The plan in two lines; None while there is none."""
    if plan is None:
        return None
    due = rules.is_due(plan.review_on, today)
    return InBrief(
        signs=plan.early_signs,
        agreed=agreed_line(plan, "", today),
        due=gettext("Look at it again together") if due else "",
    )


def crisis_url(person_id: UUID) -> str:
    """Where a person's crisis plan is read."""
    return reverse("crisis_plan", args=[person_id])


def _call(one: Called) -> CallLine:
    said = {
        MaySpeak.ASK: gettext("ask before we speak with them"),
        MaySpeak.NO: gettext("we may not speak with them"),
    }
    return CallLine(one.name, one.relation, one.phone, said.get(MaySpeak(one.may_speak), ""))


def _parts(plan: Any, titles: Iterable[tuple[str, str | Promise]]) -> list[Part]:
    return [Part(name, str(title), text) for name, title in titles if (text := getattr(plan, name))]
