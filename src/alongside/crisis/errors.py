"""What the rules of a crisis say no to."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from alongside.kernel.errors import DomainError


class NothingInThePlan(DomainError):
    """A crisis plan says something, or helps nobody in the night."""

    code = "nothing_in_the_plan"
    message = _("Write at least what helps, or whom to call.")


class AgreedInTheFuture(DomainError):
    """Nobody has agreed to anything on a day that has not come."""

    code = "agreed_in_the_future"
    message = _("This day has not come yet.")


class LookedAtInThePast(DomainError):
    """The day on which the plan is looked at again has gone by."""

    code = "looked_at_in_the_past"
    message = _("Choose a day that is still to come.")


class LookedAtTooLate(DomainError):
    """A plan that nobody looks at for more than a year is not true any more."""

    code = "looked_at_too_late"
    message = _("Look at it again within a year: what helps changes.")


class NotAroundThem(DomainError):
    """Somebody who is called is written down around this very person."""

    code = "not_around_them"
    message = _("Choose somebody who is around them today.")


class PlanThereAlready(DomainError):
    """There is a crisis plan: it is changed, not written a second time."""

    code = "plan_there_already"
    message = _("A colleague has written a crisis plan meanwhile. Open it, and add what is missing.")


class NothingHappened(DomainError):
    """A critical event says what happened."""

    code = "nothing_happened"
    message = _("Write what happened, as you saw or heard it.")


class NotYetHappened(DomainError):
    """Nothing has happened at a time that has not come."""

    code = "not_yet_happened"
    message = _("This time has not come yet.")


class NobodyFollowsUp(DomainError):
    """Who follows up works in a team of the person's today, and may see them."""

    code = "nobody_follows_up"
    message = _("Choose a colleague of the team who may see this person.")


class NotSaidHowItIsNow(DomainError):
    """Followed up is said in words, or nobody knows that it was."""

    code = "not_said_how_it_is_now"
    message = _("Write how everybody is now, and what you agreed.")


class FollowedUpAlready(DomainError):
    """A colleague has followed it up meanwhile."""

    code = "followed_up_already"
    message = _(
        "A colleague has followed this up meanwhile. What else there is can be written as a contact note."
    )


class NoPlanToLookAt(DomainError):
    """There is no crisis plan to look at again."""

    code = "no_plan_to_look_at"
    message = _("There is no crisis plan yet. Write it together.")
