"""Records that may be one person's, as they come about: heard by ear, a nickname, day and month swapped.

Each is written down by intake with the operations a call leads to; which people it happens to follows from the cohort.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

from alongside.access.actor import Actor
from alongside.demo.loading.crew import Crew, moment
from alongside.people.models import Person
from alongside.people.operations import merge_people, register_person, say_not_same
from alongside.referrals.operations import receive_referral

_BY_EAR = (
    ("Th", "T"),
    ("Kr", "Chr"),
    ("Ch", "K"),
    ("ck", "k"),
    ("ø", "oe"),
    ("æ", "ae"),
    ("å", "aa"),
    ("w", "v"),
    ("ff", "f"),
    ("ds", "s"),
    ("nn", "n"),
    ("ll", "l"),
    ("sen", "son"),
)


def write_doubles(crew: Crew, intake: str, now: datetime) -> None:
    """Two that are still to be looked at, one that was answered no, and one that was made one, where there are enough.

    Args:
        intake: the key of the worker who takes calls.
        now: the wall-clock time at which the demo is made.
    """
    met = _known(crew)
    by_ear = next((one for one in met if by_ear_of(one.family_name) != one.family_name), None)
    if by_ear is not None:
        when = now - timedelta(days=2)
        _call(crew.actor(intake, moment(when)), by_ear, family_name=by_ear_of(by_ear.family_name))
    swapped = next((one for one in met if one != by_ear and _swapped(one) is not None), None)
    if swapped is not None:
        when = now - timedelta(days=1)
        _call(crew.actor(intake, moment(when)), swapped, birth_date=_swapped(swapped))
    rest = [one for one in met if one not in (by_ear, swapped)]
    if len(rest) > 1:
        _merged(crew, intake, rest[0], now)
        _told_apart(crew, intake, rest[1], now)


def by_ear_of(family_name: str) -> str:
    """A family name as someone writes it who only heard it; the same when it is written as it sounds."""
    for written, heard in _BY_EAR:
        if written in family_name:
            return family_name.replace(written, heard)
    return family_name


def _merged(crew: Crew, intake: str, known: Person, now: datetime) -> None:
    double = _call(crew.actor(intake, moment(now - timedelta(days=9))), known, called_name="")
    merge_people(
        by=crew.actor(intake, moment(now - timedelta(days=8))),
        kept=Person.objects.unscoped().get(pk=known.pk),
        other=double,
        reason="Viste selv sit sundhedskort; gadeteamet havde ikke set, at forløbet var i gang.",
    )


def _told_apart(crew: Crew, intake: str, known: Person, now: datetime) -> None:
    by = crew.actor(intake, moment(now - timedelta(days=5)))
    double = _call(by, known, birth_date=None)
    say_not_same(by=by, person=known, other=double, reason="Fætre med samme navn; begge var her i mandags.")


def _call(by: Actor, known: Person, **otherwise: Any) -> Person:
    said: dict[str, Any] = {
        "given_name": known.given_name,
        "family_name": known.family_name,
        "birth_date": known.birth_date,
        "sex": known.sex,
        "whereabouts": "Ved stationen",
        **otherwise,
    }
    person = register_person(by=by, **said)
    receive_referral(
        by=by,
        person=person,
        source="outreach",
        received_at=by.now,
        source_text="Gadeteamet, telefon",
        reason="Mødt på gaden to gange i denne uge. Vil gerne tale med nogen om et sted at bo.",
    )
    return person


def _known(crew: Crew) -> list[Person]:
    """People with an open course and all that a call tells, in an order that does not hang on ids."""
    found = Person.objects.unscoped().filter(
        agency_id=crew.agency.pk,
        enrolments__ends_on__isnull=True,
        birth_date__isnull=False,
    )
    named = found.exclude(family_name="").exclude(given_name="")
    return list(_apart(named.order_by("family_name", "given_name", "birth_date")))


def _apart(people: Iterable[Person]) -> Iterator[Person]:
    """One of each family name, so that a double is told from a relative."""
    seen: set[str] = set()
    for person in people:
        if person.family_name not in seen:
            seen.add(person.family_name)
            yield person


def _swapped(person: Person) -> date | None:
    born = person.birth_date
    if born is None or born.day > 12 or born.day == born.month:
        return None
    return date(born.year, born.day, born.month)
