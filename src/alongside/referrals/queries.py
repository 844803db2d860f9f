"""Reads about referrals."""

from __future__ import annotations

from datetime import date

from alongside.organisation.choices import LegalBasis
from alongside.organisation.profile import Profile
from alongside.referrals.models import Decision, Referral


def bases_for_a_decision(profile: Profile, day: date) -> tuple[LegalBasis, ...]:
    """The legal bases a decision of `day` may rest on: for support or a stay. A plan (SEL § 141) gives no support."""
    return tuple(basis for basis in profile.legal_bases_on(day) if basis.use != "plan")


def latest_decision(referral: Referral) -> Decision | None:
    """The decision that counts: the one made last. For operations; pages read through their viewer."""
    decision: Decision | None = (
        Decision.objects.filter(referral=referral).order_by("-recorded_at", "-pk").first()
    )
    return decision
