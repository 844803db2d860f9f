"""What the rules of the plan say no to."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from alongside.kernel.errors import DomainError


class TitleMissing(DomainError):
    """A goal, sub-goal or step without words."""

    code = "title_missing"
    message = _("Write what it is about, in a few words.")


class CommissionedGoalStands(DomainError):
    """A goal from the order is the authority's: it can be reached or rest, but not be let go by us."""

    code = "commissioned_goal_stands"
    message = _(
        "This goal comes from the order, and only the authority can take it back. "
        "It can rest, and you can write what the person thinks of it."
    )


class NotInThisOrder(DomainError):
    """The commissioned goal belongs to another referral, or none was named for a goal from the order."""

    code = "not_in_this_order"
    message = _("This goal is not in the order of this course.")


class GoalNotActive(DomainError):
    """The goal is reached, resting or let go."""

    code = "goal_not_active"
    message = _("This goal is not being worked on now. Take it up again first.")


class OtherGoal(DomainError):
    """A step was put under a sub-goal of another goal."""

    code = "other_goal"
    message = _("The sub-goal belongs to another goal.")


class OwnerMissing(DomainError):
    """Someone else does the step, and nobody knows who."""

    code = "owner_missing"
    message = _("Write who does it, so that it can be asked after.")


class DoneAndDropped(DomainError):
    """A step is either done or let go."""

    code = "done_and_dropped"
    message = _("A step is either done or no longer needed. Choose one.")


class NothingToAgree(DomainError):
    """The plan holds neither a wish, nor a purpose, nor a goal."""

    code = "nothing_to_agree"
    message = _("The plan is still empty. Write a wish or a goal first; then there is something to agree on.")
