"""Beginning to walk with someone, and passing them on."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.utils.timezone import get_default_timezone, localdate

from alongside.access.actor import Actor
from alongside.caseload import errors, rules
from alongside.caseload.assigning import assign, pass_on
from alongside.caseload.events import CourseBegan
from alongside.caseload.models import Assignment
from alongside.enrolments.models import Enrolment
from alongside.enrolments.opening import open_enrolment
from alongside.enrolments.rules import check_rhythm
from alongside.kernel.events import publish
from alongside.kernel.operations import operation
from alongside.organisation.models import Team, Worker
from alongside.organisation.queries import profile_of
from alongside.referrals.assigning import require_yes, stop_waiting
from alongside.referrals.models import Referral


@operation("course.begin", on="referral")
def begin_course(
    *,
    by: Actor,
    referral: Referral,
    worker: Worker,
    team: Team,
    starts_on: date,
    rhythm_days: int | None = None,
    reason: str = "",
    over_norm_reason: str = "",
    income_basis: str = "",
    walks_from: date | None = None,
    taken_over_on: date | None = None,
    key: UUID | None = None,
) -> Enrolment:
    """Give a person who waits their case manager: the course opens, and the referral waits no more.

    Args:
        worker: a case manager in `team` on `starts_on`.
        rhythm_days: at most so many days between meetings; the profile's rhythm when not yet agreed.
        reason: why this worker ("knew her in 2024").
        over_norm_reason: needed when the worker would walk with more people than the norm.
        income_basis: a key of the profile's income bases, or empty when nobody knows yet.
        walks_from: when the worker came to a course that had begun before, in an earlier system.
        taken_over_on: when such a course came here; its first review here follows that day.

    Raises:
        ChangeBeforeStart: `walks_from` lies before `starts_on`.
        NotDecidedYet, ReferralCannotMove: the referral does not wait for a case manager.
        AnotherCourseOpen: the person has an open course.
        WorkerNotInTeam, OverTheNorm, StartsBeforeReferral, StartsTooFarAhead, RhythmOutOfBounds,
        UnknownIncomeBasis
    """
    profile = profile_of(referral.agency_id)
    rhythm_days = profile.rhythm.default_days if rhythm_days is None else rhythm_days
    rules.check_start(
        starts_on, received_on=localdate(referral.received_at, get_default_timezone()), today=by.today
    )
    check_rhythm(rhythm_days)
    if walks_from is not None and walks_from < starts_on:
        raise errors.ChangeBeforeStart(field="walks_from", day=starts_on)
    if income_basis and profile.income_bases.get(income_basis) is None:
        raise errors.UnknownIncomeBasis(field="income_basis")
    yes = require_yes(referral)
    enrolment = open_enrolment(
        referral=referral,
        team=team,
        starts_on=starts_on,
        rhythm_days=rhythm_days,
        legal_basis=yes.legal_basis,
        income_basis=income_basis,
    )
    assign(enrolment, worker, walks_from or starts_on, reason=reason, over_norm_reason=over_norm_reason)
    stop_waiting(referral)
    publish(CourseBegan(enrolment_id=enrolment.pk, on=taken_over_on or starts_on))
    return enrolment


@operation("assignment.change", on="enrolment")
def change_case_manager(
    *,
    by: Actor,
    enrolment: Enrolment,
    worker: Worker,
    reason: str,
    starts_on: date,
    over_norm_reason: str = "",
    key: UUID | None = None,
) -> Assignment:
    """Pass a person on: the present assignment ends on the day the new one begins, and both are kept.

    Args:
        worker: a case manager in the course's team on `starts_on`.
        reason: why; the person will ask.

    Raises:
        CourseNotOpen, ChangeReasonMissing, SameCaseManager, ChangeBeforeStart, StartsTooFarAhead,
        WorkerNotInTeam, OverTheNorm
    """
    return pass_on(
        enrolment,
        worker,
        starts_on,
        reason=reason,
        over_norm_reason=over_norm_reason,
        today=by.today,
    )
