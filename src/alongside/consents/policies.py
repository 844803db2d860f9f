"""Who takes consents, who tells, who reads the ledger, and what a partner outside the house reaches."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from alongside.access.actor import Actor, Role
from alongside.access.policy import (
    COURSE_READERS,
    WALKS_WITH_OR_LEADS,
    Relation,
    RelationPolicy,
    RolePolicy,
    policy,
    provide,
    reads,
)
from alongside.consents.models import Consent, Disclosure, Part2Mark, Recipient, names
from alongside.people.models import Person

SHARES = "plan"
"""The category that opens the plan to a partner; single goals may need more (`web.consents.shared`)."""

reads(Consent, COURSE_READERS | {Relation.TAKES_IN})
reads(Part2Mark, COURSE_READERS | {Relation.TAKES_IN})
# The privacy officer reads what was told about whom, and nothing else of the person.
reads(Disclosure, COURSE_READERS | {Relation.OVERSIGHT})


def standing_for(actor: Actor, category: str = SHARES) -> QuerySet[Any] | None:
    """Every yes to a category that stands today for the partner's recipient or its kind, less what a no takes away.

    The same answer as `rules.may_tell`, asked of the database; a test holds the two together.
    """
    if Role.PARTNER not in actor.roles or actor.worker_id is None:
        return None
    theirs = Recipient.objects.filter(accounts__worker_id=actor.worker_id, agency_id=actor.agency_id)
    about = Q(to="recipient", recipient__in=theirs.values("pk")) | Q(
        to="kind", recipient_kind__in=theirs.values("kind")
    )
    today = Q(withdrawn_at__isnull=True, starts_on__lte=actor.today) & (
        Q(ends_on__isnull=True) | Q(ends_on__gt=actor.today)
    )
    rows = Consent._base_manager.filter(about & today, person__agency_id=actor.agency_id)
    refused = rows.filter(
        Q(purpose="") | Q(purpose=OuterRef("purpose")),
        names(category),
        answer="no",
        person=OuterRef("person"),
    )
    return rows.filter(answer="yes", categories__contains=f"|{category}|").filter(~Exists(refused))


@provide(Relation.PARTNER, "person")
def shared_people(actor: Actor) -> QuerySet[Any] | None:
    """The people whose plan is shared with the partner today."""
    found = standing_for(actor)
    return (
        None if found is None else Person._base_manager.filter(pk__in=found.values("person_id")).values("pk")
    )


@provide(Relation.PARTNER, "enrolment")
def shared_courses(actor: Actor) -> Q | None:
    """Their courses. Only the plan is declared readable by this relation (`plans.policies`)."""
    found = standing_for(actor)
    return None if found is None else Q(person_id__in=found.values("person_id"))


@policy("consent.take", "consent.share", "part_two.mark", "part_two.unmark")
class ActsForThePerson(RelationPolicy):
    """Who walks with the person, and the lead of the team."""

    relations = WALKS_WITH_OR_LEADS


@policy("consent.read", "consent.withdraw")
class ReadsTheCourse(RelationPolicy):
    """Whoever reads the course may hear a withdrawal, and it counts at once."""

    relations = COURSE_READERS


@policy("disclosure.record", "disclosure.wrong")
class TellsSomebody(RelationPolicy):
    """Those who act for the person; and intake, which sends delivery reports."""

    relations = WALKS_WITH_OR_LEADS | {Relation.INTAKE}


@policy("disclosure.read")
class ReadsTheLedger(RelationPolicy):
    """On a person: what was told about them."""

    relations = COURSE_READERS | {Relation.OVERSIGHT}


@policy("disclosure.ledger")
class KeepsTheLedger(RolePolicy):
    roles = (Role.PRIVACY_OFFICER,)


@policy("recipient.add", "recipient.change", "recipients")
class KeepsTheAddressBook(RolePolicy):
    roles = (Role.CASE_MANAGER, Role.TEAM_LEAD, Role.INTAKE, Role.ADMINISTRATOR)


@policy("partner.open", "partner.list")
class OpensPartnerAccounts(RolePolicy):
    roles = (Role.ADMINISTRATOR,)


@policy("partner.shared", "partner.look")
class IsAPartner(RolePolicy):
    roles = (Role.PARTNER,)

    def allows(self, actor: Actor, record: Any) -> bool:
        """A partner, and not the program: nobody looks in a partner's name."""
        return Role.PARTNER in actor.roles
