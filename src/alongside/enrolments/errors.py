"""What the rules of the course say no to, each with what to do instead."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from alongside.kernel.errors import DomainError


class CourseClosed(DomainError):
    """The course has ended."""

    code = "course_closed"
    message = _("This course has ended. Reopen it to go on.")


class CourseOpen(DomainError):
    """Only a closed course can be reopened."""

    code = "course_open"
    message = _("This course is open already.")


class AnotherCourseOpen(DomainError):
    """The person has a newer course that is open."""

    code = "another_course_open"
    message = _("The person has another course that is open. Go on in that one.")


class BeforeCourse(DomainError):
    """The day lies before the course began, or before it was last reopened."""

    code = "before_course"
    message = _("The course began on %(day)s. Choose that day or a later one.")


class NotBegunYet(DomainError):
    """A course that has not begun is closed on the day somebody says so."""

    code = "not_begun_yet"
    message = _("The course has not begun yet. It can be closed from today: choose today.")


class DayToCome(DomainError):
    """The day has not come yet."""

    code = "day_to_come"
    message = _("This day is still to come. Choose today or an earlier day.")


class BeforeClosure(DomainError):
    """A course cannot be reopened before it was closed."""

    code = "before_closure"
    message = _("The course was closed on %(day)s. Choose that day or a later one.")


class NotInTheList(DomainError):
    """The key is not in the list of the agency's practice profile."""

    code = "not_in_the_list"
    message = _("Choose one from the list.")


class ReasonMissing(DomainError):
    """Words are needed here."""

    code = "reason_missing"
    message = _("Write why, in a few words.")


class NeedsSecondPerson(DomainError):
    """Non-attendance does not close a course; a colleague or the lead must agree that there is another reason."""

    code = "needs_second_person"
    message = _(
        "Non-attendance never closes a course: we do not let go. "
        "If closing is right all the same, ask a colleague or your lead to agree."
    )


class SecondPersonIsTheSame(DomainError):
    """The one who proposed cannot be the second person."""

    code = "second_person_is_the_same"
    message = _("You proposed this yourself. Someone else on the team must agree.")


class AlreadyProposed(DomainError):
    """A proposal to close waits for its answer."""

    code = "already_proposed"
    message = _("Closing has been proposed already, and waits for a colleague's answer.")


class AlreadyAnswered(DomainError):
    """The proposal has its answer."""

    code = "already_answered"
    message = _("This proposal has been answered already.")


class AlreadyPaused(DomainError):
    """One pause at a time."""

    code = "already_paused"
    message = _("The course rests already. Say first when that pause ended.")


class NotPaused(DomainError):
    """There is no open pause to end."""

    code = "not_paused"
    message = _("The course does not rest at present.")


class BeforePause(DomainError):
    """A pause cannot end before it began, nor begin before the last one ended."""

    code = "before_pause"
    message = _("The pause runs from %(day)s. Choose that day or a later one.")


class InsidePause(DomainError):
    """Two pauses cannot overlap."""

    code = "inside_pause"
    message = _("The course rested until %(day)s already. Choose that day or a later one.")


class NothingToComeOutOf(DomainError):
    """A journey or a wish to be left alone has no day that somebody else sets."""

    code = "nothing_to_come_out_of"
    message = _(
        "Only a stay in hospital, prison or treatment has a day on which they come out. Leave it empty."
    )


class DayOutGone(DomainError):
    """The day on which they are to come out is still to come."""

    code = "day_out_gone"
    message = _("This day has gone by. Choose today or a day to come; if they are out, let the course go on.")


class WhoSaidMissing(DomainError):
    """A day that somebody else sets is worth as much as whoever said it."""

    code = "who_said_missing"
    message = _("Write who said so: the ward, the lawyer, they themselves.")


class DayOutChanged(DomainError):
    """There is nothing to look through, or it moved again meanwhile."""

    code = "day_out_changed"
    message = _("The day has been changed meanwhile. Read it again.")


class RhythmOutOfBounds(DomainError):
    """The agreed rhythm is not a sensible number of days."""

    code = "rhythm_out_of_bounds"
    message = _("Choose between %(least)d and %(most)d days.")
