"""Before, during and after a meeting. What is planned, signed or a step is written by the rooms that own it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db.models import Q

from alongside.access.actor import Actor
from alongside.contacts.models import Contact, ContactKind
from alongside.contacts.operations import record_contact
from alongside.documents.models import Document
from alongside.kernel.operations import operation
from alongside.meetings import errors, rules
from alongside.meetings.models import Attendee, Line, LineKind, Meeting, Paper
from alongside.network.models import NetworkMember, OtherPlan
from alongside.plans.models import Goal
from alongside.plans.operations import add_step


@operation("meeting.prepare", on="contact")
def prepare_meeting(
    *,
    by: Actor,
    contact: Contact,
    wish: str = "",
    says: str = "",
    speaks: str = "",
    way: str = "",
    about: OtherPlan | None = None,
    papers: Sequence[str] = (),
    members: Sequence[UUID] = (),
    names: Sequence[str] = (),
    version: int | None = None,
    key: UUID | None = None,
) -> Meeting:
    """Write down what a planned meeting is for and what it takes; what was written before is written anew.

    Args:
        wish, says: in the person's words.
        about: the plan of somebody else that it is about.
        papers: what to bring; one that stays on the list stays packed.
        members: who comes, of those around the person; `names`: who else comes.
        version: of the meeting as it was read, when there was one.

    Raises:
        NotAMeeting, MeetingOver, MeetingDidNotTakePlace
        PlanOfSomebodyElse, ComesNotAround
        PreparedAlready: no `version`, and a colleague was quicker.
        StaleRecord: `version` is not the record's.
    """
    _check(contact)
    rules.check_ahead(contact.status)
    person_id = contact.enrolment.person_id
    if about is not None and about.person_id != person_id:
        raise errors.PlanOfSomebodyElse(field="about")
    meeting = _meeting_of(contact)
    if version is None and any((meeting.wish, meeting.says, meeting.speaks, meeting.way)):
        raise errors.PreparedAlready
    meeting.require_version(version)
    meeting.wish, meeting.says, meeting.speaks = wish.strip(), says.strip(), speaks.strip()
    meeting.way, meeting.about = way.strip(), about
    meeting.save()
    _bring(meeting, rules.listed(papers))
    coming = Attendee.objects.filter(meeting=meeting)
    known = set(coming.filter(member__isnull=False).values_list("member_id", flat=True))
    around = NetworkMember.objects.filter(person_id=person_id).standing()
    around = around.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=by.today))
    chosen = rules.only_of(members, {*around.values_list("pk", flat=True), *known}) if members else []
    _come(meeting, chosen, rules.listed(names))
    return meeting


@operation("meeting.pack", on="paper")
def pack_paper(*, by: Actor, paper: Paper, packed: bool) -> Paper:
    """Tick off a paper that is in the bag, or take the tick away."""
    paper.packed = packed
    paper.save()
    return paper


@operation("meeting.write_line", on="contact")
def write_line(
    *,
    by: Actor,
    contact: Contact,
    kind: str,
    text: str,
    who: str = "",
    due_on: date | None = None,
    key: UUID | None = None,
) -> Line:
    """Write a quick line, while it is said or soon after.

    Args:
        who: who said it, does it or writes it.
        due_on: by when it is done or has come.

    Raises:
        NotAMeeting, MeetingDidNotTakePlace
        LineMissing, SaidIsNotDue: see `rules.check_line`.
    """
    _check(contact)
    said = rules.check_line(kind=kind, text=text, due_on=due_on)
    line = Line(meeting=_kept(contact), kind=LineKind(kind), who=who.strip(), text=said, due_on=due_on)
    line.save()
    return line


@operation("meeting.hold", on="contact")
def hold_meeting(
    *,
    by: Actor,
    contact: Contact,
    text: str,
    there: Sequence[str] = (),
    person_present: bool = True,
    minutes: int | None = None,
    meant: str = "",
    key: UUID | None = None,
) -> Contact:
    """Sign that the meeting took place: the planned contact becomes the note, through the ordinary operation.

    Args:
        there: the names of who else was there.
        meant: what it meant to the person, when that was said.

    Raises:
        NotAMeeting, MeetingDidNotTakePlace, TooManyNames
        NotPlanned, NoteMissing, MinutesOutOfBounds: as `record_contact` raises.
    """
    _check(contact)
    held = record_contact(
        by=by,
        enrolment=contact.enrolment,
        kind=ContactKind.MEETING,
        occurred_at=min(contact.occurred_at, by.now),
        text=text,
        place=contact.place,
        place_text=contact.place_text,
        minutes=minutes if minutes is not None else contact.minutes,
        person_present=person_present,
        others_present=rules.names_in_words(there),
        planned=contact,
    )
    if meant.strip():
        meeting = _kept(held)
        meeting.meant = meant.strip()
        meeting.save()
    return held


@operation("meeting.say_what_it_meant", on="contact")
def say_what_it_meant(
    *, by: Actor, contact: Contact, meant: str, version: int | None = None, key: UUID | None = None
) -> Meeting:
    """Write down what the meeting meant to the person.

    Raises:
        NotAMeeting, MeetingDidNotTakePlace
        StaleRecord: `version` is not the record's.
    """
    _check(contact)
    meeting = _kept(contact)
    meeting.require_version(version)
    meeting.meant = meant.strip()
    meeting.save()
    return meeting


@operation("meeting.make_step", on="line")
def make_step(*, by: Actor, line: Line, goal: Goal) -> Line:
    """Make what was decided a step of the plan, through the plan's own operation.

    Raises:
        NotDecided, StepThereAlready, GoalOfSomebodyElse
        CourseClosed, GoalNotActive: as `add_step` raises.
    """
    if line.kind != LineKind.DECIDED:
        raise errors.NotDecided
    if line.step_id is not None:
        raise errors.StepThereAlready
    enrolment = line.meeting.contact.enrolment
    if goal.plan.enrolment_id != enrolment.pk:
        raise errors.GoalOfSomebodyElse(field="goal")
    person = enrolment.person
    owner, name = rules.owner_of(
        line.who, person=(person.first_name, person.full_name, person.given_name), worker=by.name
    )
    line.step = add_step(by=by, goal=goal, title=line.text, owner=owner, owner_name=name, due_on=line.due_on)
    line.save()
    return line


@operation("meeting.letter_came", on="line")
def letter_came(*, by: Actor, line: Line, document: Document) -> Line:
    """Say which of the person's documents is the letter that was to come.

    Raises:
        NoLetterExpected, DocumentOfSomebodyElse
    """
    if line.kind != LineKind.LETTER:
        raise errors.NoLetterExpected
    if document.person_id != line.meeting.contact.enrolment.person_id or document.struck_on is not None:
        raise errors.DocumentOfSomebodyElse(field="document")
    line.document = document
    line.save()
    return line


def _check(contact: Contact) -> None:
    rules.check_kind(contact.kind, contact.status)


def _meeting_of(contact: Contact) -> Meeting:
    return Meeting.objects.filter(contact=contact).first() or Meeting(contact=contact)


def _kept(contact: Contact) -> Meeting:
    """The meeting of a contact, made when nobody prepared it."""
    meeting = _meeting_of(contact)
    if meeting._state.adding:
        meeting.save()
    return meeting


def _bring(meeting: Meeting, texts: Sequence[str]) -> None:
    known = {paper.text: paper for paper in Paper.objects.filter(meeting=meeting)}
    for text, paper in known.items():
        if text not in texts:
            paper.delete()
    for place, text in enumerate(texts, start=1):
        paper = known.get(text) or Paper(meeting=meeting, text=text)
        if paper.place != place:
            paper.place = place
            paper.save()


def _come(meeting: Meeting, members: Sequence[UUID], names: Sequence[str]) -> None:
    coming = Attendee.objects.filter(meeting=meeting)
    coming.filter(member__isnull=False).exclude(member_id__in=members).delete()
    coming.filter(member__isnull=True).exclude(name__in=names).delete()
    known = set(coming.values_list("member_id", "name"))
    for member_id in members:
        if (member_id, "") not in known:
            Attendee(meeting=meeting, member_id=member_id).save()
    for name in names:
        if (None, name) not in known:
            Attendee(meeting=meeting, name=name).save()
