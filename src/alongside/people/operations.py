"""Writing about a person."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from alongside.access.actor import Actor
from alongside.kernel.operations import operation
from alongside.organisation.queries import profile_of
from alongside.people import errors, identifiers, rules
from alongside.people.models import Flag, Person, PersonIdentifier, Quote

FIELDS = frozenset(
    {
        "given_name",
        "family_name",
        "called_name",
        "sex",
        "birth_date",
        "language",
        "interpreter_needed",
        "worker_wish",
        "nationality_group",
        "phone",
        "email",
        "address",
        "postal_code",
        "city",
        "address_protected",
        "whereabouts",
    }
)
"""What `register_person` and `change_person` may write."""


@operation("person.register")
def register_person(*, by: Actor, key: UUID | None = None, **fields: Any) -> Person:
    """Begin a record of someone. A nickname is enough; the rest may come later or never.

    Args:
        fields: any of `FIELDS`.

    Raises:
        NothingToCallThemBy: no name of any kind.
        BornInTheFuture: the birth date has not come.
    """
    person = Person(agency_id=by.agency_id)
    _write(person, fields, by=by)
    return person


@operation("person.change", on="person")
def change_person(*, by: Actor, person: Person, version: int | None = None, **fields: Any) -> Person:
    """Correct or add to what is known of someone.

    Args:
        version: the version the editor saw.
        fields: any of `FIELDS`.

    Raises:
        StaleRecord: someone else changed the person in between.
        NothingToCallThemBy: no name of any kind would be left.
        BornInTheFuture: the birth date has not come.
    """
    person.require_version(version)
    _write(person, fields, by=by)
    return person


@operation("person.identify", on="person")
def set_identifier(
    *, by: Actor, person: Person, system: str, value: str, correcting: bool = True
) -> PersonIdentifier:
    """Keep the number by which another system knows someone; a second number of a system replaces the first.

    Args:
        system: the URI of one of the profile's identifier systems, for CPR `people.identifiers.CPR`.
        value: as it was typed; blanks and dashes do not matter.
        correcting: whether it may take the place of another number; otherwise it only fills in what is not known.

    A CPR number also gives the birth date when nobody has written one.

    Raises:
        UnknownIdentifierSystem: the profile does not use this system.
        IdentifierMalformed: it is not a number of that system.
        IdentifierTaken: another person of the agency has it.
        IdentifierDiffers: the person has another number of that system, and this is no correction.
    """
    kept = identifiers.checked(profile_of(person.agency_id), system, value)
    index = identifiers.index_of(system, kept)
    same = PersonIdentifier.objects.filter(agency_id=person.agency_id, system=system, value_index=index)
    holder: PersonIdentifier | None = same.first()
    if holder is not None:
        if holder.person_id != person.pk:
            raise errors.IdentifierTaken(field="value")
        return holder
    identifier = PersonIdentifier.objects.filter(person=person, system=system).first()
    if identifier is not None and not correcting:
        raise errors.IdentifierDiffers(field="value")
    identifier = identifier or PersonIdentifier(person=person, agency_id=person.agency_id, system=system)
    identifier.value, identifier.value_index = kept, index
    identifier.save()
    if system == identifiers.CPR and person.birth_date is None:
        person.birth_date = identifiers.born_on(kept)
        person.save()
    return identifier


@operation("person.quote", on="person")
def record_quote(
    *, by: Actor, person: Person, text: str, said_on: date, place: str = "", key: UUID | None = None
) -> Quote:
    """Keep what someone said, in their own words.

    Raises:
        NothingSaid: `text` is blank.
        SaidInTheFuture: `said_on` has not come.
    """
    rules.check_quote(text=text, said_on=said_on, today=by.today)
    quote = Quote(person=person, text=text.strip(), said_on=said_on, place=place.strip())
    quote.save()
    return quote


@operation("flag.raise", on="person")
def raise_flag(
    *, by: Actor, person: Person, text: str, until: date, asked_for: bool = False, key: UUID | None = None
) -> Flag:
    """Say what one has to know before meeting someone.

    Args:
        until: the day on which it is looked at again.
        asked_for: the person asked that we know this.

    Raises:
        NothingToKnow, LookedAgainInThePast, LookedAgainTooLate: see `rules.check_flag`.
    """
    rules.check_flag(text=text, until=until, today=by.today)
    flag = Flag(
        person=person,
        text=text.strip(),
        asked_for=asked_for,
        worker_id=by.worker_id,
        said_on=by.today,
        until=until,
    )
    flag.save()
    return flag


@operation("flag.keep", on="flag")
def keep_flag(*, by: Actor, flag: Flag, text: str, until: date, version: int | None = None) -> Flag:
    """Say that it still holds, perhaps in other words, and when it is looked at again.

    Raises:
        StaleRecord: `version` is not the record's.
        FlagTakenDown: it was taken down.
        NothingToKnow, LookedAgainInThePast, LookedAgainTooLate: see `rules.check_flag`.
    """
    flag.require_version(version)
    if flag.ended_on is not None:
        raise errors.FlagTakenDown
    rules.check_flag(text=text, until=until, today=by.today)
    flag.text, flag.until, flag.said_on, flag.worker_id = text.strip(), until, by.today, by.worker_id
    flag.save()
    return flag


@operation("flag.take_down", on="flag")
def take_down_flag(*, by: Actor, flag: Flag, reason: str = "", version: int | None = None) -> Flag:
    """Say that it does not hold any more; it stays in the history.

    Raises:
        StaleRecord: `version` is not the record's.
        FlagTakenDown: it was taken down.
    """
    flag.require_version(version)
    if flag.ended_on is not None:
        raise errors.FlagTakenDown
    flag.ended_on, flag.end_reason = by.today, reason.strip()
    flag.save()
    return flag


def _write(person: Person, fields: dict[str, Any], *, by: Actor) -> None:
    if unknown := fields.keys() - FIELDS:
        raise TypeError(f"a person has no {', '.join(sorted(unknown))}")
    said: dict[str, Any] = {
        name: value.strip() if isinstance(value, str) else value for name, value in fields.items()
    }
    rules.check_person(
        given_name=said.get("given_name", person.given_name),
        family_name=said.get("family_name", person.family_name),
        called_name=said.get("called_name", person.called_name),
        birth_date=said.get("birth_date", person.birth_date),
        today=by.today,
    )
    for name, value in said.items():
        setattr(person, name, value)
    person.search_text = rules.search_text(
        names=(person.called_name, person.given_name, person.family_name),
        phone=person.phone,
        city=person.city,
    )
    person.save()
