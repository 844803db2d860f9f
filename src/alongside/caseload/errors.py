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


class CoverNeedsDays(DomainError):
    """Cover lasts from a day to a later day."""

    code = "cover_needs_days"
    message = _("The last day of cover is before its first. Choose a later day.")


class CoverIsOver(DomainError):
    code = "cover_is_over"
    message = _("That time has passed. Arrange cover anew, from today or later.")


class CoverTooLong(DomainError):
    """Cover of more than half a year is another case manager, who should be asked."""

    code = "cover_too_long"
    message = _("Cover lasts half a year at most. For longer, hand over to someone who stays.")


class CoversThemself(DomainError):
    code = "covers_themself"
    message = _("Someone else covers. Choose a colleague.")


class CoverNotACaseManager(DomainError):
    code = "cover_not_a_case_manager"
    message = _("%(worker)s is not a case manager here in the whole of that time.")


class NobodyToCover(DomainError):
    code = "nobody_to_cover"
    message = _("Choose at least one person to cover for.")


class CoversAlready(DomainError):
    """The same colleague covers for the same people in that time: the end is moved instead."""

    code = "covers_already"
    message = _("%(worker)s covers there already, until %(day)s. Change that end instead.")


class HandOverAsked(DomainError):
    code = "hand_over_asked"
    message = _("%(worker)s has been asked already, and has not answered. Withdraw that first.")


class HandOverAnswered(DomainError):
    code = "hand_over_answered"
    message = _("This has been answered or withdrawn already.")


class HandOverPast(DomainError):
    code = "hand_over_past"
    message = _("Choose today or a later day.")


class AnswerMissing(DomainError):
    code = "answer_missing"
    message = _("Write why not, so that the one who asks can look for another way.")


class MovedMeanwhile(DomainError):
    """Somebody else walks with the person by now than when it was asked."""

    code = "moved_meanwhile"
    message = _("The case manager has changed since this was asked. It no longer holds.")


class UnknownHandOverStep(DomainError):
    code = "unknown_hand_over_step"
    message = _("Choose one from the list.")


class StillHandsOver(DomainError):
    """A case manager stops while hand-overs to them wait, or while they cover for somebody."""

    code = "still_hands_over"
    message = _(
        "%(worker)s is still asked to take over or covers for someone after that day. See to that first; "
        "then this role can end."
    )
