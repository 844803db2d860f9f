"""Drafts that wait to be finished, each with the person it is about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from alongside.access.actor import Actor
from alongside.attention.queries.walks import Companion
from alongside.contacts.models import Contact
from alongside.enrolments.models import Enrolment
from alongside.kernel import drafts
from alongside.kernel.models import PersonalRecord
from alongside.people.models import Person
from alongside.plans.models import Goal, SubGoal
from alongside.referrals.models import Referral


class Subject(StrEnum):
    """What a draft is about."""

    COURSE = "course"
    PERSON = "person"
    GOAL = "goal"
    SUB_GOAL = "sub_goal"
    CONTACT = "contact"
    REFERRAL = "referral"


_TO_PERSON: Mapping[Subject, tuple[type[PersonalRecord], str]] = {
    Subject.COURSE: (Enrolment, "person__"),
    Subject.PERSON: (Person, ""),
    Subject.GOAL: (Goal, "plan__enrolment__person__"),
    Subject.SUB_GOAL: (SubGoal, "goal__plan__enrolment__person__"),
    Subject.CONTACT: (Contact, "enrolment__person__"),
    Subject.REFERRAL: (Referral, "person__"),
}
SUBJECTS: Mapping[str, tuple[Subject, ...]] = {
    "agreement": (Subject.COURSE,),
    "amendment": (Subject.CONTACT,),
    "appointment": (Subject.COURSE,),
    "closure": (Subject.COURSE,),
    "contact": (Subject.COURSE,),
    "decision": (Subject.REFERRAL,),
    "goal": (Subject.COURSE, Subject.GOAL),
    "needs": (Subject.COURSE,),
    "plan": (Subject.COURSE,),
    "quote": (Subject.PERSON,),
    "referral": (Subject.REFERRAL,),
    "review": (Subject.COURSE,),
    "sub_goal": (Subject.GOAL, Subject.SUB_GOAL),
}
"""What each form that keeps its text may be about."""


@dataclass(frozen=True)
class Waiting:
    """A draft: its form, what it is about, when it was saved, and the name of the person."""

    form: str
    subject: Subject
    subject_id: UUID
    saved_at: datetime
    name: str


def waiting_drafts(viewer: Actor, mine: Mapping[UUID, Companion]) -> list[Waiting]:
    """What the viewer was writing, the latest first. One query, and one for each kind of subject beyond `mine`.

    A draft about something the viewer may not see any more stays where it is and is not shown.

    Args:
        mine: the viewer's people by course, who need not be looked up.
    """
    kept = drafts.all_kept(user_id=viewer.user_id) if viewer.user_id else []
    known: dict[tuple[Subject, UUID], str] = {
        (Subject.COURSE, course): who.name for course, who in mine.items()
    }
    sought: defaultdict[Subject, list[UUID]] = defaultdict(list)
    for draft in kept:
        for subject in SUBJECTS.get(draft.form, ()):
            if (subject, draft.subject_id) not in known:
                sought[subject].append(draft.subject_id)
    for subject, ids in sought.items():
        known |= {(subject, pk): name for pk, name in _names(viewer, subject, ids).items()}
    return [
        Waiting(draft.form, subject, draft.subject_id, draft.saved_at, known[subject, draft.subject_id])
        for draft in kept
        for subject in SUBJECTS.get(draft.form, ())
        if (subject, draft.subject_id) in known
    ]


def _names(viewer: Actor, subject: Subject, ids: list[UUID]) -> dict[UUID, str]:
    model, path = _TO_PERSON[subject]
    seen: Any = model.objects.visible_to(viewer).filter(pk__in=ids)
    rows = seen.values_list("pk", f"{path}given_name", f"{path}family_name", f"{path}called_name")
    return {
        pk: Person(given_name=given, family_name=family, called_name=called).full_name
        for pk, given, family, called in rows
    }
