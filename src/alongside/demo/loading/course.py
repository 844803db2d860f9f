"""One course through the operations, in order of time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from alongside.access.actor import Actor
from alongside.assessments.operations import assess_needs, record_starting_problems
from alongside.caseload.operations import begin_course, change_case_manager
from alongside.contacts.models import ContactStatus
from alongside.contacts.rules import Touch
from alongside.demo import shapes
from alongside.demo.loading.agenda import keep_draft, plan_ahead, prepare_ahead
from alongside.demo.loading.around import write_around
from alongside.demo.loading.arrivals import arrive, keep_quote
from alongside.demo.loading.coming_out import coming_out
from alongside.demo.loading.crew import Crew, moment
from alongside.demo.loading.documents import attach_documents
from alongside.demo.loading.liaison import write_thread
from alongside.demo.loading.notes import OneByOne, call_off
from alongside.demo.loading.paper import write_on_paper
from alongside.demo.loading.planning import PlanKeeper
from alongside.demo.loading.telling import write_consents
from alongside.demo.published import DOMAINS
from alongside.demo.rests import Pause
from alongside.demo.scripts import read_texts
from alongside.enrolments.operations import (
    answer_closure,
    close_course,
    pause_course,
    propose_closure,
    reopen_course,
    resume_course,
)
from alongside.housing.operations import record_stay
from alongside.people.operations import change_person

_OVER_NORM = "over_norm"
TOWN = "Solby"
_WITH_A_DOOR = ("own_tenancy", "transition_flat", "supported")
"""Where there is a door with a letter box."""
_NOWHERE = ("street", "with_others")
"""Without a home or an institution, where someone is mostly found is written on the person."""


class CourseLoader:
    """Carries out everything that happened in one course."""

    def __init__(self, crew: Crew, notes: OneByOne, course: shapes.Course, now: datetime) -> None:
        self._crew, self._notes, self._course, self._now = crew, notes, course, now
        self._happenings: list[tuple[datetime, int, Callable[[], object]]] = []

    def load(self) -> None:
        """Refer, begin, walk, end."""
        course = self._course
        self.referral, ordered = arrive(self._crew, course.referral, course.plan)
        self.person = self.referral.person
        self._begin()
        self._plan = PlanKeeper(self._crew, self.enrolment, course.plan, ordered)
        self._live_somewhere()
        self._walk()
        self._judge()
        self._write_notes()
        self._rest_and_end()
        self._happenings.sort(key=lambda happening: happening[:2])
        for _when, _place, happen in self._happenings:
            happen()
        self._notes.done()
        write_around(
            self._crew,
            self.person,
            course.around,
            self._worker_on,
            course.start,
            self._now,
        )
        self._look_ahead()

    def _at(self, when: datetime, happen: Callable[[], object]) -> None:
        self._happenings.append((when, len(self._happenings), happen))

    def _worker_on(self, day: date) -> str:
        return next(
            a.worker for a in reversed(self._course.assignments) if a.start <= max(day, self._course.start)
        )

    def _actor(self, when: datetime) -> Actor:
        """The case manager of that day."""
        return self._crew.actor(self._worker_on(when.date()), moment(when))

    def _begin(self) -> None:
        course = self._course
        first = course.assignments[0]
        start = datetime.combine(course.start, time(9))
        over_norm = read_texts("course")["assignment"][_OVER_NORM][0].format(navn=course.person.given)
        self.enrolment = begin_course(
            by=self._crew.actor(course.referral.received_by, moment(start)),
            referral=self.referral,
            worker=self._crew.worker(first.worker),
            team=self._crew.team_of(first.worker),
            starts_on=course.start,
            rhythm_days=course.rhythm_days,
            reason=first.reason,
            over_norm_reason=over_norm,
            income_basis=course.person.income,
        )
        record_starting_problems(
            by=self._actor(start),
            enrolment=self.enrolment,
            present={domain: domain in course.problems for domain in DOMAINS},
        )
        for later in course.assignments[1:]:
            if self._comes_with_a_reopening(later.start):
                continue
            when = datetime.combine(later.start, time(8, 30))
            self._at(when, partial(self._hand_over, later, when, over_norm))
        worker = self._worker_on(course.person.own_words_on or course.start)
        self._at(
            datetime.combine(course.person.own_words_on or course.start, time(18)),
            partial(keep_quote, self._crew, worker, self.person, course.person),
        )

    def _comes_with_a_reopening(self, day: date) -> bool:
        """Whether the course was closed on `day`: who walks along after it is said by the reopening."""
        return any(
            closure.at.date() < day <= reopening.on
            for closure, reopening in zip(self._course.closures, self._course.reopenings, strict=False)
        )

    def _hand_over(self, later: shapes.Assignment, when: datetime, over_norm: str) -> None:
        lead = self._crew.actor(later.worker, moment(when))
        change_case_manager(
            by=lead,
            enrolment=self.enrolment,
            worker=self._crew.worker(later.worker),
            reason=later.reason,
            starts_on=later.start,
            over_norm_reason=over_norm,
        )

    def _live_somewhere(self) -> None:
        before: shapes.HousingPeriod | None = None
        for period in self._course.housing:
            when = datetime.combine(max(period.start, self._course.start), time(17))
            self._at(when, partial(self._move, period, before, when))
            before = period

    def _move(
        self, period: shapes.HousingPeriod, before: shapes.HousingPeriod | None, when: datetime
    ) -> None:
        by = self._actor(when)
        record_stay(
            by=by,
            person=self.person,
            kind=period.kind,
            place=period.place,
            starts_on=period.start,
            before_lost=before is not None and before.how_ended == "lost",
        )
        whereabouts = period.place if period.kind in _NOWHERE else ""
        address = period.place if period.kind in _WITH_A_DOOR else ""
        if (self.person.whereabouts, self.person.address) != (whereabouts, address):
            city = TOWN if address else ""
            change_person(by=by, person=self.person, whereabouts=whereabouts, address=address, city=city)

    def _walk(self) -> None:
        for assessment in self._course.assessments:
            self._at(assessment.at, partial(self._assess, assessment))
        for when, happen in self._plan.happenings(self._actor):
            self._at(when, happen)

    def _assess(self, assessment: shapes.Assessment) -> None:
        assess_needs(
            by=self._crew.actor(assessment.by, moment(assessment.at)),
            enrolment=self.enrolment,
            assessed_on=assessment.at.date(),
            ratings={
                need.dimension: {
                    "person_view": need.person_view,
                    "worker_view": need.worker_view,
                    "level": need.level,
                    "strengths": need.strength,
                    "urgent": need.urgent,
                }
                for need in assessment.needs
            },
        )

    def _judge(self) -> None:
        reviews = self._course.reviews
        for number, review in enumerate(reviews):
            if review.held:
                coming = reviews[number + 1].due if number + 1 < len(reviews) else None
                if any(review.held.date() < reopening.on for reopening in self._course.reopenings):
                    # What was agreed before the course was closed does not hold; reopening sets the day.
                    coming = None
                self._at(review.held, partial(self._plan.review, review, coming))

    def _write_notes(self) -> None:
        for contact in self._course.contacts:
            if contact.status == ContactStatus.CANCELLED:
                self._at(
                    contact.at - timedelta(days=1),
                    partial(call_off, self._crew_actor, contact, self.enrolment),
                )
            else:
                self._at(contact.written, partial(self._take, contact))

    def _crew_actor(self, worker: str, when: datetime) -> Actor:
        return self._crew.actor(worker, when)

    def _take(self, contact: shapes.Contact) -> None:
        touches = [Touch(self._plan.goal_id(touch.goal), touch.movement) for touch in contact.touches]
        self._notes.take(contact, self.enrolment, touches)

    def _rest_and_end(self) -> None:
        for pause in self._course.pauses:
            self._at(datetime.combine(pause.start, time(19)), partial(self._pause, pause))
            if pause.out is not None:
                for when, happen in coming_out(self.enrolment, pause.out, self._actor):
                    self._at(when, happen)
            if pause.end is not None:
                self._at(datetime.combine(pause.end, time(8, 15)), partial(self._resume, pause.end))
        for closure in self._course.closures:
            self._at(closure.at, partial(self._close, closure))
        for reopening in self._course.reopenings:
            self._at(datetime.combine(reopening.on, time(8, 20)), partial(self._reopen, reopening))

    def _pause(self, pause: Pause) -> None:
        by = self._actor(datetime.combine(pause.start, time(19)))
        pause_course(by=by, enrolment=self.enrolment, kind=pause.kind, starts_on=pause.start, note=pause.note)

    def _resume(self, day: date) -> None:
        resume_course(
            by=self._actor(datetime.combine(day, time(8, 15))), enrolment=self.enrolment, resumed_on=day
        )

    def _close(self, closure: shapes.Closure) -> None:
        """The last day of a course is the day before the first one without us."""
        self._notes.done()
        by = self._crew.actor(closure.by, moment(closure.at))
        told: dict[str, Any] = {
            "enrolment": self.enrolment,
            "closed_on": closure.at.date() - timedelta(days=1),
            "reason": closure.reason,
            "destination": closure.destination,
            "housing_at_exit": closure.housing,
            "explanation": closure.note,
        }
        if not closure.second_person:
            close_course(by=by, **told)
            return
        proposal = propose_closure(by=by, **told)
        second = self._crew.actor(closure.second_person, moment(closure.at + timedelta(hours=2)))
        answer_closure(by=second, proposal=proposal, agreed=True)

    def _reopen(self, reopening: shapes.Reopening) -> None:
        worker = self._worker_on(reopening.on)
        reopen_course(
            by=self._crew.actor(worker, moment(datetime.combine(reopening.on, time(8, 20)))),
            enrolment=self.enrolment,
            reopened_on=reopening.on,
            reason=reopening.reason,
            worker=self._crew.worker(worker),
        )

    def _look_ahead(self) -> None:
        coming = self._course.appointments
        for planned in coming:
            plan_ahead(self._crew, self.enrolment, planned, self._now, again=planned is coming[-1])
        if self._course.around.meeting is not None:
            by = self._worker_on(self._now.date())
            prepare_ahead(self._crew, self.enrolment, self._course.around.meeting, by, self._now)
        write_thread(self._crew, self.enrolment, self._course.around.thread, self._worker_on)
        for draft in self._course.drafts:
            keep_draft(self._crew, self.enrolment, draft)
        attach_documents(self._crew, self.enrolment, self._course)
        write_on_paper(self._crew, self.enrolment, self._course, self._now)
        write_consents(self._crew, self.enrolment, self._course, self._now)
