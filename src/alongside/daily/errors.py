"""What the rules of this room say no to, each with what to do instead."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from alongside.kernel.errors import DomainError


class MatterUnknown(DomainError):
    """A matter is of a kind that there is."""

    code = "matter_unknown"
    message = _("Choose from the list.")


class NothingSaid(DomainError):
    """A matter says what is so."""

    code = "matter_nothing_said"
    message = _("Write in a line what is so.")


class SaidLater(DomainError):
    """What is so was said today or before."""

    code = "matter_said_later"
    message = _("That day is still to come. Choose today or an earlier day.")


class EndedBefore(DomainError):
    """It ends after it was said, and not on a day to come."""

    code = "matter_ended_before"
    message = _("Choose a day from when it was said until today.")


class OverAlready(DomainError):
    """What is over stays as it was."""

    code = "matter_over"
    message = _("It is over already. Write a new line instead.")


class StepThere(DomainError):
    """One step at a time is being done about a matter."""

    code = "matter_step_there"
    message = _("A step about this is open already. It is in the plan.")


class GoalElsewhere(DomainError):
    """A step about somebody's matter is in their own plan."""

    code = "matter_goal_elsewhere"
    message = _("Choose a goal of this person’s plan.")
