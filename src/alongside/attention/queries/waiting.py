"""Drafts that wait to be finished, each with the person it is about, and whether it can still become a record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db.models import Case, CharField, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Cast, JSONObject

from alongside.access.actor import Actor
from alongside.access.policy import WALKS_WITH_OR_LEADS, reach
from alongside.bridges.models import Bridge
from alongside.caseload.models import HandOver, HandOverStatus
from alongside.contacts.models import Contact
from alongside.crisis.models import CriticalEvent
from alongside.daily.models import Matter
from alongside.enrolments.models import ClosureProposal, Enrolment
from alongside.housing.models import HousingStay, TenancyThreat
from alongside.kernel import drafts
from alongside.kernel.models import PersonalRecord
from alongside.liaison.models import Demand
from alongside.network.models import NetworkMember, OtherPlan
from alongside.organisation.models import Team, Worker
from alongside.people.models import Flag, Person
from alongside.plans.models import Goal, Step, SubGoal
from alongside.referrals.models import Referral, ReferralStatus
from alongside.reviews.models import Review


class Subject(StrEnum):
    """What a draft is about."""

    COURSE = "course"
    PERSON = "person"
    GOAL = "goal"
    SUB_GOAL = "sub_goal"
    CONTACT = "contact"
    REFERRAL = "referral"
    REVIEW = "review"
    WORKER = "worker"
    TEAM = "team"
    STEP = "step"
    STAY = "stay"
    THREAT = "threat"
    PROPOSAL = "proposal"
    BRIDGE = "bridge"
    MEMBER = "member"
    OTHER_PLAN = "other_plan"
    DEMAND = "demand"
    MATTER = "matter"
    FLAG = "flag"
    EVENT = "event"
    HAND_OVER = "hand_over"
    HOUSE = "house"
    """Nobody who is here: somebody written down for the first time, a letter template. It hangs on the agency."""


class Fate(StrEnum):
    """Whether a draft can go on, and if not, what came between."""

    GOES_ON = "goes_on"
    FINISHED = "finished"
    """A colleague finished the review, or answered the referral."""
    CLOSED = "closed"
    """The course has been closed."""
    NOT_MINE = "not_mine"
    """Somebody else walks with the person now."""


@dataclass(frozen=True)
class _About:
    """Where a draft's subject is found: its model, the way to the person, to the course, and the id in the address."""

    model: type[PersonalRecord]
    to_person: str
    to_course: str | None = None
    address: str = "pk"
    finished: Q | None = None


