"""From a wish and an appointment to a message that has left."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import F, Max, QuerySet
from django.db.models.functions import Coalesce, Greatest

from alongside.access.actor import Actor, system_actor
from alongside.contacts.models import Contact, ContactStatus
from alongside.organisation.queries import profile_of
from alongside.reminders import rules
from alongside.reminders.gateways import Message, NotSent, gateway_of
from alongside.reminders.models import Reminder, ReminderState, ReminderWish
from alongside.reminders.operations import address_of, due_at, home, note_reminder, write_out
from alongside.reminders.words import reminder_words

AT_ONCE = 200
"""So many messages a turn of the clock sends at the most; the others wait for the next."""
A_NIGHT = timedelta(hours=24)
"""Quiet hours bring a reminder forward by less than this."""


def write_out_what_is_due(agency_id: UUID, now: datetime) -> int:
    """Put into the outbox what is to be sent now; how many those are. Three queries when there is nothing."""
    by = system_actor(agency_id, now)
    hours = profile_of(agency_id).reminders.hours_before
    if not hours or not _wishes(agency_id).exists():
        return 0
    until = now + timedelta(hours=max(hours)) + A_NIGHT
    wishes = {wish.person_id: wish for wish in _wishes(agency_id)}
    written = 0
    for contact in _appointments(agency_id, now, until).filter(enrolment__person__in=wishes):
        wish = wishes[contact.enrolment.person_id]
        due = due_at(wish, contact.occurred_at, by=by)
        agreed_at = max(contact.agreed_at, wish.recorded_at)  # type: ignore[attr-defined]  # by `_appointments`
        if due > now or rules.agreed_after(agreed_at, due):
            continue
        late = rules.too_late(now, contact.occurred_at)
        written += write_out(by=by, contact=contact, wish=wish, late=late) is not None
    return written


def _wishes(agency_id: UUID) -> QuerySet[ReminderWish]:
    return ReminderWish.objects.unscoped().filter(person__agency_id=agency_id, ended_on__isnull=True)


def _appointments(agency_id: UUID, now: datetime, until: datetime) -> QuerySet[Contact]:
    """What is planned with people in that time, with the moment it was agreed on, and not reminded of yet."""
    found: QuerySet[Contact] = (
        Contact.objects.unscoped()
        .standing()
        .filter(
            status=ContactStatus.PLANNED,
            person_present=True,
            occurred_at__gt=now,
            occurred_at__lte=until,
            enrolment__person__agency_id=agency_id,
            enrolment__ends_on__isnull=True,
        )
        .exclude(reminders__for_at=F("occurred_at"))
        .select_related("enrolment")
        .annotate(
            agreed_at=Greatest("recorded_at", Coalesce(Max("plan_changes__changed_at"), F("recorded_at")))
        )
        .order_by("occurred_at", "pk")
    )
    return found


def send_what_waits(agency_id: UUID, now: datetime) -> int:
    """Send what is due in the outbox, tries again included; how many left. Never in the quiet hours."""
    by = system_actor(agency_id, now)
    hours = profile_of(agency_id).reminders
    if rules.is_quiet(now, quiet_from=hours.quiet_from, quiet_until=hours.quiet_until, zone=home()):
        return 0
    waiting = (
        Reminder.objects.unscoped()
        .filter(state=ReminderState.WAITING, next_at__lte=now, enrolment__person__agency_id=agency_id)
        .select_related("contact", "enrolment__person")
        .order_by("for_at", "pk")[:AT_ONCE]
    )
    return sum(_send(by, reminder) for reminder in waiting)


def _send(by: Actor, reminder: Reminder) -> bool:
    person = reminder.enrolment.person
    wish = ReminderWish.objects.unscoped().filter(person=person, ended_on__isnull=True).first()
    stands = (
        Contact.objects.unscoped()
        .standing()
        .filter(pk=reminder.contact_id, status=ContactStatus.PLANNED, occurred_at=reminder.for_at)
    )
    if wish is None or not stands.exists():
        note_reminder(by=by, reminder=reminder, state=ReminderState.DROPPED, why="not_any_more")
        return False
    if rules.too_late(by.now, reminder.for_at):
        note_reminder(by=by, reminder=reminder, state=ReminderState.FAILED, why=reminder.why or "late")
        return False
    gateway, to = gateway_of(reminder.way), address_of(person, reminder.way)
    if gateway is None or not to:
        why = "no_gateway" if gateway is None else "no_address"
        note_reminder(by=by, reminder=reminder, state=ReminderState.FAILED, why=why)
        return False
    subject, text = reminder_words(reminder.for_at, by.now, wish.language)
    try:
        name = gateway.send(Message(to, subject, text, reminder.pk.hex))
    except NotSent as fault:
        state = ReminderState.WAITING if fault.again else ReminderState.FAILED
        note_reminder(by=by, reminder=reminder, state=state, why=fault.code, tried=True)
        return False
    note_reminder(by=by, reminder=reminder, state=ReminderState.SENT, gateway_id=name, tried=True)
    return True


def ask_whether_they_arrived(agency_id: UUID, now: datetime) -> None:
    """Ask the gateways that tell, until the appointment has begun."""
    by = system_actor(agency_id, now)
    sent = (
        Reminder.objects.unscoped()
        .filter(
            state=ReminderState.SENT,
            next_at__lte=now,
            for_at__gt=now,
            enrolment__person__agency_id=agency_id,
        )
        .exclude(gateway_id="")
        .order_by("next_at", "pk")[:AT_ONCE]
    )
    for reminder in sent:
        gateway = gateway_of(reminder.way)
        arrived = gateway.arrived(reminder.gateway_id) if gateway is not None else None
        if arrived is False:
            note_reminder(by=by, reminder=reminder, state=ReminderState.FAILED, why="never_arrives")
        else:
            state = ReminderState.DELIVERED if arrived else ReminderState.SENT
            note_reminder(by=by, reminder=reminder, state=state)
