"""The story of a course: every contact and every turn of the course, latest first, a page at a time.

Pages are cut by keyset: a page ends at a moment and an id, and the next one goes on from there, so that nothing
is shown twice or skipped when someone writes meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet
from django.utils.timezone import get_default_timezone

from alongside.access.actor import Actor
from alongside.caseload.models import Assignment, AssignmentKind
from alongside.contacts import rules
from alongside.contacts.models import Amendment, Contact, ContactKind, ContactStatus, GoalTouch
from alongside.enrolments.models import Closure, Enrolment, Pause
from alongside.plans.models import PlanVersion
from alongside.reviews.models import Review

PAGE = 20


class StoryShows(StrEnum):
    """What part of the story is shown."""

    EVERYTHING = ""
    MET = "met"
    TRIED = "tried"
    TALKED = "talked"
    MEETINGS = "meetings"
    COURSE = "course"


_CONTACTS: dict[StoryShows, Q] = {
    StoryShows.EVERYTHING: Q(),
    StoryShows.MET: Q(status=ContactStatus.HELD, kind=ContactKind.VISIT),
    StoryShows.TRIED: Q(status__in=(ContactStatus.TRIED, ContactStatus.CANCELLED)),
    StoryShows.TALKED: Q(status=ContactStatus.HELD, kind__in=(ContactKind.PHONE, ContactKind.MESSAGE)),
    StoryShows.MEETINGS: Q(status=ContactStatus.HELD, kind=ContactKind.MEETING),
}


class Turn(StrEnum):
    """A turn of the course."""

    BEGAN = "began"
    CASE_MANAGER = "case_manager"
    PAUSED = "paused"
    WENT_ON = "went_on"
    AGREED = "agreed"
    REVIEWED = "reviewed"
    CLOSED = "closed"
    REOPENED = "reopened"


@dataclass(frozen=True)
class Touched:
    """A goal or sub-goal a contact worked on; `movement` is back, same or forward, `kind` own or commissioned."""

    title: str
    kind: str
    movement: str


@dataclass(frozen=True)
class Amended:
    """What was added to a note later."""

    text: str
    reason: str
    at: datetime
    worker_name: str


@dataclass(frozen=True)
class Note:
    """A contact as it is read: what happened, when, who wrote it and when.

    Attributes:
        late: written so long after that both times are shown.
        amendments: oldest first.
    """

    id: UUID
    kind: str
    status: str
    tried_how: str
    place: str
    place_text: str
    at: datetime
    signed_at: datetime | None
    late: bool
    worker_name: str
    minutes: int | None
    person_present: bool
    others_present: str
    text: str
    touched: tuple[Touched, ...]
    amendments: tuple[Amended, ...]


@dataclass(frozen=True)
class CourseTurn:
    """A turn of the course on a day. `key` is a key of the profile's list it belongs to, `text` words about it."""

    id: UUID
    turn: Turn
    on: date
    key: str = ""
    text: str = ""
    worker_name: str = ""
    ends_day: bool = False
    """It came after what else happened that day."""


@dataclass(frozen=True)
class Entry:
    """One entry of the story: a note or a turn of the course."""

    at: datetime
    id: UUID
    note: Note | None = None
    turn: CourseTurn | None = None


@dataclass(frozen=True)
class Story:
    """One page of it; `earlier` is where the next page goes on, None at the beginning of the course."""

    entries: tuple[Entry, ...]
    earlier: str | None


def story(
    viewer: Actor,
    enrolment: Enrolment,
    *,
    shows: StoryShows = StoryShows.EVERYTHING,
    before: str | None = None,
    limit: int = PAGE,
    with_turns: bool = True,
) -> Story:
    """A page of the story, latest first. What is only planned is not in it.

    Args:
        with_turns: the turns of the course too, when `shows` asks for them.
        before: `earlier` of the page before; a place nobody gave out starts from the top.
        limit: entries on a page.

    Eight queries at most, three without turns of the course.
    """
    place = _read_place(before)
    found: list[Entry] = []
    if shows is not StoryShows.COURSE:
        contacts = notes(viewer).filter(_CONTACTS[shows], enrolment=enrolment)
        if place is not None:
            at, last = place
            contacts = contacts.filter(Q(occurred_at__lt=at) | Q(occurred_at=at, pk__lt=last))
        found = [
            Entry(contact.occurred_at, contact.pk, note=_note(contact))
            for contact in contacts.order_by("-occurred_at", "-id")[: limit + 1]
        ]
    if with_turns and shows in (StoryShows.EVERYTHING, StoryShows.COURSE):
        turns = (Entry(_moment_of(turn), turn.id, turn=turn) for turn in turns_of(viewer, enrolment))
        found += [entry for entry in turns if place is None or (entry.at, entry.id) < place]
    found.sort(key=lambda entry: (entry.at, entry.id), reverse=True)
    page = tuple(found[:limit])
    more = len(found) > limit
    return Story(page, f"{page[-1].at.isoformat()}~{page[-1].id}" if more else None)