_ABOUT: Mapping[Subject, _About] = {
    Subject.COURSE: _About(Enrolment, "person__", ""),
    Subject.PERSON: _About(Person, ""),
    Subject.GOAL: _About(Goal, "plan__enrolment__person__", "plan__enrolment__"),
    Subject.SUB_GOAL: _About(SubGoal, "goal__plan__enrolment__person__", "goal__plan__enrolment__"),
    Subject.STEP: _About(Step, "goal__plan__enrolment__person__", "goal__plan__enrolment__"),
    Subject.STAY: _About(HousingStay, "person__"),
    Subject.THREAT: _About(TenancyThreat, "person__"),
    Subject.FLAG: _About(Flag, "person__", finished=Q(ended_on__isnull=False)),
    Subject.EVENT: _About(CriticalEvent, "person__", finished=Q(followed_up_at__isnull=False)),
    Subject.HAND_OVER: _About(HandOver, "enrolment__person__", finished=~Q(status=HandOverStatus.ASKED)),
    Subject.BRIDGE: _About(Bridge, "person__"),
    Subject.MEMBER: _About(NetworkMember, "person__"),
    Subject.OTHER_PLAN: _About(OtherPlan, "person__"),
    Subject.MATTER: _About(Matter, "person__", finished=Q(ended_on__isnull=False)),
    Subject.DEMAND: _About(Demand, "plan__person__"),
    Subject.PROPOSAL: _About(
        ClosureProposal, "enrolment__person__", "enrolment__", finished=Q(answered_on__isnull=False)
    ),
    Subject.CONTACT: _About(Contact, "enrolment__person__"),
    Subject.REFERRAL: _About(
        Referral,
        "person__",
        finished=Q(status__in=(ReferralStatus.ASSIGNED, ReferralStatus.DECLINED, ReferralStatus.REDIRECTED)),
    ),
    Subject.REVIEW: _About(
        Review,
        "enrolment__person__",
        "enrolment__",
        address="enrolment_id",
        finished=Q(held_on__isnull=False),
    ),
}
SUBJECTS: Mapping[str, tuple[Subject, ...]] = {
    "agreement": (Subject.COURSE,),
    "amendment": (Subject.CONTACT,),
    "answer": (Subject.PROPOSAL,),
    "appointment": (Subject.COURSE,),
    "assignment": (Subject.REFERRAL,),
    "bridge": (Subject.PERSON,),
    "bridge_move": (Subject.BRIDGE,),
    "call": (Subject.PERSON,),
    "call_off": (Subject.CONTACT,),
    "closure": (Subject.COURSE,),
    "contact": (Subject.COURSE,),
    "course_supervision": (Subject.COURSE,),
    "cover": (Subject.WORKER,),
    "critical_event": (Subject.PERSON,),
    "crisis_plan": (Subject.PERSON,),
    "demand": (Subject.OTHER_PLAN, Subject.DEMAND),
    "decision": (Subject.REFERRAL,),
    "event_follow_up": (Subject.EVENT,),
    "flag": (Subject.PERSON, Subject.FLAG),
    "hand_over_no": (Subject.HAND_OVER,),
    "hand_over_yes": (Subject.HAND_OVER,),
    "incident": (Subject.HOUSE,),
    "incident_closing": (Subject.HOUSE,),
    "incident_decision": (Subject.HOUSE,),
    "incident_told": (Subject.HOUSE,),
    "letter_template": (Subject.HOUSE,),
    "log_review": (Subject.HOUSE,),
    "note_template": (Subject.HOUSE,),
    "phrase": (Subject.HOUSE,),
    "service": (Subject.HOUSE,),
    "goal": (Subject.COURSE, Subject.GOAL),
    "hand_over": (Subject.COURSE,),
    "hand_overs": (Subject.WORKER,),
    "letter": (Subject.COURSE,),
    "matter": (Subject.COURSE, Subject.MATTER),
    "matter_step": (Subject.MATTER,),
    "meeting": (Subject.CONTACT,),
    "meeting_held": (Subject.CONTACT,),
    "meeting_meant": (Subject.CONTACT,),
    "member": (Subject.COURSE, Subject.MEMBER),
    "needs": (Subject.COURSE,),
    "on_call_line": (Subject.HOUSE,),
    "network_map": (Subject.COURSE,),
    "other_plan": (Subject.COURSE, Subject.OTHER_PLAN),
    "own_word": (Subject.HOUSE,),
    "pass_on": (Subject.COURSE,),
    "pause": (Subject.COURSE,),
    "person": (Subject.PERSON,),
    "plan": (Subject.COURSE,),
    "quote": (Subject.PERSON,),
    "register": (Subject.HOUSE,),
    "referral": (Subject.REFERRAL, Subject.HOUSE),
    "reopen": (Subject.COURSE,),
    "rating_item": (Subject.HOUSE,),
    "rating_sign": (Subject.HOUSE,),
    "scale": (Subject.HOUSE,),
    "scale_item": (Subject.HOUSE,),
    "review": (Subject.REVIEW,),
    "review_move": (Subject.REVIEW,),
    "rhythm": (Subject.COURSE,),
    "stay": (Subject.COURSE, Subject.STAY),
    "step": (Subject.GOAL, Subject.STEP),
    "sub_goal": (Subject.GOAL, Subject.SUB_GOAL),
    "thread": (Subject.COURSE,),
    "correction": (Subject.HOUSE,),
    "lost_home": (Subject.STAY,),
    "threat": (Subject.COURSE, Subject.THREAT),
    "strike": (Subject.HOUSE,),
    "take_up": (Subject.HOUSE,),
    "team_supervision": (Subject.TEAM,),
    "their_view": (Subject.HOUSE,),
    "unknown_call": (Subject.HOUSE,),
    "urgent": (Subject.HOUSE,),
    "urgent_review": (Subject.HOUSE,),
    "worker_supervision": (Subject.WORKER,),
}
"""What each form that keeps its text may be about."""
_OF_THE_HOUSE: Mapping[Subject, type[Worker | Team]] = {Subject.WORKER: Worker, Subject.TEAM: Team}
"""What is about somebody who works here, and nobody we walk with."""
_OF_CLOSED = frozenset({"reopen"})
"""What is written about a course that has been closed."""


@dataclass(frozen=True)
class Waiting:
    """A draft: its form, what it is about, when it was saved, and the name of the person.

    `page_id` is the id in the address of the page on which it goes on; `fate` says whether it can.
    """

    form: str
    subject: Subject
    subject_id: UUID
    page_id: UUID
    saved_at: datetime
    name: str
    fate: Fate


