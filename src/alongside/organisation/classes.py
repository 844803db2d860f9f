"""What is kept of the agency and those who work there."""

from __future__ import annotations

from alongside.kernel.data_classes import classify
from alongside.organisation.models import Agency, Membership, Team, Worker

classify(Agency, open="name profile_key profile_overrides language sts_id")
classify(Team, open="name")
classify(
    Worker,
    personal="name title phone email fte languages area gender access_until suspended_at suspended_because "
    "awake_since trained_on",
    protected="home_address home_postal_code",
)
classify(Membership, personal="role starts_on ends_on suspended_on")
