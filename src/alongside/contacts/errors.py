"""What the rules of contacts say no to, each with what to do instead."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from alongside.kernel.errors import DomainError


class ContactInFuture(DomainError):
    """What happened cannot have happened later than now."""

    code = "contact_in_future"
    message = _("This time is still to come. Write when it happened, or plan it instead.")


class PlannedInPast(DomainError):
    """What is planned lies ahead."""

    code = "planned_in_past"
    message = _("This time has passed. Choose a later one, or write what happened.")


class PlaceUnknown(DomainError):
    """The place is not in the agency's list."""

    code = "place_unknown"
    message = _("Choose one of the places in the list.")


class KindUnknown(DomainError):
    """There is no such kind of contact."""

    code = "kind_unknown"
    message = _("Choose how you were in touch.")


class OutcomeUnknown(DomainError):
    """A try says how it went."""

    code = "outcome_unknown"
    message = _("Choose what happened when you tried.")


class MinutesOutOfBounds(DomainError):
    """The length is not a sensible number of minutes."""

    code = "minutes_out_of_bounds"
    message = _("Write the length in minutes, between %(least)d and %(most)d.")


class NoteMissing(DomainError):
    """A meeting that was held is written about."""

    code = "note_missing"
    message = _("Write a few words about what happened.")


class AmendmentMissing(DomainError):
    """An amendment adds something."""

    code = "amendment_missing"
    message = _("Write what you want to add to the note.")


class GoalOfAnotherCourse(DomainError):
    """A contact touches only goals of its own course."""

    code = "goal_of_another_course"
    message = _("One of the goals is not in this plan. Open the page again; your text is kept.")


class MovementUnknown(DomainError):
    """A goal moved back, stayed the same or moved forward."""

    code = "movement_unknown"
    message = _("Choose back, same or forward.")


class TouchedTwice(DomainError):
    """A contact says one thing about a goal."""

    code = "touched_twice"
    message = _("One of the goals was marked twice. Choose one answer for it.")


class NotPlanned(DomainError):
    """The planned contact was written, called off, or belongs to someone else's course."""

    code = "not_planned"
    message = _("This has been written about or called off already. Open the page again to see it.")


class NoVisitLeft(DomainError):
    """A series has at least one visit, and ends after it begins."""

    code = "no_visit_left"
    message = _("No visit would be left. Choose a later last day, or a number of visits.")


class SeriesOutOfBounds(DomainError):
    """A series has a sensible number of visits."""

    code = "series_out_of_bounds"
    message = _("Write a number of visits between 1 and %(most)d.")


class NotAColleague(DomainError):
    """Who goes along works in the same house."""

    code = "not_a_colleague"
    message = _("Choose colleagues who work here.")


class NotSigned(DomainError):
    """Only a signed note is amended."""

    code = "not_signed"
    message = _("This has not happened yet, so there is no note to add to.")


class ContactsAfterEnd(DomainError):
    """A course cannot have ended before a contact in it."""

    code = "contacts_after_end"
    message = _("There is a contact on %(day)s. Choose that day or a later one.")
