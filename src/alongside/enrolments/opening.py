"""Opening a course, and moving it to another team: parts of what caseload does; only inside an operation."""

from __future__ import annotations

from datetime import date

from alongside.enrolments.errors import AnotherCourseOpen
from alongside.enrolments.models import Enrolment
from alongside.organisation.models import Team
from alongside.referrals.models import Referral


def open_enrolment(
    *,
    referral: Referral,
    team: Team,
    starts_on: date,
    rhythm_days: int,
    legal_basis: str = "",
    income_basis: str = "",
) -> Enrolment:
    """The person's course, open from `starts_on` and without a planned end (seeds 002 and 004).

    Args:
        rhythm_days: at most so many days between meetings.
        legal_basis: a key of the profile's legal bases.
        income_basis: a key of the profile's income bases, or empty when nobody knows yet.

    Raises:
        AnotherCourseOpen: the person has an open course.
    """
    if Enrolment.objects.filter(person_id=referral.person_id, ends_on__isnull=True).exists():
        raise AnotherCourseOpen
    enrolment = Enrolment(
        person_id=referral.person_id,
        referral=referral,
        team=team,
        starts_on=starts_on,
        rhythm_days=rhythm_days,
        legal_basis=legal_basis,
        income_basis=income_basis,
    )
    enrolment.save()
    return enrolment


def move_to_team(enrolment: Enrolment, team: Team) -> None:
    """The course goes on in another team of the agency; its history goes with it. Nothing when it is there already."""
    if enrolment.team_id == team.pk:
        return
    enrolment.team = team
    enrolment.save()
