"""Whom somebody means who finds no access: exactly, or nobody."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from alongside.organisation.queries import profile_of
from alongside.oversight.errors import SayWho
from alongside.people import identifiers, rules
from alongside.people.models import Person
from alongside.people.queries import find_by_identifier
from alongside.people.signposts import kept_instead


def exactly(agency_id: UUID, *, number: str, name: str, birth_date: date | None) -> Person | None:
    """The one person of the agency with that number, or of that full name born on that day; whoever may see them.

    For the operation that opens a record urgently alone. Two of one name born on one day are nobody: they need a
    number.

    Raises:
        SayWho: neither a number nor a name with a day.
    """
    if number.strip():
        return _by_number(agency_id, number)
    wanted = rules.fold(name).split()
    if len(wanted) < 2 or birth_date is None:
        raise SayWho(field="number")
    born_then = Person.objects.unscoped().filter(agency_id=agency_id, birth_date=birth_date)
    kept = {
        kept_instead(one) if one.merged_into_id else one.pk
        for one in born_then
        if rules.fold(one.full_name).split() == wanted
    }
    return Person.objects.unscoped().filter(pk__in=kept).first() if len(kept) == 1 else None


def _by_number(agency_id: UUID, number: str) -> Person | None:
    found = {
        person.pk: person
        for known in profile_of(agency_id).identifier_systems
        if identifiers.fits(known, identifiers.kept_form(known, number))
        and (person := find_by_identifier(agency_id, known.system, number)) is not None
    }
    return next(iter(found.values())) if len(found) == 1 else None
