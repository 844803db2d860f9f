"""Finding people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from alongside.access.actor import Actor, Role
from alongside.access.policy import WALKS_WITH, reach
from alongside.organisation.queries import profile_of
from alongside.people import identifiers, rules
from alongside.people.matching import with_phone
from alongside.people.models import Merge, Pair, PairStatus, Person, PersonIdentifier
from alongside.people.signposts import kept_instead

ENOUGH = 12
"""As many people as a list under a search box can show."""
LONGEST_SOUGHT = 200
"""So many letters of what is typed into the search box are looked at: every word more is a condition more."""
MOST_WORDS = 12
_PAIRS = 20


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
            value_index__in=identifiers.indexes_of(agency_id, system, identifiers.kept_form(known, value)),
        )
        .values("person_id")
    )
    person: Person | None = Person.objects.unscoped().filter(pk__in=found).first()
    if person is None or person.merged_into_id is None:
        return person
    kept: Person = Person.objects.unscoped().get(pk=kept_instead(person))
    return kept


def search(viewer: Actor, text: str, limit: int = ENOUGH) -> list[Person]:
    """The people `viewer` may see whom `text` may mean, the likeliest first.

    `text` is parts of names or a town in any spelling and order, a telephone number or part of one, or a whole
    national number, which is looked up by its fingerprint and never logged. Three queries at most.
    """
    text = text.strip()[:LONGEST_SOUGHT]
    visible = Person.objects.visible_to(viewer)
    if by_number := _numbers_meant(viewer.agency_id, text):
        known = PersonIdentifier.objects.unscoped().filter(by_number, agency_id=viewer.agency_id)
        exact = list(visible.filter(Q(pk__in=known.values("person_id")) | _led_to(known))[:limit])
        if exact:
            return exact
    number = rules.number_sought(text)
    words = [number] if number else rules.fold(text).split()[:MOST_WORDS]
    if not words:
        return []
    named = [] if number else _by_protected_name(viewer, words)
    for word in words:
        meant = Q(search_text__contains=word) | Q(pk__in=named)
        if number and len(number) == rules.MOST_NUMBER_DIGITS:
            # A protected telephone stands nowhere in the open: a whole number finds it by its fingerprint.
            meant |= Q(pk__in=with_phone(viewer.agency_id, number))
        visible = visible.filter(meant)
    return list(_likeliest_first(visible, words)[:limit])


def _by_protected_name(viewer: Actor, words: Sequence[str]) -> list[UUID]:
    """Those the viewer walks with whose protected name `words` mean. Nobody else finds them by it. One query."""
    if viewer.worker_id is None:
        return []
    mine = Person.objects.visible_to(viewer).filter(reach(Person, viewer, WALKS_WITH), name_protected=True)
    return [
        person.pk
        for person in mine
        if all(word in rules.fold(f"{person.true_given_name} {person.true_family_name}") for word in words)
    ]


def keeps_number(viewer: Actor, person: Person, system: str) -> bool:
    """Whether a number of that system is kept for someone the viewer may see. One query."""
    kept = PersonIdentifier.objects.visible_to(viewer).filter(person=person, system=system)
    return bool(kept.exists())


@dataclass(frozen=True)
class PairsPage:
    """Pairs to look at, the likeliest first; `next_after` is what the following part begins after."""

    pairs: list[Pair]
    next_after: UUID | None


def pairs_page(viewer: Actor, *, after: UUID | None = None) -> PairsPage:
    """Twenty pairs of records that may be one person's, of which the viewer sees both. Two queries at most."""
    seen = Person.objects.visible_to(viewer)
    pairs = Pair.objects.visible_to(viewer).filter(
        agency_id=viewer.agency_id,
        status=PairStatus.OPEN,
        first__merged_into__isnull=True,
        second__merged_into__isnull=True,
    )
    if not viewer.has(Role.INTAKE):
        pairs = pairs.filter(second__in=seen)
    last = pairs.filter(pk=after).first() if after else None
    if last is not None:
        pairs = pairs.filter(Q(points__lt=last.points) | Q(points=last.points, pk__gt=last.pk))
    found = list(pairs.select_related("first", "second").order_by("-points", "pk")[: _PAIRS + 1])
    shown = found[:_PAIRS]
    return PairsPage(shown, shown[-1].pk if len(found) > _PAIRS else None)


def latest_merges(viewer: Actor, limit: int = 10) -> list[Merge]:
    """What was made one last, of those the viewer sees. One query."""
    seen = Merge.objects.visible_to(viewer).filter(undone_at__isnull=True, agency_id=viewer.agency_id)
    return list(seen.select_related("kept", "other").order_by("-merged_at", "-pk")[:limit])


def merges_of(viewer: Actor, person: Person) -> list[Merge]:
    """The records that were made one with this one, the latest first, also those undone since. One query."""
    seen = Merge.objects.visible_to(viewer).filter(kept=person)
    return list(seen.select_related("other").order_by("-merged_at", "-pk"))


def _led_to(known: QuerySet[PersonIdentifier]) -> Q:
    """Those to whom the record of such a number leads, at most three merges away."""
    steps = [f"person{'__merged_into' * step}" for step in (1, 2, 3)]
    return Q(
        *(("pk__in", known.filter(**{f"{step}__isnull": False}).values(step)) for step in steps),
        _connector=Q.OR,
    )


def _numbers_meant(agency_id: UUID, text: str) -> Q | None:
    """Which fingerprints `text` may have, when it is written like a number of one of the profile's systems."""
    if not any(letter.isdecimal() for letter in text):
        return None
    meant = Q(pk__in=[])
    for known in profile_of(agency_id).identifier_systems:
        kept = identifiers.kept_form(known, text)
        if identifiers.fits(known, kept):
            found = identifiers.indexes_of(agency_id, known.system, kept)
            meant |= Q(system=known.system, value_index__in=found)
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
