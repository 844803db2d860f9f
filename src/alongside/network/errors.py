"""What the rules of the network say no to."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from alongside.kernel.errors import DomainError


class NobodyNamed(DomainError):
    """Someone around the person has a name, or at least what they are to the person."""

    code = "nobody_named"
    message = _("Write a name, or who they are to the person, such as “the neighbour”.")


class NobodyPlaced(DomainError):
    """A map without anybody on it says nothing."""

    code = "nobody_placed"
    message = _("Place at least one of them.")


class DrawnInTheFuture(DomainError):
    """Nobody has drawn anything on a day that has not come."""

    code = "drawn_in_the_future"
    message = _("This day has not come yet.")


class DrawnBefore(DomainError):
    """There is a later map: how it is now was said there."""

    code = "drawn_before"
    message = _("A later map has been drawn already. Choose its day or a later one.")


class NotAround(DomainError):
    """Somebody on the map is not around the person today."""

    code = "not_around"
    message = _("A colleague has changed who is around them. Load the page again.")


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
