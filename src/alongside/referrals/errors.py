"""What the rules of this room say no to."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from alongside.kernel.errors import DomainError


class ReferralCannotMove(DomainError):
    """`rules.NEXT` has no such move."""

    code = "referral_cannot_move"
    message = _("This referral has moved on. Open it again to see where it stands.")


class UnknownSource(DomainError):
    code = "unknown_source"
    message = _("Choose where the referral comes from.")


class ReceivedInTheFuture(DomainError):
    code = "received_in_the_future"
    message = _("A referral cannot come later than now.")


class UnknownCriterion(DomainError):
    code = "unknown_criterion"
    message = _("This question is not asked here.")


class ReasonMissing(DomainError):
    code = "reason_missing"
    message = _("Write why, in words the person can read.")


class LegalBasisMissing(DomainError):
    code = "legal_basis_missing"
    message = _("Choose the legal basis the yes rests on.")


class LegalBasisNotInForce(DomainError):
    """The legal basis is not in the profile's list for the day of the decision."""

    code = "legal_basis_not_in_force"
    message = _("This legal basis does not hold on the day of the decision. Choose one that does.")


class WishReasonMissing(DomainError):
    """The person's wish for a provider was not followed and no reason is given (SEL § 85 a (2))."""

    code = "wish_reason_missing"
    message = _("Write why the person's wish for provider was not followed. They have a right to know.")


class DestinationMissing(DomainError):
    code = "destination_missing"
    message = _("Say where the person goes from here. Nobody is sent away to nowhere.")


class DecidedInTheFuture(DomainError):
    code = "decided_in_the_future"
    message = _("A decision cannot be dated later than today.")


class NotDecidedYet(DomainError):
    """A course needs a yes."""

    code = "not_decided_yet"
    message = _("A course begins after a yes. Make the decision first.")
