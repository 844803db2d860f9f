"""Reads about contacts: how long it has been, what happened between two days, what lies ahead, one note."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from django.db.models import Max, Q, QuerySet
from django.utils.timezone import get_default_timezone, localtime

from alongside.access.actor import Actor
from alongside.contacts import rules
from alongside.contacts.models import Contact, ContactKind, ContactStatus
from alongside.contacts.rules import DayMark, Standing
from alongside.contacts.story import Story, StoryShows, note_of, story
from alongside.enrolments.models import Enrolment, Pause
from alongside.organisation.profile import Profile
from alongside.organisation.queries import profile_of

__all__ = [
    "Counts",
    "Planned",
    "Rhythm",
    "Story",
    "StoryShows",
    "ahead",
    "counts_between",
    "note_of",
    "planned_between",
    "rhythm",
    "story",
]

FACE_TO_FACE = (ContactKind.VISIT, ContactKind.MEETING)
MET = Q(status=ContactStatus.HELD, kind__in=FACE_TO_FACE, person_present=True)
"""We were together with the person."""


@dataclass(frozen=True)
class Rhythm:
    """Whether we are in touch: the strip's marks and what its sentence needs.

    Attributes:
        last_met_on: None when we have not met in this course.
        days_since_met: None likewise; `standing` then counts from the start of the course.
        agreed_every: the agreed rhythm in days.
        marks: 28 days, oldest first, today last.
        met, phone, tried: contacts in those 28 days; tries that we called off ourselves do not count.
        tried_since_met: of those tries, the ones after we last met.
        resting: the course is paused today, so that no silence is measured.
    """

    enrolment_id: UUID
    last_met_on: date | None
    days_since_met: int | None
    agreed_every: int
    marks: tuple[DayMark, ...]
    met: int
    phone: int
    tried: int
    tried_since_met: int
    standing: Standing
    resting: bool


@dataclass(frozen=True)
class Counts:
    """What happened in a period.

    Attributes:
        met: times we were together with the person (meetings with others among them, when they came along).
        meetings: meetings with others, with or without the person.
        tried: tries to meet; those we called off ourselves are not among them.
        minutes: of all contacts whose length is known.
        places: (key of the profile's contact places, times we met there), most first; "" when nobody said where.
        longest_gap: days, the longest time without meeting.
    """

    met: int
    meetings: int
    phone: int
    messages: int
    tried: int
    minutes: int
    places: tuple[tuple[str, int], ...]
    longest_gap: int


@dataclass(frozen=True)
class Planned:
    """A contact that lies ahead, or was planned and not written about yet."""

    id: UUID
    version: int
    enrolment_id: UUID
    person_id: UUID
    person_name: str
    person_initials: str
    worker_id: UUID | None
    worker_name: str
    kind: str
    at: datetime
    place: str
    place_text: str
    text: str


def rhythm(
    viewer: Actor, enrolments: Iterable[Enrolment], *, profile: Profile | None = None
) -> dict[UUID, Rhythm]:
    """The rhythm of each course, by its id. Three queries whatever the number of courses, one more for the profile."""
    courses = list(enrolments)
    if not courses:
        return {}
    profile = profile or profile_of(viewer.agency_id)
    ids = [course.pk for course in courses]
    seen = Contact.objects.visible_to(viewer).filter(enrolment_id__in=ids)
    last_met: dict[UUID, datetime] = dict(
        seen.filter(MET).values_list("enrolment_id").annotate(Max("occurred_at"))
    )
    recent: dict[UUID, list[tuple[date, DayMark]]] = defaultdict(list)
    first_day = viewer.today.toordinal() - rules.STRIP_DAYS + 1
    window = seen.filter(
        occurred_at__gte=_start_of(date.fromordinal(first_day)),
        status__in=(ContactStatus.HELD, ContactStatus.TRIED),
    )
    by_us = {outcome.key for outcome in profile.tried_outcomes if outcome.by_us}
    for row in window.values_list(
        "enrolment_id", "occurred_at", "status", "kind", "person_present", "tried_how"
    ):
        mark = _mark(*row[2:], by_us=by_us)
        if mark is not None:
            recent[row[0]].append((_day(row[1]), mark))
    pauses = Pause.objects.visible_to(viewer).filter(enrolment_id__in=ids, starts_on__lte=viewer.today)
    resting = set(
        pauses.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=viewer.today)).values_list(
            "enrolment_id", flat=True
        )
    )
    return {
        course.pk: _rhythm_of(
            course, recent[course.pk], last_met.get(course.pk), course.pk in resting, profile, viewer.today
        )
        for course in courses
    }


def counts_between(
    viewer: Actor, enrolment: Enrolment, start: date, end: date, *, profile: Profile | None = None
) -> Counts:
    """What happened in `[start, end)`. One query, one more for the profile."""
    profile = profile or profile_of(viewer.agency_id)
    by_us = {outcome.key for outcome in profile.tried_outcomes if outcome.by_us}
    rows = list(
        Contact.objects.visible_to(viewer)
        .filter(
            enrolment=enrolment,
            status__in=(ContactStatus.HELD, ContactStatus.TRIED),
            occurred_at__gte=_start_of(start),
            occurred_at__lt=_start_of(end),
        )
        .values_list("occurred_at", "status", "kind", "person_present", "tried_how", "place", "minutes")
    )
    marks = [(row, _mark(*row[1:5], by_us=by_us)) for row in rows]
    met = [row for row, mark in marks if mark is DayMark.MET]
    held_kinds = Counter(row[2] for row in rows if row[1] == ContactStatus.HELD)
    return Counts(
        met=len(met),
        meetings=held_kinds[ContactKind.MEETING],
        phone=held_kinds[ContactKind.PHONE],
        messages=held_kinds[ContactKind.MESSAGE],
        tried=sum(mark is DayMark.TRIED for _row, mark in marks),
        minutes=sum(row[6] or 0 for row in rows),
        places=tuple(sorted(Counter(row[5] for row in met).items(), key=lambda place: (-place[1], place[0]))),
        longest_gap=rules.longest_gap((_day(row[0]) for row in met), start=start, end=end),
    )


def planned_between(viewer: Actor, worker_id: UUID, start: datetime, end: datetime) -> list[Planned]:
    """What a worker has planned in `[start, end)`, earliest first. One query."""
    found = _planned(viewer).filter(worker_id=worker_id, occurred_at__gte=start, occurred_at__lt=end)
    return [_planned_line(contact) for contact in found]


def ahead(viewer: Actor, enrolment_ids: Iterable[UUID]) -> list[Planned]:
    """Everything planned in these courses and not yet written about, earliest first. One query."""
    return [
        _planned_line(contact) for contact in _planned(viewer).filter(enrolment_id__in=list(enrolment_ids))
    ]


def _rhythm_of(
    course: Enrolment,
    recent: list[tuple[date, DayMark]],
    last_met: datetime | None,
    resting: bool,
    profile: Profile,
    today: date,
) -> Rhythm:
    last_met_on = _day(last_met) if last_met else None
    count = Counter(mark for _on, mark in recent)
    days = (today - (last_met_on or course.starts_on)).days
    return Rhythm(
        enrolment_id=course.pk,
        last_met_on=last_met_on,
        days_since_met=days if last_met_on else None,
        agreed_every=course.rhythm_days,
        marks=rules.strip(recent, today=today),
        met=count[DayMark.MET],
        phone=count[DayMark.PHONE],
        tried=count[DayMark.TRIED],
        tried_since_met=sum(
            mark is DayMark.TRIED and (last_met_on is None or day > last_met_on) for day, mark in recent
        ),
        standing=Standing.IN_RHYTHM
        if resting
        else rules.standing(
            days,
            agreed_every=course.rhythm_days,
            quiet_after=profile.rhythm.quiet_after,
            silent_after=profile.rhythm.silent_after,
        ),
        resting=resting,
    )


def _mark(status: str, kind: str, person_present: bool, tried_how: str, *, by_us: set[str]) -> DayMark | None:
    """What a contact says about being in touch; None when it says nothing (we called it off, they were not there)."""
    if status == ContactStatus.TRIED:
        return None if tried_how in by_us else DayMark.TRIED
    if kind in FACE_TO_FACE:
        return DayMark.MET if person_present else None
    return DayMark.PHONE


def _planned(viewer: Actor) -> QuerySet[Contact]:
    return (
        Contact.objects.visible_to(viewer)
        .filter(status=ContactStatus.PLANNED)
        .select_related("enrolment__person", "worker")
        .order_by("occurred_at", "id")
    )


def _planned_line(contact: Contact) -> Planned:
    person = contact.enrolment.person
    return Planned(
        id=contact.pk,
        version=contact.version,
        enrolment_id=contact.enrolment_id,
        person_id=person.pk,
        person_name=person.full_name,
        person_initials=person.initials,
        worker_id=contact.worker_id,
        worker_name=contact.worker.name if contact.worker else "",
        kind=contact.kind,
        at=contact.occurred_at,
        place=contact.place,
        place_text=contact.place_text,
        text=contact.text,
    )


def _start_of(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=get_default_timezone())


def _day(at: datetime) -> date:
    return localtime(at, get_default_timezone()).date()
