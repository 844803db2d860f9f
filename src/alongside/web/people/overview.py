"""What the person's page shows, put together from the rooms and said in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from alongside.access.actor import Actor
from alongside.access.policy import COURSE_READERS, known_ties, may
from alongside.attention.queries import (
    Companion,
    Walk,
    glance,
    goals_at_a_glance,
    walk_among_mine,
)
from alongside.attention.rules import Because
from alongside.bridges.rules import Standing
from alongside.caseload.models import Assignment, AssignmentKind
from alongside.contacts.queries import last_moves, last_notes
from alongside.corrections.queries import Remarks
from alongside.enrolments.models import Closure, Enrolment, Intensity, Pause
from alongside.enrolments.queries import courses_of
from alongside.housing.queries import Strip
from alongside.organisation.profile import Profile
from alongside.organisation.queries import profile_of
from alongside.people.models import Flag, Person, Quote, Sex
from alongside.referrals.models import Participant
from alongside.web import dates
from alongside.web.bridges.words import WayLine, way_line
from alongside.web.consents.words import SpeakLine, speak_lines
from alongside.web.crisis.words import InBrief, in_brief
from alongside.web.documents.words import DocumentLine, document_line
from alongside.web.network import MemberLine, PlanLine, member_line, plan_line
from alongside.web.people.flags import flag_line
from alongside.web.people.working import GoalLine, StepLine, goal_line, steps_ahead
from alongside.web.rhythm import Rhythm
from alongside.web.story import Line, note_line
from alongside.web.where import Where, where
from alongside.web.why import sentence
from alongside.web.why import strip as rhythm_strip

MOST_REASONS = 3
MOVED_WITHIN = timedelta(days=91)
_PARTICIPANTS: dict[str, str | Promise] = {
    "coordinating_authority": _("authority, coordinates"),
    "cooperating_authority": _("authority"),
    "coordinating_provider": _("provider"),
    "relative": _("relative"),
    "guardian": _("guardian"),
    "other": "",
}


@dataclass(frozen=True)
class Warned:
    """Something to know before meeting the person, with where more of it stands."""

    text: str
    said: str = ""
    due: str = ""
    url: str = ""
    act: str = ""


@dataclass(frozen=True)
class Around:
    """Someone the order names, or one of us: name, what they are, telephone."""

    name: str
    what: str
    phone: str = ""


@dataclass(frozen=True)
class Stay:
    """A stay in the strip of where someone has lived."""

    label: str
    period: str
    kind: str
    span: int


@dataclass(frozen=True)
class Overview:
    """The person's page. Without a course only what belongs to the person is there."""

    person: Person
    profile: Profile
    facts: list[str]
    course: Enrolment | None
    earlier_courses: list[Enrolment]
    quote: Quote | None
    warned: list[Warned]
    stays: list[Stay]
    lives: str
    walk: Walk | None = None
    where: Where | None = None
    rhythm: Rhythm | None = None
    silence: str = ""
    agreed: str = ""
    why: list[str] = field(default_factory=list)
    steps: list[StepLine] = field(default_factory=list)
    goals: list[GoalLine] = field(default_factory=list)
    notes: list[Line] = field(default_factory=list)
    members: list[MemberLine] = field(default_factory=list)
    named: list[Around] = field(default_factory=list)
    plans: list[PlanLine] = field(default_factory=list)
    documents: list[DocumentLine] = field(default_factory=list)
    speaks: list[SpeakLine] = field(default_factory=list)
    crisis: InBrief | None = None
    ways: list[WayLine] = field(default_factory=list)
    from_us: list[Around] = field(default_factory=list)
    about_course: list[tuple[str, str]] = field(default_factory=list)
    proposal_id: UUID | None = None
    pause: Pause | None = None
    closure: Closure | None = None
    closed: list[tuple[str, str]] = field(default_factory=list)
    seen_by: list[str] = field(default_factory=list)
    remarks: dict[UUID, Remarks] = field(default_factory=dict)
    mine: list[Companion] | None = None
    """Whom the viewer walks with, when they were looked up along with the rest."""


