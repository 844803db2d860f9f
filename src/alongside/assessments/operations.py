"""Writing down what life looks like now."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from alongside.access.actor import Actor
from alongside.assessments import rules
from alongside.assessments.models import Assessment, NeedRating, StartingProblem
from alongside.enrolments.errors import CourseClosed
from alongside.enrolments.models import Enrolment
from alongside.kernel import history
from alongside.kernel.operations import operation
from alongside.organisation.queries import profile_of


@operation("needs.assess", on="enrolment")
def assess_needs(
    *,
    by: Actor,
    enrolment: Enrolment,
    assessed_on: date,
    ratings: Mapping[str, Mapping[str, Any]],
    note: str = "",
    key: UUID | None = None,
) -> Assessment:
    """Keep a look at needs, always as a new one: what was seen before stays.

    Args:
        ratings: for each area of life (a key of the profile) any of `person_view`, `worker_view`, `level`
            (FFB 0-4 or None), `strengths`, `urgent`. Areas without anything said are not kept.

    Raises:
        CourseClosed: the course has ended.
        DayToCome, UnknownArea, LevelOutOfRange, NothingAssessed: see `rules.talked_about`.
    """
    if not enrolment.is_open:
        raise CourseClosed
    said = rules.talked_about(
        {area: rules.View(**given) for area, given in ratings.items()},
        dimensions=[choice.key for choice in profile_of(by.agency_id).life_dimensions],
        note=note,
        assessed_on=assessed_on,
        today=by.today,
    )
    assessment = Assessment(
        enrolment=enrolment, assessed_on=assessed_on, worker_id=by.worker_id, note=note.strip()
    )
    assessment.save()
    history.bulk_create(
        NeedRating(
            assessment=assessment,
            dimension=area,
            person_view=view.person_view.strip(),
            worker_view=view.worker_view.strip(),
            level=view.level,
            strengths=view.strengths.strip(),
            urgent=view.urgent,
        )
        for area, view in said.items()
    )
    return assessment


@operation("starting_problems.record", on="enrolment")
def record_starting_problems(
    *, by: Actor, enrolment: Enrolment, present: Mapping[str, bool]
) -> list[StartingProblem]:
    """Record which of the nine domains of seed 004 were a problem when the course began.

    What is known by now about a domain takes the place of what was thought before; domains left out stay.

    Raises:
        UnknownArea: a key that is not one of the profile's domains.
    """
    rules.require_known(present, [choice.key for choice in profile_of(by.agency_id).domains])
    known = {row.domain: row for row in StartingProblem.objects.filter(enrolment=enrolment)}
    rows, new = [], []
    for domain, is_present in present.items():
        row = known.get(domain)
        if row is None:
            new.append(row := StartingProblem(enrolment=enrolment, domain=domain, present=is_present))
        elif row.present != is_present:
            row.present = is_present
            row.save()
        rows.append(row)
    history.bulk_create(new)
    return rows
