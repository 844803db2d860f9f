"""Ticking the warm checklist, by hand or from the record; only inside an operation."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from alongside.caseload import errors, rules
from alongside.caseload.models import HandOver, HandOverStatus, HandOverTick
from alongside.organisation.queries import profile_of


def tick(
    hand_over: HandOver, step: str, done_on: date | None, *, worker_id: UUID | None, today: date
) -> HandOverTick:
    """Keep that a line of the checklist was done on a day, or that it is not done after all (None).

    Raises:
        UnknownHandOverStep: the profile has no such line.
    """
    steps = profile_of(hand_over.team.agency_id).hand_over_steps
    if steps.get(step) is None:
        raise errors.UnknownHandOverStep(field="step")
    ticks: dict[str, HandOverTick] = {
        one.step: one for one in HandOverTick.objects.filter(hand_over=hand_over)
    }
    line = ticks.setdefault(step, HandOverTick(hand_over=hand_over, step=step))
    line.done_on, line.worker_id = done_on, worker_id
    line.save()
    done = all((one := ticks.get(choice.key)) and one.done_on for choice in steps)
    finished = hand_over.finished_on or today if done else None
    if hand_over.finished_on != finished:
        hand_over.finished_on = finished
        hand_over.save()
    return line


def tick_from_contact(
    enrolment_id: UUID, *, worker_id: UUID, worker: str, others_present: str, on: date, today: date
) -> None:
    """A note says that both case managers met the person: the lines that say so tick themselves."""
    going_on = HandOver.objects.filter(
        enrolment_id=enrolment_id,
        status__in=(HandOverStatus.ASKED, HandOverStatus.ACCEPTED),
        finished_on__isnull=True,
        giver__isnull=False,
        asked_on__lte=on,
    )
    for hand_over in going_on.select_related("giver", "receiver", "team"):
        if not rules.were_both_there(
            worker, others_present, giver=hand_over.giver.name, receiver=hand_over.receiver.name
        ):
            continue
        for step in profile_of(hand_over.team.agency_id).hand_over_steps:
            if step.by_record == "met_together":
                tick(hand_over, step.key, on, worker_id=worker_id, today=today)
