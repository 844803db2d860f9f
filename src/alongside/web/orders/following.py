"""How an order goes, as its authority caseworker follows it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Prefetch
from django.utils.timezone import localtime
from django.utils.translation import get_language, gettext, ngettext

from alongside.access.actor import Actor
from alongside.caseload.models import Assignment, AssignmentKind
from alongside.enrolments.models import Closure, Enrolment, Pause
from alongside.liaison.queries import waiting_for_authority
from alongside.organisation.profile import Profile
from alongside.referrals import codes
from alongside.referrals.models import CommissionedGoal, Decision, Referral, ReferralStatus
from alongside.reviews.models import FollowUpResult, Review
from alongside.web import dates


@dataclass(frozen=True)
class OrderRow:
    """An order in the list. `state` colours its tag: good, due, late or nothing.

    Attributes:
        thread_id: the course whose thread it is; None before one began.
        asked: that questions wait for an answer, in words.
    """

    referral_id: UUID
    name: str
    initials: str
    case_number: str
    status: str
    state: str
    follow_up: str
    thread_id: UUID | None = None
    asked: str = ""


@dataclass(frozen=True)
class OrderedGoal:
    """A goal from the order: its words, what kind of change is asked for, and the level aimed at."""

    text: str
    goal_type: str
    expected: str


@dataclass(frozen=True)
class Held:
    """A follow-up that was held, and what it came to."""

    day: str
    result: str
    worker: str


@dataclass(frozen=True)
class Following:
    """One order, followed."""

    row: OrderRow
    facts: list[tuple[str, str]]
    goals: list[OrderedGoal]
    held: list[Held]


def my_orders(viewer: Actor) -> list[OrderRow]:
    """What the viewer ordered: what waits for an answer, then what runs, each by name. Seven queries."""
    referrals = list(_ordered(viewer).order_by("person__given_name", "person__family_name", "pk"))
    courses = _courses(viewer, referrals)
    asked = waiting_for_authority(viewer)
    rows = [_row(referral, courses.get(referral.pk), viewer.today, asked) for referral in referrals]
    over = (ReferralStatus.DECLINED, ReferralStatus.REDIRECTED)
    ended = {
        referral.pk
        for referral in referrals
        if referral.status in over or ((course := courses.get(referral.pk)) and not course.is_open)
    }
    return sorted(rows, key=lambda row: (not row.asked, row.referral_id in ended))


def following(viewer: Actor, referral: Referral, profile: Profile) -> Following:
    """One order with its goals and every follow-up. Nine queries."""
    course = _courses(viewer, [referral]).get(referral.pk)
    goals = (
        CommissionedGoal.objects.visible_to(viewer).filter(referral=referral).order_by("recorded_at", "pk")
    )
    return Following(
        row=_row(referral, course, viewer.today, waiting_for_authority(viewer)),
        facts=_facts(viewer, referral, course, profile),
        goals=[
            OrderedGoal(goal.text, codes.display(goal.goal_type), _level(goal.expected_level, profile))
            for goal in goals
        ],
        held=[_held(review, viewer.today) for review in _reviews(course) if review.held_on is not None],
    )


def _ordered(viewer: Actor):  # type: ignore[no-untyped-def]
    return (
        Referral.objects.visible_to(viewer)
        .filter(authority_worker_id=viewer.worker_id)
        .select_related("person")
    )


def _courses(viewer: Actor, referrals: Iterable[Referral]) -> dict[UUID, Enrolment]:
    """The latest course of each referral with its pauses, closures, reviews and case manager."""
    found = (
        Enrolment.objects.visible_to(viewer)
        .filter(referral__in=list(referrals))
        .prefetch_related(
            Prefetch("pauses", Pause.objects.visible_to(viewer).filter(ends_on__isnull=True)),
            Prefetch("closures", Closure.objects.visible_to(viewer).filter(reopened_on__isnull=True)),
            Prefetch(
                "reviews",
                Review.objects.visible_to(viewer).select_related("worker").order_by("-due_on", "-pk"),
            ),
            Prefetch(
                "assignments",
                Assignment.objects.visible_to(viewer)
                .filter(kind=AssignmentKind.PRIMARY, ends_on__isnull=True)
                .select_related("worker"),
            ),
        )
        .order_by("starts_on")
    )
    return {course.referral_id: course for course in found}


def _row(referral: Referral, course: Enrolment | None, today: date, waiting: Mapping[UUID, int]) -> OrderRow:
    status, state = _status(referral, course)
    asked = waiting.get(course.pk, 0) if course is not None else 0
    return OrderRow(
        referral_id=referral.pk,
        name=referral.person.full_name,
        initials=referral.person.initials,
        case_number=referral.case_number,
        status=status,
        state=state,
        follow_up=_follow_up(referral, course, today),
        thread_id=course.pk if course is not None else None,
        asked=ngettext(
            "One question waits for your answer", "%(count)s questions wait for your answer", asked
        )
        % {"count": asked}
        if asked
        else "",
    )


def _status(referral: Referral, course: Enrolment | None) -> tuple[str, str]:
    if course is None:
        return str(ReferralStatus(referral.status).label), "due" if referral.status in _WAITS else ""
    if not course.is_open:
        return gettext("Closed"), ""
    if course.pauses.all():
        return gettext("The course rests"), "due"
    return gettext("The course runs"), "good"


_WAITS = (ReferralStatus.NEW, ReferralStatus.CLARIFYING, ReferralStatus.WAITING)


def _follow_up(referral: Referral, course: Enrolment | None, today: date) -> str:
    """The next follow-up, as the coming review has it, else as the order asked for it."""
    coming = next((review for review in _reviews(course) if review.held_on is None), None)
    if course is not None and not course.is_open:
        return ""
    day = coming.due_on if coming is not None else referral.follow_up_on
    return gettext("follow-up %(when)s") % {"when": dates.due(day, today)} if day else ""


def _reviews(course: Enrolment | None) -> list[Review]:
    return list(course.reviews.all()) if course is not None else []


def _held(review: Review, today: date) -> Held:
    assert review.held_on is not None
    result = str(FollowUpResult(review.follow_up_result).label) if review.follow_up_result else ""
    return Held(dates.short_day(review.held_on, today), result, review.worker.name if review.worker else "")


def _facts(
    viewer: Actor, referral: Referral, course: Enrolment | None, profile: Profile
) -> list[tuple[str, str]]:
    language, today = get_language() or "en", viewer.today
    received = localtime(referral.received_at).date()
    said = [
        (gettext("Case number"), referral.case_number),
        (gettext("Received"), dates.short_day(received, today)),
    ]
    decision: Decision | None = (
        Decision.objects.visible_to(viewer).filter(referral=referral).order_by("-decided_on", "-pk").first()
    )
    if decision is not None:
        said += [
            (gettext("Decided"), dates.short_day(decision.decided_on, today)),
            (gettext("Why"), decision.reason),
            (gettext("Legal basis"), profile.legal_bases.label(decision.legal_basis, language)),
        ]
    if course is not None:
        said.append((gettext("Began"), dates.short_day(course.starts_on, today)))
        said += [(gettext("Case manager"), one.worker.name) for one in course.assignments.all()]
        said += [
            (gettext("Rests since"), _rest(pause, profile, language, today)) for pause in course.pauses.all()
        ]
        for closure in course.closures.all():
            said += [
                (gettext("Closed"), dates.short_day(closure.closed_on, today)),
                (gettext("Why it ended"), profile.closure_reasons.label(closure.reason, language)),
                (gettext("Where to"), profile.closure_destinations.label(closure.destination, language)),
                (gettext("Living then"), profile.housing_kinds.label(closure.housing_at_exit, language)),
            ]
    return [(label, value) for label, value in said if value]


def _level(code: str, profile: Profile) -> str:
    """A functional level in the reader's language; in Danish, as FFB has it, when the profile does not know it."""
    known = next((level for level in profile.functioning_levels if level.code == code), None)
    return known.label.in_(get_language() or "en") if known else codes.display(code)


def _rest(pause: Pause, profile: Profile, language: str, today: date) -> str:
    return gettext("%(day)s, %(kind)s") % {
        "day": dates.short_day(pause.starts_on, today),
        "kind": profile.pause_kinds.label(pause.kind, language),
    }
