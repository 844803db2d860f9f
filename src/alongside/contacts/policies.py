"""Who reads the story, and who writes it."""

from __future__ import annotations

from alongside.access.actor import Role
from alongside.access.policy import (
    COURSE_READERS,
    WALKS_WITH_OR_LEADS,
    Relation,
    RelationPolicy,
    RolePolicy,
    policy,
    reads,
)
from alongside.contacts.models import (
    Amendment,
    Contact,
    GoalTouch,
    GoesAlong,
    PlanChange,
    SeriesVisit,
    VisitSeries,
)

for model in (Contact, GoalTouch, Amendment, GoesAlong, PlanChange, VisitSeries, SeriesVisit):
    reads(model, COURSE_READERS)


@policy(
    "contact.plan",
    "contact.change_plan",
    "contact.move",
    "contact.call_off",
    "contact.amend",
    "series.plan",
    "series.extend",
    "series.change",
    "series.end",
)
class WritesContacts(RelationPolicy):
    relations = WALKS_WITH_OR_LEADS


@policy("contact.held", "contact.tried")
class WritesNotesAboutThem(RelationPolicy):
    """Also whoever opened the record urgently: what was done in an emergency must be written down."""

    relations = WALKS_WITH_OR_LEADS | {Relation.BREAK_GLASS}


@policy("contact.take_over")
class TakesNotesOver(RelationPolicy):
    """The lead for their team: notes of an earlier system are read by whoever takes them over."""

    relations = frozenset({Relation.LEAD})


@policy("note.write")
class WritesNotes(RolePolicy):
    """Whose work it is to write notes at all; about whom, the relation says."""

    roles = (Role.CASE_MANAGER, Role.TEAM_LEAD, Role.ON_CALL)