def overview(viewer: Actor, person: Person) -> Overview:
    """Everything on the page. Seven queries, however much hangs on the person; three without a course."""
    courses = courses_of(viewer, person)
    course = courses[0] if courses else None
    reads = course is not None and bool((known_ties(viewer, course) or frozenset()) & COURSE_READERS)
    goals = goals_at_a_glance(viewer, course) if course is not None and course.is_open and reads else []
    to_do = [step for goal in goals for step in goal.open_steps]
    walk, mine = walk_among_mine(viewer, course, to_do) if course is not None else (None, None)
    profile = walk.profile if walk is not None else profile_of(viewer.agency_id)
    found = glance(viewer, person, course, profile)
    facts = _about_the_person(person, viewer.today)
    seen = Overview(
        person=person,
        profile=profile,
        facts=facts,
        course=course,
        earlier_courses=courses[1:],
        quote=found.quote,
        remarks=found.remarks,
        warned=_warned(person, found.flags, walk, course, viewer.today),
        stays=[
            Stay(stay.label, _period(stay.starts_on, stay.ends_on, viewer.today), stay.standing, stay.share)
            for stay in found.strip.stays
        ],
        lives=_lives(found.strip, viewer.today),
        members=[member_line(one, viewer.today) for one in found.members],
        plans=[plan_line(one, profile, viewer.today) for one in found.plans],
        documents=[document_line(one, profile, viewer.today) for one in found.documents],
        speaks=speak_lines(found.consents, viewer.today),
        crisis=in_brief(found.crisis, viewer.today),
        ways=[
            way_line(one, profile, viewer.today, moves=may(viewer, "bridge.move", person))
            for one in found.ways
            if one.at.at is not Standing.STOPPED
        ],
        mine=mine,
    )
    if course is None:
        return seen
    course.person = person
    strip = rhythm_strip(walk) if walk else None
    moves = last_moves(viewer, course, since=viewer.today - MOVED_WITHIN) if goals else {}
    return replace(
        seen,
        facts=[*facts, *_about_the_course(course, profile, viewer.today)],
        walk=walk,
        where=where(walk.who.where, profile) if walk else None,
        rhythm=_in_four_weeks(strip, walk) if strip and walk else None,
        silence=strip.lead if strip else "",
        agreed=strip.rest if strip else "",
        why=_why(walk, viewer.today) if walk else [],
        steps=steps_ahead(to_do, course, walk, viewer.today),
        goals=[goal_line(goal, course, moves.get(goal.id), viewer.today) for goal in goals],
        notes=[
            note_line(note, person.first_name, profile, viewer.today) for note in last_notes(viewer, course)
        ]
        if reads
        else [],
        named=[_named(one) for one in found.named],
        from_us=_from_us(found.with_them, course, viewer.today),
        about_course=_course_in_words(course, profile),
        proposal_id=course.waiting_proposal_id,  # type: ignore[attr-defined]
        pause=found.pause,
        closure=found.closure if not course.is_open else None,
        closed=_closed(found.closure, profile) if found.closure and not course.is_open else [],
        seen_by=_seen_by(course, walk),
    )


