from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from alongside.contacts.models import Contact
from alongside.documents.models import Document
from alongside.kernel.encryption import EncryptedTextField
from alongside.kernel.history import versions
from alongside.kernel.models import PersonalRecord
from alongside.network.models import NetworkMember, OtherPlan
from alongside.plans.models import Step


class Meeting(PersonalRecord):
    """What stands around a contact that is a meeting with others: what it is for, how one gets there, what it meant."""

    scope_kind = "enrolment"
    scope_path = "contact__enrolment"

    contact = models.OneToOneField(Contact, on_delete=models.PROTECT, related_name="meeting")
    about = models.ForeignKey(
        OtherPlan, on_delete=models.PROTECT, null=True, blank=True, related_name="meetings"
    )
    """The plan of somebody else that it is about."""
    wish = models.TextField(blank=True, default="")
    """What the person wants to get out of it, in their own words."""
    says = models.TextField(blank=True, default="")
    """What the person wants to say there, or have said."""
    speaks = models.CharField(max_length=200, blank=True, default="")
    """Who speaks: the person, or who for them."""
    way = EncryptedTextField(context="meetings.meeting.way", blank=True, default="")
    """How they get there and together with whom; it may say where somebody sleeps."""
    meant = models.TextField(blank=True, default="")
    """What it meant to the person, when it was over."""
    history = versions()


class Paper(PersonalRecord):
    """Something to bring to a meeting."""

    scope_kind = "enrolment"
    scope_path = "meeting__contact__enrolment"

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="papers")
    text = models.CharField(max_length=200)
    place = models.PositiveSmallIntegerField()
    packed = models.BooleanField(default=False)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="meeting_paper_is_something")]


class Attendee(PersonalRecord):
    """Somebody who comes to a meeting beside the person and us: of those around them, or by a name alone."""

    scope_kind = "enrolment"
    scope_path = "meeting__contact__enrolment"

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="attendees")
    member = models.ForeignKey(
        NetworkMember, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    name = models.CharField(max_length=200, blank=True, default="")
    """Of somebody who is not written down around the person."""

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(member__isnull=False, name="") | (Q(member__isnull=True) & ~Q(name="")),
                name="meeting_attendee_is_one_of_two",
            ),
            models.UniqueConstraint(
                fields=["meeting", "member"],
                condition=Q(member__isnull=False),
                name="meeting_member_comes_once",
            ),
            models.UniqueConstraint(
                fields=["meeting", "name"],
                condition=Q(member__isnull=True),
                name="meeting_name_comes_once",
            ),
        ]


class LineKind(models.TextChoices):
    SAID = "said", _("Said")
    DECIDED = "decided", pgettext_lazy("in a meeting", "Decided")
    LETTER = "letter", _("A letter is to come")


class Line(PersonalRecord):
    """One quick line of a meeting: who said what, who does what by when, what is to come by letter from whom."""

    scope_kind = "enrolment"
    scope_path = "meeting__contact__enrolment"

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="lines")
    kind = models.CharField(max_length=10, choices=LineKind)
    who = models.CharField(max_length=200, blank=True, default="")
    """Who said it, does it or writes it; empty when nobody was named."""
    text = models.CharField(max_length=300)
    due_on = models.DateField(null=True, blank=True)
    """By when it is done or has come."""
    step = models.OneToOneField(
        Step, on_delete=models.PROTECT, null=True, blank=True, related_name="decided_in"
    )
    """The step of the plan it became; whether it is done, the step says."""
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    """The letter that came."""
    history = versions()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="meeting_line_says_something"),
            models.CheckConstraint(
                condition=Q(step__isnull=True) | Q(kind="decided"), name="meeting_step_was_decided"
            ),
            models.CheckConstraint(
                condition=Q(document__isnull=True) | Q(kind="letter"), name="meeting_document_was_expected"
            ),
            models.CheckConstraint(
                condition=Q(due_on__isnull=True) | ~Q(kind="said"), name="meeting_word_is_not_due"
            ),
        ]
