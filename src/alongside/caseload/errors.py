"""What the rules of this room say no to."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from alongside.kernel.errors import DomainError


class WorkerNotInTeam(DomainError):
    """The worker is no case manager in the team on that day."""

    code = "worker_not_in_team"
    message = _("%(worker)s is not a case manager in %(team)s on that day.")


class OverTheNorm(DomainError):
    """One more person would be over the caseload norm, and nobody says why it is right all the same."""

    code = "over_the_norm"
    message = _(
        "%(worker)s would walk with %(people)s people; the norm for this post is %(places)s. "
        "It is possible: write why it is right all the same."
    )


class StillWalksWithPeople(DomainError):
    """A case manager stops while people walk with them: nobody is left without one."""

    code = "still_walks_with_people"
    message = _(
        "%(worker)s still walks with %(people)s on that day. The team's lead passes everyone on first; "
        "then this role can end."
    )


class StartsBeforeReferral(DomainError):
    """The course would begin before we heard of the person."""

    code = "starts_before_referral"
    message = _("The referral came on %(day)s. Choose that day or a later one. Is the year right?")


class StartsTooFarAhead(DomainError):
    code = "starts_too_far_ahead"
    message = _("This start is more than a year away. Is the year right?")


class ChangeReasonMissing(DomainError):
    """A person keeps one case manager; a change is told, with its reason."""

    code = "change_reason_missing"
    message = _("Write why the case manager changes. The person will ask.")


class SameCaseManager(DomainError):
    code = "same_case_manager"
    message = _("%(worker)s is the case manager already.")


class ChangeBeforeStart(DomainError):
    """The new assignment would begin before the present one did."""

    code = "change_before_start"
    message = _("The present case manager began on %(day)s. Choose that day or a later one.")


class CourseNotOpen(DomainError):
    code = "course_not_open"
    message = _("This course has ended. Reopen it to go on.")


class UnknownIncomeBasis(DomainError):
    code = "unknown_income_basis"
    message = _("Choose one from the list.")
