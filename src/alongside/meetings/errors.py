"""What the rules of a meeting say no to."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from alongside.kernel.errors import DomainError


class NotAMeeting(DomainError):
    """Only a meeting with others is prepared: a visit needs no minutes."""

    code = "not_a_meeting"
    message = _("This is not a meeting with others. Change what it is about to “Meeting with others” first.")


class MeetingOver(DomainError):
    """What was prepared stays as it was when the meeting began."""

    code = "meeting_over"
    message = _("This meeting is over. Write what came of it instead.")


class MeetingDidNotTakePlace(DomainError):
    """Nothing was said in a meeting that did not come about."""

    code = "meeting_did_not_take_place"
    message = _("This meeting did not take place. Plan a new one, and prepare that.")


class LineMissing(DomainError):
    """A line says something."""

    code = "line_missing"
    message = _("Write what was said or decided, in a few words.")


class SaidIsNotDue(DomainError):
    """What somebody said has no day on which it is done."""

    code = "said_is_not_due"
    message = _(
        "A day belongs to what was decided, or to a letter. Choose “Decided”, or leave the day empty."
    )


class NotDecided(DomainError):
    """A step comes of what was decided."""

    code = "not_decided"
    message = _("Only what was decided becomes a step of the plan.")


class StepThereAlready(DomainError):
    """What was decided is one step, not two."""

    code = "step_there_already"
    message = _("This is a step of the plan already. Change it there.")


class GoalOfSomebodyElse(DomainError):
    """A step lies under a goal of the same course."""

    code = "goal_of_somebody_else"
    message = _("Choose a goal of this course.")


class NoLetterExpected(DomainError):
    """Only a letter that was to come can have come."""

    code = "no_letter_expected"
    message = _("Choose a line about a letter that is to come.")


class DocumentOfSomebodyElse(DomainError):
    """The letter that came lies among the documents of the same person."""

    code = "document_of_somebody_else"
    message = _("Choose one of the documents of this person.")


class PlanOfSomebodyElse(DomainError):
    """A meeting is about a plan of the same person."""

    code = "plan_of_somebody_else"
    message = _("Choose one of the other plans of this person.")


class ComesNotAround(DomainError):
    """Who comes is written down around this very person, or named."""

    code = "comes_not_around"
    message = _("Choose somebody who is around them today, or write the name.")


class TooManyNames(DomainError):
    """The note has room for so many names and no more."""

    code = "too_many_names"
    message = _("These are more names than the note has room for. Write the rest in the note itself.")


class PreparedAlready(DomainError):
    """A meeting is prepared once, and then changed."""

    code = "prepared_already"
    message = _("A colleague has prepared this meeting meanwhile. Open it, and add what is missing.")
