"""What one does about contacts: plan, write, move, call off, amend. Writing is signing."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from alongside.access.actor import Actor
from alongside.contacts import rules
from alongside.contacts.errors import (
    AmendmentMissing,
    NotPlanned,
    NotSigned,
    OutcomeUnknown,
)
from alongside.contacts.events import ContactHeld, MeetingHeld, VisitMissed
from alongside.contacts.models import Amendment, Contact, ContactKind, ContactStatus, GoalTouch, GoesAlong
from alongside.contacts.planning import (
    call_off,
    check_where,
    check_who_called_off,
    colleagues,
    course_of,
    day_of,
    go_along,
    move,
    profile_for,
    require_planned,
)
from alongside.contacts.rules import Touch
from alongside.enrolments.models import Enrolment
from alongside.kernel import history
from alongside.kernel.events import publish
from alongside.kernel.operations import operation
from alongside.organisation.choices import TriedOutcome
from alongside.organisation.models import Worker
from alongside.organisation.profile import Profile
from alongside.plans.models import Goal, SubGoal


@operation("contact.plan", on="enrolment")
def plan_contact(
    *,
    by: Actor,
    enrolment: Enrolment,
    kind: str,
    occurred_at: datetime,
    place: str = "",
    place_text: str = "",
    text: str = "",
    minutes: int | None = None,
    worker: Worker | None = None,
    along: Collection[UUID] = (),
    key: UUID | None = None,
) -> Contact:
    """Plan to meet or talk.

    Args:
        occurred_at: when it will be.
        text: what it is about ("viewing at Møllevej").
        minutes: how long it is to take, None when nobody said.
        worker: who goes, when it is not the one who plans.
        along: the colleagues who go along.

    Raises:
        PlannedInPast, KindUnknown, PlaceUnknown, MinutesOutOfBounds, NotAColleague, BeforeCourse, CourseClosed
    """
    _check_where_and_when(enrolment, kind, place, occurred_at)
    rules.require_ahead(occurred_at, now=by.now)
    rules.check_minutes(minutes)
    with_them = colleagues(by, along)
    contact = Contact(
        enrolment=enrolment,
        worker_id=worker.pk if worker else by.worker_id,
        kind=kind,
        status=ContactStatus.PLANNED,
        occurred_at=occurred_at,
        place=place,
        place_text=place_text.strip(),
        minutes=minutes,
        text=text.strip(),
    )
    contact.save()
    go_along(contact, with_them)
    return contact


@operation("contact.change_plan", on="contact")
def change_plan(
    *,
    by: Actor,
    contact: Contact,
    kind: str,
    place: str = "",
    place_text: str = "",
    text: str = "",
    minutes: int | None = None,
    along: Collection[UUID] = (),
    version: int | None = None,
) -> Contact:
    """Change what a planned contact is about, where, how long and who goes along; not when.

    Raises:
        NotPlanned, StaleRecord, KindUnknown, PlaceUnknown, MinutesOutOfBounds, NotAColleague
    """
    contact.require_version(version)
    require_planned(contact)
    check_where(profile_for(contact.enrolment), kind, place)
    rules.check_minutes(minutes)
    wanted = colleagues(by, along)
    contact.kind, contact.place, contact.place_text = kind, place, place_text.strip()
    contact.minutes, contact.text = minutes, text.strip()
    contact.save()
    GoesAlong.objects.filter(contact=contact).exclude(worker_id__in=wanted).delete()
    known = set(GoesAlong.objects.filter(contact=contact).values_list("worker_id", flat=True))
    go_along(contact, [worker_id for worker_id in wanted if worker_id not in known])
    return contact


@operation("contact.move", on="contact")
def move_contact(
    *,
    by: Actor,
    contact: Contact,
    occurred_at: datetime,
    reason: str = "",
    version: int | None = None,
    key: UUID | None = None,
) -> Contact:
    """Plan the same at another time. Who moved it, from when, and why stay with it.

    Raises:
        NotPlanned, PlannedInPast, CourseClosed, StaleRecord
    """
    contact.require_version(version)
    require_planned(contact)
    move(by, contact, occurred_at, reason)
    contact.save()
    return contact


@operation("contact.call_off", on="contact")
def call_off_contact(
    *, by: Actor, contact: Contact, how: str = "", text: str = "", key: UUID | None = None
) -> Contact:
    """Call off what was planned, in good time. It stays in the story.

    Args:
        how: a key of the profile's tried outcomes that says who called it off, or empty.
        text: why, as they said it.

    Raises:
        NotPlanned, OutcomeUnknown
    """
    require_planned(contact)
    check_who_called_off(profile_for(contact.enrolment), how)
    call_off(by, contact, how, text)
    return contact


@operation("contact.held", on="enrolment")
def record_contact(
    *,
    by: Actor,
    enrolment: Enrolment,
    kind: str,
    occurred_at: datetime,
    text: str,
    place: str = "",
    place_text: str = "",
    minutes: int | None = None,
    touches: Sequence[Touch] = (),
    person_present: bool = True,
    others_present: str = "",
    planned: Contact | None = None,
    key: UUID | None = None,
) -> Contact:
    """Write and sign the note about a contact that was held.

    Args:
        minutes: how long it took, None when nobody knows.
        touches: the goals it worked on and how each moved.
        planned: the planned contact that this one was; it keeps its id.

    Raises:
        ContactInFuture: `occurred_at` is later than `by.now` plus five minutes.
        BeforeCourse, CourseClosed: the course does not reach to `occurred_at`. A pause is fine.
        NoteMissing: the note is empty (seed 002: "Der er notatpligt").
        KindUnknown, PlaceUnknown, MinutesOutOfBounds, GoalOfAnotherCourse, MovementUnknown, TouchedTwice
        NotPlanned: `planned` was written about before.
    """
    _check_where_and_when(enrolment, kind, place, occurred_at)
    rules.require_happened(occurred_at, now=by.now)
    rules.check_minutes(minutes)
    rules.require_note(text)
    if touches:
        rules.check_touches(touches, _goals_of(enrolment))
    contact = _planned_or_new(enrolment, planned)
    contact.status = ContactStatus.HELD
    contact.worker_id = by.worker_id
    contact.kind, contact.occurred_at = kind, occurred_at
    contact.place, contact.place_text = place, place_text.strip()
    contact.minutes = minutes
    contact.person_present, contact.others_present = person_present, others_present.strip()
    contact.text = text.strip()
    _sign(contact, by)
    contact.save()
    history.bulk_create(
        GoalTouch(contact=contact, goal_id=touch.goal, sub_goal_id=touch.sub_goal, movement=touch.movement)
        for touch in touches
    )
    if kind == ContactKind.MEETING:
        publish(MeetingHeld(enrolment.pk, contact.pk, day_of(occurred_at)))
    publish(
        ContactHeld(
            enrolment_id=enrolment.pk,
            worker_id=by.worker_id,
            worker=by.name,
            others_present=others_present.strip(),
            on=day_of(occurred_at),
            today=by.today,
            kind=kind,
            person_present=person_present,
        )
    )
    return contact


@operation("contact.tried", on="enrolment")
def record_attempt(
    *,
    by: Actor,
    enrolment: Enrolment,
    how: str,
    occurred_at: datetime,
    place: str = "",
    place_text: str = "",
    text: str = "",
    kind: str = ContactKind.VISIT,
    planned: Contact | None = None,
    key: UUID | None = None,
) -> Contact:
    """Write and sign that we tried to meet and did not. It counts, and it never closes a course.

    Args:
        how: a key of the profile's tried outcomes.
        planned: the planned contact that did not come about; it keeps its id.

    Raises:
        ContactInFuture: `occurred_at` is later than `by.now` plus five minutes.
        BeforeCourse, CourseClosed: the course does not reach to `occurred_at`.
        OutcomeUnknown, KindUnknown, PlaceUnknown
        NotPlanned: `planned` was written about before.
    """
    profile = _check_where_and_when(enrolment, kind, place, occurred_at)
    rules.require_happened(occurred_at, now=by.now)
    outcome = _outcome(profile, how)
    contact = _planned_or_new(enrolment, planned)
    contact.status, contact.tried_how = ContactStatus.TRIED, how
    contact.worker_id = by.worker_id
    contact.kind, contact.occurred_at = kind, occurred_at
    contact.place, contact.place_text = place, place_text.strip()
    contact.person_present = False
    contact.text = text.strip()
    _sign(contact, by)
    contact.save()
    if not outcome.by_us:
        publish(VisitMissed(enrolment.pk, contact.pk, occurred_at))
    return contact


@operation("contact.take_over", on="enrolment")
def take_over_contact(
    *,
    by: Actor,
    enrolment: Enrolment,
    kind: str,
    occurred_at: datetime,
    text: str,
    how: str = "",
    place: str = "",
    place_text: str = "",
    minutes: int | None = None,
    others_present: str = "",
    worker: Worker | None = None,
    key: UUID | None = None,
) -> Contact:
    """Take a note over from an earlier system, as a late entry: with the time at which it happened, signed now.

    It starts nothing: no outreach, no hand-over.

    Args:
        how: a key of the profile's tried outcomes when we tried and did not meet, else empty.
        worker: who wrote it, when they work here; the one who takes it over signs for it.

    Raises:
        ContactInFuture, BeforeCourse, CourseClosed, NoteMissing, KindUnknown, PlaceUnknown, OutcomeUnknown,
        MinutesOutOfBounds
    """
    profile = _check_where_and_when(enrolment, kind, place, occurred_at)
    rules.require_happened(occurred_at, now=by.now)
    rules.check_minutes(minutes)
    if how:
        _outcome(profile, how)
    else:
        rules.require_note(text)
    contact = Contact(
        enrolment=enrolment,
        worker=worker,
        kind=kind,
        status=ContactStatus.TRIED if how else ContactStatus.HELD,
        tried_how=how,
        occurred_at=occurred_at,
        place=place,
        place_text=place_text.strip(),
        minutes=minutes,
        person_present=not how,
        others_present=others_present.strip(),
        text=text.strip(),
    )
    _sign(contact, by)
    contact.save()
    return contact


@operation("contact.amend", on="contact")
def amend_contact(
    *, by: Actor, contact: Contact, text: str, reason: str = "", key: UUID | None = None
) -> Amendment:
    """Add something to a signed note. The note stays as it was signed.

    Raises:
        NotSigned: there is no note yet.
        AmendmentMissing: nothing is added.
    """
    if contact.signed_at is None:
        raise NotSigned
    if not text.strip():
        raise AmendmentMissing(field="text")
    amendment = Amendment(
        contact=contact,
        text=text.strip(),
        reason=reason.strip(),
        amended_at=by.now,
        worker_id=by.worker_id,
    )
    amendment.save()
    return amendment


def _check_where_and_when(enrolment: Enrolment, kind: str, place: str, occurred_at: datetime) -> Profile:
    profile = profile_for(enrolment)
    check_where(profile, kind, place)
    rules.require_in_course(course_of(enrolment), day_of(occurred_at))
    return profile


def _planned_or_new(enrolment: Enrolment, planned: Contact | None) -> Contact:
    if planned is None:
        return Contact(enrolment=enrolment)
    require_planned(planned)
    if planned.enrolment_id != enrolment.pk:
        raise NotPlanned
    return planned


def _outcome(profile: Profile, how: str) -> TriedOutcome:
    found = profile.tried_outcomes.get(how)
    if found is None:
        raise OutcomeUnknown(field="how")
    return found


def _goals_of(enrolment: Enrolment) -> dict[UUID, set[UUID]]:
    goals: dict[UUID, set[UUID]] = {
        pk: set() for pk in Goal.objects.filter(plan__enrolment=enrolment).values_list("pk", flat=True)
    }
    for pk, goal_id in SubGoal.objects.filter(goal__plan__enrolment=enrolment).values_list("pk", "goal_id"):
        goals[goal_id].add(pk)
    return goals


def _sign(contact: Contact, by: Actor) -> None:
    contact.signed_at, contact.signed_by_id = by.now, by.worker_id
