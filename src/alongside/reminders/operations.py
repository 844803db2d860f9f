"""Keeping a wish to be reminded, and what becomes of each reminder."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils import timezone

from alongside.access.actor import Actor
from alongside.contacts.models import Contact
from alongside.kernel.operations import operation
from alongside.organisation.queries import profile_of
from alongside.people.models import Person
from alongside.reminders import errors, rules
from alongside.reminders.gateways import ways
from alongside.reminders.models import Reminder, ReminderState, ReminderWish, Way
from alongside.reminders.words import LANGUAGES

ASKED_AGAIN = timedelta(minutes=30)
"""Between two questions to the gateway whether a message has arrived."""


@operation("reminder.ask_for", on="person")
def ask_for_reminders(
    *, by: Actor, person: Person, way: str, hours_before: int, language: str, key: UUID | None = None
) -> ReminderWish:
    """Write down that the person wants to be reminded; another wish takes the place of the one before.

    Args:
        way: of `Way`; goes to the telephone or the mail address on the person's page.
        hours_before: one of the practice profile's.
        language: da, en or fr.

    Raises:
        WayNotThere, NowhereToSend, HoursNotOffered, LanguageUnknown
    """
    if way not in ways():
        raise errors.WayNotThere(field="way")
    if not address_of(person, way):
        raise errors.NowhereToSend(field="to")
    if hours_before not in profile_of(by.agency_id).reminders.hours_before:
        raise errors.HoursNotOffered(field="hours_before")
    if language not in LANGUAGES:
        raise errors.LanguageUnknown(field="language")
    for earlier in ReminderWish.objects.filter(person=person, ended_on__isnull=True):
        earlier.ended_on = by.today
        earlier.save()
    wish = ReminderWish(
        person=person,
        way=way,
        hours_before=hours_before,
        language=language,
        asked_on=by.today,
        worker_id=by.worker_id,
    )
    wish.save()
    return wish


@operation("reminder.end", on="wish")
def end_reminders(*, by: Actor, wish: ReminderWish) -> None:
    """The person wants it no more: nothing goes out from now on."""
    if wish.ended_on is None:
        wish.ended_on = by.today
        wish.save()


@operation("reminder.write_out")
def write_out(*, by: Actor, contact: Contact, wish: ReminderWish, late: bool) -> Reminder | None:
    """Put the reminder of an appointment into the outbox, once; `late` ones only to say that none was sent."""
    if Reminder.objects.filter(contact=contact, for_at=contact.occurred_at).exists():
        return None
    reminder = Reminder(
        enrolment_id=contact.enrolment_id,
        contact=contact,
        way=wish.way,
        for_at=contact.occurred_at,
        state=ReminderState.DROPPED if late else ReminderState.WAITING,
        why="late" if late else "",
        next_at=by.now,
    )
    reminder.save()
    return reminder


@operation("reminder.note")
def note_reminder(
    *, by: Actor, reminder: Reminder, state: str, gateway_id: str = "", why: str = "", tried: bool = False
) -> None:
    """Note what became of a reminder: sent, arrived, not wanted any more, or a try that failed.

    Args:
        tried: a try was made. One that failed and may help another time is noted as waiting; when the tries are used
            up it has failed.
    """
    reminder.tries += tried
    reminder.why = why
    if state == ReminderState.WAITING:
        again = rules.next_try(by.now, reminder.tries)
        if again is None or rules.too_late(again, reminder.for_at):
            state = ReminderState.FAILED
        else:
            reminder.next_at = again
    elif state == ReminderState.SENT:
        if reminder.sent_at is None:
            reminder.sent_at, reminder.gateway_id = by.now, gateway_id
        reminder.next_at = by.now + ASKED_AGAIN
    if state == ReminderState.FAILED:
        reminder.next_at = by.now
    reminder.state = state
    reminder.save()


def address_of(person: Person, way: str) -> str:
    """Where a message to the person goes: the telephone or the mail address on their page. "" when there is none."""
    address: str = person.phone if way == Way.TEXT else person.email
    return address.strip()


def home() -> ZoneInfo:
    """The zone in which the work is done, whose nights are quiet."""
    return ZoneInfo(timezone.get_default_timezone_name())


def due_at(wish: ReminderWish, appointment: datetime, *, by: Actor) -> datetime:
    """When the wish is to be reminded of an appointment."""
    hours = profile_of(by.agency_id).reminders
    return rules.send_at(
        appointment,
        hours_before=wish.hours_before,
        quiet_from=hours.quiet_from,
        quiet_until=hours.quiet_until,
        zone=home(),
    )
