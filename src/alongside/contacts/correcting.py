"""What of contacts can be put right, and what goes with a note that was entered in error."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from alongside.access.actor import Actor
from alongside.contacts import rules
from alongside.contacts.events import ContactPutRight
from alongside.contacts.models import Amendment, Contact, GoalTouch
from alongside.contacts.planning import check_where, course_of, day_of, profile_for
from alongside.corrections.kinds import Field, corrects, write_fields
from alongside.corrections.striking import struck_with
from alongside.kernel.events import publish


def _correct_note(by: Actor, contact: Contact, values: dict[str, object]) -> None:
    """A corrected note is held to the rules of a new one.

    Raises:
        ContactInFuture, BeforeCourse, CourseClosed, NoteMissing, KindUnknown, PlaceUnknown, MinutesOutOfBounds
    """
    for name, value in values.items():
        setattr(contact, name, value)
    check_where(profile_for(contact.enrolment), contact.kind, contact.place)
    rules.require_in_course(course_of(contact.enrolment), day_of(contact.occurred_at))
    if contact.signed_at is not None:
        rules.require_happened(contact.occurred_at, now=by.now)
    rules.check_minutes(contact.minutes)
    if contact.status == "held":
        rules.require_note(contact.text)
    write_fields(contact, values)
    publish(ContactPutRight(contact.enrolment_id))


def _tell(by: Actor, contact: Contact) -> None:
    """What followed from a note is looked at again when it is struck through or taken up again."""
    publish(ContactPutRight(contact.enrolment_id))


corrects(
    "note",
    Contact,
    _("Note"),
    Field("text", _("The note")),
    Field("occurred_at", _("When")),
    Field("minutes", _("Minutes")),
    Field("place", _("Where"), of_profile="contact_places"),
    Field("place_text", _("The place in words")),
    Field("person_present", _("They were there")),
    Field("others_present", _("Others who were there")),
    apply=_correct_note,
    struck=_tell,
    taken_up=_tell,
)
corrects("addition", Amendment, _("Addition to a note"))
struck_with(GoalTouch, "contact_id")
struck_with(Amendment, "contact_id")