@dataclass(frozen=True)
class Drafts:
    """What somebody was writing, the latest first. `out_of_sight`: how many are about people they no longer see.

    Those are kept, and shown again with the access.
    """

    waiting: tuple[Waiting, ...]
    out_of_sight: int


def waiting_drafts(viewer: Actor) -> Drafts:
    """What the viewer was writing; of a text written on two devices the latest.

    One query when there is nothing, two else: what they are about is only looked up for the forms there are.
    """
    if viewer.user_id is None:
        return Drafts((), 0)
    unsigned = drafts.unsigned(user_id=viewer.user_id)
    forms = set(unsigned.values_list("form", flat=True))
    if not forms:
        return Drafts((), 0)
    looked_up = _looked_up(forms)
    rows = unsigned.annotate(
        **{subject.value: _packed(viewer, subject) for subject in looked_up}
    ).values_list("form", "subject_id", "saved_at", *(subject.value for subject in looked_up))
    waiting: list[Waiting] = []
    listed: set[tuple[str, UUID]] = set()
    unseen = 0
    for form, subject_id, saved_at, *packed in rows:
        if (form, subject_id) in listed:
            continue
        listed.add((form, subject_id))
        if subject_id == viewer.agency_id or SUBJECTS.get(form) == (Subject.HOUSE,):
            of_house, goes_on = Subject.HOUSE, Fate.GOES_ON
            waiting.append(Waiting(form, of_house, subject_id, subject_id, saved_at, "", goes_on))
            continue
        about = dict(zip(looked_up, packed, strict=True))
        found = next((one for one in SUBJECTS.get(form, ()) if about.get(one)), None)
        if found is None:
            unseen += 1
            continue
        known = about[found]
        person = Person(given_name=known["given"], family_name=known["family"], called_name=known["called"])
        waiting.append(
            Waiting(
                form,
                found,
                subject_id,
                UUID(known["page"]),
                saved_at,
                person.full_name,
                _fate_of(form, Fate(known["fate"])),
            )
        )
    return Drafts(tuple(waiting), unseen)


def _looked_up(forms: Iterable[str]) -> tuple[Subject, ...]:
    """What drafts of these forms may be about and has to be looked up."""
    about = {subject for form in forms for subject in SUBJECTS.get(form, ())}
    return tuple(subject for subject in Subject if subject in about and subject is not Subject.HOUSE)


def _packed(viewer: Actor, subject: Subject) -> Subquery:
    """Name, address and fate of a draft's subject; nothing when it is not in sight."""
    if subject in _OF_THE_HOUSE:
        return _of_the_house(viewer, _OF_THE_HOUSE[subject])
    about = _ABOUT[subject]
    model: Any = about.model
    seen = model.objects.visible_to(viewer).filter(pk=OuterRef("subject_id")).order_by()
    packed = JSONObject(
        given=f"{about.to_person}given_name",
        family=f"{about.to_person}family_name",
        called=f"{about.to_person}called_name",
        page=Cast(about.address, CharField()),
        fate=_fate(viewer, about),
    )
    return Subquery(seen.values(packed=packed)[:1])


def _of_the_house(viewer: Actor, model: type[Worker | Team]) -> Subquery:
    """The name of a colleague or a team, for a draft about cover, hand-overs or supervision."""
    seen = model.objects.filter(pk=OuterRef("subject_id"), agency_id=viewer.agency_id).order_by()
    nothing = Value("", output_field=CharField())
    packed = JSONObject(
        given="name",
        family=nothing,
        called=nothing,
        page=Cast("pk", CharField()),
        fate=Value(Fate.GOES_ON.value, output_field=CharField()),
    )
    return Subquery(seen.values(packed=packed)[:1])


def _fate_of(form: str, fate: Fate) -> Fate:
    return Fate.GOES_ON if fate is Fate.CLOSED and form in _OF_CLOSED else fate


def _fate(viewer: Actor, about: _About) -> Case:
    turns = []
    if about.finished is not None:
        turns.append(When(about.finished, then=Value(Fate.FINISHED.value)))
    if about.to_course is not None:
        ended = Q(**{f"{about.to_course}ends_on__isnull": False})
        turns.append(When(ended, then=Value(Fate.CLOSED.value)))
        mine = reach(about.model, viewer, WALKS_WITH_OR_LEADS)
        turns.append(When(~mine, then=Value(Fate.NOT_MINE.value)))
    return Case(*turns, default=Value(Fate.GOES_ON.value), output_field=CharField())
