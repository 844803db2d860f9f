"""Two ways of writing contacts: one by one through their operations, or many together.

`InBulk` builds the very records that `record_contact` and `amend_contact` save and asks the same rules; it differs in
how rows reach the database. Everything else, tries included, is the same call in both ways.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from django.utils.timezone import localtime

from alongside.access.actor import Actor
from alongside.contacts import rules
from alongside.contacts.models import Amendment, Contact, ContactStatus, GoalTouch
from alongside.contacts.operations import (
    amend_contact,
    call_off_contact,
    plan_contact,
    record_attempt,
    record_contact,
)
from alongside.contacts.queries import FACE_TO_FACE
from alongside.contacts.rules import Touch
from alongside.demo.loading.crew import moment
from alongside.demo.shapes import Contact as Invented
from alongside.enrolments.models import Enrolment
from alongside.kernel import bulk
from alongside.kernel.periods import Period

ActorAt = Callable[[str, datetime], Actor]


class OneByOne:
    """Each contact is an operation of its own."""

    def __init__(self, actor: ActorAt) -> None:
        self._actor = actor

    def take(self, contact: Invented, enrolment: Enrolment, touches: list[Touch]) -> None:
        """Write one contact that happened, with what was added to its note later."""
        by = self._actor(contact.by, moment(contact.written))
        if contact.status != ContactStatus.HELD:
            record_attempt(
                by=by,
                enrolment=enrolment,
                how=contact.outcome,
                occurred_at=moment(contact.at),
                place=contact.place,
                place_text=contact.place_name,
                text=contact.note,
                kind=contact.kind,
            )
            return
        kept = record_contact(
            by=by,
            enrolment=enrolment,
            kind=contact.kind,
            occurred_at=moment(contact.at),
            text=contact.note,
            place=contact.place,
            place_text=contact.place_name,
            minutes=contact.minutes,
            touches=touches,
            others_present=", ".join(contact.present),
        )
        if contact.amended:
            later = self._actor(contact.by, moment(contact.amended))
            amend_contact(by=later, contact=kept, text=contact.amendment)

    def done(self) -> None:
        """Nothing waits."""


class InBulk(OneByOne):
    """Notes about contacts that were held are gathered and written together; a try is an operation as ever, and so is
    the meeting that ends the looking for somebody."""

    def __init__(self, actor: ActorAt) -> None:
        super().__init__(actor)
        self._waiting: list[bulk.Written] = []
        self._missed_at: datetime | None = None
        """When somebody was last tried and not met since."""

    def take(self, contact: Invented, enrolment: Enrolment, touches: list[Touch]) -> None:
        """Gather what `record_contact` would save, asked the same rules."""
        tried = contact.status != ContactStatus.HELD
        if tried or self._missed_at is not None:
            # Whether somebody is looked for depends on every meeting before.
            self._write()
            super().take(contact, enrolment, touches)
            if tried:
                self._missed_at = max(contact.at, self._missed_at or contact.at)
            elif contact.kind in FACE_TO_FACE and self._missed_at and contact.at > self._missed_at:
                self._missed_at = None
            return
        by = self._actor(contact.by, moment(contact.written))
        occurred_at = moment(contact.at)
        rules.require_in_course(Period(enrolment.starts_on, enrolment.ends_on), localtime(occurred_at).date())
        rules.require_happened(occurred_at, now=by.now)
        rules.check_minutes(contact.minutes)
        rules.require_note(contact.note)
        kept = Contact(
            enrolment=enrolment,
            worker_id=by.worker_id,
            kind=contact.kind,
            status=ContactStatus.HELD,
            occurred_at=occurred_at,
            place=contact.place,
            place_text=contact.place_name,
            minutes=contact.minutes,
            others_present=", ".join(contact.present),
            text=contact.note,
            signed_at=by.now,
            signed_by_id=by.worker_id,
        )
        touched = [GoalTouch(contact=kept, goal_id=touch.goal, movement=touch.movement) for touch in touches]
        self._waiting.append(bulk.Written("contact.held", by, enrolment, [kept, *touched]))
        if contact.amended:
            later = self._actor(contact.by, moment(contact.amended))
            amendment = Amendment(
                contact=kept, text=contact.amendment, amended_at=later.now, worker_id=later.worker_id
            )
            self._waiting.append(bulk.Written("contact.amend", later, kept, [amendment]))

    def done(self) -> None:
        """Write what has been gathered."""
        self._write()
        self._missed_at = None

    def _write(self) -> None:
        bulk.write(self._waiting)
        self._waiting = []


def call_off(actor: ActorAt, contact: Invented, enrolment: Enrolment) -> None:
    """A meeting that was planned the day before and called off in good time."""
    when = moment(contact.at)
    planned = plan_contact(
        by=actor(contact.by, when - timedelta(days=1)),
        enrolment=enrolment,
        kind=contact.kind,
        occurred_at=when,
        place=contact.place,
        place_text=contact.place_name,
    )
    call_off_contact(
        by=actor(contact.by, when - timedelta(hours=2)),
        contact=planned,
        how=contact.outcome,
        text=contact.note,
    )
