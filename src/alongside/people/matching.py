"""Finding records that may be of the same person, quickly among very many, and keeping the pairs to look at.

One function for every entry: what someone types into a referral, what an order or a sheet brings, and what is
corrected later. Candidates come from three indexes (fingerprints of sounds and telephones, birth dates with their
slips of the pen, numbers); `rules.matching` weighs each of them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from alongside.access.actor import Actor
from alongside.kernel.keyring import blind_index
from alongside.kernel.rows import insert_records
from alongside.organisation.queries import profile_of
from alongside.people import identifiers
from alongside.people.models import Person, PersonIdentifier
from alongside.people.nicknames import relatives
from alongside.people.rules import fold, phones
from alongside.people.rules.matching import Known, Likeness, Sign, birth_dates_near, compare
from alongside.people.sameness import MatchKey, Pair, PairStatus
from alongside.people.signposts import kept_instead, signposts_of
from alongside.people.sounds import sound

MOST_NAMESAKES = 60
"""A name more people have than this finds nobody by itself; who is meant is then found by birth date or number."""
_MOST = 200
_MOST_WORDS = 3


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record that may be of the person who is meant, and why."""

    person: Person
    likeness: Likeness


def possible_duplicates(viewer: Actor, known: Known, *, except_person: UUID | None = None) -> list[Candidate]:
    """Whom the viewer may see that may be this person, the likeliest first; never those about whom someone said no.

    Six queries at most.
    """
    visible = Person.objects.visible_to(viewer)
    found = _candidates(viewer.agency_id, known, within=visible, apart_from=except_person)
    if except_person is None or not found:
        return found
    told = _told_apart({except_person}, [one.person.pk for one in found])
    return [one for one in found if one.person.pk not in told]


def known_of(person: Person, numbers: Iterable[tuple[str, str]] = ()) -> Known:
    """What a record says of someone, to compare.

    Args:
        numbers: (system, fingerprint) pairs.
    """
    return Known(
        given=person.given_name,
        family=person.family_name,
        called=person.called_name,
        birth_date=person.birth_date,
        sex=person.sex,
        phones=phones(person.phone),
        town=person.city,
        numbers=frozenset(numbers),
    )


def known_said(agency_id: UUID, said: Mapping[str, Any], number: tuple[str, str] | None = None) -> Known:
    """What someone tells of a person who is not written down yet, to compare.

    Args:
        said: any of `people.operations.FIELDS`.
        number: (identifier system, number as typed), when there is one.
    """
    known = known_of(Person(**said))
    if number is None:
        return known
    systems = {known.system: known for known in profile_of(agency_id).identifier_systems}
    if (system := systems.get(number[0])) is None:
        return known
    index = identifiers.index_of(agency_id, system.system, identifiers.kept_form(system, number[1]))
    return replace(known, numbers=frozenset({(system.system, index)}))


def numbers_of(ids: Collection[UUID]) -> dict[UUID, frozenset[tuple[str, str]]]:
    """(system, fingerprint) pairs of these people. One query."""
    found: dict[UUID, set[tuple[str, str]]] = {}
    rows = PersonIdentifier.objects.unscoped().filter(person_id__in=list(ids))
    for person_id, system, index in rows.values_list("person_id", "system", "value_index"):
        found.setdefault(person_id, set()).add((system, index))
    return {person_id: frozenset(numbers) for person_id, numbers in found.items()}


def refresh(person: Person, *, new: bool = False) -> None:
    """Bring keys and pairs of a record up to date with what it says now. Inside an operation.

    Args:
        new: nothing was kept about it yet.
    """
    numbers = frozenset[tuple[str, str]]() if new else numbers_of([person.pk]).get(person.pk, frozenset())
    known = known_of(person, numbers)
    _keep_keys(person, known, new=new)
    found = _candidates(person.agency_id, known, apart_from=person.pk)
    alike = {one.person.pk: one.likeness for one in found}
    ours = {person.pk, *signposts_of([person.pk])}
    pairs = (
        {} if new else {_other(pair, person.pk): pair for pair in Pair.objects.filter(_about([person.pk]))}
    )
    told = _told_apart(ours, [one for one in alike if one not in pairs])
    for other_id, likeness in alike.items():
        if other_id not in told:
            _keep_pair(person, other_id, likeness, pairs.get(other_id))
    for other_id, pair in pairs.items():
        if pair.status == PairStatus.OPEN and other_id not in alike and Sign.SAME_NUMBER not in pair.signs:
            pair.status = PairStatus.GONE
            pair.save()


