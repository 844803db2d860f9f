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
from alongside.restrictions.standing import carries

for model in (Contact, GoalTouch, Amendment, GoesAlong, PlanChange, VisitSeries, SeriesVisit):
    reads(model, COURSE_READERS)
# A note belongs to the areas of life of the goals it worked on.
carries(Contact, "life_dimensions", "touches__goal__dimension")
carries(GoalTouch, "life_dimensions", "goal__dimension")
carries(Amendment, "life_dimensions", "contact__touches__goal__dimension")
carries(PlanChange, "life_dimensions", "contact__touches__goal__dimension")


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


@policy("contact.write")
class WritesNotesAboutThem(RelationPolicy):
    """The form for a note. Also whoever opened the record urgently: what was done in an emergency is written down."""

    relations = WALKS_WITH_OR_LEADS | {Relation.BREAK_GLASS}


@policy("contact.held", "contact.tried")
class WasInTouch(RelationPolicy):
    """Also on call: whoever spoke with the person in the night writes it down (from the card)."""

    relations = WALKS_WITH_OR_LEADS | {Relation.BREAK_GLASS, Relation.ON_CALL}


@policy("contact.take_over")
class TakesNotesOver(RelationPolicy):
    """The lead for their team: notes of an earlier system are read by whoever takes them over."""

    relations = frozenset({Relation.LEAD})


@policy("note.write")
class WritesNotes(RolePolicy):
    """Whose work it is to write notes at all; about whom, the relation says."""

    roles = (Role.CASE_MANAGER, Role.TEAM_LEAD)
