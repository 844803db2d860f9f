"""How a referral moves, and what makes a decision a decision. Pure: no Django, no clock."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime, timedelta

from alongside.referrals import errors

NEXT: Mapping[str, frozenset[str]] = {
    "new": frozenset({"clarifying", "waiting", "declined", "redirected"}),
    "clarifying": frozenset({"waiting", "declined", "redirected"}),
    "waiting": frozenset({"assigned", "declined", "redirected"}),
    "declined": frozenset({"clarifying", "waiting", "redirected"}),
    "redirected": frozenset({"clarifying", "waiting", "declined"}),
    "assigned": frozenset(),
}
"""Where a referral may go from where it stands. A no can be looked at again: a later decision replaces it. What
is assigned is a course, and a course ends by closing."""

AFTER: Mapping[str, str] = {"yes": "waiting", "no": "declined", "redirect": "redirected"}
"""Where each answer puts a referral."""


def check_move(now: str, to: str) -> None:
    """A referral moves only along `NEXT`.

    Raises:
        ReferralCannotMove: it cannot go from `now` to `to`.
    """
    if to not in NEXT[now]:
        raise errors.ReferralCannotMove


def check_can_begin(status: str) -> None:
    """A course begins from a referral that waits for a case manager.

    Raises:
        NotDecidedYet: nobody has said yes, or the answer was no.
        ReferralCannotMove: it is assigned already.
    """
    if status not in {"waiting", "assigned"}:
        raise errors.NotDecidedYet
    check_move(status, "assigned")


def check_receipt(*, source: str, sources: Collection[str], received_at: datetime, now: datetime) -> None:
    """A referral comes from somewhere and has come.

    Raises:
        UnknownSource: the profile has no such source.
        ReceivedInTheFuture: `received_at` is more than five minutes later than `now` (clocks differ a little).
    """
    if source not in sources:
        raise errors.UnknownSource(field="source")
    if received_at > now + timedelta(minutes=5):
        raise errors.ReceivedInTheFuture(field="received_at")


def answer_due(received_on: date, *, within_days: int) -> date:
    """The last day on which whoever asked may expect an answer."""
    return received_on + timedelta(days=within_days)


def check_decision(
    *,
    outcome: str,
    reason: str,
    legal_basis: str,
    in_force: Collection[str],
    wish_followed: bool,
    wish_reason: str,
    destination: str,
    destinations: Collection[str],
    decided_on: date,
    today: date,
) -> None:
    """What every decision must say.

    The answers to the criteria are not asked for here, on purpose: a person may be enrolled without being fully
    assessed, and "not yet known" never stops a yes (seed 004, "Visitation").

    Args:
        outcome: "yes", "no" or "redirect".
        in_force: keys of the legal bases that hold on the day of the decision.
        wish_followed: False only when the person had a wish for a provider and it was not followed.

    Raises:
        ReasonMissing: every decision has a reason the person can read.
        LegalBasisMissing: a yes rests on a paragraph.
        LegalBasisNotInForce: the paragraph does not hold on `decided_on`.
        WishReasonMissing: the wish was not followed and nobody says why (SEL § 85 a (2)).
        DestinationMissing: a no, or another support, without a word on where the person goes.
        DecidedInTheFuture: `decided_on` is later than `today`.
    """
    if decided_on > today:
        raise errors.DecidedInTheFuture(field="decided_on")
    if not reason.strip():
        raise errors.ReasonMissing(field="reason")
    if outcome == "yes" and not legal_basis:
        raise errors.LegalBasisMissing(field="legal_basis")
    if legal_basis and legal_basis not in in_force:
        raise errors.LegalBasisNotInForce(field="legal_basis")
    if not wish_followed and not wish_reason.strip():
        raise errors.WishReasonMissing(field="provider_wish_reason")
    if outcome != "yes" and destination not in destinations:
        raise errors.DestinationMissing(field="destination")


def check_answers(answers: Collection[str], *, criteria: Collection[str]) -> None:
    """Only what the profile asks is answered.

    Raises:
        UnknownCriterion: an answer to a question the profile does not ask.
    """
    if set(answers) - set(criteria):
        raise errors.UnknownCriterion
