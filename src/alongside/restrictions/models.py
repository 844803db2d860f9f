from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from alongside.kernel.history import versions
from alongside.kernel.models import PersonalRecord
from alongside.organisation.models import Worker
from alongside.people.models import Person


class AskedBy(models.TextChoices):
    """Whose wish it is."""

    PERSON = "person", pgettext_lazy("whose wish", "The person")
    AGENCY = "agency", pgettext_lazy("whose wish", "We ourselves")


class Evidence(models.TextChoices):
    """How it can be shown later that the person said so (R-22.1: written and signed, lodged with the holder)."""

    SIGNED = "signed", _("Written down and signed")
    VERBAL = "verbal", _("Said, and somebody heard it")


class Restriction(PersonalRecord):
    """A person refuses a colleague, or a part of the record is closed to all but those who walk with them."""

    scope_kind = "person"
    scope_path = "person"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="restrictions")
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    """The colleague who is refused; None when a part of the record is closed."""
    category = models.CharField(max_length=40, blank=True, default="")
    """A key of the profile's record categories; empty when a colleague is refused."""
    asked_by = models.CharField(max_length=10, choices=AskedBy, default=AskedBy.PERSON)
    evidence = models.CharField(max_length=10, choices=Evidence, blank=True, default="")
    witness = models.CharField(max_length=200, blank=True, default="")
    """Who heard it, when it was said and not signed."""
    said_on = models.DateField()
    until = models.DateField(null=True, blank=True)
    """The last day on which it holds; None until it is lifted."""
    reason = models.CharField(max_length=300, blank=True, default="")
    """Why, when somebody wished to say so. Nobody has to."""
    recorded_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    lifted_on = models.DateField(null=True, blank=True)
    lifted_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    lift_reason = models.CharField(max_length=300, blank=True, default="")
    history = versions()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(worker__isnull=False, category="") | (Q(worker__isnull=True) & ~Q(category="")),
                name="restriction_of_one_thing",
            ),
            models.CheckConstraint(
                condition=~Q(asked_by="person") | ~Q(evidence=""), name="restriction_by_person_is_evidenced"
            ),
            models.CheckConstraint(
                condition=~Q(evidence="verbal") | ~Q(witness=""), name="restriction_said_was_heard"
            ),
            models.CheckConstraint(
                condition=Q(lifted_on__isnull=True) | ~Q(lift_reason=""), name="restriction_lifted_says_why"
            ),
        ]
        indexes = [
            models.Index(
                fields=["worker", "person"],
                condition=Q(lifted_on__isnull=True, worker__isnull=False),
                name="restriction_of_worker",
            ),
            models.Index(
                fields=["person"],
                condition=Q(lifted_on__isnull=True, worker__isnull=True),
                name="restriction_closes",
            ),
        ]


class ClosedValue(models.Model):
    """What a closed category means in the records: a list of the profile and one of its keys, or "all".

    Written with the restriction, as the profile said on that day, so that a query need not know the profile.
    """

    restriction = models.ForeignKey(Restriction, on_delete=models.CASCADE, related_name="closed_values")
    list = models.CharField(max_length=40)
    value = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["restriction", "list", "value"], name="closed_value_once")
        ]


class MarkKind(models.TextChoices):
    """What makes a look at someone's record more than work."""

    OWN = "own", _("It is their own record")
    FAMILY = "family", _("Relative, partner or close friend")
    VIP = "vip", _("Known to many")


class Mark(PersonalRecord):
    """A colleague is the person or close to them, and is kept out; or the person is known to many."""

    scope_kind = "person"
    scope_path = "person"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="marks")
    kind = models.CharField(max_length=10, choices=MarkKind)
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    """The colleague it is about; None for someone known to many."""
    note = models.CharField(max_length=300, blank=True, default="")
    said_on = models.DateField()
    recorded_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    ended_on = models.DateField(null=True, blank=True)
    ended_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    end_reason = models.CharField(max_length=300, blank=True, default="")
    history = versions()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="vip", worker__isnull=True) | (~Q(kind="vip") & Q(worker__isnull=False)),
                name="mark_names_whom_it_keeps_out",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | ~Q(end_reason=""), name="mark_ended_says_why"
            ),
        ]
        indexes = [
            models.Index(
                fields=["worker", "person"],
                condition=Q(ended_on__isnull=True, worker__isnull=False),
                name="mark_of_worker",
            ),
            models.Index(
                fields=["person"], condition=Q(ended_on__isnull=True, kind="vip"), name="mark_known_to_many"
            ),
        ]


class Release(PersonalRecord):
    """Two people let what is protected of someone out of the record once, for one purpose, until a day."""

    scope_kind = "person"
    scope_path = "person"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="releases")
    purpose = models.CharField(max_length=300)
    until = models.DateField()
    """The last day on which it may be put on paper."""
    released_on = models.DateField()
    released_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    """Who asked, and alone may make use of it."""
    agreed_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    history = versions()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(released_by=models.F("agreed_by")), name="release_takes_two"),
            models.CheckConstraint(
                condition=Q(until__gte=models.F("released_on")), name="release_ends_after_it_begins"
            ),
        ]
        indexes = [models.Index(fields=["person", "until"], name="release_until")]
