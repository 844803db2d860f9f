from __future__ import annotations

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import pgettext_lazy

from alongside.access.actor import Role
from alongside.kernel.history import versions
from alongside.kernel.models import Record


class Agency(Record):
    """A municipality or organisation that runs ICM."""

    name = models.CharField(max_length=200)
    profile_key = models.CharField(max_length=40)
    profile_overrides = models.JSONField(default=dict, blank=True)
    language = models.CharField(max_length=5, default="da")
    sts_id = models.UUIDField(null=True, blank=True)
    """Its id in the common municipal organisation register (https://www.kombit.dk/organisation)."""
    history = versions()


class Team(Record):
    """A team of case managers."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="teams")
    name = models.CharField(max_length=100)
    history = versions()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "name"], name="team_name_once")]


class WorkerGender(models.TextChoices):
    """As they want to be counted when somebody wishes for a woman or a man."""

    WOMAN = "woman", pgettext_lazy("case manager", "Woman")
    MAN = "man", pgettext_lazy("case manager", "Man")


class SuspendedBecause(models.TextChoices):
    """Why an account is suspended. One that has run out needs no reason: its last day says it."""

    BY_HAND = "by_hand", pgettext_lazy("suspended", "Suspended by an administrator")
    DORMANT = "dormant", pgettext_lazy("suspended", "Nobody has signed in with it for a long time")


class Worker(Record):
    """Someone at work. Whoever has an account has it until a day; what they may do also ends on it."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="workers")
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="worker"
    )
    name = models.CharField(max_length=200)
    title = models.CharField(max_length=100, blank=True, default="")
    phone = models.CharField(max_length=40, blank=True, default="")
    email = models.CharField(max_length=200, blank=True, default="")
    fte = models.DecimalField(max_digits=3, decimal_places=2, default=Decimal("1.00"))
    """Share of a full-time post, 0.05 to 1.00; the caseload norm is weighted by it."""
    languages = models.CharField(max_length=100, blank=True, default="")
    area = models.CharField(max_length=100, blank=True, default="")
    """Parts of town or postal codes they know, with commas between."""
    gender = models.CharField(max_length=10, choices=WorkerGender, blank=True, default="")
    """Only for the wishes of people; who would rather not say leaves it empty."""
    access_until = models.DateField(null=True, blank=True)
    """The first day on which their account opens nothing any more, until somebody extends it."""
    suspended_at = models.DateTimeField(null=True, blank=True)
    suspended_because = models.CharField(max_length=20, choices=SuspendedBecause, blank=True, default="")
    awake_since = models.DateTimeField(null=True, blank=True)
    """From when their silence is counted beside their last signing in: the account was opened, or woken again."""
    trained_on = models.DateField(null=True, blank=True)
    """The last training in confidentiality, where the agency asks for one."""
    home_address = models.CharField(max_length=200, blank=True, default="")
    home_postal_code = models.CharField(max_length=20, blank=True, default="")
    """Where they live themselves: to see in a log review that somebody looked at a neighbour. May be left empty."""
    history = versions()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(fte__gt=0) & Q(fte__lte=1), name="worker_fte_between_0_and_1"),
            models.CheckConstraint(
                condition=Q(user__isnull=True) | Q(access_until__isnull=False),
                name="worker_account_has_an_end",
            ),
            models.CheckConstraint(
                condition=Q(suspended_at__isnull=True, suspended_because="")
                | (Q(suspended_at__isnull=False) & ~Q(suspended_because="")),
                name="worker_suspended_for_a_reason",
            ),
        ]

    @property
    def share(self) -> int:
        """Their share of a full-time post in per cent."""
        return round(self.fte * 100)

    @property
    def initials(self) -> str:
        """The first letters of the first and last name."""
        parts = self.name.split()
        return "".join(part[0] for part in (parts[:1] + parts[1:][-1:])).upper()


class Membership(Record):
    """A role a worker holds, in a team or in the whole agency, from a day to a day."""

    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="memberships")
    team = models.ForeignKey(
        Team, on_delete=models.PROTECT, null=True, blank=True, related_name="memberships"
    )
    role = models.CharField(max_length=20, choices=[(role.value, role.value) for role in Role])
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    suspended_on = models.DateField(null=True, blank=True)
    """Nobody said in time that they still need it: it opens nothing until somebody does (`oversight`)."""
    history = versions()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="membership_ends_after_start",
            ),
            models.UniqueConstraint(
                fields=["worker", "team", "role"],
                condition=Q(ends_on__isnull=True),
                name="membership_open_once",
            ),
        ]