def _warned(
    person: Person, flags: list[Flag], walk: Walk | None, course: Enrolment | None, today: date
) -> list[Warned]:
    """What one must know before meeting the person, and what the records hold that cannot wait."""
    warned = []
    for one in flags:
        told = flag_line(one, person, today, worker_name=one.worker_name or "")  # type: ignore[attr-defined]
        warned.append(
            Warned(told.text, told.said, told.due, reverse("flag", args=[one.pk]), gettext("Look again"))
        )
    if person.address_protected:
        warned.append(Warned(gettext("The address is protected. Say it to nobody, not to family either.")))
    if person.name_protected:
        warned.append(Warned(gettext("The name is protected. Call them what they want to be called.")))
    if person.interpreter_needed:
        speaks = gettext("Speaks %(language)s.") % {"language": person.language} if person.language else ""
        warned.append(Warned(" ".join(filter(None, [gettext("Bring an interpreter."), speaks]))))
    for reason in walk.reasons if walk else ():
        if walk and course and reason.review is not None and reason.review.due_on < today:
            said = sentence(reason, walk.who, walk.profile, today)
            warned.append(
                Warned(said, url=reverse("review", args=[course.pk]), act=gettext("Hold the review"))
            )
    return warned


def _lives(strip: Strip, today: date) -> str:
    """Where the person lives now, in a line."""
    if strip.now is None:
        return ""
    place = ", ".join(filter(None, [strip.now.label, strip.now.place]))
    return f"{place}, {_period(strip.now.starts_on, None, today)}"


def age_on(birth_date: date, today: date) -> int:
    """Whole years."""
    return today.year - birth_date.year - ((today.month, today.day) < (birth_date.month, birth_date.day))


def _about_the_person(person: Person, today: date) -> list[str]:
    said = []
    if person.called_name and person.called_name != person.full_name:
        said.append(gettext("“Call me %(name)s.”") % {"name": person.called_name})
    if person.sex != Sex.UNKNOWN:
        said.append(str(Sex(person.sex).label))
    if person.birth_date:
        years = age_on(person.birth_date, today)
        said.append(ngettext("%(years)d year old", "%(years)d years old", years) % {"years": years})
    if person.language:
        said.append(gettext("speaks %(language)s") % {"language": person.language})
    return said


def _about_the_course(course: Enrolment, profile: Profile, today: date) -> list[str]:
    said = [with_us(course.starts_on, today)] if course.is_open else []
    if course.legal_basis:
        said.append(profile.legal_bases.label(course.legal_basis, _language()))
    if orderer := _ordered_by(course):
        said.append(gettext("order from %(name)s") % {"name": orderer})
    return said


def _ordered_by(course: Enrolment) -> str:
    worker, authority = course.referral.authority_worker, course.referral.authority_name
    return ", ".join(filter(None, [worker.name if worker else "", authority]))


def with_us(starts_on: date, today: date) -> str:
    """How long a course has lasted: "with us 14 months"."""
    months = (today.year - starts_on.year) * 12 + today.month - starts_on.month - (today.day < starts_on.day)
    if months < 1:
        return gettext("with us since %(day)s") % {"day": dates.short_day(starts_on, today)}
    if months < 24:
        return ngettext("with us %(months)d month", "with us %(months)d months", months) % {"months": months}
    years = months // 12
    return ngettext("with us %(years)d year", "with us %(years)d years", years) % {"years": years}


def _in_four_weeks(strip: Rhythm, walk: Walk) -> Rhythm:
    """The strip with what its marks add up to, in days, as its words; the silence stands above it."""
    met, phone, tried = (walk.days.count(kind) for kind in ("met", "phone", "tried"))
    return replace(
        strip,
        lead=ngettext("Met on %(days)d day", "Met on %(days)d days", met) % {"days": met},
        rest=gettext("in four weeks; %(phone)s, %(tried)s")
        % {
            "phone": ngettext("phone or message on %(days)d day", "phone or message on %(days)d days", phone)
            % {"days": phone},
            "tried": ngettext("we tried on %(days)d day", "we tried on %(days)d days", tried)
            % {"days": tried},
        },
    )


def _named(one: Participant) -> Around:
    """Someone the order names."""
    what = ", ".join(filter(None, [one.title, one.organisation])) or str(_PARTICIPANTS.get(one.kind, ""))
    return Around(one.name, what, one.phone)


