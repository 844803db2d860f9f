from __future__ import annotations

from django.db import models
from django.db.models import Q

from alongside.bridges.rules import GIVES_A_REASON, State
from alongside.contacts.models import Contact
from alongside.kernel.history import versions
from alongside.kernel.models import PersonalRecord
from alongside.organisation.models import Worker
from alongside.people.models import Person
from alongside.plans.models import Goal
from alongside.services.models import Service


class Bridge(PersonalRecord):
    """A person is on their way to a service, with us. Where it stands, its moves say."""

    scope_kind = "person"
    scope_path = "person"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="bridges")
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="bridges")
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, null=True, blank=True, related_name="bridges")
    """What they want from it, when that stands in their plan."""
    history = versions()

    class Meta:
        indexes = [models.Index(fields=["service", "person"], name="bridge_by_service")]


class BridgeMove(PersonalRecord):
    """What happened on the way, on a day."""

    scope_kind = "person"
    scope_path = "bridge__person"

    bridge = models.ForeignKey(Bridge, on_delete=models.PROTECT, related_name="moves")
    state = models.CharField(max_length=10, choices=[(one.value, one.name) for one in State])
    moved_on = models.DateField()
    why = models.CharField(max_length=40, blank=True, default="")
    """A key of the profile's reasons for a no, or for stopping."""
    words = models.TextField(blank=True, default="")
    """What the person says about it, in their words."""
    note = models.CharField(max_length=300, blank=True, default="")
    """What there is to know: whom one spoke with there, what they asked for."""
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    """The visit together."""
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    history = versions()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[one.value for one in GIVES_A_REASON]) | Q(why=""),
                name="bridge_move_why_of_an_end",
            ),
            models.CheckConstraint(
                condition=Q(contact__isnull=True) | Q(state=State.TOGETHER.value),
                name="bridge_move_visit_together",
            ),
        ]
        indexes = [models.Index(fields=["bridge", "-moved_on", "-recorded_at"], name="bridge_move_latest")]
