"""The contacts of a period as a sheet: the kinds that were chosen, with or without what was written."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from uuid import UUID

from django.utils.functional import Promise
from django.utils.timezone import get_default_timezone, localtime
from django.utils.translation import gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from alongside.contacts.models import ContactKind, ContactStatus
from alongside.contacts.story import Note, story
from alongside.paper.sheet import Block, Entry, Text
from alongside.web import dates
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
_LAST = UUID(int=2**128 - 1)


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
    for note in notes:
        yield _entry(note, course, with_text=options.with_text)


def _entry(note: Note, course: Course, *, with_text: bool) -> Entry:
    line = note_line(note, course.name, course.profile, course.viewer.today)
    when = f"{dates.short_day(localtime(note.at).date(), course.viewer.today)} {dates.clock(note.at)}"
    added = "".join(f"\n\n{one.said}: {one.text}" for one in line.added)
    return Entry(line.title, " · ".join([when, *line.meta[1:]]), f"{line.text}{added}" if with_text else "")


def _notes(course: Course, options: Options) -> list[Note]:
    """The notes of the period, oldest first; one more than `MOST` when there are more."""
    assert options.start is not None
    assert options.end is not None
    zone = get_default_timezone()
    start = datetime.combine(options.start, time(), tzinfo=zone)
    end = datetime.combine(options.end + timedelta(days=1), time(), tzinfo=zone)
    found: list[Note] = []
    place: str | None = f"{(end - timedelta(microseconds=1)).isoformat()}~{_LAST}"
    while place is not None and len(found) <= MOST:
        page = story(course.viewer, course.enrolment, before=place, limit=100, with_turns=False)
        notes = [entry.note for entry in page.entries if entry.note is not None]
        found += [note for note in notes if note.at >= start and _kind(note) in options.parts]
        place = page.earlier if notes and notes[-1].at >= start else None
    return found[: MOST + 1][::-1]


def _kind(note: Note) -> str:
    if note.status != ContactStatus.HELD:
        return "tried"
    if note.kind == ContactKind.MEETING:
        return "meetings"
    return "met" if note.kind == ContactKind.VISIT else "talked"
