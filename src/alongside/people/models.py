from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import pgettext_lazy

from alongside.kernel.encryption import EncryptedTextField
from alongside.kernel.history import versions
from alongside.kernel.models import PersonalRecord
from alongside.organisation.models import Agency, Worker
from alongside.people.protecting import guard, revealed


class Sex(models.TextChoices):
    """As registered; UNKNOWN is a real answer."""

    FEMALE = "female", pgettext_lazy("sex", "Woman")
    MALE = "male", pgettext_lazy("sex", "Man")
    OTHER = "other", pgettext_lazy("sex", "Other")
    UNKNOWN = "unknown", pgettext_lazy("sex", "Not known")


class WorkerWish(models.TextChoices):
    """What somebody wishes of the one who walks with them."""

    WOMAN = "woman", pgettext_lazy("wish for a case manager", "A woman")
    MAN = "man", pgettext_lazy("wish for a case manager", "A man")


class Person(PersonalRecord):
    """Someone we walk with, or who was referred to us."""

    scope_kind = "person"
    scope_path = "pk"

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    given_name = models.CharField(max_length=100, blank=True, default="")
    family_name = models.CharField(max_length=100, blank=True, default="")
    called_name = models.CharField(max_length=100, blank=True, default="")
    """What they want to be called; for someone nobody has a name for, how they are known ("Basse")."""
    sex = models.CharField(max_length=10, choices=Sex, default=Sex.UNKNOWN)
    birth_date = models.DateField(null=True, blank=True)
    language = models.CharField(max_length=40, blank=True, default="")
    interpreter_needed = models.BooleanField(default=False)
    worker_wish = models.CharField(max_length=10, choices=WorkerWish, blank=True, default="")
    """Whether they would rather walk with a woman or a man. A wish, never asked for by us."""
    nationality_group = models.CharField(max_length=40, blank=True, default="")
    """A key of the profile's nationality groups (the groups seed 004 publishes), or empty."""
    phone = EncryptedTextField(context="people.person.phone", max_length=40, blank=True, default="")
    email = EncryptedTextField(context="people.person.email", max_length=200, blank=True, default="")
    address = EncryptedTextField(context="people.person.address", max_length=200, blank=True, default="")
    postal_code = EncryptedTextField(
        context="people.person.postal_code", max_length=20, blank=True, default=""
    )
    city = EncryptedTextField(context="people.person.city", max_length=100, blank=True, default="")
    address_protected = models.BooleanField(default=False)
    """Where they can be found is not shown (`people.protecting`)."""
    name_protected = models.BooleanField(default=False)
    """What we call them stands in the place of their name, which is kept in the next two."""
    true_given_name = EncryptedTextField(
        context="people.person.true_given_name", max_length=100, blank=True, default="", editable=False
    )
    true_family_name = EncryptedTextField(
        context="people.person.true_family_name", max_length=100, blank=True, default="", editable=False
    )
    whereabouts = EncryptedTextField(
        context="people.person.whereabouts", max_length=200, blank=True, default=""
    )
    """Where they are mostly found, when it is not the address."""
    search_text = models.TextField(blank=True, default="", editable=False)
    """Folded names, and of people without a protected address phone and city, kept by `people.operations`, for the one
    search box."""
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="signposts"
    )
    """The record of the same person that is kept; this one only leads there (`people.merging`)."""
    history = versions(without=("search_text",))

    class Meta:
        indexes = [
            models.Index(fields=["agency", "family_name", "given_name"], name="person_by_name"),
            models.Index(fields=["agency", "birth_date"], name="person_by_birth_date"),
        ]

    def refresh_from_db(self, *args: Any, **kwargs: Any) -> None:
        """Read again what is stored, also what is not shown."""
        with revealed():
            super().refresh_from_db(*args, **kwargs)

    @property
    def is_protected(self) -> bool:
        """Whether something of them is kept and not shown."""
        return self.address_protected or self.name_protected

    @property
    def full_name(self) -> str:
        """Given and family name, or what they are called when that is all we know."""
        return f"{self.given_name} {self.family_name}".strip() or self.called_name

    @property
    def first_name(self) -> str:
        """How they are spoken of in running text."""
        return self.called_name or self.given_name or self.full_name

    @property
    def initials(self) -> str:
        """For the circle."""
        parts = self.full_name.split()
        return "".join(part[0] for part in (parts[:1] + parts[1:][-1:])).upper()


guard(Person)


class PersonIdentifier(PersonalRecord):
    """A number by which another system knows the person (CPR, NAM, OHIP …)."""

    scope_kind = "person"
    scope_path = "person"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="identifiers")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    system = models.CharField(max_length=100)
    """The URI of one of the profile's identifier systems, for CPR `urn:oid:1.2.208.176.1.2`."""
    value = EncryptedTextField(context="people.identifier.value")
    value_index = models.CharField(max_length=32)
    history = versions()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "system", "value_index"], name="identifier_once_per_agency"
            )
        ]


class Quote(PersonalRecord):
    """Something the person said, in their own words. The latest stands first on their page."""

    scope_kind = "person"
    scope_path = "person"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="quotes")
    text = models.TextField()
    said_on = models.DateField()
    place = models.CharField(max_length=100, blank=True, default="")
    history = versions()

    class Meta:
        indexes = [models.Index(fields=["person", "-said_on"], name="quote_latest")]


class Flag(PersonalRecord):
    """What one has to know before meeting the person, written by someone, until a day on which it is looked at again.

    After that day it is still shown, with the question whether it holds: a warning that vanishes by itself is as
    dangerous as one that never does.
    """

    scope_kind = "person"
    scope_path = "person"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="flags")
    text = models.CharField(max_length=300)
    asked_for = models.BooleanField(default=False)
    """The person asked that we know this; otherwise it is ours."""
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    """Who said it, or last said that it still holds."""
    said_on = models.DateField()
    until = models.DateField()
    """The day on which it is looked at again."""
    ended_on = models.DateField(null=True, blank=True)
    end_reason = models.CharField(max_length=300, blank=True, default="")
    history = versions()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(until__gte=F("said_on")), name="flag_looked_at_after_said")
        ]
        indexes = [models.Index(fields=["person"], condition=Q(ended_on__isnull=True), name="flag_standing")]


# Django finds the tables of an app through its `models` module.
from alongside.people.sameness import MatchKey, Merge, Pair, PairStatus  # noqa: E402

__all__ = ["Flag", "MatchKey", "Merge", "Pair", "PairStatus", "Person", "PersonIdentifier", "Quote", "Sex"]
