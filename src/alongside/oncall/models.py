from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from alongside.contacts.models import Contact
from alongside.kernel.encryption import EncryptedTextField
from alongside.kernel.history import versions
from alongside.kernel.models import PersonalRecord, Record
from alongside.organisation.models import Team, Worker
from alongside.people.models import Person


class Shift(Record):
    """Somebody is on call for a team from one moment to another."""

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="shifts")
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="shifts")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    """The first moment without them. One who is taken off in the middle was on call until then."""
    taken_off_at = models.DateTimeField(null=True, blank=True)
    """Taken off before it began: it does not count."""
    history = versions()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="shift_has_length"),
            models.UniqueConstraint(
                fields=["team", "worker", "starts_at"],
                condition=Q(taken_off_at__isnull=True),
                name="shift_once",
            ),
        ]
        indexes = [models.Index(fields=["team", "ends_at"], name="shift_of_team")]


class LineAboutPerson(PersonalRecord):
    """What on call has to know about somebody until a moment, beside what the record tells by itself."""

    scope_kind = "person"
    scope_path = "person"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="on_call_lines")
    text = EncryptedTextField(context="oncall.line_about_person.text")
    said_at = models.DateTimeField()
    holds_until = models.DateTimeField()
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    """Taken down before it ran out."""
    history = versions()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(holds_until__gt=F("said_at")), name="line_about_person_holds")
        ]
        indexes = [models.Index(fields=["person", "holds_until"], name="line_about_person_holding")]


class LineForTeam(Record):
    """What on call has to know that is about nobody in particular: a phone that is out, who can be rung."""

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="on_call_lines")
    text = EncryptedTextField(context="oncall.line_for_team.text")
    said_at = models.DateTimeField()
    holds_until = models.DateTimeField()
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    history = versions()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(holds_until__gt=F("said_at")), name="line_for_team_holds")
        ]
        indexes = [models.Index(fields=["team", "holds_until"], name="line_for_team_holding")]


class FollowUp(PersonalRecord):
    """A call in the night that somebody has to act on by a day. What was said stands in the contact."""

    scope_kind = "enrolment"
    scope_path = "contact__enrolment"

    contact = models.OneToOneField(Contact, on_delete=models.PROTECT, related_name="follow_up")
    due_on = models.DateField()
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    history = versions()


class UnknownCall(Record):
    """A call from somebody nobody could say who it was, or who is not one of ours."""

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="unknown_calls")
    rang_at = models.DateTimeField()
    text = EncryptedTextField(context="oncall.unknown_call.text")
    due_on = models.DateField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    history = versions()

    class Meta:
        indexes = [models.Index(fields=["team", "rang_at"], name="unknown_call_of_team")]
