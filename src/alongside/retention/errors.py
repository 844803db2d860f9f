"""What the rules of this room say no to, each with what to do instead."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from alongside.kernel.errors import DomainError


class WhyMissing(DomainError):
    """A record is not held, shut or destroyed without a reason."""

    code = "keeping_why_missing"
    message = _("Say why, in a sentence. It stays with the record.")


class MarkedAlready(DomainError):
    """One mark of a kind at a time."""

    code = "marked_already"
    message = _("This holds already.")


class NotMarked(DomainError):
    """Only what holds can be lifted."""

    code = "not_marked"
    message = _("This does not hold any more.")


class OnHold(DomainError):
    """A hold stops everything."""

    code = "on_hold"
    message = _("This record is on hold. It stays until the hold is lifted.")


class CourseOpen(DomainError):
    """The record of somebody we walk with stays."""

    code = "course_open"
    message = _("A course or a referral is open. The record stays.")


class NotDue(DomainError):
    """The rule of the agency has not run out."""

    code = "not_due"
    message = _("The time for which the record is kept has not run out.")


class RuleNotSet(DomainError):
    """Somebody must have decided how long records are kept."""

    code = "retention_rule_not_set"
    message = _("Nobody has decided yet for how long records are kept here. An administrator sets it.")


class RequestUnderWay(DomainError):
    """What somebody asked for is answered first."""

    code = "request_under_way"
    message = _("A request about this person is under way. Answer it first.")


class ArchiveMissing(DomainError):
    """Nothing is destroyed that was not archived and taken out."""

    code = "archive_missing"
    message = _("Make the archive and take it out first.")


class YearsOutOfBounds(DomainError):
    """A rule has a number of years."""

    code = "years_out_of_bounds"
    message = _("Choose from 1 to 50 years.")
