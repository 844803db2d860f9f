"""Who looks at calendars, and who changes an appointment."""

from __future__ import annotations

from typing import Any

from alongside.access.actor import Actor, Role
from alongside.access.policy import Policy, RolePolicy, policy
from alongside.calendar.models import Appointment, Feed
from alongside.organisation.models import Membership, Worker
from alongside.organisation.queries import open_on

HAVE_DAYS = (Role.CASE_MANAGER, Role.TEAM_LEAD, Role.ON_CALL, Role.INTAKE)


@policy("calendar.read")
class LooksAtCalendars(RolePolicy):
    """Colleagues see each other's days; of whom they may not see, that the time is taken."""

    roles = HAVE_DAYS


@policy("appointment.add", "appointment.change", "appointment.move", "appointment.call_off")
class KeepsOwnDays(Policy):
    """One's own days, and as a lead those of the team."""

    def roles_that_may(self) -> tuple[Role, ...]:
        return HAVE_DAYS

    def allows(self, actor: Actor, record: Any) -> bool:
        if not actor.has(*HAVE_DAYS):
            return False
        worker = record.worker if isinstance(record, Appointment) else record
        if not isinstance(worker, Worker):
            return True
        if worker.agency_id != actor.agency_id:
            return False
        return worker.pk == actor.worker_id or Role.SYSTEM in actor.roles or _leads(actor, worker)


@policy("appointment.take_in", "feed.make", "feed.end")
class OnlyOneself(Policy):
    """Nobody makes or ends another's feed, or takes a file into another's days."""

    def roles_that_may(self) -> tuple[Role, ...]:
        return HAVE_DAYS

    def allows(self, actor: Actor, record: Any) -> bool:
        worker_id = record.worker_id if isinstance(record, Feed) else record.pk if record else actor.worker_id
        return actor.has(*HAVE_DAYS) and actor.worker_id is not None and worker_id == actor.worker_id


@policy("feed.fetch")
class ServesFeeds(RolePolicy):
    """Only the program itself, for whoever knows the address."""

    roles = (Role.SYSTEM,)


def _leads(actor: Actor, worker: Worker) -> bool:
    return (
        bool(actor.lead_team_ids)
        and Membership.objects.filter(
            open_on(actor.today), worker=worker, team_id__in=actor.lead_team_ids
        ).exists()
    )
