"""Headings in a note: a tap adds them under what is typed; nothing that is written is ever taken away."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import get_language

from alongside.access.actor import Actor
from alongside.organisation.profile import Profile
from alongside.phrases.queries import Headings, note_templates
from alongside.phrases.rules import with_headings
from alongside.web.viewer import viewer_of

BUTTON = "headings"
"""The name of the button; its value is the template's key."""


@dataclass(frozen=True)
class Offer:
    """A template as a button. `when`: the condition under which it shows; none when it is for every kind."""

    key: str
    title: str
    body: str
    when: str


def offered(viewer: Actor, profile: Profile) -> list[Offer]:
    """The templates for the note's form. One query."""
    return [
        Offer(one.key, one.title, one.body, f"how={'|'.join(one.kinds)}" if one.kinds else "")
        for one in _templates(viewer, profile)
    ]


def add_headings(request: HttpRequest, profile: Profile) -> bool:
    """Where a template's button sent the form: put its headings into the posted text. False when it was another."""
    key = request.POST.get(BUTTON)
    if not key:
        return False
    posted = request.POST.copy()
    del posted[BUTTON]
    viewer = viewer_of(request)
    chosen = next((one for one in _templates(viewer, profile) if one.key == key), None)
    if chosen is not None:
        posted["text"] = with_headings(posted.get("text", ""), chosen.body)
    request.POST = posted  # type: ignore[assignment]
    return True


def _templates(viewer: Actor, profile: Profile) -> list[Headings]:
    return note_templates(viewer.agency_id, profile, get_language() or "en")
