"""Who sees a person, and who may write about them."""

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
from alongside.people.models import Flag, Merge, Pair, Person, PersonIdentifier, Quote

SEEN_BY = COURSE_READERS | {Relation.INTAKE, Relation.AUTHORITY}
reads(Person, SEEN_BY | {Relation.ON_CALL})
reads(PersonIdentifier, SEEN_BY)
# Whether two records are one person's is asked of those who can make them one.
COMPARES = frozenset({Relation.INTAKE, Relation.LEAD})
reads(Pair, COMPARES)
reads(Merge, COMPARES)
# What someone said to those who walk with them is not part of an order, and neither is what these have to know. Intake
# reads it while the person is theirs.
READS_ABOUT = COURSE_READERS | {Relation.TAKES_IN}
reads(Quote, READS_ABOUT)
reads(Flag, READS_ABOUT | {Relation.ON_CALL})


@policy("person.read")
class SeesThePerson(RelationPolicy):
    relations = SEEN_BY | {Relation.ON_CALL}


@policy("card.read")
class ReadsTheCard(RelationPolicy):
    """The card for whoever is on call: enough to help in the night, and no more."""

    relations = COURSE_READERS | {Relation.ON_CALL}


@policy("person.open")
class OpensThePerson(RelationPolicy):
    """Who opens the person's own page; the authority follows its order instead, and on call there is the card."""

    relations = READS_ABOUT


@policy("people.list")
class LooksForPeople(RolePolicy):
    """Who has people to look for. Whom they find is the scope of the query."""

    roles = (Role.CASE_MANAGER, Role.TEAM_LEAD, Role.ON_CALL, Role.INTAKE, Role.AUTHORITY)


@policy("person.register")
class WritesNewPeople(RolePolicy):
    roles = (Role.INTAKE, Role.TEAM_LEAD, Role.CASE_MANAGER)


@policy("flag.raise", "flag.keep", "flag.take_down")
class MeetsThePerson(RelationPolicy):
    relations = WALKS_WITH_OR_LEADS


@policy("pair.list")
class LooksForPairs(RolePolicy):
    """Which pairs, the scope of the query says: those of whom the viewer sees both."""

    roles = (Role.INTAKE, Role.TEAM_LEAD)


@policy("person.compare", "person.merge", "pair.answer", "merge.undo")
class MakesThemOne(RelationPolicy):
    """For both of the two, each time."""

    relations = COMPARES


@policy("person.rebuild_keys")
class BringsKeysUpToDate(RolePolicy):
    """The program itself, from the console of the machine."""

    roles = ()


@policy("person.change", "person.identify")
class KeepsThePersonRight(RelationPolicy):
    """Names and numbers are also kept right by intake, which sees to it that nobody is written down twice."""

    relations = WALKS_WITH_OR_LEADS | {Relation.INTAKE}


@policy("person.quote")
class HearsThePerson(RelationPolicy):
    relations = WALKS_WITH_OR_LEADS | {Relation.TAKES_IN}
