"""What the rules of this room say no to, each with what to do instead."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from alongside.kernel.errors import DomainError


class ApprovalNeeded(DomainError):
    """This takes two people, and nobody has said yes."""

    code = "approval_needed"
    message = _("This takes two people. Ask for it, and go on when a colleague has said yes.")


class ApprovalExpired(DomainError):
    """A yes is worth something for a while."""

    code = "approval_expired"
    message = _("The time for this has run out. Ask once more.")


class AskedByYou(DomainError):
    """Two people are two people."""

    code = "asked_by_you"
    message = _("You asked for this yourself. Somebody else has to decide.")


class DecidedAlready(DomainError):
    """A decision stands."""

    code = "decided_already"
    message = _("This has been decided or taken back already. Open it again to see how.")


class AskedAlready(DomainError):
    """One request at a time."""

    code = "asked_already"
    message = _("You have asked for this already, and it waits for an answer.")


class WhyTooShort(DomainError):
    """Whoever decides must know what about."""

    code = "why_too_short"
    message = _("Say why in a sentence: at least %(least)d letters.")


class NoTooShort(DomainError):
    """A no comes with words."""

    code = "no_too_short"
    message = _("Say why not, so that your colleague knows what to do instead.")
