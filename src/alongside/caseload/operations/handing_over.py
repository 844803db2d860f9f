"""Handing a person over for good: asked, answered, and made warm."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from alongside.access.actor import Actor, Role
from alongside.caseload import errors, rules
from alongside.caseload.assigning import open_primary, pass_on
from alongside.caseload.models import HandOver, HandOverStatus, HandOverTick
from alongside.caseload.warming import tick
from alongside.enrolments.models import Enrolment
from alongside.enrolments.opening import move_to_team
from alongside.kernel.errors import NotAllowed
from alongside.kernel.operations import operation
from alongside.organisation.models import Team, Worker
from alongside.organisation.queries import workers_in


@operation("hand_over.ask", on="enrolment")
def ask_hand_over(
    *,
    by: Actor,
    enrolment: Enrolment,
    worker: Worker,
    planned_on: date,
    reason: str,
    note: str = "",
    team: Team | None = None,
    key: UUID | None = None,
) -> HandOver:
    """Ask a colleague to take over from a day on. Nothing moves before they say yes.

    Args:
        worker: a case manager in `team` on `planned_on`.
        reason: why; the person will ask.
        note: what the receiver should know.
        team: where the course goes on; None for the team it is in.

    Raises:
        CourseNotOpen, ChangeReasonMissing, HandOverPast, StartsTooFarAhead, SameCaseManager, WorkerNotInTeam
        HandOverAsked: somebody was asked already.
        NotAllowed: the team is another agency's.
    """
    into = team or enrolment.team
    if into.agency_id != by.agency_id:
        raise NotAllowed
    rules.check_asking(reason=reason, planned_on=planned_on, today=by.today, course_open=enrolment.is_open)
    present = open_primary(enrolment)
    if present is not None and present.worker_id == worker.pk:
        raise errors.SameCaseManager(field="worker", worker=worker.name)
    if not workers_in({into.pk}, role=Role.CASE_MANAGER, day=planned_on).filter(pk=worker.pk).exists():
        raise errors.WorkerNotInTeam(field="worker", worker=worker.name, team=into.name)
    asked = HandOver.objects.filter(enrolment=enrolment, status=HandOverStatus.ASKED)
    if (earlier := asked.select_related("receiver").first()) is not None:
        raise errors.HandOverAsked(field="worker", worker=earlier.receiver.name)
    made = HandOver(
        enrolment=enrolment,
        giver=present.worker if present else None,
        receiver=worker,
        team=into,
        asked_by_id=by.worker_id,
        asked_on=by.today,
        planned_on=planned_on,
        reason=reason.strip(),
        note=note.strip(),
    )
    made.save()
    return made


@operation("hand_over.accept", on="hand_over")
def accept_hand_over(
    *, by: Actor, hand_over: HandOver, over_norm_reason: str = "", key: UUID | None = None
) -> HandOver:
    """Say yes: from the planned day, or today when that has passed, the receiver walks with the person.

    A course that goes on in another team belongs to that team at once, so that it can prepare.

    Raises:
        HandOverAnswered: it was answered or withdrawn.
        MovedMeanwhile: somebody else walks with the person than when it was asked.
        OverTheNorm: the receiver would walk with more people than the norm, and no reason is given.
        CourseNotOpen, ChangeBeforeStart, WorkerNotInTeam
    """
    _require_asked(hand_over)
    enrolment = hand_over.enrolment
    present = open_primary(enrolment)
    if (present.worker_id if present else None) != hand_over.giver_id:
        raise errors.MovedMeanwhile
    move_to_team(enrolment, hand_over.team)
    pass_on(
        enrolment,
        hand_over.receiver,
        max(hand_over.planned_on, by.today),
        reason=hand_over.reason,
        over_norm_reason=over_norm_reason,
        today=by.today,
    )
    return _answer(hand_over, HandOverStatus.ACCEPTED, by)


@operation("hand_over.decline", on="hand_over")
def decline_hand_over(*, by: Actor, hand_over: HandOver, answer: str, key: UUID | None = None) -> HandOver:
    """Say no, with a reason. Everything stays as it is.

    Raises:
        HandOverAnswered, AnswerMissing
    """
    _require_asked(hand_over)
    if not answer.strip():
        raise errors.AnswerMissing(field="answer")
    hand_over.answer = answer.strip()
    return _answer(hand_over, HandOverStatus.DECLINED, by)


@operation("hand_over.withdraw", on="hand_over")
def withdraw_hand_over(*, by: Actor, hand_over: HandOver) -> HandOver:
    """Ask no longer.

    Raises:
        HandOverAnswered: it was answered or withdrawn.
    """
    _require_asked(hand_over)
    return _answer(hand_over, HandOverStatus.WITHDRAWN, by)


@operation("hand_over.tick", on="hand_over")
def tick_hand_over(*, by: Actor, hand_over: HandOver, step: str, done: bool = True) -> HandOverTick:
    """A line of the warm checklist is done, or was ticked by mistake. With the last one the hand-over is finished.

    Raises:
        UnknownHandOverStep: the profile has no such line.
        HandOverAnswered: it was declined or withdrawn.
    """
    _require_going_on(hand_over)
    return tick(hand_over, step, by.today if done else None, worker_id=by.worker_id, today=by.today)


@operation("hand_over.finish", on="hand_over")
def finish_hand_over(*, by: Actor, hand_over: HandOver) -> HandOver:
    """The rest of the checklist is not needed.

    Raises:
        HandOverAnswered: it was declined or withdrawn.
    """
    _require_going_on(hand_over)
    hand_over.finished_on = by.today
    hand_over.save()
    return hand_over


def _require_asked(hand_over: HandOver) -> None:
    if hand_over.status != HandOverStatus.ASKED:
        raise errors.HandOverAnswered


def _require_going_on(hand_over: HandOver) -> None:
    if hand_over.status not in (HandOverStatus.ASKED, HandOverStatus.ACCEPTED):
        raise errors.HandOverAnswered


def _answer(hand_over: HandOver, status: HandOverStatus, by: Actor) -> HandOver:
    hand_over.status = status
    hand_over.answered_on = by.today
    hand_over.save()
    return hand_over
