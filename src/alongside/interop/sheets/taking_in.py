"""What becomes of a row: whom it is about, and the one operation that takes it in.

A row is judged by taking it in and undoing that: the same operations with the same rules, in a transaction that never
holds. So a preview cannot promise what the import would refuse.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import partial
from operator import attrgetter
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import DataError, IntegrityError
from django.utils.timezone import get_default_timezone
from django.utils.translation import gettext, override

from alongside.access.policy import may
from alongside.caseload.models import Assignment, AssignmentKind
from alongside.contacts.models import ContactKind
from alongside.contacts.operations import take_over_contact
from alongside.enrolments.models import Enrolment
from alongside.interop.models import RowVerdict, SheetKind
from alongside.interop.operations.sheets import news_of, take_course, take_person
from alongside.interop.sheets.house import House
from alongside.interop.sheets.problems import Problem, problem
from alongside.interop.sheets.understanding import Understood
from alongside.kernel.errors import DomainError
from alongside.kernel.operations import batch, carried_out
from alongside.organisation.models import Membership, Team, Worker
from alongside.people.matching import known_said, possible_duplicates
from alongside.people.models import Person
from alongside.people.operations import FIELDS
from alongside.people.queries import find_by_identifier
from alongside.people.rules import fold

NOON = time(12)
"""A note whose time of day nobody wrote down stands at noon of its day."""
_PLACES = {
    "value": "",
    "starts_on": "starts_on",
    "walks_from": "starts_on",
    "occurred_at": "day",
    "how": "how",
}
"""Field of the sheet for an argument of an operation that has another name."""


@dataclass(frozen=True)
class Judged:
    """What would become, or became, of a row."""

    verdict: RowVerdict
    problems: list[Problem] = field(default_factory=list)
    person_id: UUID | None = None


class _Back(Exception):
    """The row cannot be taken in."""

    def __init__(self, found: Problem, verdict: RowVerdict = RowVerdict.PROBLEM, about: UUID | None = None):
        super().__init__(found.code)
        self.judged = Judged(verdict, [found], about)


class _Undone(Exception):
    """What was done only to see whether it can be done."""


@dataclass(frozen=True)
class Step:
    """The one operation that a row asks for: found by reading alone, so that nobody waits for it.

    Args:
        write: the operation with its arguments; it takes the key.
        about: the person of the record it returns.
    """

    verdict: RowVerdict
    write: Callable[..., Any]
    about: Callable[[Any], UUID]

    def carry_out(self, key: UUID | None) -> Judged:
        """Write."""
        return Judged(self.verdict, person_id=self.about(self.write(key=key)))


def judge(house: House, row: Understood, choice: str = "") -> Judged:
    """What would become of a row; nothing of it is kept.

    Args:
        choice: what somebody said of a row that may be about someone who is here: "same", "new" or "skip".
    """

    def see_whether(step: Step) -> Judged:
        judged: Judged | None = None
        try:
            with batch():
                judged = step.carry_out(None)
                raise _Undone
        except _Undone:
            assert judged is not None
            return judged

    return _settled(house, row, choice, see_whether)


def take_in(house: House, row: Understood, choice: str = "") -> Judged:
    """Take a row in: one operation, or none when it is not right. A row that was taken in before changes nothing."""
    return _settled(house, row, choice, lambda step: step.carry_out(key_of(house, row)))


def _settled(house: House, row: Understood, choice: str, carry_out: Callable[[Step], Judged]) -> Judged:
    if row.problems:
        return Judged(RowVerdict.PROBLEM, row.problems)
    if choice == "skip":
        return Judged(RowVerdict.PROBLEM, [problem("left_out")])
    if carried_out(key_of(house, row)):
        return Judged(RowVerdict.UNCHANGED)
    try:
        step = _STEPS[house.kind](house, row, choice)
        return step if isinstance(step, Judged) else carry_out(step)
    except _Back as back:
        return back.judged
    except DomainError as refused:
        return Judged(RowVerdict.PROBLEM, [_said_by_a_rule(refused, row)])
    except (IntegrityError, DataError):
        return Judged(RowVerdict.PROBLEM, [problem("fault")])


def key_of(house: House, row: Understood) -> UUID:
    """The key of the operation of a row: the same for the same words, in whatever file and order they come."""
    words = json.dumps([sorted(row.said.items()), sorted(row.numbers)], default=str, ensure_ascii=False)
    return uuid5(NAMESPACE_URL, f"alongside:sheet:{house.by.agency_id}:{house.kind}:{words}")


def _said_by_a_rule(refused: DomainError, row: Understood) -> Problem:
    name = _PLACES.get(refused.field or "", refused.field or "")
    return Problem(row.columns.get(name), refused.code, refused.text)


def _people(house: House, row: Understood, choice: str) -> Step | Judged:
    said = _of_a_person(row)
    person = _who(house, row, choice)
    if person is not None and not _adds(house, person, said, row):
        return Judged(RowVerdict.UNCHANGED, person_id=person.pk)
    return Step(
        RowVerdict.UPDATE if person else RowVerdict.NEW,
        partial(take_person, by=house.by, person=person, said=said, numbers=row.numbers),
        attrgetter("pk"),
    )


def _caseload(house: House, row: Understood, choice: str) -> Step | Judged:
    said = row.said
    worker = Worker.objects.get(pk=said["worker"], agency_id=house.by.agency_id)
    person = _who(house, row, choice)
    if person is not None and _walks_already(person, worker, said["starts_on"]):
        return Judged(RowVerdict.UNCHANGED, person_id=person.pk)
    team = _team(house, row, worker)
    course = partial(
        take_course,
        by=house.by,
        person=person,
        said=_of_a_person(row),
        numbers=row.numbers,
        worker=worker,
        team=team,
        starts_on=said["starts_on"],
        walks_from=_came_to_it(worker, team, said["starts_on"]),
        legal_basis=said["legal_basis"],
        **{name: said[name] for name in _OF_A_COURSE if name in said},
    )
    return Step(RowVerdict.UPDATE if person else RowVerdict.NEW, course, attrgetter("person_id"))


_OF_A_COURSE = ("source", "case_number", "reason", "rhythm_days", "income_basis")


def _contacts(house: House, row: Understood, choice: str) -> Step | Judged:
    person = _person_of_contact(house, row)
    said = row.said
    worker, author = _author(house, said.get("author", ""))
    at = datetime.combine(said["day"], said.get("time", NOON), tzinfo=get_default_timezone())
    text = said.get("text", "")
    if author:
        text = f"{text}\n\n{_written_by(house, author)}".strip()
    contact = partial(
        take_over_contact,
        by=house.by,
        enrolment=_course_of(house, person, said["day"]),
        kind=said.get("kind", ContactKind.VISIT),
        # A note of today without a time of day has not happened later than now.
        occurred_at=at if "time" in said else min(at, house.by.now),
        text=text,
        worker=worker,
        minutes=said.get("minutes", said.get("hours")),
        **{name: said[name] for name in ("how", "place", "place_text", "others_present") if name in said},
    )
    return Step(RowVerdict.NEW, contact, lambda _contact: person.pk)


_STEPS: Mapping[SheetKind, Callable[[House, Understood, str], Step | Judged]] = {
    SheetKind.PEOPLE: _people,
    SheetKind.CASELOAD: _caseload,
    SheetKind.CONTACTS: _contacts,
}


def _of_a_person(row: Understood) -> dict[str, Any]:
    return {name: value for name, value in row.said.items() if name in FIELDS}


def _who(house: House, row: Understood, choice: str) -> Person | None:
    """Whom a row is about, when they are here. By number we know; by name and birth date somebody must say."""
    by_number = _by_number(house, row)
    if by_number is not None:
        return by_number
    if choice == "new":
        return None
    alike = _alike(house, row)
    if alike and (choice == "same" or (len(alike) == 1 and _certain(alike[0], row))):
        return alike[0]
    # Two rows of one list that are only much alike were two people there; intake finds the pair among those to compare.
    alike = [person for person in alike if person.pk not in house.just_taken]
    if not alike:
        return None
    raise _Back(problem("perhaps_here", name=alike[0].full_name), RowVerdict.ASK, alike[0].pk)


def _by_number(house: House, row: Understood) -> Person | None:
    found = {
        person.pk: person
        for system, value in row.numbers
        if (person := find_by_identifier(house.by.agency_id, system, value)) is not None
    }
    if len(found) > 1:
        raise _Back(problem("two_people"))
    person = next(iter(found.values()), None)
    if person is not None and not may(house.by, "person.read", person):
        raise _Back(problem("out_of_sight"))
    return person


def _alike(house: House, row: Understood) -> list[Person]:
    known = known_said(house.by.agency_id, _of_a_person(row))
    return [candidate.person for candidate in possible_duplicates(house.by, known)]


def _certain(person: Person, row: Understood) -> bool:
    """The very same name and birth date, and nothing that says otherwise: what a second export of one system gives."""
    born = row.said.get("birth_date")
    return born is not None and person.birth_date == born and fold(person.full_name) == fold(row.names[0])


def _adds(house: House, person: Person, said: Mapping[str, Any], row: Understood) -> bool:
    new_number = any(
        find_by_identifier(house.by.agency_id, system, value) is None for system, value in row.numbers
    )
    return new_number or bool(news_of(person, said))


def _walks_already(person: Person, worker: Worker, starts_on: date) -> bool:
    """Whether the person has this very course: begun that day, with this worker."""
    courses = Enrolment.objects.unscoped().filter(person=person, starts_on=starts_on, ends_on__isnull=True)
    return (
        Assignment.objects.unscoped()
        .filter(
            enrolment__in=courses.values("pk"),
            worker=worker,
            kind=AssignmentKind.PRIMARY,
            ends_on__isnull=True,
        )
        .exists()
    )


def _team(house: House, row: Understood, worker: Worker) -> Team:
    """The team the row says, else the one in which the worker is a case manager."""
    if "team" in row.said:
        return Team.objects.get(pk=row.said["team"], agency_id=house.by.agency_id)
    teams = house.teams_of.get(str(worker.pk), frozenset())
    own = teams & house.by.lead_team_ids
    teams = own if len(own) == 1 else teams
    if len(teams) != 1:
        column = row.columns.get("worker")
        raise _Back(problem("two_teams" if teams else "no_team", column, name=worker.name))
    return Team.objects.get(pk=next(iter(teams)))


def _came_to_it(worker: Worker, team: Team, starts_on: date) -> date:
    """The first day of the course on which the worker is a case manager in the team, as far as we know."""
    held = Membership.objects.filter(worker=worker, team=team, role="case_manager").order_by("starts_on")
    for membership in held:
        if membership.ends_on is None or membership.ends_on > starts_on:
            return max(starts_on, membership.starts_on)
    return starts_on


def _person_of_contact(house: House, row: Understood) -> Person:
    found = _by_number(house, row)
    if found is not None:
        return found
    alike = [] if row.numbers and not any(row.names) else _alike(house, row)
    exact = [one for one in alike if fold(one.full_name) == fold(row.names[0]) or _called(one, row)]
    if not exact:
        raise _Back(problem("person_not_found"))
    if len(exact) > 1:
        raise _Back(problem("several_people"))
    return exact[0]


def _called(person: Person, row: Understood) -> bool:
    called = fold(row.names[1])
    return bool(called) and called == fold(person.called_name)


def _course_of(house: House, person: Person, day: date) -> Enrolment:
    """The course in which a day lies; else the nearest, whose rules then say why not."""
    courses = list(
        Enrolment.objects.visible_to(house.by)
        .filter(person=person)
        .select_related("team")
        .order_by("-starts_on")
    )
    if not courses:
        raise _Back(problem("no_course", name=person.full_name))
    holds = [one for one in courses if one.starts_on <= day and (one.ends_on is None or day < one.ends_on)]
    found: Enrolment = (holds or courses)[0]
    return found


def _author(house: House, written: str) -> tuple[Worker | None, str]:
    """The colleague who wrote a note, or None and the name as written."""
    if not written:
        return None, ""
    if written in dict(house.choices["author"]):
        return Worker.objects.get(pk=written), ""
    return None, written


def _written_by(house: House, author: str) -> str:
    """As it stands in the note, in the agency's language."""
    with override(house.language):
        return gettext("Written by %(name)s, in an earlier system.") % {"name": author}
