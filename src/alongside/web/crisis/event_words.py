"""A critical event in the reader's words."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.translation import get_language, gettext

from alongside.access.actor import Actor
from alongside.crisis import rules
from alongside.crisis.models import CriticalEvent
from alongside.organisation.profile import Profile
from alongside.web import dates
from alongside.web.crisis.words import Part


@dataclass(frozen=True)
class EventLine:
    """An event as it stands in a list and at the head of its page.

    Attributes:
        title: what kind it was; when and where it was follow.
        meta: who wrote it down, and when where that was later.
        state: who follows it up by when, or that it was; `due` is late, soon or empty.
        learning: what is done otherwise from now on.
    """

    id: UUID
    url: str
    title: str
    when: str
    meta: str
    state: str
    due: str
    learning: str


def event_line(event: CriticalEvent, profile: Profile, viewer: Actor) -> EventLine:
    """An event in a line."""
    today = viewer.today
    late = rules.is_late(event.follow_up_due_at, event.followed_up_at, viewer.now)
    return EventLine(
        id=event.pk,
        url=reverse("critical_event", args=[event.pk]),
        title=profile.event_kinds.label(event.kind, get_language() or "en"),
        when=dates.spoken_moment(event.happened_at, today),
        meta=gettext("Written down by %(name)s, %(when)s")
        % {
            "name": event.worker.name if event.worker else gettext("Somebody"),
            "when": dates.spoken_moment(event.recorded_at, today),
        },
        state=_state(event, viewer, late=late),
        due="late" if late else "soon" if event.followed_up_at is None else "",
        learning=event.learning,
    )


def event_parts(event: CriticalEvent, *, hidden_place: bool) -> list[Part]:
    """What is written about it; what says nothing is absent.

    Args:
        hidden_place: where the person can be found is protected, so the place is not shown.
    """
    parts = (
        ("what", gettext("What happened"), event.what),
        ("place", gettext("Where"), "" if hidden_place else event.place),
        ("done", gettext("What was done"), event.done),
        ("hurt", gettext("Who was hurt"), event.hurt),
        ("told", gettext("Who was told"), event.told),
        ("follow_up", gettext("How it is now"), event.follow_up),
        ("learning", gettext("What we do otherwise from now on"), event.learning),
    )
    return [Part(name, title, text) for name, title, text in parts if text]


def _state(event: CriticalEvent, viewer: Actor, *, late: bool) -> str:
    values = {"name": event.follow_up_worker.name}
    if event.followed_up_at is not None:
        by = event.followed_up_by.name if event.followed_up_by else ""
        when = dates.spoken_moment(event.followed_up_at, viewer.today)
        return gettext("Followed up %(when)s, %(name)s") % {"when": when, "name": by}
    when = dates.spoken_moment(event.follow_up_due_at, viewer.today)
    if late:
        return gettext("%(name)s was to follow it up by %(when)s") % {**values, "when": when}
    return gettext("%(name)s follows it up by %(when)s") % {**values, "when": when}
