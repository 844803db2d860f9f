"""Reading how somebody is looked for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.timezone import localtime

from alongside.access.actor import Actor, Role
from alongside.caseload.models import Assignment
from alongside.enrolments.models import Enrolment, Pause
from alongside.organisation.choices import Choices, Rung
from alongside.organisation.models import Membership, Worker
from alongside.organisation.queries import open_on
from alongside.outreach.models import FoundAt, Outreach
from alongside.outreach.rules import OnTheLadder, Rest, rung
from alongside.people.models import Person
from alongside.people.protecting import revealed


def latest_thread(viewer: Actor, enrolment: Enrolment) -> Outreach | None:
    """The open thread of a course, else the last one; None when nobody was ever missed. One query."""
    rows: QuerySet[Outreach] = Outreach.objects.under(viewer, enrolment)
    rows = rows.select_related("enrolment__person", "next_worker")
    return rows.order_by("-first_missed_at", "-pk").first()


def ladder_of(thread: Outreach, rungs: Choices[Rung], *, until: date, rests: Iterable[Rest]) -> OnTheLadder:
    """Where a thread stands on a day; `until` is today, or the day on which it was closed."""
    return rung(localtime(thread.first_missed_at).date(), until, rungs, list(rests))


def rests_of(viewer: Actor, enrolment: Enrolment) -> list[Rest]:
    """The pauses of a course. One query."""
    rows = Pause.objects.under(viewer, enrolment).order_by("starts_on", "pk")
    return [
        Rest(starts_on, localtime(recorded_at).date(), ends_on)
        for starts_on, recorded_at, ends_on in rows.values_list("starts_on", "recorded_at", "ends_on")
    ]


def places_of(viewer: Actor, person: Person) -> list[FoundAt]:
    """Where somebody can be found, what was told last first. One query. Of a protected address the words are empty."""
    rows = FoundAt.objects.under(viewer, person).filter(ended_on__isnull=True).select_related("person")
    return list(rows.order_by("-said_on", "-pk"))


@dataclass(frozen=True)
class Told:
    """Where somebody with a protected address can be found."""

    id: UUID
    place: str
    best_times: str


def revealed_places(viewer: Actor, person: Person) -> list[Told]:
    """Where somebody can be found, also when it is protected. The caller has written the look down. One query."""
    with revealed():
        return [Told(one.pk, one.place, one.best_times) for one in places_of(viewer, person)]


def revealed_thread(viewer: Actor, person: Person) -> tuple[str, str]:
    """Where it was agreed to try next, and where they want to be left, also when that is protected; of the last thread.

    The caller has written the look down. One query.
    """
    threads = Outreach.objects.visible_to(viewer).filter(enrolment__person=person)
    thread = threads.select_related("enrolment__person").order_by("-first_missed_at", "-pk").first()
    with revealed():
        return (thread.next_where, thread.said) if thread is not None else ("", "")


def who_can_try(enrolment: Enrolment, day: date) -> list[Worker]:
    """Who can try to reach somebody and write it down: who walks with them on that day, and who leads their team.

    The case manager stands first, then whoever covers. Two queries.
    """
    walking = (
        Assignment.objects.unscoped()
        .filter(Q(ends_on__isnull=True) | Q(ends_on__gt=day), enrolment=enrolment, starts_on__lte=day)
        .select_related("worker")
        .order_by("-kind", "starts_on")
    )
    leads = Membership.objects.filter(
        open_on(day), team_id=enrolment.team_id, role=Role.TEAM_LEAD
    ).select_related("worker")
    found = [one.worker for one in walking] + [one.worker for one in leads.order_by("worker__name")]
    return list({worker.pk: worker for worker in found}.values())
