from __future__ import annotations

from datetime import UTC, datetime

import pytest

from alongside.access.actor import Actor
from alongside.people.operations import register_person
from alongside.referrals.models import Referral
from alongside.referrals.operations import receive_referral


@pytest.fixture
def ea(ilse: Actor) -> Referral:
    """Ea Winther, whom the outreach team rang about on 22 November."""
    person = register_person(by=ilse, given_name="Ea", family_name="Winther")
    return receive_referral(
        by=ilse, person=person, source="outreach", received_at=datetime(2026, 11, 22, 7, 14, tzinfo=UTC)
    )
