"""What the rules of a bridge say no to, each with what to do instead."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from alongside.kernel.errors import DomainError


class NotFromHere(DomainError):
    """A colleague moved it meanwhile, or this cannot follow."""

    code = "bridge_not_from_here"
    message = _("This cannot come next. Look at where it stands now, and choose again.")


class NotYet(DomainError):
    """What happened has happened."""

    code = "bridge_not_yet"
    message = _("This day has not come yet.")


class BeforeTheLast(DomainError):
    """The way goes forward in time."""

    code = "bridge_before_the_last"
    message = _("The last thing happened on %(day)s. Choose that day or a later one.")


class ReasonMissing(DomainError):
    """A no, and an end, have a reason."""

    code = "bridge_reason_missing"
    message = _("Choose why. Choose “did not say” when nobody knows.")


class OnTheWayAlready(DomainError):
    """A person has one bridge to a service: it goes on."""

    code = "bridge_there_already"
    message = _("There is a way to this service already. Open it, and write what happens next.")


class TakesNobody(DomainError):
    """The service is closed."""

    code = "bridge_takes_nobody"
    message = _("This service takes nobody any more. Choose another one.")


class NotTheirVisit(DomainError):
    """The visit together is a contact with this person, planned or held."""

    code = "bridge_not_their_visit"
    message = _("Choose a visit with this person.")


class NotTheirGoal(DomainError):
    """A goal of this person's plan."""

    code = "bridge_not_their_goal"
    message = _("Choose a goal of this person's plan.")


class NoCourse(DomainError):
    """A visit is planned within a course."""

    code = "bridge_no_course"
    message = _("No course is running, so no visit can be planned. Reopen the course first.")
