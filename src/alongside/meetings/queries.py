"""Reading meetings."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from alongside.access.actor import Actor
from alongside.contacts.models import Contact, ContactKind, ContactStatus
from alongside.meetings import rules
from alongside.meetings.models import Attendee, Line, Meeting, Paper
from alongside.people.models import Person
from alongside.plans.models import Step


@dataclass(frozen=True)
class Comes:
    """Somebody who comes beside the person and us; `member_id` when they are written down around the person."""

    name: str
    relation: str
    member_id: UUID | None


@dataclass(frozen=True)
class Around:
    """Everything that stands around one contact that is a meeting.

    Attributes:
        meeting: None while nobody has prepared it or written a line.
        lines: in the order in which they were written.
    """

    meeting: Meeting | None
    papers: list[Paper] = field(default_factory=list)
    comes: list[Comes] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    steps: dict[UUID, Step] = field(default_factory=dict)

    @property
    def is_prepared(self) -> bool:
        """Whether what the person wants of it, or what to bring, is written down."""
        return self.meeting is not None and rules.is_prepared(wish=self.meeting.wish, papers=len(self.papers))


def around_meeting(viewer: Actor, contact: Contact) -> Around:
    """What stands around a contact. One query while there is nothing, four else, five with steps."""
    meeting = (
        Meeting.objects.visible_to(viewer)
        .filter(contact=contact)
        .select_related("about", "contact__enrolment__person")
        .first()
    )
    if meeting is None:
        return Around(None)
    lines = list(
        Line.objects.visible_to(viewer)
        .filter(meeting=meeting)
        .select_related("document")
        .order_by("recorded_at", "pk")
    )
    wanted = [line.step_id for line in lines if line.step_id is not None]
    steps = Step.objects.visible_to(viewer).filter(pk__in=wanted) if wanted else ()
    return Around(
        meeting,
        list(Paper.objects.visible_to(viewer).filter(meeting=meeting).order_by("place", "pk")),
        who_comes(viewer, meeting),
        lines,
        {step.pk: step for step in steps},
    )


def who_comes(viewer: Actor, meeting: Meeting) -> list[Comes]:
    """Who comes, those around the person first. One query."""
    rows = Attendee.objects.visible_to(viewer).filter(meeting=meeting).select_related("member")
    found = [
        Comes(one.member.name or one.member.relation, one.member.relation, one.member_id)
        if one.member is not None
        else Comes(one.name, "", None)
        for one in rows
    ]
    return sorted(found, key=lambda one: (one.member_id is None, one.name.casefold()))


def unprepared() -> Q:
    """Contacts that are planned meetings and not prepared, as a condition."""
    meetings = Meeting.objects.unscoped().filter(contact=OuterRef("pk"))
    papers = Paper.objects.unscoped().filter(meeting__contact=OuterRef("pk"))
    prepared = Q(Exists(meetings.exclude(wish=""))) | Q(Exists(papers))
    return Q(kind=ContactKind.MEETING, status=ContactStatus.PLANNED) & ~prepared


@dataclass(frozen=True)
class AboutPlan:
    """A planned meeting about a plan of somebody else."""

    contact_id: UUID
    at: datetime


def next_about_plans(viewer: Actor, person: Person) -> dict[UUID, AboutPlan]:
    """The next planned meeting about each other plan of someone, by plan. One query."""
    rows = (
        Meeting.objects.visible_to(viewer)
        .filter(
            contact__enrolment__person=person,
            about__isnull=False,
            contact__status=ContactStatus.PLANNED,
            contact__kind=ContactKind.MEETING,
            contact__occurred_at__gte=viewer.now,
        )
        .order_by("-contact__occurred_at", "-pk")
    )
    return {
        plan_id: AboutPlan(contact_id, at)
        for plan_id, contact_id, at in rows.values_list("about_id", "contact_id", "contact__occurred_at")
    }
