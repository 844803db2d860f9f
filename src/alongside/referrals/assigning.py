"""The part of beginning a course (caseload) that belongs to the referral."""

from __future__ import annotations

from alongside.referrals import errors, rules
from alongside.referrals.models import Decision, DecisionOutcome, Referral, ReferralStatus
from alongside.referrals.queries import latest_decision


def require_yes(referral: Referral) -> Decision:
    """The yes that lets a course begin. Only inside an operation.

    Raises:
        NotDecidedYet: nobody has said yes, or the answer was no.
        ReferralCannotMove: it is assigned already.
    """
    rules.check_can_begin(referral.status)
    yes = latest_decision(referral)
    if yes is None or yes.outcome != DecisionOutcome.YES:
        raise errors.NotDecidedYet
    return yes


def stop_waiting(referral: Referral) -> None:
    """The referral has its case manager. Only inside an operation, after `require_yes`."""
    referral.status = ReferralStatus.ASSIGNED
    referral.save()
