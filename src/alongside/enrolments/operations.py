"""What one does with a course after it was opened (opening it is in `opening.py`)."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from alongside.access.actor import Actor
from alongside.enrolments import rules
from alongside.enrolments.coming_out import write_day_out
from alongside.enrolments.errors import AlreadyProposed, AnotherCourseOpen, NotInTheList
from alongside.enrolments.events import CourseEnded, CourseReopened
from alongside.enrolments.models import Closure, ClosureProposal, Enrolment, Intensity, Pause
from alongside.kernel.errors import NotAllowed
from alongside.kernel.events import publish
from alongside.kernel.operations import operation
from alongside.organisation.choices import Choices
from alongside.organisation.models import Worker
from alongside.organisation.profile import Profile
from alongside.organisation.queries import profile_of


@operation("course.change", on="enrolment")
def change_course(
    *,
    by: Actor,
    enrolment: Enrolment,
    version: int | None = None,
    intensity: str | None = None,
    rhythm_days: int | None = None,
) -> Enrolment:
    """Agree on another intensity or rhythm; what is None stays.

    Args:
        rhythm_days: at most so many days between meetings.

    Raises:
        StaleRecord: `version` is not the current one.
        CourseClosed, RhythmOutOfBounds
        NotInTheList: no such intensity.
    """
    enrolment.require_version(version)
    rules.require_open(enrolment.ends_on)
    if intensity is not None:
        if intensity not in Intensity.values:
            raise NotInTheList(field="intensity")
        enrolment.intensity = intensity
    if rhythm_days is not None:
        rules.check_rhythm(rhythm_days)
        enrolment.rhythm_days = rhythm_days
    enrolment.save()
    return enrolment


@operation("course.pause", on="enrolment")
def pause_course(
    *,
    by: Actor,
    enrolment: Enrolment,
    kind: str,
    place: str = "",
    starts_on: date,
    note: str = "",
    out_on: date | None = None,
    said_by: str = "",
    key: UUID | None = None,
) -> Pause:
    """Let the course rest: a ward, prison, a journey. It is not a closure, and the case manager stays.

    Args:
        kind: a key of the profile's pause kinds.
        place: where the person is, in words.
        out_on: the day on which they are to come out, when somebody knows; `said_by` is who said so.

    Raises:
        CourseClosed, AlreadyPaused, DayToCome, BeforeCourse, InsidePause, NotInTheList
        NothingToComeOutOf, DayOutGone, WhoSaidMissing: see `rules.say_day_out`.
    """
    earlier = list(enrolment.pauses.order_by("-starts_on"))
    rules.check_pausing(
        starts_on=starts_on,
        course_from=enrolment.starts_on,
        ends_on=enrolment.ends_on,
        paused=any(pause.ends_on is None for pause in earlier),
        last_pause_ended=max((pause.ends_on for pause in earlier if pause.ends_on), default=None),
        today=by.today,
    )
    _require_listed(profile_of(enrolment.team.agency_id).pause_kinds, kind, field="kind")
    pause = Pause(enrolment=enrolment, kind=kind, place=place.strip(), starts_on=starts_on, note=note.strip())
    if out_on is not None:
        write_day_out(pause, out_on, said_by, today=by.today)
    pause.save()
    return pause


@operation("course.resume", on="enrolment")
def resume_course(*, by: Actor, enrolment: Enrolment, resumed_on: date, key: UUID | None = None) -> Pause:
    """Go on after a pause; `resumed_on` is the first day of going on.

    Raises:
        NotPaused, DayToCome, BeforePause
    """
    pause: Pause | None = enrolment.pauses.filter(ends_on__isnull=True).first()
    rules.check_resuming(resumed_on=resumed_on, paused_on=pause.starts_on if pause else None, today=by.today)
    assert pause is not None
    pause.ends_on = resumed_on
    pause.save()
    return pause


@operation("closure.make", on="enrolment")
def close_course(
    *,
    by: Actor,
    enrolment: Enrolment,
    closed_on: date,
    reason: str,
    destination: str,
    housing_at_exit: str,
    explanation: str = "",
    destination_text: str = "",
    key: UUID | None = None,
) -> Closure:
    """End a course because it is not needed any more, or because something happened.

    Args:
        closed_on: its last day; today when it has not begun, and then it ends on the day it would have begun.
        reason, destination, housing_at_exit: keys of the profile's closure reasons, closure destinations and
            housing kinds.

    Raises:
        NeedsSecondPerson: the reason is non-attendance; see `propose_closure`.
        CourseClosed, BeforeCourse, NotBegunYet, DayToCome, NotInTheList
    """
    return _close(
        by,
        Closure(
            enrolment=enrolment,
            closed_on=closed_on,
            reason=reason,
            explanation=explanation.strip(),
            destination=destination,
            destination_text=destination_text.strip(),
            housing_at_exit=housing_at_exit,
            closed_by_id=by.worker_id,
        ),
    )


@operation("closure.propose", on="enrolment")
def propose_closure(
    *,
    by: Actor,
    enrolment: Enrolment,
    closed_on: date,
    reason: str,
    destination: str,
    housing_at_exit: str,
    explanation: str,
    destination_text: str = "",
    key: UUID | None = None,
) -> ClosureProposal:
    """Ask a second person whether a course may be closed. The course stays open until they agree.

    Raises:
        ReasonMissing: the explanation is empty.
        AlreadyProposed: one proposal at a time.
        NotAllowed: whoever proposes is nobody's colleague.
        CourseClosed, BeforeCourse, NotBegunYet, DayToCome, NotInTheList
    """
    if by.worker_id is None:
        raise NotAllowed
    proposal = ClosureProposal(
        enrolment=enrolment,
        proposed_on=by.today,
        proposed_by_id=by.worker_id,
        closed_on=closed_on,
        reason=reason,
        explanation=explanation.strip(),
        destination=destination,
        destination_text=destination_text.strip(),
        housing_at_exit=housing_at_exit,
    )
    _check_closing(by, proposal)
    rules.require_words(explanation, field="explanation")
    if enrolment.closure_proposals.filter(answered_on__isnull=True).exists():
        raise AlreadyProposed
    proposal.save()
    return proposal


@operation("closure.answer", on="proposal")
def answer_closure(
    *, by: Actor, proposal: ClosureProposal, agreed: bool, note: str = "", key: UUID | None = None
) -> ClosureProposal:
    """Agree that a course closes, or not. Who says no says what to try instead; who proposed may take it back.

    Raises:
        AlreadyAnswered
        SecondPersonIsTheSame: the one who proposed agrees with themself.
        ReasonMissing: no, and nobody knows what to try instead.
        CourseClosed: it was closed for another reason meanwhile.
    """
    rules.require_unanswered(proposal.answered_on)
    if agreed:
        rules.require_another(proposal.proposed_by_id, by.worker_id)
    else:
        rules.require_words(note, field="note")
    proposal.answered_on = by.today
    proposal.answered_by_id = by.worker_id
    proposal.agreed = agreed
    proposal.answer_note = note.strip()
    proposal.save()
    if agreed:
        _close(
            by,
            Closure(
                enrolment=proposal.enrolment,
                closed_on=proposal.closed_on,
                reason=proposal.reason,
                explanation=proposal.explanation,
                destination=proposal.destination,
                destination_text=proposal.destination_text,
                housing_at_exit=proposal.housing_at_exit,
                closed_by_id=proposal.proposed_by_id,
                agreed_by_id=by.worker_id,
            ),
        )
    return proposal


@operation("course.reopen", on="enrolment")
def reopen_course(
    *,
    by: Actor,
    enrolment: Enrolment,
    reopened_on: date,
    reason: str,
    worker: Worker | None = None,
    key: UUID | None = None,
) -> Enrolment:
    """Go on with a closed course: the same course with one history. Its closure stays visible.

    Args:
        worker: the case manager from now on; without one the lead assigns later.

    Raises:
        CourseOpen, DayToCome, BeforeClosure, ReasonMissing
        AnotherCourseOpen: the person has a newer course.
    """
    closure = enrolment.closures.filter(reopened_on__isnull=True).first()
    rules.check_reopening(
        reopened_on=reopened_on,
        closed_on=closure.closed_on if closure else None,
        today=by.today,
        reason=reason,
    )
    if Enrolment.objects.filter(person_id=enrolment.person_id, ends_on__isnull=True).exists():
        raise AnotherCourseOpen
    assert closure is not None
    closure.reopened_on, closure.reopened_reason = reopened_on, reason.strip()
    closure.save()
    enrolment.ends_on = None
    enrolment.save()
    publish(CourseReopened(enrolment.pk, reopened_on, worker.pk if worker else None, reason.strip()))
    return enrolment


def _close(by: Actor, closure: Closure) -> Closure:
    """End the course of `closure`, with the pause it may rest in and a proposal that may wait."""
    profile = _check_closing(by, closure)
    rules.non_attendance_never_closes_a_course(
        is_non_attendance=profile.closure_reasons[closure.reason].non_attendance,
        second_person_agrees=closure.agreed_by_id is not None,
    )
    enrolment = closure.enrolment
    closure.save()
    ends_on = max(rules.first_day_without_us(closure.closed_on), enrolment.starts_on)
    for pause in enrolment.pauses.filter(ends_on__isnull=True):
        pause.ends_on = max(ends_on, pause.starts_on)
        pause.save()
    for waiting in enrolment.closure_proposals.filter(answered_on__isnull=True):
        waiting.answered_on, waiting.answered_by_id, waiting.agreed = by.today, by.worker_id, False
        waiting.save()
    enrolment.ends_on = ends_on
    enrolment.save()
    publish(CourseEnded(enrolment.pk, ends_on))
    return closure


def _check_closing(by: Actor, closure: Closure | ClosureProposal) -> Profile:
    enrolment = closure.enrolment
    profile = profile_of(enrolment.team.agency_id)
    _require_listed(profile.closure_reasons, closure.reason, field="reason")
    _require_listed(profile.closure_destinations, closure.destination, field="destination")
    _require_listed(profile.housing_kinds, closure.housing_at_exit, field="housing_at_exit")
    reopenings = enrolment.closures.filter(reopened_on__isnull=False)
    rules.check_closing(
        closed_on=closure.closed_on,
        open_since=max([enrolment.starts_on, *reopenings.values_list("reopened_on", flat=True)]),
        ends_on=enrolment.ends_on,
        today=by.today,
    )
    return profile


def _require_listed(choices: Choices[Any], key: str, *, field: str) -> None:
    if choices.get(key) is None:
        raise NotInTheList(field=field)
