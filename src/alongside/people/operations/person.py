"""Writing about a person."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from alongside.access.actor import Actor
from alongside.kernel.operations import operation
from alongside.organisation.queries import profile_of
from alongside.people import errors, identifiers, matching, rules
from alongside.people.models import Person, PersonIdentifier, Quote
from alongside.people.protecting import settle_name
from alongside.people.signposts import kept_instead, signposts_of

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
        "name_protected",
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
        CoverNameMissing, CoverNameTells: the name is protected, and they are called by nothing, or by it.
    """
    person = Person(agency_id=by.agency_id)
    _write(person, fields, by=by)
    matching.refresh(person, new=True)
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
    matching.refresh(person)
    return person


@operation("person.identify", on="person")
def set_identifier(
    *, by: Actor, person: Person, system: str, value: str, correcting: bool = True
) -> PersonIdentifier | None:
    """Keep the number by which another system knows someone; a second number of a system replaces the first.

    When someone has it whom the actor may not see, it is not kept (None), and nothing is told of them: intake, who
    sees both, finds the two among those who may be one person.

    Args:
        system: the URI of one of the profile's identifier systems, for CPR `people.identifiers.CPR`.
        value: as it was typed; blanks and dashes do not matter.
        correcting: whether it may take the place of another number; otherwise it only fills in what is not known.

    A CPR number also gives the birth date when nobody has written one.

    Raises:
        UnknownIdentifierSystem: the profile does not use this system.
        IdentifierMalformed: it is not a number of that system.
        IdentifierTaken: another person of the agency has it, whom the actor may see.
        IdentifierDiffers: the person has another number of that system, and this is no correction.
    """
    kept = identifiers.checked(profile_of(person.agency_id), system, value)
    index = identifiers.index_of(person.agency_id, system, kept)
    same = PersonIdentifier.objects.filter(
        agency_id=person.agency_id,
        system=system,
        value_index__in=identifiers.indexes_of(person.agency_id, system, kept),
    )
    holder: PersonIdentifier | None = same.first()
    if holder is not None:
        holder_id = kept_instead(holder.person)
        if holder_id == person.pk:
            return holder
        if Person.objects.visible_to(by).filter(pk=holder_id).exists():
            raise errors.IdentifierTaken(field="value")
        matching.note_same_number(person, holder_id)
        return None
    identifier = PersonIdentifier.objects.filter(person=person, system=system).first()
    if identifier is not None and not correcting:
        raise errors.IdentifierDiffers(field="value")
    identifier = identifier or PersonIdentifier(person=person, agency_id=person.agency_id, system=system)
    identifier.value, identifier.value_index = kept, index
    identifier.save()
    if system == identifiers.CPR and person.birth_date is None:
        person.birth_date = identifiers.born_on(kept)
        person.save()
    matching.refresh(person)
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


def _write(person: Person, fields: dict[str, Any], *, by: Actor) -> None:
    if unknown := fields.keys() - FIELDS:
        raise TypeError(f"a person has no {', '.join(sorted(unknown))}")
    said: dict[str, Any] = {
        name: value.strip() if isinstance(value, str) else value for name, value in fields.items()
    }
    rules.check_person(
        given_name=said.get("given_name", person.given_name) or person.true_given_name,
        family_name=said.get("family_name", person.family_name) or person.true_family_name,
        called_name=said.get("called_name", person.called_name),
        birth_date=said.get("birth_date", person.birth_date),
        today=by.today,
    )
    for name, value in said.items():
        setattr(person, name, value)
    if person.name_protected:
        rules.check_cover_name(
            called_name=person.called_name,
            given_name=f"{person.given_name} {person.true_given_name}",
            family_name=f"{person.family_name} {person.true_family_name}",
        )
    settle_name(person)
    write_search_text(person)
    person.save()


def write_search_text(person: Person) -> None:
    """Bring what the search box looks through up to date; records that lead to this one are found by their names.

    Of somebody whose address is protected neither telephone nor town stand there, where they could be read.
    """
    leading = [] if person._state.adding else list(signposts_of([person.pk]))
    both = [person, *Person._base_manager.filter(pk__in=leading).order_by("pk")] if leading else [person]
    person.search_text = rules.search_text(
        names=[name for one in both for name in (one.called_name, one.given_name, one.family_name)],
        phone=" ".join(one.phone for one in both if not (person.address_protected or one.address_protected)),
        city="" if person.address_protected else person.city,
    )
