"""Daily life in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import get_language, gettext

from alongside.daily.models import Matter, ToldBy
from alongside.organisation.profile import Profile
from alongside.plans.models import Step
from alongside.web import dates


@dataclass(frozen=True)
class MatterLine:
    """One matter: what is so, how we know, and what is being done about it."""

    id: UUID
    kind: str
    text: str
    known: str
    ended: str
    step: str
    step_url: str
    step_state: str
    step_open: bool


@dataclass(frozen=True)
class Group:
    """What belongs together, under the word of the practice profile."""

    key: str
    title: str
    matters: list[MatterLine]


def groups(matters: Iterable[Matter], profile: Profile, today: date) -> tuple[list[Group], list[MatterLine]]:
    """What is so now in the order of the profile, and what is over."""
    lines = [(matter, matter_line(matter, profile, today)) for matter in matters]
    keys = [*(kind.key for kind in profile.daily_kinds)]
    keys += sorted({matter.kind for matter, _line in lines} - set(keys))
    now = [
        Group(
            key,
            _label(profile, key),
            [line for matter, line in lines if matter.kind == key and matter.ended_on is None],
        )
        for key in keys
    ]
    over = [line for matter, line in lines if matter.ended_on is not None]
    return [group for group in now if group.matters], over


def matter_line(matter: Matter, profile: Profile, today: date) -> MatterLine:
    """A matter in the reader's language."""
    by = matter.worker.name if matter.worker else ""
    how = str(ToldBy(matter.told_by).label)
    known = ", ".join(filter(None, [how, dates.short_day(matter.said_on, today), by]))
    step: Step | None = matter.step
    return MatterLine(
        id=matter.pk,
        kind=_label(profile, matter.kind),
        text=matter.text,
        known=known,
        ended=gettext("Over since %(day)s") % {"day": dates.short_day(matter.ended_on, today)}
        if matter.ended_on
        else "",
        step=step.title if step else "",
        step_url=reverse("step", args=[step.pk]) if step else "",
        step_state=_state(step, today) if step else "",
        step_open=step is not None and step.done_on is None and step.dropped_on is None,
    )


def _state(step: Step, today: date) -> str:
    if step.done_on is not None:
        return gettext("done %(day)s") % {"day": dates.short_day(step.done_on, today)}
    if step.dropped_on is not None:
        return gettext("let go %(day)s") % {"day": dates.short_day(step.dropped_on, today)}
    if step.due_on is not None:
        return gettext("by %(day)s") % {"day": dates.short_day(step.due_on, today)}
    return ""


def _label(profile: Profile, key: str) -> str:
    return profile.daily_kinds.label(key, get_language() or "en")