def note_same_number(person: Person, holder_id: UUID) -> None:
    """Keep for intake that a number was given for someone which another record has. Inside an operation."""
    likeness = Likeness(100, (Sign.SAME_NUMBER,))
    pair = Pair.objects.filter(**_in_order(person.pk, holder_id)).first()
    _keep_pair(person, holder_id, likeness, pair)


def pair_of(one: UUID, other: UUID) -> Pair | None:
    """What is known of these two together; the caller has passed the gate for both."""
    found: Pair | None = Pair.objects.unscoped().filter(**_in_order(one, other)).first()
    return found


def new_pair(agency_id: UUID, one: UUID, other: UUID, likeness: Likeness) -> Pair:
    """A pair that is not saved yet."""
    return Pair(
        agency_id=agency_id,
        points=likeness.points,
        signs=[sign.value for sign in likeness.signs],
        **_in_order(one, other),
    )


def likeness_of(one: Person, other: Person) -> Likeness:
    """What speaks for and against two records being of one person. One query."""
    numbers = numbers_of([one.pk, other.pk])
    return compare(*(known_of(person, numbers.get(person.pk, ())) for person in (one, other)))


def with_phone(agency_id: UUID, number: str) -> QuerySet[MatchKey, Any]:
    """The ids of people with a telephone of these last eight digits, whoever may see them: for a scoped query."""
    found = MatchKey.objects.filter(agency_id=agency_id, value=_fingerprint(agency_id, f"phone {number}"))
    return found.values("person_id")


def _candidates(
    agency_id: UUID,
    known: Known,
    *,
    within: QuerySet[Person] | None = None,
    apart_from: UUID | None = None,
) -> list[Candidate]:
    by_name = set(_found_by(agency_id, _name_keys_sought(known), MOST_NAMESAKES + 1))
    ids = by_name if len(by_name) <= MOST_NAMESAKES else set()
    ids = ids | set(_found_by(agency_id, [f"phone {number}" for number in known.phones], _MOST))
    people = Person.objects.unscoped().filter(agency_id=agency_id)
    if known.birth_date is not None:
        near = people.filter(birth_date__in=birth_dates_near(known.birth_date))
        ids |= set(near.values_list("pk", flat=True)[:_MOST])
    if known.numbers:
        same = Q()
        for system, index in known.numbers:
            same |= Q(system=system, value_index=index)
        holders = PersonIdentifier.objects.unscoped().filter(same, agency_id=agency_id)
        ids |= set(holders.values_list("person_id", flat=True))
    ids.discard(apart_from)
    if not ids:
        return []
    numbers = numbers_of(ids) if known.numbers else {}
    if apart_from is None:
        # A number that somebody tells may be mistyped: the same says much, another nothing.
        numbers = {person_id: theirs & known.numbers for person_id, theirs in numbers.items()}
    found: dict[UUID, Likeness] = {}
    for person in people.filter(pk__in=ids):
        likeness = compare(
            known, known_of(person, numbers.get(person.pk, ())), namesakes=len(by_name - {apart_from})
        )
        if likeness.asks:
            root = kept_instead(person)
            if root != apart_from and (root not in found or found[root].points < likeness.points):
                found[root] = likeness
    shown = (people if within is None else within).filter(pk__in=list(found))
    both = [Candidate(person, found[person.pk]) for person in shown]
    return sorted(both, key=lambda one: (-one.likeness.points, one.person.full_name, one.person.pk))


