"""What the rules of demands and of the thread say no to."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from alongside.kernel.errors import DomainError


class DemandMissing(DomainError):
    """A demand says what is asked."""

    code = "demand_missing"
    message = _("Write what the plan asks of them.")


class MetInTheFuture(DomainError):
    """Nothing is met on a day that has not come."""

    code = "met_in_the_future"
    message = _("This day has not come yet.")


class GoalOfSomebodyElse(DomainError):
    """A demand is worked on in a goal of the same person."""

    code = "goal_of_somebody_else"
    message = _("Choose goals of this person.")


class NothingWritten(DomainError):
    """What is written to the other side says something."""

    code = "nothing_written"
    message = _("Write what you want to say to them.")


class QuestionMissing(DomainError):
    """An answer belongs to a question."""

    code = "question_missing"
    message = _("Choose the question you answer.")


class OwnQuestion(DomainError):
    """A question is answered by the side that was asked."""

    code = "own_question"
    message = _("This question waits for the other side. Write what you want to add as something new.")


class NobodyOrderedIt(DomainError):
    """A thread has somebody at its other end."""

    code = "nobody_ordered_it"
    message = _("No authority ordered this course, so there is nobody to write to.")


class TheyWriteThemselves(DomainError):
    """Nobody puts words into the mouth of a caseworker who can write themselves."""

    code = "they_write_themselves"
    message = _("The caseworker writes in this thread themselves. Ask them to.")
