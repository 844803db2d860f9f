"""Lists of people: whom somebody may see, who walks with each of them, and where their course stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from django.db.models import Q, QuerySet

from alongside.access.actor import Actor
from alongside.attention.queries.companions import InBrief, in_brief
from alongside.attention.queries.whose import mine
from alongside.attention.rules import State
from alongside.enrolments.models import Enrolment
from alongside.people.models import Person
from alongside.referrals.models import Referral, ReferralStatus

PAGE = 40


class Standing(StrEnum):
    """Where somebody stands with us."""

    WALKING = "walking"
    RESTING = "resting"
    TO_COME = "to_come"
    WAITING = "waiting"
    ENDED = "ended"
    NONE = "none"


class Show(StrEnum):
    """Which people a list shows."""

    MINE = "mine"
    TEAM = "team"
    ALL = "all"


@dataclass(frozen=True)
class PersonLine:
    """One line. `since` is the day of what `standing` says: the course's start or end, or the referral's arrival."""

    person_id: UUID
    name: str
    called_name: str
    initials: str
    age: int | None
    standing: Standing
    since: date | None
    companion: InBrief | None


@dataclass(frozen=True)
class PeoplePage:
    """A part of a list; `next_after` is what the following part begins after, None at the end."""

    lines: list[PersonLine]
    next_after: UUID | None


def people_page(viewer: Actor, show: Show, *, after: UUID | None = None) -> PeoplePage:
    """Forty people by name. Five queries at most.

    Args:
        after: the last person of the part before; an unknown one begins at the top.
    """
    people = _shown(viewer, show).order_by("given_name", "family_name", "pk")
    last = Person.objects.visible_to(viewer).filter(pk=after).first() if after else None
    if last is not None:
        people = people.filter(
            Q(given_name__gt=last.given_name)
            | Q(given_name=last.given_name, family_name__gt=last.family_name)
            | Q(given_name=last.given_name, family_name=last.family_name, pk__gt=last.pk)
        )
    found = list(people[: PAGE + 1])
    shown = found[:PAGE]
    return PeoplePage(lines(viewer, shown), shown[-1].pk if len(found) > PAGE else None)


def lines(viewer: Actor, people: Sequence[Person]) -> list[PersonLine]:
    """These people, in this order, with what the viewer may know of their courses. One query, or three.

    Args:
        people: read through the same viewer.
    """
    if not people:
        return []
    ids = [person.pk for person in people]
    walking = {who.person_id: who for who in in_brief(viewer, Q(person_id__in=ids))}
    # Where everyone is walked with, nothing more is asked.
    others = [key for key in ids if key not in walking]
    courses = _latest_courses(viewer, others) if others else {}
    waiting = _waiting(viewer, others) if others else {}
    found = []
    for person in people:
        who = walking.get(person.pk)
        standing, since = _standing(
            viewer.today,
            who,
            courses.get(person.pk),
            waiting.get(person.pk),
        )
        found.append(
            PersonLine(
                person_id=person.pk,
                name=person.full_name,
                called_name=person.called_name
                if person.called_name not in ("", person.given_name, person.full_name)
                else "",
                initials=person.initials,
                age=_age(person.birth_date, viewer.today),
                standing=standing,
                since=since,
                companion=who,
            )
        )
    return found


def _shown(viewer: Actor, show: Show) -> QuerySet[Person]:
    people: QuerySet[Person] = Person.objects.visible_to(viewer)
    if show is Show.ALL:
        return people
    running = Enrolment.objects.visible_to(viewer).filter(
        Q(ends_on__isnull=True) | Q(ends_on__gt=viewer.today)
    )
    teams = viewer.team_ids | viewer.lead_team_ids | viewer.on_call_team_ids
    running = running.filter(mine(viewer) if show is Show.MINE else Q(team_id__in=teams))
    return people.filter(pk__in=running.values("person_id"))


def _latest_courses(viewer: Actor, ids: Sequence[UUID]) -> dict[UUID, tuple[date, date | None]]:
    """Start and end of the latest course of each person."""
    rows = (
        Enrolment.objects.visible_to(viewer)
        .filter(person_id__in=ids)
        .order_by("starts_on")
        .values_list("person_id", "starts_on", "ends_on")
    )
    return {person_id: (starts_on, ends_on) for person_id, starts_on, ends_on in rows}


def _waiting(viewer: Actor, ids: Sequence[UUID]) -> dict[UUID, date]:
    """The day on which the latest referral of each came that nobody has decided and assigned."""
    rows = (
        Referral.objects.visible_to(viewer)
        .filter(
            person_id__in=ids,
            status__in=(ReferralStatus.NEW, ReferralStatus.CLARIFYING, ReferralStatus.WAITING),
        )
        .order_by("received_at")
        .values_list("person_id", "received_at")
    )
    return {person_id: received_at.date() for person_id, received_at in rows}


def _standing(
    today: date,
    who: InBrief | None,
    course: tuple[date, date | None] | None,
    waiting_since: date | None,
) -> tuple[Standing, date | None]:
    if who is not None:
        resting = who.silence.state is State.RESTING
        return (Standing.RESTING if resting else Standing.WALKING), who.starts_on
    if course is not None and course[0] > today:
        return Standing.TO_COME, course[0]
    if waiting_since is not None:
        return Standing.WAITING, waiting_since
    return (Standing.ENDED, course[1]) if course is not None else (Standing.NONE, None)


def _age(born: date | None, today: date) -> int | None:
    if born is None:
        return None
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))
