"""What the rules of reviews say no to."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from alongside.kernel.errors import DomainError


class ReviewFinished(DomainError):
    """A finished review is never changed."""

    code = "review_finished"
    message = _("This review is finished and stays as it is. What you want to add can go into the next one.")


class NotInThisReview(DomainError):
    """A goal or sub-goal of another course, or a sub-goal under another goal."""

    code = "not_in_this_review"
    message = _("One of the goals does not belong to this course. Open the page again; your text is kept.")


class UnknownDomain(DomainError):
    """A domain the practice profile does not have."""

    code = "unknown_domain"
    message = _("“%(domain)s” is not one of the nine areas.")


class HeldOutsidePeriod(DomainError):
    """The day the review was held lies before its period or after today."""

    code = "held_outside_period"
    message = _("Choose a day from %(earliest)s to %(latest)s.")


class NextOutsideBounds(DomainError):
    """The next review lies before tomorrow, or later than the method allows."""

    code = "next_outside_bounds"
    message = _(
        "The next review cannot be so late, or so soon. Choose a day from %(earliest)s to %(latest)s."
    )


class NothingJudged(DomainError):
    """The review would be finished without a word or a judgement."""

    code = "nothing_judged"
    message = _("Nothing has been judged or written yet. Write one thing, yours or theirs; then finish.")


class AnswerMissing(DomainError):
    """The authority that ordered the goals waits for a follow-up result."""

    code = "answer_missing"
    message = _("The authority needs an answer to its order: continue, end, or end and refer on.")


class MoveNeedsReason(DomainError):
    """A review was moved without saying why."""

    code = "move_needs_reason"
    message = _("Write why it is moved, so that it can be understood later.")


class MovedOutsideBounds(DomainError):
    """A coming review was to be moved into the past, or by more than one interval."""

    code = "moved_outside_bounds"
    message = _("A review can be moved, but not away. Choose a day from %(earliest)s to %(latest)s.")