def _from_us(held: list[Assignment], course: Enrolment, today: date) -> list[Around]:
    """Who walks with the person: the case manager, who covers and until when, the caseworker of the authority."""
    found = []
    for one in held:
        what = str(AssignmentKind(one.kind).label)
        if one.kind == AssignmentKind.COVER and one.ends_on is not None:
            what = gettext("Cover, until %(day)s") % {"day": dates.short_day(one.ends_on, today)}
        found.append(Around(one.worker_name, what))  # type: ignore[attr-defined]
    if course.is_open and not any(one.kind == AssignmentKind.PRIMARY for one in held):
        found.insert(0, Around(gettext("nobody at present"), str(AssignmentKind.PRIMARY.label)))
    worker = course.referral.authority_worker
    if worker is not None or course.referral.authority_name:
        name = worker.name if worker is not None else course.referral.authority_name
        what = course.referral.authority_name if worker is not None else ""
        found.append(Around(name, ", ".join(filter(None, [gettext("ordered the course"), what]))))
    return found


def _course_in_words(course: Enrolment, profile: Profile) -> list[tuple[str, str]]:
    said = [
        (gettext("Team"), course.team.name),
        (gettext("Since"), dates.short_day(course.starts_on, date.min)),
        (gettext("How closely"), str(Intensity(course.intensity).label)) if course.is_open else None,
        (gettext("We agreed to meet"), _agreed(course.rhythm_days)) if course.is_open else None,
        (gettext("Legal basis"), profile.legal_bases.label(course.legal_basis, _language()))
        if course.legal_basis
        else None,
        (gettext("Case number"), course.referral.case_number) if course.referral.case_number else None,
    ]
    return [pair for pair in said if pair is not None]


def _agreed(days: int) -> str:
    return ngettext("every day", "every %(days)d days", days) % {"days": days}


def _closed(closure: Closure, profile: Profile) -> list[tuple[str, str]]:
    language = _language()
    said = [
        (gettext("Why"), profile.closure_reasons.label(closure.reason, language)),
        (
            gettext("Where to"),
            closure.destination_text or profile.closure_destinations.label(closure.destination, language),
        ),
        (gettext("Living then"), profile.housing_kinds.label(closure.housing_at_exit, language)),
        (gettext("Closed by"), closure.closed_by_name),  # type: ignore[attr-defined]
        (gettext("Agreed by"), closure.agreed_by_name),  # type: ignore[attr-defined]
    ]
    return [(label, value) for label, value in said if value]


def _seen_by(course: Enrolment, walk: Walk | None) -> list[str]:
    said = []
    if walk is not None and walk.who.worker_name:
        said.append(gettext("%(name)s, case manager") % {"name": walk.who.worker_name})
    said.append(
        gettext("%(team)s and its lead; on-call staff while the course is open") % {"team": course.team.name}
    )
    said.append(gettext("Intake: the person, the order and where they have lived; no notes"))
    if orderer := _ordered_by(course):
        said.append(
            gettext("%(name)s: order, goals from the order, follow-up and the thread with them; no notes")
            % {"name": orderer}
        )
    return said


def _period(starts_on: date, ends_on: date | None, today: date) -> str:
    if ends_on is None:
        return gettext("since %(day)s") % {"day": dates.short_day(starts_on, today)}
    return gettext("to %(day)s") % {"day": dates.short_day(ends_on, today)}


def _why(walk: Walk, today: date) -> list[str]:
    """Why we should be in touch now; late reviews, steps, ways and what is planned stand in parts of their own."""
    pressing = [
        reason
        for reason in walk.reasons
        if (reason.appointment is None or reason.because is Because.RANG_ON_CALL)
        and (reason.review is None or reason.review.due_on >= today)
        and reason.step is None
        and reason.way is None
    ]
    return [sentence(reason, walk.who, walk.profile, today) for reason in pressing[:MOST_REASONS]]


def _language() -> str:
    return get_language() or "en"
