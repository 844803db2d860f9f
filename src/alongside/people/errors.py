"""What the rules of this room say no to."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from alongside.kernel.errors import DomainError


class NothingToCallThemBy(DomainError):
    """A person needs a name or at least how they are known."""

    code = "nothing_to_call_them_by"
    message = _("Write a name, or how people know them, such as “Basse”.")


class BornInTheFuture(DomainError):
    code = "born_in_the_future"
    message = _("The birth date has not come yet.")


class UnknownIdentifierSystem(DomainError):
    """The practice profile has no identifier system of that name."""

    code = "unknown_identifier_system"
    message = _("This kind of number is not used here.")


class IdentifierMalformed(DomainError):
    """The number is not written as its system writes numbers."""

    code = "identifier_malformed"
    message = _("This is not a %(system)s: check it against the letter or the card.")


class IdentifierTaken(DomainError):
    """Another person of the agency has this number."""

    code = "identifier_taken"
    message = _("Someone here already has this number. Find them first: they may be the same person.")


class IdentifierDiffers(DomainError):
    """The person has another number of that system, and nobody has said that it is wrong."""

    code = "identifier_differs"
    message = _(
        "They already have another number of this kind here. Perhaps this is someone else. If it is them, leave "
        "the number out for now; whoever has checked it can correct it afterwards."
    )


class NothingSaid(DomainError):
    code = "nothing_said"
    message = _("Write what was said.")


class SaidInTheFuture(DomainError):
    code = "said_in_the_future"
    message = _("This day has not come yet.")


class NothingToKnow(DomainError):
    code = "nothing_to_know"
    message = _("Write what one has to know.")


class LookedAgainTooLate(DomainError):
    """Nobody is warned of for years because nobody looked again."""

    code = "looked_again_too_late"
    message = _("Choose a day within half a year: then someone looks whether it still holds.")


class LookedAgainInThePast(DomainError):
    code = "looked_again_in_the_past"
    message = _("Choose a day to come.")


class FlagTakenDown(DomainError):
    """It was taken down meanwhile."""

    code = "flag_taken_down"
    message = _("Someone has taken this down already.")
