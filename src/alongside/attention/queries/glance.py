"""A person at a glance: what their page shows, in few queries however much hangs on them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Case, F, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from alongside.access.actor import Actor
from alongside.attention.queries.whose import held_on
from alongside.bridges.models import Bridge
from alongside.bridges.queries import OnTheWay, as_column, bridges_of, in_order, read
from alongside.caseload.models import Assignment
from alongside.consents.models import Consent
from alongside.corrections.models import Remark
from alongside.corrections.queries import REMARK, Remarks, gathered, standing_remarks
from alongside.crisis.models import CrisisPlan
from alongside.crisis.queries import latest
from alongside.documents.models import Document
from alongside.documents.queries import SUMMARY, Summary, latest_first, summaries
from alongside.enrolments.models import Closure, Enrolment, Pause
from alongside.housing.models import HousingStay
from alongside.housing.queries import STAY, Strip, stays_of, strip_of
from alongside.kernel.gathering import Rows, unpacked
from alongside.network.models import NetworkMember, OtherPlan
from alongside.network.queries import MEMBER, PLAN, Member, Plan, around_now, members, plans, plans_now
from alongside.organisation.profile import Profile
from alongside.people.knowing import FLAG
from alongside.people.models import Flag, Person, Quote
from alongside.plans.models import Goal, GoalKind, GoalStatus, Step
from alongside.plans.queries import NextStep
from alongside.referrals.models import Participant, Referral
from alongside.reviews.models import GoalJudgement

LATEST_DOCUMENTS = 3
CONSENT = (
    "id",
    "answer",
    "to",
    "recipient_id",
    "recipient_kind",
    "member_id",
    "to_name",
    "purpose",
    "categories",
    "starts_on",
    "ends_on",
    "ends_when",
)


@dataclass(frozen=True)
class Judged:
    """How a goal, or a sub-goal of it, was judged last; an empty movement was not talked about."""

    on: date
    person_movement: str
    worker_movement: str


@dataclass(frozen=True)
class GoalAtAGlance:
    """A goal that is worked on.

    Attributes:
        steps_done, steps: how many of its steps are done, and how many there are; let-go ones do not count.
        judged: in the last review that looked at it; None before the first.
    """

    id: UUID
    title: str
    commissioned: bool
    steps_done: int
    steps: int
    open_steps: tuple[NextStep, ...]
    judged: Judged | None


@dataclass(frozen=True)
class Glance:
    """What hangs on a person, in small lists.

    Attributes:
        quote: the last thing they said that was written down.
        flags: what one has to know, the person's own wishes last; records with `worker_name`.
        remarks: what holds of what is remarked on records about them, by record.
        named: whom the order names, relatives first.
        consents: what they say about telling somebody, as far as it is not withdrawn.
        with_them: who walks with the person today, by kind; records with `worker_name`.
    """

    quote: Quote | None
    flags: list[Flag]
    strip: Strip
    members: list[Member]
    plans: list[Plan]
    remarks: dict[UUID, Remarks]
    documents: list[Summary]
    consents: list[Consent]
    crisis: CrisisPlan | None
    ways: list[OnTheWay]
    named: list[Participant] = field(default_factory=list)
    with_them: list[Assignment] = field(default_factory=list)
    pause: Pause | None = None
    closure: Closure | None = None


def glance(viewer: Actor, person: Person, course: Enrolment | None, profile: Profile) -> Glance:
    """Everything small about a person, in one query."""
    today = viewer.today
    flags = Flag.objects.under(viewer, person).filter(ended_on__isnull=True)
    quotes = Quote.objects.under(viewer, person).order_by("-said_on", "-pk")
    consents = Consent.objects.under(viewer, person).filter(withdrawn_at__isnull=True)
    lists = {
        "g_quote": Rows(quotes[:1], "id", "text", "said_on", "place"),
        "g_flags": Rows(flags.order_by("asked_for", "until", "pk"), *FLAG, worker_name="worker__name"),
        "g_stays": Rows(stays_of(viewer, person), *STAY),
        "g_members": Rows(around_now(viewer, person, today), *MEMBER),
        "g_plans": Rows(plans_now(viewer, person, today), *PLAN),
        "g_remarks": Rows(standing_remarks(viewer, person), *REMARK, worker_name="worker__name"),
        "g_documents": Rows(
            latest_first(viewer, person).filter(struck_on__isnull=True)[:LATEST_DOCUMENTS], *SUMMARY
        ),
        "g_crisis": Rows(
            latest(viewer, person)[:1],
            "id",
            "early_signs",
            "agreed_on",
            "agreed_with",
            "looked_on",
            "review_on",
        ),
        "g_bridges": as_column(bridges_of(viewer, person)),
        "g_consents": Rows(consents.order_by("said_on", "pk"), *CONSENT),
        **(_of_course(viewer, course, today) if course is not None else {}),
    }
    found: dict[str, Any] = Person.objects.under(viewer, person).annotate(**lists).values(*lists).get()
    return Glance(
        quote=_first(unpacked(Quote, found["g_quote"])),
        flags=unpacked(Flag, found["g_flags"]),
        strip=strip_of(
            viewer, unpacked(HousingStay, found["g_stays"]), profile=profile, hidden=person.address_protected
        ),
        members=members(unpacked(NetworkMember, found["g_members"])),
        remarks=gathered(unpacked(Remark, found["g_remarks"])),
        plans=plans(unpacked(OtherPlan, found["g_plans"])),
        documents=summaries(unpacked(Document, found["g_documents"])),
        consents=unpacked(Consent, found["g_consents"]),
        crisis=_first(unpacked(CrisisPlan, found["g_crisis"])),
        ways=in_order(read(row, today, profile.bridges.days) for row in unpacked(Bridge, found["g_bridges"])),
        named=unpacked(Participant, found.get("g_named", ())),
        with_them=unpacked(Assignment, found.get("g_with_them", ())),
        pause=_first(unpacked(Pause, found.get("g_pause", ()))),
        closure=_first(unpacked(Closure, found.get("g_closure", ()))),
    )


def _of_course(viewer: Actor, course: Enrolment, today: date) -> dict[str, Rows]:
    named = Participant.objects.under(viewer, _referral_of(course)).exclude(name="")
    relatives_first = Case(When(kind="relative", then=Value(0)), default=Value(1))
    held = Assignment.objects.under(viewer, course).filter(held_on(today))
    pauses = Pause.objects.under(viewer, course).filter(ends_on__isnull=True, starts_on__lte=today)
    closures = Closure.objects.under(viewer, course).filter(reopened_on__isnull=True)
    return {
        "g_named": Rows(
            named.order_by(relatives_first, "name"), "id", "kind", "name", "title", "organisation", "phone"
        ),
        "g_with_them": Rows(
            held.order_by("-kind", "starts_on"), "kind", "starts_on", "ends_on", worker_name="worker__name"
        ),
        "g_pause": Rows(pauses, "id", "kind", "place", "starts_on", "note"),
        "g_closure": Rows(
            closures,
            "closed_on",
            "reason",
            "explanation",
            "destination",
            "destination_text",
            "housing_at_exit",
            closed_by_name=Coalesce("closed_by__name", Value("")),
            agreed_by_name=Coalesce("agreed_by__name", Value("")),
        ),
    }


def _referral_of(course: Enrolment) -> Referral:
    referral: Referral = course.referral
    return referral


def goals_at_a_glance(viewer: Actor, course: Enrolment) -> list[GoalAtAGlance]:
    """What the person is working for now, most important first, with steps and last judgement. One query."""
    steps = Step.objects.under(viewer, course).filter(goal=OuterRef("pk"), dropped_on__isnull=True)
    judged = GoalJudgement.objects.under(viewer, course).filter(
        ~Q(person_movement="") | ~Q(worker_movement=""), goal=OuterRef("pk"), review__held_on__isnull=False
    )
    goals: QuerySet[Goal] = Goal.objects.under(viewer, course).filter(status=GoalStatus.ACTIVE)
    rows: QuerySet[Any] = goals.order_by("place", "pk").annotate(
        g_steps=Rows(
            steps.order_by(F("due_on").asc(nulls_last=True), "place", "pk"),
            "id",
            "title",
            "owner",
            "owner_name",
            "due_on",
            "done_on",
            sub_goal_status="sub_goal__status",
        ),
        # The goal's own judgement before those of its sub-goals, of the last review that looked at it.
        g_judged=Rows(
            judged.order_by("-review__held_on", F("sub_goal").asc(nulls_first=True))[:1],
            "person_movement",
            "worker_movement",
            held_on="review__held_on",
        ),
    )
    return [_goal(goal, course) for goal in rows]


def _goal(goal: Any, course: Enrolment) -> GoalAtAGlance:
    steps = unpacked(Step, goal.g_steps)
    judged = _first(unpacked(GoalJudgement, goal.g_judged))
    to_do = [
        step for step in steps if step.done_on is None and step.sub_goal_status in (None, GoalStatus.ACTIVE)
    ]
    return GoalAtAGlance(
        id=goal.pk,
        title=goal.title,
        commissioned=goal.kind == GoalKind.COMMISSIONED,
        steps_done=sum(step.done_on is not None for step in steps),
        steps=len(steps),
        open_steps=tuple(
            NextStep(step.pk, course.pk, goal.pk, step.title, step.owner, step.owner_name, step.due_on)
            for step in to_do
        ),
        judged=Judged(date.fromisoformat(judged.held_on), judged.person_movement, judged.worker_movement)
        if judged
        else None,
    )


def _first(rows: Sequence[Any]) -> Any:
    return rows[0] if rows else None
