"""A letter as it goes out: what its fields are filled with, whom it is to, and its sheet."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Max
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext, override, pgettext

from alongside.access.actor import Actor
from alongside.caseload.models import Assignment, AssignmentKind
from alongside.consents.part2 import PART2, Notice
from alongside.contacts.models import Contact, ContactKind, ContactStatus
from alongside.contacts.queries import Planned, ahead
from alongside.enrolments.models import Enrolment
from alongside.organisation.models import Agency, Worker
from alongside.paper.models import Letter, Letterhead, PaperWish, Recipient
from alongside.paper.rules import FieldName, LeftOut, language_of, left_out
from alongside.paper.sheet import Sender, Sheet, Text
from alongside.paper.typesetting import as_pdf
from alongside.people.models import Person
from alongside.people.protecting import facts_of
from alongside.plans.models import Goal, GoalStatus
from alongside.restrictions.queries import release_for
from alongside.reviews.models import Review


@dataclass(frozen=True)
class Wish:
    """How someone wants what is on paper. `agreed`: they have said so themselves."""

    language: str
    large: bool = False
    letters: bool = True
    agreed: bool = False


def wishes_of(viewer: Actor, people: Collection[Person], *, otherwise: str) -> dict[UUID, Wish]:
    """How each of these people wants their paper. One query.

    Args:
        otherwise: the agency's language, where neither a wish nor the record names one we speak.
    """
    said: dict[UUID, PaperWish] = {}
    rows = PaperWish.objects.visible_to(viewer).filter(person__in=list(people))
    for row in rows.order_by("recorded_at", "pk"):
        said[row.person_id] = row
    found = {}
    for person in people:
        wish = said.get(person.pk)
        language = language_of(wish.language if wish else "", person.language, otherwise=otherwise)
        found[person.pk] = Wish(language, wish.large, wish.letters, True) if wish else Wish(language)
    return found


def address_of(person: Person) -> tuple[str, ...]:
    """The lines under a name on an envelope; none when no street is known."""
    if not person.address.strip():
        return ()
    town = f"{person.postal_code} {person.city}".strip()
    return tuple(line for line in (person.address.strip(), town) if line)


def address_for(viewer: Actor, person: Person) -> tuple[str, ...]:
    """The same for someone who may put it on paper: of a protected address only what two people released to them."""
    if not person.address_protected:
        return address_of(person)
    return facts_of(person).address if release_for(viewer, person) is not None else ()


def why_left_out(person: Person, wish: Wish) -> LeftOut | None:
    """Why no letter can be posted to someone; None when one can."""
    return left_out(
        wants_letters=wish.letters, protected=person.address_protected, has_address=bool(address_of(person))
    )


def sender_of(agency: Agency, letterhead: Letterhead | None) -> Sender:
    """The agency on its paper; by its name alone while it has no letterhead."""
    if letterhead is None:
        return Sender(agency.name)
    return _sender(letterhead)


def letterhead_of(agency_id: UUID) -> Letterhead | None:
    """The letterhead in use. One query."""
    return Letterhead.objects.filter(agency_id=agency_id).order_by("-recorded_at", "-pk").first()


def day_in(day: date, language: str) -> str:
    """A day in full in a language: "24 November 2026"."""
    with override(language):
        return date_format(day, pgettext("date format, as in 24 November 2026", "j F Y"))


@dataclass(frozen=True)
class Known:
    """What letters about these courses are filled with, fetched for all of them together."""

    agency: Agency
    workers: dict[UUID, Worker]
    reviews: dict[UUID, Review]
    meetings: dict[UUID, Planned]
    last_met: dict[UUID, datetime]
    goals: dict[UUID, list[str]]


def known_about(viewer: Actor, courses: Collection[Enrolment]) -> Known:
    """Everything fields may need about these courses. Six queries, however many there are."""
    ids = [course.pk for course in courses]
    walking = Assignment.objects.visible_to(viewer).filter(
        enrolment_id__in=ids, kind=AssignmentKind.PRIMARY, ends_on__isnull=True
    )
    reviews = Review.objects.visible_to(viewer).filter(enrolment_id__in=ids, held_on__isnull=True)
    meetings: dict[UUID, Planned] = {}
    for one in ahead(viewer, ids):
        if one.at >= viewer.now:
            meetings.setdefault(one.enrolment_id, one)
    met = (
        Contact.objects.visible_to(viewer)
        .filter(enrolment_id__in=ids, status=ContactStatus.HELD, person_present=True)
        .filter(kind__in=(ContactKind.VISIT, ContactKind.MEETING))
        .order_by()
        .values_list("enrolment_id")
        .annotate(Max("occurred_at"))
    )
    goals: dict[UUID, list[str]] = {}
    rows = Goal.objects.visible_to(viewer).filter(plan__enrolment_id__in=ids, status=GoalStatus.ACTIVE)
    for enrolment_id, title in rows.order_by("place", "pk").values_list("plan__enrolment_id", "title"):
        goals.setdefault(enrolment_id, []).append(title)
    return Known(
        agency=Agency.objects.get(pk=viewer.agency_id),
        workers={row.enrolment_id: row.worker for row in walking.select_related("worker")},
        reviews={row.enrolment_id: row for row in reviews},
        meetings=meetings,
        last_met=dict(met),
        goals=goals,
    )


def values_for(course: Enrolment, known: Known, *, language: str, today: date) -> dict[str, str]:
    """What the fields of a letter about a course stand for, in the letter's language; unknown ones are empty."""
    person, referral = course.person, course.referral
    worker, review = known.workers.get(course.pk), known.reviews.get(course.pk)
    met = known.last_met.get(course.pk)
    with override(language):
        return {
            FieldName.NAME: person.full_name,
            FieldName.CALLED: person.first_name,
            FieldName.WORKER: worker.name if worker else "",
            FieldName.WORKER_TITLE: worker.title if worker else "",
            FieldName.WORKER_PHONE: worker.phone if worker else "",
            FieldName.TEAM: course.team.name,
            FieldName.AGENCY: known.agency.name,
            FieldName.TODAY: _long(today),
            FieldName.REVIEW_DATE: _with_weekday(review.due_on) if review else "",
            FieldName.MEETING: _meeting(known.meetings.get(course.pk)),
            FieldName.LAST_MET: _long(localtime(met).date()) if met else "",
            FieldName.COURSE_START: _long(course.starts_on),
            FieldName.CASE_NUMBER: referral.case_number,
            FieldName.AUTHORITY_WORKER: referral.authority_worker.name if referral.authority_worker else "",
            FieldName.GOALS: "\n".join(f"– {title}" for title in known.goals.get(course.pk, [])),
        }


