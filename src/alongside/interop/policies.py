"""Who takes files in, who sends them, who sees the receipts."""

from __future__ import annotations

from typing import Any

from alongside.access.actor import Actor, Role
from alongside.access.policy import Policy, Relation, RolePolicy, policy, reads
from alongside.interop.models import Delivery, ExternalRecord, Sheet, SheetKind

for model in (Delivery, ExternalRecord):
    reads(model, {Relation.INTAKE})


@policy("delivery.receive", "delivery.send")
class ExchangesDeliveries(RolePolicy):
    roles = (Role.INTAKE,)


def kinds_for(actor: Actor) -> tuple[SheetKind, ...]:
    """The kinds of sheet somebody may take in. Intake reads no notes, and a lead registers nobody without a course."""
    intake, lead = actor.has(Role.INTAKE), actor.has(Role.TEAM_LEAD)
    may = {SheetKind.PEOPLE: intake, SheetKind.CASELOAD: intake or lead, SheetKind.CONTACTS: lead}
    return tuple(kind for kind in SheetKind if may[kind])


@policy("sheets", "sheet.upload")
class TakesSheetsIn(RolePolicy):
    """Intake takes in people and caseloads, a team lead caseloads and notes of their team. An administrator sees no
    content of a case, so never a sheet either."""

    roles = (Role.INTAKE, Role.TEAM_LEAD)


@policy("sheet.follow", "sheet.match", "sheet.begin", "sheet.forget", "sheet.open")
class OwnSheet(Policy):
    """Only whoever uploaded it; the program itself, what came from the console and what has waited too long."""

    def allows(self, actor: Actor, record: Any) -> bool:
        if Role.SYSTEM in actor.roles:
            return isinstance(record, Sheet) and record.agency_id == actor.agency_id
        return isinstance(record, Sheet) and actor.user_id is not None and record.user_id == actor.user_id


@policy("sheet.take_person")
class TakesPeopleIn(RolePolicy):
    roles = (Role.INTAKE,)


@policy("sheet.take_course")
class TakesCoursesOver(RolePolicy):
    """A lead into their own teams only; the operation sees to that."""

    roles = (Role.INTAKE, Role.TEAM_LEAD)
