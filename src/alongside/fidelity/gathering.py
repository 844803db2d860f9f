"""The facts of many courses, read in as many queries as of one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.timezone import localdate, make_aware

from alongside.access.actor import Actor
from alongside.assessments.models import Assessment
from alongside.bridges.models import BridgeMove
from alongside.bridges.queries import there_together
from alongside.bridges.rules import State
from alongside.caseload.models import Assignment, AssignmentKind
from alongside.consents.models import Disclosure, ToChoice
from alongside.contacts.models import Contact, ContactKind, ContactStatus
from alongside.contacts.queries import FACE_TO_FACE
from alongside.enrolments.models import Closure, Enrolment, Pause
from alongside.fidelity.around_meetings import around_meetings
from alongside.fidelity.facts import Around, Done, Due, Facts, Met, Thing, Walked
from alongside.fidelity.reading import Looked, Reading
from alongside.network.models import MaySpeak, MemberKind, NetworkMember, OtherPlan
from alongside.numbers.rules import Span
from alongside.organisation.profile import Profile
from alongside.plans.models import AgreedHow, Goal, GoalStatus, PlanVersion, Step, SubGoal, WhoseWish
from alongside.referrals.models import Order
from alongside.reviews.models import GoalJudgement, Review
from alongside.services.models import Acquaintance

BEFORE = 400
"""Days before the window in which a last meeting is looked for: more than any rhythm that is agreed."""


def facts_of(viewer: Actor | None, looked: Iterable[Looked], profile: Profile) -> dict[UUID, Facts]:
    """What the records say of each course, by its key. At most twenty queries, whatever the number of courses.

    Args:
        viewer: only what they may see is counted. None for sums of many that leave without a name.
    """
    reading = Reading(viewer, list(looked), profile)
    if not reading.looked:
        return {}
    found: dict[UUID, dict[str, Any]] = {pk: {} for pk in reading.ids}
    walked = _walked(reading)
    for name, by_course in (
        ("rested", _rested(reading)),
        ("walked", walked),
        ("places", _places(reading, walked)),
        ("met", _met(reading)),
        ("goals", _goals(reading)),
        ("sub_goals", _sub_goals(reading)),
        ("steps", _steps(reading)),
        ("versions", _versions(reading)),
        ("reviews", _reviews(reading)),
        ("judged", _judged(reading)),
        ("assessments", _assessments(reading)),
        ("closures", _closures(reading)),
        ("other_plans", _of_people(reading, _other_plans(reading))),
        ("told", _of_people(reading, _told(reading))),
        ("professionals", _of_people(reading, _members(reading, MemberKind.PROFESSIONAL))),
        ("family", _of_people(reading, _members(reading, MemberKind.PRIVATE))),
        ("ways", _ways(reading)),
        ("ends", _ends(reading)),
    ):
        for course, things in by_course.items():
            found[course][name] = tuple(things)
    return {
        one.course.pk: Facts(
            course=one.course.pk,
            days=one.days,
            starts_on=one.course.starts_on,
            rhythm_days=one.course.rhythm_days,
            authority=_authority(one.course),
            **found[one.course.pk],
        )
        for one in reading.looked
    }


_ByCourse = dict[UUID, list[Any]]


def _rested(reading: Reading) -> _ByCourse:
    found: _ByCourse = defaultdict(list)
    rows = reading.rows(Pause).filter(
        Q(ends_on__isnull=True) | Q(ends_on__gt=reading.starts_on), enrolment_id__in=reading.ids
    )
    for course, starts_on, ends_on in rows.values_list("enrolment_id", "starts_on", "ends_on"):
        found[course].append(Span(starts_on, ends_on))
    return found


def _walked(reading: Reading) -> _ByCourse:
    found: _ByCourse = defaultdict(list)
    rows = reading.rows(Assignment).filter(enrolment_id__in=reading.ids, kind=AssignmentKind.PRIMARY)
    for pk, course, worker, name, starts_on, ends_on in rows.order_by("starts_on", "pk").values_list(
        "pk", "enrolment_id", "worker_id", "worker__name", "starts_on", "ends_on"
    ):
        found[course].append(Walked(pk, worker, Span(starts_on, ends_on), name))
    return found


def _met(reading: Reading) -> _ByCourse:
    """What was to be face to face in the windows; of what lies before them, only when we last met."""
    found: _ByCourse = defaultdict(list)
    before: dict[UUID, Met] = {}
    since = date.fromordinal(max(reading.starts_on.toordinal() - BEFORE, 1))
    around = around_meetings(reading)
    rows = reading.rows(Contact).filter(
        enrolment_id__in=reading.ids,
        kind__in=FACE_TO_FACE,
        status__in=(ContactStatus.HELD, ContactStatus.TRIED, ContactStatus.CANCELLED),
        occurred_at__gte=make_aware(datetime.combine(since, time())),
    )
    for pk, course, at, worker, kind, status, there, place, others in rows.order_by(
        "occurred_at", "pk"
    ).values_list(
        "pk",
        "enrolment_id",
        "occurred_at",
        "worker_id",
        "kind",
        "status",
        "person_present",
        "place",
        "others_present",
    ):
        known = reading.profile.contact_places.get(place)
        held = status == ContactStatus.HELD
        met = Met(
            id=pk,
            on=localdate(at),
            worker=worker,
            held=held,
            together=kind == ContactKind.MEETING,
            person_there=there and held,
            setting=known.setting if known else "",
            others=others,
            around=around.get(pk, Around()),
        )
        if reading.has(course, met.on):
            found[course].append(met)
        elif met.on < reading.days(course).starts_on and met.person_there:
            before[course] = met
    for course, met in before.items():
        found[course].insert(0, met)
    return found


def _places(reading: Reading, walked: _ByCourse) -> _ByCourse:
    """Services of which the case manager on the last day of a window says today that they know them."""
    known: dict[Any, list[Thing]] = defaultdict(list)
    workers = {one.worker for walks in walked.values() for one in walks}
    rows = Acquaintance.objects.filter(worker_id__in=workers, service__open=True)
    for pk, worker, name in rows.order_by("service__name", "pk").values_list(
        "service_id", "worker_id", "service__name"
    ):
        known[worker].append(Thing(pk, None, True, name))
    found: _ByCourse = defaultdict(list)
    for course, walks in walked.items():
        last = _last(reading, course)
        for one in walks:
            if one.days.starts_on <= last and (one.days.ends_on is None or last < one.days.ends_on):
                found[course] += known[one.worker]
    return found


def _goals(reading: Reading) -> _ByCourse:
    found: _ByCourse = defaultdict(list)
    rows = reading.rows(Goal).filter(plan__enrolment_id__in=reading.ids, status=GoalStatus.ACTIVE)
    for pk, course, title, view in rows.order_by("place", "pk").values_list(
        "pk", "plan__enrolment_id", "title", "person_view"
    ):
        found[course].append(Thing(pk, None, bool(view.strip()), title))
    return found


def _sub_goals(reading: Reading) -> _ByCourse:
    found: _ByCourse = defaultdict(list)
    rows = reading.rows(SubGoal).filter(
        goal__plan__enrolment_id__in=reading.ids, status=GoalStatus.ACTIVE, goal__status=GoalStatus.ACTIVE
    )
    for pk, course, title, wish in rows.order_by("goal__place", "place", "pk").values_list(
        "pk", "goal__plan__enrolment_id", "title", "whose_wish"
    ):
        found[course].append(Thing(pk, None, wish in (WhoseWish.PERSON, WhoseWish.SHARED), title))
    return found


def _steps(reading: Reading) -> _ByCourse:
    found: _ByCourse = defaultdict(list)
    rows = reading.rows(Step).filter(
        goal__plan__enrolment_id__in=reading.ids, done_on__gte=reading.starts_on, dropped_on__isnull=True
    )
    for pk, course, done_on, owner, title in rows.order_by("done_on", "pk").values_list(
        "pk", "goal__plan__enrolment_id", "done_on", "owner", "title"
    ):
        if reading.has(course, done_on):
            found[course].append(Done(pk, done_on, owner, title))
    return found


def _versions(reading: Reading) -> _ByCourse:
    found: _ByCourse = defaultdict(list)
    rows = reading.rows(PlanVersion).filter(plan__enrolment_id__in=reading.ids)
    for pk, course, agreed_on, how in rows.order_by("number").values_list(
        "pk", "plan__enrolment_id", "agreed_on", "how"
    ):
        if _by_the_end(reading, course, agreed_on):
            found[course].append(Thing(pk, agreed_on, how != AgreedHow.REFUSED))
    return found


def _reviews(reading: Reading) -> _ByCourse:
    found: _ByCourse = defaultdict(list)
    rows = reading.rows(Review).filter(enrolment_id__in=reading.ids, due_on__gte=reading.starts_on)
    for pk, course, due_on, held_on in rows.order_by("due_on", "pk").values_list(
        "pk", "enrolment_id", "due_on", "held_on"
    ):
        if reading.has(course, due_on) and not (held_on is None and _is_last_day(reading, course, due_on)):
            found[course].append(Due(pk, due_on, held_on))
    return found


def _judged(reading: Reading) -> _ByCourse:
    found: _ByCourse = defaultdict(list)
    rows = reading.rows(GoalJudgement).filter(
        review__enrolment_id__in=reading.ids, review__held_on__gte=reading.starts_on
    )
    for pk, course, held_on, movement, words, title in rows.order_by("review__held_on", "pk").values_list(
        "pk", "review__enrolment_id", "review__held_on", "person_movement", "person_words", "title"
    ):
        if reading.has(course, held_on):
            found[course].append(Thing(pk, held_on, bool(movement or words.strip()), title))
    return found


def _assessments(reading: Reading) -> _ByCourse:
    found: _ByCourse = defaultdict(list)
    rows = reading.rows(Assessment).filter(enrolment_id__in=reading.ids)
    for pk, course, on in rows.order_by("assessed_on", "pk").values_list("pk", "enrolment_id", "assessed_on"):
        if _by_the_end(reading, course, on):
            found[course].append(Thing(pk, on, True))
    return found


def _closures(reading: Reading) -> _ByCourse:
    """A course is closed on its first day without us, which is where its window ends."""
    found: _ByCourse = defaultdict(list)
    rows = reading.rows(Closure).filter(enrolment_id__in=reading.ids, closed_on__gt=reading.starts_on)
    for pk, course, on, reason in rows.order_by("closed_on", "pk").values_list(
        "pk", "enrolment_id", "closed_on", "reason"
    ):
        if on > reading.days(course).starts_on and _by_the_end(reading, course, on, also=True):
            known = reading.profile.closure_reasons.get(reason)
            found[course].append(Thing(pk, on, known is not None and known.non_attendance))
    return found


def _ends(reading: Reading) -> _ByCourse:
    courses = {one.course.referral_id: one.course.pk for one in reading.looked}
    found: _ByCourse = defaultdict(list)
    rows = reading.rows(Order).filter(
        referral_id__in=reading.referrals, ends_on__isnull=False, existing=False
    )
    for pk, referral, ends_on, text in rows.order_by("ends_on", "pk").values_list(
        "pk", "referral_id", "ends_on", "ordered_by"
    ):
        found[courses[referral]].append(Thing(pk, ends_on, True, text))
    return found


def _ways(reading: Reading) -> _ByCourse:
    """Each way by its moves up to the end of the window. A visit together counts when it was held."""
    moves: dict[UUID, dict[UUID, list[Any]]] = defaultdict(lambda: defaultdict(list))
    rows = reading.rows(BridgeMove).filter(bridge__person_id__in=reading.people)
    rows = rows.annotate(was_there=there_together()).order_by("moved_on", "recorded_at", "pk")
    for person, bridge, *move in rows.values_list(
        "bridge__person_id", "bridge_id", "bridge__service__name", "moved_on", "state", "was_there"
    ):
        moves[person][bridge].append(move)
    found: _ByCourse = defaultdict(list)
    for one in reading.looked:
        for bridge, of_bridge in moves.get(one.course.person_id, {}).items():
            until = [move for move in of_bridge if _by_the_end(reading, one.course.pk, move[1])]
            if not until or (until[-1][2] == State.STOPPED and until[-1][1] < one.days.starts_on):
                continue
            reached = any(state == State.ATTENDS or there for _name, _on, state, there in until)
            found[one.course.pk].append(Thing(bridge, until[-1][1], reached, until[-1][0]))
    return found


def _other_plans(reading: Reading) -> Iterable[tuple[UUID, date | None, date | None, Thing]]:
    rows = reading.rows(OtherPlan).filter(person_id__in=reading.people)
    language = reading.viewer.language if reading.viewer else "en"
    for pk, person, kind, who, phone, starts_on, ends_on, next_on, next_text in rows.order_by(
        "kind", "pk"
    ).values_list(
        "pk", "person_id", "kind", "worker_name", "phone", "starts_on", "ends_on", "next_on", "next_text"
    ):
        followed = bool(who or phone) and bool(next_on or next_text)
        yield (
            person,
            starts_on,
            ends_on,
            Thing(pk, next_on, followed, reading.profile.plan_kinds.label(kind, language)),
        )


def _members(reading: Reading, kind: MemberKind) -> Iterable[tuple[UUID, date | None, date | None, Thing]]:
    rows = reading.rows(NetworkMember).filter(person_id__in=reading.people, kind=kind)
    for pk, person, name, relation, organisation, may_speak, ended_on in rows.order_by(
        "name", "pk"
    ).values_list("pk", "person_id", "name", "relation", "organisation", "may_speak", "ended_on"):
        says = ", ".join(filter(None, (name, relation, organisation)))
        asked, wished = may_speak != MaySpeak.UNASKED, may_speak != MaySpeak.NO
        yield person, None, ended_on, Thing(pk, None, asked, says, name or relation, wished)


def _told(reading: Reading) -> Iterable[tuple[UUID, date | None, date | None, Thing]]:
    """What was told to the authority; a line that was entered in error is none, nor the one that says so."""
    rows = reading.rows(Disclosure).filter(
        person_id__in=reading.people,
        to=ToChoice.AUTHORITY,
        wrong__isnull=True,
        followed_by__isnull=True,
        told_at__gte=make_aware(datetime.combine(max(reading.starts_on, date(1900, 1, 1)), time())),
    )
    for pk, person, at, what in rows.order_by("told_at", "pk").values_list(
        "pk", "person_id", "told_at", "what"
    ):
        on = localdate(at)
        yield person, on, on, Thing(pk, on, True, what)


def _of_people(reading: Reading, rows: Iterable[tuple[UUID, date | None, date | None, Thing]]) -> _ByCourse:
    """What hangs on people, to the courses whose window it belongs to.

    A row says from when to when it was so: what has a single day belongs to the window that has the day, all else to
    those at whose end it stands.
    """
    found: _ByCourse = defaultdict(list)
    of_person: dict[UUID, list[UUID]] = defaultdict(list)
    for one in reading.looked:
        of_person[one.course.person_id].append(one.course.pk)
    for person, starts_on, ends_on, thing in rows:
        for course in of_person[person]:
            if starts_on is not None and starts_on == ends_on:
                belongs = reading.has(course, starts_on)
            else:
                last = _last(reading, course)
                belongs = (starts_on is None or starts_on <= last) and (ends_on is None or ends_on > last)
            if belongs:
                found[course].append(thing)
    return found


def _authority(course: Enrolment) -> Thing:
    referral = course.referral
    worker = referral.authority_worker
    says = ", ".join(filter(None, (worker.name if worker else "", referral.authority_name)))
    return Thing(referral.pk, None, bool(says), says)


def _last(reading: Reading, course: UUID) -> date:
    """The last day of a window."""
    ends_on = reading.days(course).ends_on
    assert ends_on is not None
    return date.fromordinal(ends_on.toordinal() - 1)


def _is_last_day(reading: Reading, course: UUID, day: date) -> bool:
    """A review that is due today is not late yet."""
    return day == _last(reading, course)


def _by_the_end(reading: Reading, course: UUID, day: date, *, also: bool = False) -> bool:
    """Whether a day lies before the end of a window; `also`: or on the day after its last."""
    ends_on = reading.days(course).ends_on
    assert ends_on is not None
    return day <= ends_on if also else day < ends_on
