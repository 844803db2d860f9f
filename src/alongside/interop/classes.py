"""What is kept of what came from elsewhere and went there."""

from __future__ import annotations

from alongside.calendar.models import Appointment
from alongside.contacts.models import Contact
from alongside.enrolments.models import Closure, Enrolment
from alongside.interop.models import Delivery, ExternalRecord, Sheet, SheetMemory, SheetRow
from alongside.kernel.data_classes import Door, Purpose, classify, leaves_by
from alongside.people.models import Person, PersonIdentifier
from alongside.plans.models import Goal
from alongside.referrals.models import Referral
from alongside.referrals.orders import (
    CommissionedGoal,
    Order,
    OrderedService,
    OrderFollowUp,
    TargetGroup,
    Theme,
)
from alongside.reviews.models import Review

classify(
    Delivery,
    open="direction kind bundle_id stamped_at sha256 taken sender receiver sender_address receiver_address",
    personal="cases worker_name",
)
classify(
    ExternalRecord,
    open="system resource_type label",
    personal="external_id record_id withdrawn_at",
    special="content",
)
classify(
    Sheet,
    open="kind status fingerprint match counts refusal job_id uploaded_at ended_at",
    personal="user_id worker_name name headers",
    special="content unknown",
    kept_for=Purpose.COURSE,
)
classify(
    SheetRow,
    open="number verdict choice state",
    personal="person_id problems",
    special="cells",
    kept_for=Purpose.COURSE,
)
classify(SheetMemory, open="kind fingerprint match words", kept_for=Purpose.RUNNING)

leaves_by(
    Door.AUTHORITY,
    Person,
    PersonIdentifier,
    Referral,
    Order,
    OrderedService,
    OrderFollowUp,
    TargetGroup,
    Theme,
    CommissionedGoal,
    Enrolment,
    Closure,
    Goal,
    Review,
    ExternalRecord,
)
leaves_by(Door.CALENDAR, Person, Contact, Appointment)
leaves_by(Door.SHEET, SheetRow)
