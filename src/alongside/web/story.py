"""A contact in words, as a line of the story."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import get_language, gettext, ngettext, pgettext

from alongside.contacts.models import ContactKind, ContactStatus, TouchMovement
from alongside.contacts.story import Note, Touched
from alongside.organisation.profile import Profile
from alongside.plans.models import GoalKind
from alongside.web import dates

_PLACE_ICONS = {
    "home": "home",
    "street": "street",
    "public": "street",
    "shelter": "night",
    "ward": "ward",
    "treatment": "ward",
    "prison": "prison",
    "service": "office",
    "office": "office",
}


@dataclass(frozen=True)
class TouchedLine:
    """A goal a contact worked on: "A door I can lock: forward". `tag` is the colour of whose goal it is."""

    words: str
    tag: str


@dataclass(frozen=True)
class Added:
    """Something added to a note later."""

    text: str
    reason: str
    said: str


@dataclass(frozen=True)
class Line:
    """One line of the story.

    Attributes:
        kind: the colour of its mark: met, tried, authority, other.
        meta: small facts under the title: when, who, where, how long.
        late: both times, when it was written late.
        words: what the person said.
        anchor: the entry's own place on a page, for an address that leads to it.
    """

    id: UUID
    title: str
    kind: str
    icon: str
    meta: tuple[str, ...]
    anchor: str
    url: str = ""
    text: str = ""
    words: str = ""
    late: str = ""
    touched: tuple[TouchedLine, ...] = field(default=())
    added: tuple[Added, ...] = field(default=())
    record: str = ""
    """What kind of record it is, for what is remarked on it (`corrections.kinds`); empty where nothing can be."""


def note_line(note: Note, first_name: str, profile: Profile, today: date) -> Line:
    """A contact as a line."""
    when = dates.spoken_moment(note.at, today)
    place = "" if note.place_text else _place(note.place, profile)
    without = gettext("without %(name)s") % {"name": first_name}
    alone = note.status == ContactStatus.HELD and not note.person_present
    return Line(
        id=note.id,
        title=title_of(note, profile),
        kind=_kind(note),
        icon=_icon(note),
        meta=tuple(
            filter(
                None,
                (
                    when,
                    note.worker_name,
                    place,
                    _minutes(note.minutes),
                    _with(note.others_present),
                    without if alone else "",
                    _how(note, profile),
                ),
            )
        ),
        anchor=f"note-{note.id}",
        url=reverse("contact", args=[note.id]),
        text=note.text,
        late=_late(note, today),
        touched=tuple(_touched(one) for one in note.touched),
        added=tuple(
            Added(
                one.text,
                one.reason,
                gettext("%(name)s added %(when)s")
                % {"name": one.worker_name, "when": dates.spoken_moment(one.at, today)},
            )
            for one in note.amendments
        ),
        record="note",
    )


def title_of(note: Note, profile: Profile) -> str:
    """What happened, in a few words: "Met at Åparken", "We tried", "Phone"."""
    at = {"place": note.place_text}
    if note.status == ContactStatus.CANCELLED:
        return gettext("Called off")
    if note.status == ContactStatus.TRIED:
        outcome = profile.tried_outcomes.get(note.tried_how)
        if outcome is not None and outcome.called_off:
            return outcome.label.in_(_language())
        return gettext("We tried at %(place)s") % at if note.place_text else gettext("We tried")
    if note.kind == ContactKind.PHONE:
        return gettext("Talked on the phone")
    if note.kind == ContactKind.MESSAGE:
        return gettext("Wrote to each other")
    if note.kind == ContactKind.MEETING:
        return gettext("Meeting: %(place)s") % at if note.place_text else gettext("Meeting with others")
    return gettext("Met at %(place)s") % at if note.place_text else pgettext("contact", "Met")


def _kind(note: Note) -> str:
    if note.status != ContactStatus.HELD:
        return "tried"
    if note.kind == ContactKind.MEETING:
        return "authority"
    return "met" if note.kind == ContactKind.VISIT else "other"


def _icon(note: Note) -> str:
    if note.kind in (ContactKind.PHONE, ContactKind.MESSAGE):
        return str(note.kind)
    if note.status == ContactStatus.CANCELLED:
        return "calendar"
    if note.status == ContactStatus.TRIED:
        return "street"
    return "office" if note.kind == ContactKind.MEETING else _PLACE_ICONS.get(note.place, "people")


def _how(note: Note, profile: Profile) -> str:
    outcome = profile.tried_outcomes.get(note.tried_how)
    if outcome is None or (note.status == ContactStatus.TRIED and outcome.called_off):
        return ""
    return outcome.label.in_(_language())


def _place(key: str, profile: Profile) -> str:
    place = profile.contact_places.get(key)
    return place.label.in_(_language()) if place is not None and place.setting != "remote" else ""


def _minutes(minutes: int | None) -> str:
    if minutes is None:
        return ""
    return ngettext("%(minutes)d minute", "%(minutes)d minutes", minutes) % {"minutes": minutes}


def _with(others: str) -> str:
    return gettext("with %(names)s") % {"names": others} if others else ""


def _late(note: Note, today: date) -> str:
    if not note.late or note.signed_at is None:
        return ""
    return gettext("Happened %(happened)s, written %(written)s.") % {
        "happened": dates.spoken_moment(note.at, today),
        "written": dates.spoken_moment(localtime(note.signed_at), today),
    }


def _touched(one: Touched) -> TouchedLine:
    words = gettext("%(goal)s: %(movement)s") % {
        "goal": one.title,
        "movement": str(TouchMovement(one.movement).label).lower(),
    }
    return TouchedLine(words, "authority" if one.kind == GoalKind.COMMISSIONED else "person")


def _language() -> str:
    return get_language() or "en"