def _found_by(agency_id: UUID, keys: Iterable[str], most: int) -> Iterable[UUID]:
    values = [_fingerprint(agency_id, key) for key in keys]
    if not values:
        return ()
    rows = MatchKey.objects.filter(agency_id=agency_id, value__in=values)
    return rows.values_list("person_id", flat=True).distinct()[:most]


def _keys(known: Known) -> set[str]:
    """By what a record is found: each given name with each family name as they sound, what they are called, phones."""
    keys = {f"name {first} {last}" for first in _sounds(_firsts(known)) for last in _sounds(_lasts(known))}
    if called := fold(known.called or ("" if known.family else known.given)):
        keys.add(f"called {called}")
    return keys | {f"phone {number}" for number in known.phones}


def _name_keys_sought(known: Known) -> set[str]:
    """The same, also turned round and with the other forms of a given name."""
    firsts = _firsts(known)
    forms = [*firsts, *(other for first in firsts for other in relatives(first))]
    keys = {f"name {first} {last}" for first in _sounds(forms) for last in _sounds(_lasts(known))}
    keys |= {f"name {last} {first}" for first in _sounds(firsts) for last in _sounds(_lasts(known))}
    if called := fold(known.called or ("" if known.family else known.given)):
        keys.add(f"called {called}")
    return keys


def _firsts(known: Known) -> list[str]:
    return [*fold(known.given).split()[:_MOST_WORDS], *fold(known.called).split()[:1]]


def _lasts(known: Known) -> list[str]:
    return fold(known.family).split()[-_MOST_WORDS:]


def _sounds(words: Iterable[str]) -> set[str]:
    return {key for word in words if (key := sound(word))}


def _fingerprint(agency_id: UUID, key: str) -> str:
    return blind_index(key, context="people.match", agency_id=agency_id)


def _keep_keys(person: Person, known: Known, *, new: bool) -> None:
    values = {_fingerprint(person.agency_id, key) for key in _keys(known)}
    if not new:
        kept = MatchKey.objects.filter(person=person)
        if values == set(kept.values_list("value", flat=True)):
            return
        kept.delete()
    insert_records(
        [MatchKey(person=person, agency_id=person.agency_id, value=value) for value in sorted(values)]
    )


def _keep_pair(person: Person, other_id: UUID, likeness: Likeness, pair: Pair | None) -> None:
    if pair is None:
        new_pair(person.agency_id, person.pk, other_id, likeness).save()
        return
    signs = [sign.value for sign in likeness.signs]
    if pair.status in (PairStatus.NOT_SAME, PairStatus.MERGED):
        return
    if Sign.SAME_NUMBER in pair.signs and Sign.SAME_NUMBER not in signs:
        return
    if (pair.status, pair.points, pair.signs) != (PairStatus.OPEN, likeness.points, signs):
        pair.status, pair.points, pair.signs = PairStatus.OPEN, likeness.points, signs
        pair.save()


def _told_apart(ours: Collection[UUID], others: Iterable[UUID]) -> set[UUID]:
    """Of `others` those about whom someone has said that they are not the person of `ours`; signposts count."""
    roots = {other: other for other in others}
    if not roots:
        return set()
    roots |= signposts_of(list(roots))
    said_no = Pair.objects.unscoped().filter(_about(ours), status=PairStatus.NOT_SAME)
    return {
        roots[person_id]
        for ids in said_no.values_list("first_id", "second_id")
        for person_id in ids
        if person_id in roots
    }


def _about(ids: Collection[UUID]) -> Q:
    return Q(first_id__in=list(ids)) | Q(second_id__in=list(ids))


def _other(pair: Pair, person_id: UUID) -> UUID:
    other: UUID = pair.second_id if pair.first_id == person_id else pair.first_id
    return other


def _in_order(one: UUID, other: UUID) -> dict[str, UUID]:
    first, second = sorted((one, other))
    return {"first_id": first, "second_id": second}