def recipient_of(course: Enrolment, to: str) -> str:
    """Whom a letter about a course is to, by name."""
    if to == Recipient.PERSON:
        name: str = course.person.full_name
        return name
    names = (
        course.referral.authority_name,
        course.referral.authority_worker.name if course.referral.authority_worker else "",
    )
    return ", ".join(name for name in names if name)


def sheet_of(letter: Letter) -> Sheet:
    """A letter as a sheet: the same each time, in its own language and under the head it went out with."""
    sender = _sender(letter.letterhead) if letter.letterhead else Sender(letter.agency_name)
    return letter_sheet(
        language=letter.language,
        large=letter.large,
        subject=letter.subject,
        body=letter.body,
        recipient=(letter.recipient, *letter.address.splitlines()),
        sender=sender,
        day=localtime(letter.written_at).date(),
        notices=(PART2,) if letter.part2 else (),
    )


def letter_sheet(
    *,
    language: str,
    large: bool,
    subject: str,
    body: str,
    recipient: tuple[str, ...],
    sender: Sender,
    day: date,
    notices: tuple[Notice, ...] = (),
) -> Sheet:
    """A letter as a sheet, before or after it has gone out.

    Args:
        notices: what has to stand on it, the line on every page and the statement under the text.
    """
    with override(language):
        page_words = gettext("Page {page} of {pages}")
    return Sheet(
        title=subject,
        language=language,
        blocks=(Text(body), *(Text(notice.statement, soft=True) for notice in notices)),
        sender=sender,
        made="",
        page_words=page_words,
        day=day_in(day, language),
        large=large,
        recipient=recipient,
        notices=tuple(notice.line for notice in notices),
    )


def pdf_of(letter: Letter) -> bytes:
    """The PDF of a letter; the same bytes as when it went out, as long as the program sets letters the same way."""
    return as_pdf([sheet_of(letter)], title=letter.subject, stamp=letter.written_at)


def digest_of(pdf: bytes) -> str:
    """The fingerprint of a PDF: SHA-256, hexadecimal."""
    return hashlib.sha256(pdf).hexdigest()


def _sender(letterhead: Letterhead) -> Sender:
    logo = bytes(letterhead.logo) if letterhead.logo else None
    return Sender(letterhead.name, tuple(letterhead.lines.splitlines()), logo)


def _long(day: date) -> str:
    return date_format(day, pgettext("date format, as in 24 November 2026", "j F Y"))


def _with_weekday(day: date) -> str:
    return date_format(day, pgettext("date format, as in Tuesday 24 November", "l j F"))


def _meeting(planned: Planned | None) -> str:
    if planned is None:
        return ""
    at = localtime(planned.at)
    values = {
        "day": _with_weekday(at.date()),
        "time": date_format(at, pgettext("time format, as in 14:30", "H:i")),
        "place": planned.place_text,
    }
    if planned.place_text:
        return gettext("on %(day)s at %(time)s: %(place)s") % values
    return gettext("on %(day)s at %(time)s") % values
