"""What the rules of outreach say no to."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from alongside.kernel.errors import DomainError


class ThreadClosed(DomainError):
    """They have been met meanwhile, or said where they want to be left."""

    code = "thread_closed"
    message = _("They have been met meanwhile. Read the thread again.")


class TryUnknown(DomainError):
    """The profile has no such way to try."""

    code = "try_unknown"
    message = _("Choose what to try next from the list.")


class TryInThePast(DomainError):
    """What is tried next is still to come."""

    code = "try_in_the_past"
    message = _("Choose today or a day to come.")


class NotWithThem(DomainError):
    """Only somebody who walks with the person, or leads the team, can write down a try."""

    code = "not_with_them"
    message = _("Choose somebody who walks with them, or let them cover first.")


class WordsMissing(DomainError):
    """Why nobody looks any more is said in words."""

    code = "words_missing"
    message = _("Write what they have said, and how they reach us.")


class PlaceMissing(DomainError):
    """A place where somebody can be found has a name."""

    code = "place_missing"
    message = _("Write where they can be found.")


class PlaceGone(DomainError):
    """The place was taken away meanwhile."""

    code = "place_gone"
    message = _("A colleague has taken this place away meanwhile.")
