"""The contacts of a period as a sheet: the kinds that were chosen, with or without what was written."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from uuid import UUID

from django.db.models import Prefetch, Q
from django.utils.functional import Promise
from django.utils.timezone import get_default_timezone, localtime
from django.utils.translation import gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from alongside.contacts.models import Amendment, Contact, ContactKind, ContactStatus
from alongside.contacts.story import Amended, Note
from alongside.corrections.queries import Remarks, remarks_about
from alongside.paper.sheet import Block, Entry, Text
from alongside.web import dates
from alongside.web.corrections.words import said_otherwise
from alongside.web.courses.course import Course
from alongside.web.paper.making import Made, Options
from alongside.web.story import note_line

MOST = 500
"""Entries on one list: some forty pages. A longer time is made in parts."""
KINDS: dict[str, str | Promise] = {
    "met": pgettext_lazy("story", "Met"),
    "tried": pgettext_lazy("story", "Tried"),
    "talked": _("Phone and messages"),
    "meetings": _("Meetings"),
}
_CHOSEN: dict[str, Q] = {
    "met": Q(status=ContactStatus.HELD, kind=ContactKind.VISIT),
    "tried": Q(status__in=(ContactStatus.TRIED, ContactStatus.CANCELLED)),
    "talked": Q(status=ContactStatus.HELD, kind__in=(ContactKind.PHONE, ContactKind.MESSAGE)),
    "meetings": Q(status=ContactStatus.HELD, kind=ContactKind.MEETING),
}


def contact_list(course: Course, options: Options) -> Made:
    """The contacts from `start` to `end`, oldest first."""
    return gettext("Contacts with %(name)s") % {"name": course.name}, list(_blocks(course, options))


def _blocks(course: Course, options: Options) -> Iterator[Block]:
    assert options.start is not None
    assert options.end is not None
    today = course.viewer.today
    yield Text(
        gettext("%(since)s to %(until)s")
        % {"since": dates.short_day(options.start, today), "until": dates.short_day(options.end, today)},
        soft=True,
    )
    notes = _notes(course, options)
    if len(notes) > MOST:
        notes = notes[-MOST:]
        yield Text(
            gettext("There are more than %(most)d. These are the latest; make the rest as a list of its own.")
            % {"most": MOST}
        )
    counted = ngettext("%(count)d contact", "%(count)d contacts", len(notes)) % {"count": len(notes)}
    yield Text(counted if notes else gettext("Nothing of this kind is written."))
    remarks = remarks_about(course.viewer, course.person.pk) if notes and options.with_text else {}
    for note in notes:
        yield _entry(note, course, remarks, with_text=options.with_text)


def _entry(note: Note, course: Course, remarks: dict[UUID, Remarks], *, with_text: bool) -> Entry:
    line = note_line(note, course.name, course.profile, course.viewer.today)
    when = f"{dates.short_day(localtime(note.at).date(), course.viewer.today)} {dates.clock(note.at)}"
    added = "".join(f"\n\n{one.said}: {one.text}" for one in line.added)
    views = "".join(f"\n\n{words}" for words in said_otherwise(remarks.get(note.id)))
    text = f"{line.text}{added}{views}" if with_text else ""
    return Entry(line.title, " · ".join([when, *line.meta[1:]]), text)


def _notes(course: Course, options: Options) -> list[Note]:
    """The contacts of the period, oldest first; one more than `MOST` when there are more. Two queries."""
    assert options.start is not None
    assert options.end is not None
    zone = get_default_timezone()
    start = datetime.combine(options.start, time(), tzinfo=zone)
    end = datetime.combine(options.end + timedelta(days=1), time(), tzinfo=zone)
    chosen = Q(pk__in=[])
    for key in options.parts:
        chosen |= _CHOSEN[key]
    added = Amendment.objects.visible_to(course.viewer).select_related("worker").order_by("amended_at", "id")
    contacts = (
        Contact.objects.visible_to(course.viewer)
        .filter(chosen, enrolment=course.enrolment, occurred_at__gte=start, occurred_at__lt=end)
        .select_related("worker")
        .prefetch_related(Prefetch("amendments", added))
        .order_by("-occurred_at", "-id")
    )
    hidden = course.enrolment.person.address_protected
    return [_note(contact, hidden=hidden) for contact in contacts[: MOST + 1]][::-1]


def _note(contact: Contact, *, hidden: bool) -> Note:
    """A contact as it is said, without the goals it touched: those are in the plan."""
    return Note(
        id=contact.pk,
        kind=contact.kind,
        status=contact.status,
        tried_how=contact.tried_how,
        place=contact.place,
        place_text="" if hidden else contact.place_text,
        at=contact.occurred_at,
        signed_at=contact.signed_at,
        late=False,
        worker_name=contact.worker.name if contact.worker else "",
        minutes=contact.minutes,
        person_present=contact.person_present,
        others_present=contact.others_present,
        text=contact.text,
        touched=(),
        amendments=tuple(
            Amended(one.text, one.reason, one.amended_at, one.worker.name if one.worker else "")
            for one in contact.amendments.all()
        ),
    )
