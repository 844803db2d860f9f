"""What the directory holds: offers to everyone, with the names of those who can be asked there."""

from __future__ import annotations

from alongside.kernel.data_classes import Purpose, classify
from alongside.services.models import Acquaintance, Provider, Service

classify(Provider, open="hsds_id name", personal="rest", kept_for=Purpose.OFFICE)
classify(
    Service,
    open="hsds_id name kind description requires how_to_ask hours languages street postcode city phone email website "
    "verified_on open",
    personal="rest",
    kept_for=Purpose.OFFICE,
)
classify(Acquaintance, kept_for=Purpose.OFFICE)
