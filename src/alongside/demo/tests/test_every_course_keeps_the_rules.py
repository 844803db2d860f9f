"""No invented course breaks a rule of the method or contradicts itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import pairwise

from alongside.demo.cohort import Cohort
from alongside.demo.cpr import is_test_number
from alongside.demo.shapes import Course
from alongside.demo.tests.conftest import TODAY
from alongside.organisation.profile import load_profile


def closed_times(course: Course) -> Iterator[tuple[date, date]]:
    """`[closed, reopened)` periods between the start and the end."""
    for closure, reopening in zip(course.closures, course.reopenings, strict=False):
        yield closure.at.date(), reopening.on


def moments(course: Course) -> Iterator[datetime]:
    yield from (contact.at for contact in course.contacts)
    yield from (review.held for review in course.reviews if review.held)
    yield from (assessment.at for assessment in course.assessments)
    yield from (version.agreed for version in course.plan.versions)


def test_nothing_happens_outside_the_course(courses: list[Course]) -> None:
    for course in courses:
        assert course.start <= TODAY
        for moment in moments(course):
            assert course.start <= moment.date() <= TODAY, course.person
            assert course.end is None or moment.date() < course.end, course.person
        for contact in course.contacts:
            assert contact.at <= contact.written <= datetime.combine(TODAY, datetime.min.time()), (
                course.person
            )
            assert all(not a <= contact.at.date() < b for a, b in closed_times(course)), course.person


def test_one_primary_case_manager_at_a_time_from_start_to_end(courses: list[Course]) -> None:
    for course in courses:
        assert course.assignments[0].start == course.start
        assert course.assignments[-1].end == course.end
        for earlier, later in pairwise(course.assignments):
            assert earlier.end == later.start
            assert earlier.worker != later.worker


def test_workers_are_at_work_when_they_walk_with_someone(cohort: Cohort, courses: list[Course]) -> None:
    at_work = {worker.key: worker for worker in cohort.workers}
    assert len(at_work) == len(cohort.workers)
    for course in courses:
        for assignment in course.assignments:
            worker = at_work[assignment.worker]
            assert worker.start <= assignment.start
            assert worker.end is None or (assignment.end is not None and assignment.end <= worker.end)
        for contact in course.contacts:
            worker = at_work[contact.by]
            assert worker.start <= contact.at.date()
            assert worker.end is None or contact.at.date() < worker.end


def test_caseloads_are_about_eight(cohort: Cohort, courses: list[Course]) -> None:
    load = Counter(course.assignments[-1].worker for course in courses if course.end is None)
    full_time = [load[w.key] for w in cohort.workers if load[w.key] and w.fte == 1]
    assert 7 <= sum(full_time) / len(full_time) <= 8.2
    assert max(full_time) <= 9
    assert (load["sofie"], load["kasper"], load["ida"]) == (8, 9, 4)
    gone = [w for w in cohort.workers if w.end is not None]
    assert gone, "in four years some have left"


def test_reviews_come_about_every_third_month(courses: list[Course]) -> None:
    gaps = []
    for course in courses:
        if course.reopenings:
            continue
        held = [review.held.date() for review in course.reviews if review.held]
        for earlier, later in pairwise([course.start, *held]):
            gaps.append((later - earlier).days)
        pending = [review for review in course.reviews if review.held is None]
        assert len(pending) <= 1
        assert (course.end is None) == bool(pending), course.person
    assert all(70 <= gap <= 125 for gap in gaps)
    assert 82 <= sum(gaps) / len(gaps) <= 93


def test_some_reviews_wait_and_most_do_not(courses: list[Course]) -> None:
    due = [review.due for course in courses for review in course.reviews if review.held is None]
    late = sum(day < TODAY for day in due)
    soon = sum(TODAY <= day <= TODAY + timedelta(days=14) for day in due)
    assert 1 <= late <= len(due) * 0.06
    assert soon >= 10


def test_housing_has_no_holes(courses: list[Course]) -> None:
    for course in courses:
        assert course.housing[0].start <= course.start
        assert course.housing[-1].end is None
        for earlier, later in pairwise(course.housing):
            assert earlier.end == later.start
            assert earlier.start < later.start


def test_a_pause_lies_within_the_course(courses: list[Course]) -> None:
    paused = [course for course in courses if course.pauses]
    assert len(paused) > 40
    for course in paused:
        for pause in course.pauses:
            assert course.start < pause.start <= TODAY
            assert pause.end is None or pause.end <= (course.end or TODAY)
            assert pause.end is not None or course.end is None
            for closed, reopened in closed_times(course):
                assert reopened < pause.start or (pause.end is not None and pause.end <= closed)


def test_closing_says_reason_destination_and_housing(courses: list[Course]) -> None:
    reasons = load_profile("dk-icm").closure_reasons
    used: Counter[str] = Counter()
    for course in courses:
        assert len(course.closures) == len(course.reopenings) + (course.end is not None)
        for closure in course.closures:
            used[closure.reason] += 1
            assert bool(closure.second_person) == reasons[closure.reason].non_attendance
            assert closure.second_person != closure.by
        if course.end:
            assert course.closures[-1].at.date() == course.end
    assert used["no_need_person"] > used["not_reached"] > 0
    assert any(course.reopenings for course in courses)


def test_touched_and_judged_goals_were_open(courses: list[Course]) -> None:
    touches = 0
    for course in courses:
        goals = {goal.key: goal for goal in course.plan.goals}

        def is_open(key: str, day: date, goals: dict = goals) -> bool:  # type: ignore[type-arg]
            goal = goals[key]
            return goal.added < day and (goal.ended is None or day < goal.ended)

        for contact in course.contacts:
            for touch in contact.touches:
                touches += 1
                assert is_open(touch.goal, contact.at.date())
        for review in course.reviews:
            for judgement in review.judgements:
                assert review.held
                assert is_open(judgement.goal, review.held.date())
    assert touches > 10_000


def test_every_key_is_in_the_danish_profile(courses: list[Course], cohort: Cohort) -> None:
    profile = load_profile(cohort.profile)

    def keys(name: str) -> set[str]:
        return {choice.key for choice in getattr(profile, name)}

    for course in courses:
        assert course.problems <= keys("domains")
        assert {p.kind for p in course.housing} <= keys("housing_kinds")
        assert {p.kind for p in course.pauses} <= keys("pause_kinds")
        assert {c.reason for c in course.closures} <= keys("closure_reasons")
        assert {c.destination for c in course.closures} <= keys("closure_destinations")
        assert {c.housing for c in course.closures} <= keys("housing_kinds")
        assert {c.place for c in course.contacts} <= keys("contact_places")
        assert {c.outcome for c in course.contacts if c.outcome} <= keys("tried_outcomes")
        for assessment in course.assessments:
            assert [need.dimension for need in assessment.needs] == [d.key for d in profile.life_dimensions]
        for goal in course.plan.goals:
            assert goal.dimension in keys("life_dimensions")
        assert course.person.nationality in keys("nationality_groups")
        assert course.person.income in keys("income_bases")
    for referral in [*cohort.waiting, *(course.referral for course in courses)]:
        assert referral.source in keys("referral_sources")
        assert {answer.criterion for answer in referral.answers} <= keys("criteria")
        decision = referral.decision
        if decision:
            bases = profile.legal_bases_on(decision.on.date(), use="support")
            assert bases.get(decision.basis), referral
            assert (decision.destination in keys("destinations")) == (decision.outcome != "yes")
            if decision.wish_followed is False:
                assert decision.wish_reason


def test_cpr_is_from_the_test_range_unique_and_says_birth_and_sex(
    courses: list[Course], cohort: Cohort
) -> None:
    people = [course.person for course in courses] + [referral.person for referral in cohort.waiting]
    numbers = [person.cpr for person in people if person.cpr]
    assert len(numbers) > 928
    assert len(set(numbers)) == len(numbers)
    for person in people:
        if person.cpr:
            assert is_test_number(person.cpr)
            assert person.born
            assert person.cpr.startswith(f"{person.born:%d%m%y}")
            assert (int(person.cpr[-1]) % 2 == 1) == (person.sex == "male")


def test_some_are_quiet_and_a_few_are_silent(courses: list[Course]) -> None:
    ago = []
    for course in courses:
        met = [c.at.date() for c in course.contacts if c.kind == "visit" and c.status == "held"]
        if course.end is None and met and not course.pauses:
            ago.append((TODAY - met[-1]).days / course.rhythm_days)
    assert 0.8 < sum(x <= 1 for x in ago) / len(ago) < 0.96
    assert 0.02 < sum(x > 2 for x in ago) / len(ago) < 0.1


def test_today_has_appointments_and_the_last_weeks_have_contacts(courses: list[Course]) -> None:
    today = [a for course in courses for a in course.appointments if a.at.date() == TODAY]
    assert len(today) > 40
    assert all(a.at.date() >= TODAY for course in courses for a in course.appointments)
    assert 60_000 <= sum(len(course.contacts) for course in courses) <= 100_000
