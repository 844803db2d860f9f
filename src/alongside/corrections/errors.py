"""What the rules of this room say no to, each with what to do instead."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from alongside.kernel.errors import DomainError


class WhyMissing(DomainError):
    """Nothing is put right or struck through without a reason."""

    code = "why_missing"
    message = _("Say why, in a few words. It stays with the record.")


class NothingChanged(DomainError):
    """A correction changes something."""

    code = "nothing_changed"
    message = _("This is how it reads already. Change what is wrong, or go back.")


class CorrectionWrong(DomainError):
    """The corrected record would not be one."""

    code = "correction_wrong"
    message = _("This cannot be: %(says)s")


class WordsOfThePersonMissing(DomainError):
    """A disagreement is the person's own words."""

    code = "words_of_the_person_missing"
    message = _("Write what they said, in their words.")


class SaidInTheFuture(DomainError):
    """Nobody has said it yet."""

    code = "disagreement_in_the_future"
    message = _("The day has not come. Choose the day on which they said it.")


class StruckAlready(DomainError):
    """Once is enough."""

    code = "struck_already"
    message = _("This is struck through already.")


class NotStruck(DomainError):
    """Only what is struck through can be taken up again."""

    code = "not_struck"
    message = _("This is not struck through.")


class IsStruck(DomainError):
    """What should not be there is not put right."""

    code = "is_struck"
    message = _("This is struck through. Take it up again before you correct it.")
