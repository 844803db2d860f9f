"""Two records side by side: what each says, and what hangs on each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import get_language, gettext, ngettext, pgettext
from django.utils.translation import gettext_lazy as _

from alongside.access.actor import Actor
from alongside.contacts.queries import so_far
from alongside.enrolments.queries import outline_of
from alongside.housing.queries import strip
from alongside.organisation.profile import Profile
from alongside.organisation.queries import profile_of
from alongside.people.models import Person, PersonIdentifier, Sex, WorkerWish
from alongside.people.operations import FIELDS
from alongside.people.rules.merging import Field
from alongside.referrals.models import Referral

LABELS: dict[str, str | Promise] = {
    "called_name": _("What they want to be called"),
    "given_name": _("Given name"),
    "family_name": _("Family name"),
    "sex": _("Sex, as registered"),
    "birth_date": _("Birth date"),
    "language": _("Language"),
    "interpreter_needed": _("An interpreter is needed"),
    "worker_wish": _("Their wish for a case manager"),
    "nationality_group": _("Nationality"),
    "phone": _("Telephone"),
    "email": _("E-mail"),
    "whereabouts": _("Mostly found"),
    "address": _("Address"),
    "postal_code": _("Postal code"),
    "city": _("Town"),
    "address_protected": _("The address is protected"),
    "name_protected": _("The name is protected"),
}


@dataclass(frozen=True)
class Compared:
    """One line of the comparison, in words.

    Attributes:
        choice: the name of what has to be chosen, or empty.
        hangs: it tells what hangs on the two, of which each may have its own.
    """

    label: str | Promise
    kept: Sequence[str]
    other: Sequence[str]
    choice: str = ""
    hangs: bool = False

    @property
    def differs(self) -> bool:
        """Whether both say something, and not the same."""
        return bool(self.kept and self.other) and list(self.kept) != list(self.other) and not self.hangs


def fields_of(kept: Person, other: Person) -> list[Field]:
    """Every field of two records, in the order of the form about a person."""
    return [
        Field(name, getattr(kept, name), getattr(other, name)) for name in sorted(FIELDS, key=[*LABELS].index)
    ]


def said(name: str, value: Any, profile: Profile, today: date) -> str:
    """A field's value in words; nothing for what is not known."""
    language = get_language() or "en"
    if name == "sex":
        return "" if value == Sex.UNKNOWN else str(Sex(value).label)
    if name == "worker_wish":
        return str(WorkerWish(value).label) if value else ""
    if name == "nationality_group":
        return profile.nationality_groups.label(value, language) if value else ""
    if isinstance(value, bool):
        return gettext("yes") if value else ""
    if isinstance(value, date):
        return full_day(value)
    return str(value or "")


def about_the_two(viewer: Actor, kept: Person, other: Person) -> list[Compared]:
    """The fields of both that at least one of the two fills in."""
    profile = profile_of(viewer.agency_id)
    found = []
    for field in fields_of(kept, other):
        words = [said(field.name, value, profile, viewer.today) for value in (field.kept, field.other)]
        if any(words):
            choice = f"field_{field.name}" if field.open else ""
            found.append(Compared(LABELS[field.name], _list(words[0]), _list(words[1]), choice))
    return found


def numbers(viewer: Actor, kept: Person, other: Person) -> list[Compared]:
    """The numbers of both, by kind."""
    language = get_language() or "en"
    found = []
    rows = PersonIdentifier.objects.visible_to(viewer).filter(person__in=[kept, other])
    by_system: dict[str, dict[Any, str]] = {}
    for row in rows.order_by("recorded_at"):
        by_system.setdefault(row.system, {})[row.person_id] = row.value
    for system in profile_of(viewer.agency_id).identifier_systems:
        values = by_system.get(system.system, {})
        if values:
            choice = f"number_{system.key}" if len(values) == 2 else ""
            mine, theirs = values.get(kept.pk, ""), values.get(other.pk, "")
            found.append(Compared(system.label.in_(language), _list(mine), _list(theirs), choice))
    return found


def what_hangs_on(viewer: Actor, kept: Person, other: Person) -> list[Compared]:
    """Referrals, courses, contacts and housing of both: numbers and days, no content of notes."""
    both = (kept, other)
    referrals, courses, met, lived = (
        [list(read(viewer, one)) for one in both] for read in (_referrals, _courses, _contacts, _housing)
    )
    lines = [
        (_("Referrals"), referrals),
        (_("Courses"), courses),
        (_("Contacts"), met),
        (_("Where they have lived"), lived),
    ]
    return [Compared(label, mine, theirs, hangs=True) for label, (mine, theirs) in lines if mine or theirs]


def full_day(day: date) -> str:
    """A day with its year: "24 Nov 2025"."""
    return date_format(day, pgettext("date format, as in 24 Nov 2025", "j M Y"))


def _referrals(viewer: Actor, person: Person) -> Iterator[str]:
    profile = profile_of(viewer.agency_id)
    language = get_language() or "en"
    shown = Referral.objects.visible_to(viewer).filter(person=person).order_by("-received_at", "-pk")
    for one in shown:
        source = profile.referral_sources.label(one.source, language)
        yield gettext("%(source)s, %(day)s: %(status)s") % {
            "source": source,
            "day": _day(one.received_at),
            "status": one.get_status_display(),
        }


def _courses(viewer: Actor, person: Person) -> Iterator[str]:
    for course in outline_of(person):
        period = {"team": course.team, "start": full_day(course.starts_on)}
        if course.ends_on is None:
            yield gettext("%(team)s, open since %(start)s") % period
        else:
            yield gettext("%(team)s, %(start)s to %(end)s") % {**period, "end": full_day(course.ends_on)}


def _contacts(viewer: Actor, person: Person) -> Iterator[str]:
    found = so_far(person)
    if found.contacts:
        yield ngettext("%(count)d contact", "%(count)d contacts", found.contacts) % {"count": found.contacts}
    if found.last_met:
        yield gettext("last met %(day)s") % {"day": _day(found.last_met)}


def _housing(viewer: Actor, person: Person) -> Iterator[str]:
    for stay in strip(viewer, person).stays:
        place = f"{stay.label}, {stay.place}" if stay.place else stay.label
        if stay.ends_on is None:
            yield gettext("%(place)s, since %(day)s") % {"place": place, "day": full_day(stay.starts_on)}
        else:
            yield gettext("%(place)s, until %(day)s") % {"place": place, "day": full_day(stay.ends_on)}


def _day(at: datetime) -> str:
    return full_day(localtime(at).date())


def _list(words: str) -> list[str]:
    return [words] if words else []
