from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from alongside.kernel.encryption import EncryptedTextField
from alongside.kernel.history import versions
from alongside.kernel.models import PersonalRecord
from alongside.organisation.models import Worker
from alongside.people.models import Person


class MemberKind(models.TextChoices):
    """Whose life they belong to: the person's own, or their work brings them."""

    PRIVATE = "private", _("Family, friend, neighbour")
    PROFESSIONAL = "professional", _("Someone whose work it is")


class MaySpeak(models.TextChoices):
    """What the person wishes when it comes to us speaking with them."""

    YES = "yes", pgettext_lazy("may we speak with them", "Yes")
    ASK = "ask", _("Ask each time")
    NO = "no", pgettext_lazy("may we speak with them", "No")
    UNASKED = "unasked", _("Not asked yet")


class Closeness(models.TextChoices):
    """How near somebody is, as the person themselves sees it: the rings of the map, from within."""

    VERY_NEAR = "very_near", pgettext_lazy("on the network map", "Very near")
    NEAR = "near", pgettext_lazy("on the network map", "Near")
    KNOWN = "known", pgettext_lazy("on the network map", "Somebody I know")
    NOT_NOW = "not_now", pgettext_lazy("on the network map", "Not now")


class NetworkMember(PersonalRecord):
    """Someone around a person. `may_speak` is a light answer: it opens everyday contact, and a no closes all of it."""

    scope_kind = "person"
    scope_path = "person"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="network_members")
    kind = models.CharField(max_length=15, choices=MemberKind, default=MemberKind.PRIVATE)
    name = models.CharField(max_length=200, blank=True, default="")
    relation = models.CharField(max_length=100, blank=True, default="")
    """Who they are to the person: sister, doctor, the one at the café."""
    organisation = models.CharField(max_length=200, blank=True, default="")
    phone = EncryptedTextField(context="network.member.phone", max_length=40, blank=True, default="")
    may_speak = models.CharField(max_length=10, choices=MaySpeak, default=MaySpeak.UNASKED)
    closeness = models.CharField(max_length=10, choices=Closeness, blank=True, default="")
    """The person's own judgement; empty while they have not placed them."""
    note = models.CharField(max_length=300, blank=True, default="")
    ended_on = models.DateField(null=True, blank=True)
    """Since when they are no longer around; None while they are."""
    history = versions()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(name="") | ~Q(relation=""), name="network_member_is_someone")
        ]
        indexes = [models.Index(fields=["person", "ended_on"], name="network_around")]


class NetworkMap(PersonalRecord):
    """The network as the person drew it on a day. It stays as it was drawn; the next one is drawn anew."""

    scope_kind = "person"
    scope_path = "person"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="network_maps")
    drawn_on = models.DateField()
    words = EncryptedTextField(context="network.network_map.words", blank=True, default="")
    """What they said while drawing."""
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    """With whom they drew it."""
    history = versions()

    class Meta:
        indexes = [models.Index(fields=["person", "-drawn_on"], name="network_map_latest")]


class MapTie(PersonalRecord):
    """Where somebody stood on a map. Who they are is read where it is kept, so that a name is put right once."""

    scope_kind = "person"
    scope_path = "map__person"

    map = models.ForeignKey(NetworkMap, on_delete=models.PROTECT, related_name="+")
    member = models.ForeignKey(NetworkMember, on_delete=models.PROTECT, related_name="+")
    closeness = models.CharField(max_length=10, choices=Closeness)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["map", "member"], name="map_tie_once")]


class OtherPlan(PersonalRecord):
    """A plan that somebody else leads and the person is part of."""

    scope_kind = "person"
    scope_path = "person"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="other_plans")
    kind = models.CharField(max_length=40)
    """A key of the profile's plan kinds."""
    organisation = models.CharField(max_length=200, blank=True, default="")
    """Who leads it: the job centre, the treatment centre."""
    worker_name = models.CharField(max_length=200, blank=True, default="")
    """The caseworker there."""
    phone = models.CharField(max_length=40, blank=True, default="")
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    """The first day without it; None while it runs or nobody knows."""
    next_on = models.DateField(null=True, blank=True)
    next_text = models.CharField(max_length=200, blank=True, default="")
    """What comes next in it, and on which day when that is known."""
    note = models.CharField(max_length=300, blank=True, default="")
    history = versions()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True)
                | Q(starts_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
                name="other_plan_ends_after_start",
            )
        ]
        indexes = [models.Index(fields=["person", "ends_on"], name="other_plan_running")]
