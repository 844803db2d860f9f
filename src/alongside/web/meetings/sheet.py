""" "My meeting" as one sheet: what I want to say, what I bring, how I get there. For the person's own hand."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext

from alongside.contacts.models import Contact
from alongside.meetings.queries import Around
from alongside.paper.sheet import Block, Facts, Heading, Points, Text
from alongside.web import dates
from alongside.web.courses.course import Course
from alongside.web.paper.making import Builder, Made, Options


def meeting_sheet(contact: Contact, around: Around) -> Builder:
    """What builds the sheet of one meeting."""

    def build(course: Course, options: Options) -> Made:
        return gettext("My meeting"), list(_blocks(course, contact, around))

    return build


def _blocks(course: Course, contact: Contact, around: Around) -> Iterator[Block]:
    place = course.profile.contact_places.label(contact.place, course.language) if contact.place else ""
    hidden = course.person.address_protected
    where = place if hidden else contact.place_text or place
    facts = [
        (gettext("When"), dates.spoken_moment(contact.occurred_at, course.viewer.today)),
        (gettext("Where"), where),
        (gettext("What about"), contact.text if contact.status == "planned" else ""),
        (gettext("Who comes"), ", ".join(one.name for one in around.comes)),
    ]
    yield Facts(tuple((name, value) for name, value in facts if value))
    meeting = around.meeting
    if meeting is None:
        yield Text(gettext("Nothing is prepared yet."))
        return
    for title, text in (
        (gettext("What I want to get out of it"), meeting.wish),
        (gettext("What I want to say"), meeting.says),
        (gettext("Who speaks"), meeting.speaks),
    ):
        if text:
            yield Heading(title)
            yield Text(text)
    if around.papers:
        yield Heading(gettext("I bring"))
        yield Points(tuple(paper.text for paper in around.papers))
    if meeting.way and not hidden:
        yield Heading(gettext("How I get there"))
        yield Text(meeting.way)
