"""What the person's page shows, put together from the rooms and said in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from alongside.access.actor import Actor
from alongside.attention.queries import Walk, walk_of
from alongside.attention.rules import Because
from alongside.contacts.models import TouchMovement
from alongside.contacts.queries import StoryShows, last_moves
from alongside.contacts.queries import story as story_of
from alongside.enrolments.models import Closure, Enrolment, Intensity
from alongside.enrolments.queries import courses_of, last_closure
from alongside.housing.queries import strip as housing_strip
from alongside.organisation.profile import Profile
from alongside.organisation.queries import profile_of
from alongside.people.models import Person, Quote, Sex
from alongside.plans.queries import ActiveGoal, active_goals
from alongside.referrals.models import Participant
from alongside.web import dates
from alongside.web.rhythm import Rhythm
from alongside.web.story import Line, line
from alongside.web.where import Where, where
from alongside.web.why import sentence
from alongside.web.why import strip as rhythm_strip

ON_THE_PAGE = 8
"""So many entries of the story stand on the person's page; the rest is on its own."""
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
class GoalLine:
    """A goal the person works for, with how it moved last and what is next."""

    title: str
    kind: str
    detail: str
    done: int
    of: int


@dataclass(frozen=True)
class Around:
    """Someone around the person, as the order names them."""

    name: str
    what: str
    phone: str


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
    stays: list[Stay]
    walk: Walk | None = None
    where: Where | None = None
    rhythm: Rhythm | None = None
    silence: str = ""
    agreed: str = ""
    why: list[str] = field(default_factory=list)
    goals: list[GoalLine] = field(default_factory=list)
    story: list[Line] = field(default_factory=list)
    earlier: str | None = None
    around: list[Around] = field(default_factory=list)
    about_course: list[tuple[str, str]] = field(default_factory=list)
    proposal_id: UUID | None = None
    closure: Closure | None = None
    closed: list[tuple[str, str]] = field(default_factory=list)
    seen_by: list[str] = field(default_factory=list)


def overview(viewer: Actor, person: Person) -> Overview:
    """Everything on the page. Fifteen queries at most, however long the story."""
    courses = courses_of(viewer, person)
    course = courses[0] if courses else None
    walk = walk_of(viewer, course) if course is not None else None
    profile = walk.profile if walk is not None else profile_of(viewer.agency_id)
    quote: Quote | None = (
        Quote.objects.visible_to(viewer).filter(person=person).order_by("-said_on", "-pk").first()
    )
    stays = [
        Stay(stay.label, _period(stay.starts_on, stay.ends_on, viewer.today), stay.standing, stay.share)
        for stay in housing_strip(viewer, person, profile=profile).stays
    ]
    if course is None:
        facts = _about_the_person(person, viewer.today)
        return Overview(person, profile, facts, None, [], quote, stays)
    course.person = person
    told = story_of(viewer, course, limit=ON_THE_PAGE, with_turns=False)
    strip = rhythm_strip(walk) if walk else None
    closure = last_closure(viewer, course) if not course.is_open else None
    return Overview(
        person=person,
        profile=profile,
        facts=[*_about_the_person(person, viewer.today), *_about_the_course(course, profile, viewer.today)],
        course=course,
        earlier_courses=courses[1:],
        quote=quote,
        stays=stays,
        walk=walk,
        where=where(walk.who.where, profile) if walk else None,
        rhythm=_in_four_weeks(strip, walk) if strip and walk else None,
        silence=strip.lead if strip else "",
        agreed=strip.rest if strip else "",
        why=_why(walk, viewer.today) if walk else [],
        goals=_goals(viewer, course) if course.is_open else [],
        story=[line(entry, course, profile, viewer.today) for entry in told.entries],
        earlier=told.earlier,
        around=_around(viewer, course),
        about_course=_course_in_words(course, walk, profile),
        proposal_id=course.waiting_proposal_id,  # type: ignore[attr-defined]
        closure=closure,
        closed=_closed(closure, profile) if closure else [],
        seen_by=_seen_by(course, walk),
    )


def story_page(
    viewer: Actor, course: Enrolment, shows: StoryShows, before: str | None
) -> tuple[list[Line], str | None]:
    """A page of the whole story, and where the next one goes on."""
    profile = profile_of(viewer.agency_id)
    told = story_of(viewer, course, shows=shows, before=before)
    return [line(entry, course, profile, viewer.today) for entry in told.entries], told.earlier


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
    if person.interpreter_needed:
        said.append(gettext("interpreter needed"))
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


def _goals(viewer: Actor, course: Enrolment) -> list[GoalLine]:
    moves = last_moves(viewer, course, since=viewer.today - MOVED_WITHIN)
    return [
        GoalLine(
            title=goal.title,
            kind="order" if goal.commissioned else "wish",
            detail=_goal_detail(goal, moves.get(goal.id), viewer.today),
            done=goal.steps_done,
            of=goal.steps,
        )
        for goal in active_goals(viewer, course, with_sub_goals=False)
    ]


def _goal_detail(goal: ActiveGoal, moved: tuple[str, datetime] | None, today: date) -> str:
    said = []
    if moved is not None:
        movement, at = moved
        said.append(
            gettext("%(movement)s %(when)s")
            % {
                "movement": str(TouchMovement(movement).label),
                "when": dates.spoken_day(localtime(at).date(), today),
            }
        )
    if goal.next_step is not None:
        said.append(gettext("Next: %(step)s") % {"step": goal.next_step.title})
    return " · ".join(said)


def _around(viewer: Actor, course: Enrolment) -> list[Around]:
    """The people the order names, relatives first. One query."""
    rows = Participant.objects.visible_to(viewer).filter(referral_id=course.referral_id).exclude(name="")
    relatives_first = sorted(rows.order_by("name"), key=lambda row: row.kind != "relative")
    return [
        Around(
            row.name,
            ", ".join(filter(None, [row.title, row.organisation])) or str(_PARTICIPANTS.get(row.kind, "")),
            row.phone,
        )
        for row in relatives_first
    ]


def _course_in_words(course: Enrolment, walk: Walk | None, profile: Profile) -> list[tuple[str, str]]:
    worker = walk.who.worker_name if walk else ""
    said = [
        (gettext("Case manager"), worker or gettext("nobody at present")) if course.is_open else None,
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
        (gettext("Closed by"), closure.closed_by.name if closure.closed_by else ""),
        (gettext("Agreed by"), closure.agreed_by.name if closure.agreed_by else ""),
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
            gettext("%(name)s: order, goals from the order and follow-up; no notes") % {"name": orderer}
        )
    return said


def _period(starts_on: date, ends_on: date | None, today: date) -> str:
    if ends_on is None:
        return gettext("since %(day)s") % {"day": dates.short_day(starts_on, today)}
    return gettext("to %(day)s") % {"day": dates.short_day(ends_on, today)}


def _why(walk: Walk, today: date) -> list[str]:
    """Why we should do something now; what is planned stands in a part of its own."""
    pressing = [
        reason
        for reason in walk.reasons
        if reason.appointment is None or reason.because is Because.RANG_ON_CALL
    ]
    return [sentence(reason, walk.who, walk.profile, today) for reason in pressing[:MOST_REASONS]]


def _language() -> str:
    return get_language() or "en"
