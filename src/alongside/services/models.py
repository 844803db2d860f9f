from __future__ import annotations

from django.db import models

from alongside.kernel.history import versions
from alongside.kernel.models import Record
from alongside.organisation.models import Agency, Worker
from alongside.services.rules import LINE, Offer


class Provider(Record):
    """An organisation that offers something."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    hsds_id = models.UUIDField()
    """Under which id it stands in files of the Human Services Data Specification."""
    name = models.CharField(max_length=LINE)
    rest = models.JSONField(default=dict)
    """The organisation as its file brought it, without its services."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "hsds_id"], name="provider_once")]
        indexes = [models.Index(fields=["agency", "name"], name="provider_by_name")]


class Service(Record):
    """One thing a provider offers."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="services")
    hsds_id = models.UUIDField()
    name = models.CharField(max_length=LINE)
    kind = models.CharField(max_length=40, blank=True, default="")
    """A key of the profile's service kinds; empty when nobody has sorted it yet."""
    description = models.TextField(blank=True, default="")
    requires = models.TextField(blank=True, default="")
    how_to_ask = models.TextField(blank=True, default="")
    hours = models.TextField(blank=True, default="")
    languages = models.CharField(max_length=LINE, blank=True, default="")
    street = models.CharField(max_length=LINE, blank=True, default="")
    postcode = models.CharField(max_length=LINE, blank=True, default="")
    city = models.CharField(max_length=LINE, blank=True, default="")
    phone = models.CharField(max_length=LINE, blank=True, default="")
    email = models.CharField(max_length=LINE, blank=True, default="")
    website = models.CharField(max_length=LINE, blank=True, default="")
    verified_on = models.DateField(null=True, blank=True)
    open = models.BooleanField(default=True)
    rest = models.JSONField(default=dict)
    """The service as its file brought it."""
    history = versions()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "hsds_id"], name="service_once")]
        indexes = [models.Index(fields=["agency", "name"], name="service_by_name")]

    @property
    def offer(self) -> Offer:
        """What we know of it, for the rules."""
        return Offer(**{name: getattr(self, name) for name in Offer.__dataclass_fields__})

    def take(self, offer: Offer) -> None:
        """Hold what `offer` says; it is not saved yet."""
        for name in Offer.__dataclass_fields__:
            setattr(self, name, getattr(offer, name))


class Acquaintance(Record):
    """Somebody who works here knows a service: whom a colleague can ask."""

    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="acquaintances")
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["service", "worker"], name="acquaintance_once")]
