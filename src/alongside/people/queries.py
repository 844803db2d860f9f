"""Finding people."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from alongside.access.actor import Actor
from alongside.organisation.profile import Profile
from alongside.organisation.queries import profile_of
from alongside.people import errors, identifiers, rules
from alongside.people.models import Person, PersonIdentifier

ENOUGH = 12
"""As many people as a list under a search box can show."""
_CANDIDATES = 60


def find_by_identifier(agency_id: UUID, system: str, value: str) -> Person | None:
    """The person of the agency with that number, whoever may see them: for operations and imports, not for pages.

    Raises:
        UnknownIdentifierSystem: the agency's profile does not use this system.
    """
    known = identifiers.system_of(profile_of(agency_id), system)
    found = (
        PersonIdentifier.objects.unscoped()
        .filter(
            agency_id=agency_id,
            system=system,
            value_index=identifiers.index_of(system, identifiers.kept_form(known, value)),
        )
        .values("person_id")
    )
    person: Person | None = Person.objects.unscoped().filter(pk__in=found).first()
    return person


def search(viewer: Actor, text: str, limit: int = ENOUGH) -> list[Person]:
    """The people `viewer` may see whom `text` may mean, the likeliest first.

    `text` is parts of names or a town in any spelling and order, a telephone number or part of one, or a whole
    national number, which is looked up by its fingerprint and never logged. Two queries at most.
    """
    text = text.strip()
    visible = Person.objects.visible_to(viewer)
    if by_number := _numbers_meant(profile_of(viewer.agency_id), text):
        known = PersonIdentifier.objects.unscoped().filter(by_number, agency_id=viewer.agency_id)
        exact = list(visible.filter(pk__in=known.values("person_id"))[:limit])
        if exact:
            return exact
    number = rules.number_sought(text)
    words = [number] if number else rules.fold(text).split()
    if not words:
        return []
    for word in words:
        visible = visible.filter(search_text__contains=word)
    return list(_likeliest_first(visible, words)[:limit])


def possible_duplicates(
    viewer: Actor,
    *,
    names: Sequence[str],
    birth_date: date | None,
    numbers: Sequence[tuple[str, str]] = (),
    except_person: UUID | None = None,
) -> list[Person]:
    """People already here, and visible to the viewer, who may be this person.

    The same number, or the same birth date and similar names, or the same name where a birth date is not known.

    Args:
        names: full name and called name.
        numbers: (system, value) pairs as typed.
    """
    sought = rules.Known(tuple(names), birth_date)
    others = Person.objects.visible_to(viewer).exclude(pk=except_person)
    same_number = [
        person for system, value in numbers for person in _holders(others, viewer.agency_id, system, value)
    ]
    folded = [fold for name in names if (fold := rules.fold(name))]
    same_name = Q(pk__in=[])
    for name in folded:
        same_name |= Q(search_text__contains=f" {name.split()[0]} ")
    if birth_date is None:
        near = others.filter(same_name)
    else:
        near = others.filter(Q(birth_date=birth_date) | (Q(birth_date__isnull=True) & same_name))
    alike = [
        person
        for person in near.order_by("-recorded_at")[:_CANDIDATES]
        if rules.may_be_the_same(
            sought, rules.Known((person.full_name, person.called_name), person.birth_date)
        )
    ]
    return list(dict.fromkeys([*same_number, *alike]))


def _holders(people: QuerySet[Person], agency_id: UUID, system: str, value: str) -> list[Person]:
    try:
        holder = find_by_identifier(agency_id, system, value)
    except errors.UnknownIdentifierSystem:
        return []
    return list(people.filter(pk=holder.pk)) if holder else []


def _numbers_meant(profile: Profile, text: str) -> Q | None:
    """Which fingerprints `text` may have, when it is written like a number of one of the profile's systems."""
    if not any(letter.isdecimal() for letter in text):
        return None
    meant = Q(pk__in=[])
    for known in profile.identifier_systems:
        kept = identifiers.kept_form(known, text)
        if identifiers.fits(known, kept):
            meant |= Q(system=known.system, value_index=identifiers.index_of(known.system, kept))
    return meant


def _likeliest_first(people: QuerySet[Person], words: Sequence[str]) -> QuerySet[Person]:
    """Those whose name begins as typed, then those with a word that does, then the rest; by name."""
    rank = Case(
        When(search_text__startswith=f" {words[0]}", then=Value(0)),
        When(search_text__contains=f" {words[0]}", then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    return people.annotate(rank=rank).order_by("rank", "given_name", "family_name", "called_name", "pk")
