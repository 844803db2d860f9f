"""The plan as a whole: wishes and purpose, and agreeing to it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from alongside.access.actor import Actor
from alongside.enrolments.errors import BeforeCourse
from alongside.enrolments.models import Enrolment
from alongside.kernel.errors import StaleRecord
from alongside.kernel.operations import operation
from alongside.plans import rules
from alongside.plans.beginning import begin_plan
from alongside.plans.errors import NothingToAgree
from alongside.plans.freezing import digest, frozen
from alongside.plans.models import AgreedHow, Plan, PlanVersion


@operation("plan.write", on="enrolment")
def write_plan(
    *,
    by: Actor,
    enrolment: Enrolment,
    wishes: str | None = None,
    purpose: str | None = None,
    version: int | None = None,
) -> Plan:
    """Write what the person wishes and what the support is for; begins the plan when there is none.

    Raises:
        CourseClosed: the course has ended.
        StaleRecord: `version` is not the plan's.
    """
    rules.require_open(enrolment.is_open)
    plan = begin_plan(enrolment)
    plan.require_version(version)
    if wishes is not None:
        plan.wishes = wishes.strip()
    if purpose is not None:
        plan.purpose = purpose.strip()
    plan.save()
    return plan


@operation("plan.agree", on="enrolment")
def agree_plan(
    *,
    by: Actor,
    enrolment: Enrolment,
    how: str,
    agreed_on: date,
    person_words: str = "",
    place_text: str = "",
    summary: str = "",
    seen: str | None = None,
    key: UUID | None = None,
) -> PlanVersion:
    """Keep the plan as it reads now, with how the person agreed to it, or that they did not want to.

    When the person refuses, the goals of the order still stand (`rules.stands`).

    Args:
        seen: the `digest` of the plan that was read out; the plan must still be that one.

    Raises:
        CourseClosed: the course has ended.
        StaleRecord: the plan was changed after it was read out.
        NothingToAgree: it is empty.
        DayToCome, BeforeCourse: `agreed_on` cannot be right.
    """
    rules.require_open(enrolment.is_open)
    plan = begin_plan(enrolment)
    rules.happened_on(agreed_on, today=by.today, field="agreed_on")
    if agreed_on < enrolment.starts_on:
        raise BeforeCourse(field="agreed_on", day=enrolment.starts_on)
    content = frozen(plan, refused=how == AgreedHow.REFUSED)
    if seen is not None and seen != digest(content):
        raise StaleRecord
    if not (content["wishes"] or content["purpose"] or content["goals"]):
        raise NothingToAgree
    last = PlanVersion.objects.filter(plan=plan).order_by("-number").first()
    version = PlanVersion(
        plan=plan,
        number=last.number + 1 if last else 1,
        agreed_on=agreed_on,
        how=how,
        place_text=place_text.strip(),
        person_words=person_words.strip(),
        summary=summary.strip(),
        worker_id=by.worker_id,
        content=content,
    )
    version.save()
    return version
