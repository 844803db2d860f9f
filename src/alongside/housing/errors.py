"""What the rules of housing say no to."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from alongside.kernel.errors import DomainError


class StayEndsBeforeStart(DomainError):
    """The last day lies before the first."""

    code = "stay_ends_before_start"
    message = _("The stay cannot end before it begins.")


class StaysOverlap(DomainError):
    """The person lived somewhere else in that time."""

    code = "stays_overlap"
    message = _(
        "In this time another place is written down, from %(day)s. Change the days, or correct the other place first."
    )


class NextDayHasPassed(DomainError):
    """The day of an alarm lies behind us."""

    code = "next_day_has_passed"
    message = _("Choose today or a later day for what comes next.")


class EndNeedsBoth(DomainError):
    """Only the day or only the outcome was said."""

    code = "threat_end_needs_both"
    message = _("Say both the day it was over and how it ended, or leave both empty while it stands.")


class OverBeforeNoticed(DomainError):
    """The end lies before the beginning."""

    code = "threat_over_before_noticed"
    message = _("It cannot be over before we knew of it.")


class NothingLearned(DomainError):
    """No word was written."""

    code = "nothing_learned"
    message = _("Write at least one of the three: what happened, what we saw before, what we do next time.")


class HomeNotLost(DomainError):
    """The stay did not end by a loss."""

    code = "home_not_lost"
    message = _("This home was not lost. Say first, where they lived, that it was.")


class NoRoad(DomainError):
    """There is no line to put away."""

    code = "no_road"
    message = _("Nothing is written on this list yet.")


class NotATenancy(DomainError):
    """Only a home of one's own can be lost."""

    code = "not_a_tenancy"
    message = _("Only a home in the name of the person can be lost. Write in words how this stay ended.")