def note_of(viewer: Actor, contact: Contact) -> Note | None:
    """One contact as it is read, None when the viewer does not see it. Three queries."""
    found = notes(viewer, planned=True).filter(pk=contact.pk).first()
    return _note(found) if found else None


def notes(viewer: Actor, *, planned: bool = False) -> QuerySet[Contact]:
    """Contacts with all that is shown of them, for three queries in all."""
    contacts = Contact.objects.visible_to(viewer)
    if not planned:
        contacts = contacts.exclude(status=ContactStatus.PLANNED)
    touches = GoalTouch.objects.visible_to(viewer).select_related("goal", "sub_goal")
    amendments = Amendment.objects.visible_to(viewer).select_related("worker").order_by("amended_at", "id")
    return contacts.select_related("worker").prefetch_related(
        Prefetch("touches", touches.order_by("goal__place", "sub_goal__place")),
        Prefetch("amendments", amendments),
    )


def turns_of(viewer: Actor, enrolment: Enrolment) -> Iterator[CourseTurn]:
    """Every turn the course has taken. Five queries."""
    of_course = Q(enrolment=enrolment)
    yield CourseTurn(enrolment.pk, Turn.BEGAN, enrolment.starts_on, key=enrolment.legal_basis)
    assignments = Assignment.objects.visible_to(viewer).filter(of_course, kind=AssignmentKind.PRIMARY)
    for assignment in assignments.select_related("worker"):
        yield CourseTurn(
            assignment.pk,
            Turn.CASE_MANAGER,
            assignment.starts_on,
            text=assignment.reason,
            worker_name=assignment.worker.name,
        )
    for pause in Pause.objects.visible_to(viewer).filter(of_course):
        yield CourseTurn(pause.pk, Turn.PAUSED, pause.starts_on, key=pause.kind, text=pause.place)
        if pause.ends_on is not None:
            yield CourseTurn(pause.pk, Turn.WENT_ON, pause.ends_on, key=pause.kind)
    versions = PlanVersion.objects.visible_to(viewer).filter(plan__enrolment=enrolment).defer("content")
    for version in versions.select_related("worker"):
        yield CourseTurn(
            version.pk,
            Turn.AGREED,
            version.agreed_on,
            key=version.how,
            text=version.person_words or version.summary,
            worker_name=version.worker.name if version.worker else "",
        )
    reviews = Review.objects.visible_to(viewer).filter(of_course, held_on__isnull=False)
    for review in reviews.select_related("worker"):
        assert review.held_on is not None
        yield CourseTurn(
            review.pk,
            Turn.REVIEWED,
            review.held_on,
            key=review.follow_up_result,
            text=review.summary,
            worker_name=review.worker.name if review.worker else "",
        )
    for closure in Closure.objects.visible_to(viewer).filter(of_course).select_related("closed_by"):
        yield CourseTurn(
            closure.pk,
            Turn.CLOSED,
            closure.closed_on,
            key=closure.reason,
            text=closure.explanation,
            worker_name=closure.closed_by.name if closure.closed_by else "",
            ends_day=True,
        )
        if closure.reopened_on is not None:
            yield CourseTurn(
                closure.pk,
                Turn.REOPENED,
                closure.reopened_on,
                text=closure.reopened_reason,
                ends_day=closure.reopened_on == closure.closed_on,
            )


def _note(contact: Contact) -> Note:
    return Note(
        id=contact.pk,
        kind=contact.kind,
        status=contact.status,
        tried_how=contact.tried_how,
        place=contact.place,
        place_text=contact.place_text,
        at=contact.occurred_at,
        signed_at=contact.signed_at,
        late=contact.signed_at is not None and rules.is_late(contact.occurred_at, contact.signed_at),
        worker_name=contact.worker.name if contact.worker else "",
        minutes=contact.minutes,
        person_present=contact.person_present,
        others_present=contact.others_present,
        text=contact.text,
        touched=tuple(
            Touched(title=(touch.sub_goal or touch.goal).title, kind=touch.goal.kind, movement=touch.movement)
            for touch in contact.touches.all()
        ),
        amendments=tuple(
            Amended(
                amendment.text,
                amendment.reason,
                amendment.amended_at,
                amendment.worker.name if amendment.worker else "",
            )
            for amendment in contact.amendments.all()
        ),
    )


def _read_place(text: str | None) -> tuple[datetime, UUID] | None:
    at, _tilde, last = (text or "").partition("~")
    try:
        place = datetime.fromisoformat(at), UUID(last)
    except ValueError:
        return None
    return place if place[0].tzinfo else None


def _moment_of(turn: CourseTurn) -> datetime:
    """Where a turn stands among the notes of its day: before them or, when it ended the day, after them."""
    start = datetime.combine(turn.on, time(), tzinfo=get_default_timezone())
    within = timedelta(seconds=list(Turn).index(turn.turn))
    return start + within + (timedelta(hours=23, minutes=59) if turn.ends_day else timedelta())
