"""What the rules of the network say no to."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from alongside.kernel.errors import DomainError


class NobodyNamed(DomainError):
    """Someone around the person has a name, or at least what they are to the person."""

    code = "nobody_named"
    message = _("Write a name, or who they are to the person, such as “the neighbour”.")


class EndsBeforeItBegins(DomainError):
    """The last day lies before the first."""

    code = "ends_before_it_begins"
    message = _("It cannot end before it begins.")


class EndedInTheFuture(DomainError):
    """Nobody has stopped being around on a day that has not come."""

    code = "ended_in_the_future"
    message = _("This day has not come yet.")


class MilestoneWithoutWords(DomainError):
    """A day alone does not say what happens then."""

    code = "milestone_without_words"
    message = _("Write what happens on that day.")
