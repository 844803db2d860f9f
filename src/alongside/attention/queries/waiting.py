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


_TO_PERSON: Mapping[Subject, tuple[type[PersonalRecord], str]] = {
    Subject.COURSE: (Enrolment, "person__"),
    Subject.PERSON: (Person, ""),
    Subject.GOAL: (Goal, "plan__enrolment__person__"),
    Subject.SUB_GOAL: (SubGoal, "goal__plan__enrolment__person__"),
    Subject.CONTACT: (Contact, "enrolment__person__"),
    Subject.REFERRAL: (Referral, "person__"),
    Subject.REVIEW: (Review, "enrolment__person__"),
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
    "review": (Subject.REVIEW,),
    "sub_goal": (Subject.GOAL, Subject.SUB_GOAL),
}
"""What each form that keeps its text may be about."""
_ADDRESS: Mapping[Subject, str] = {Subject.REVIEW: "enrolment_id"}
"""Whose id stands in the address of the page where that is not the subject itself."""


@dataclass(frozen=True)
class Waiting:
    """A draft: its form, what it is about, when it was saved, and the name of the person.

    `page_id` is the id in the address of the page on which it goes on.
    """

    form: str
    subject: Subject
    page_id: UUID
    saved_at: datetime
    name: str


def waiting_drafts(viewer: Actor, mine: Mapping[UUID, Companion]) -> list[Waiting]:
    """What the viewer was writing, the latest first. One query, and one for each kind of subject beyond `mine`.

    A draft about something the viewer may not see any more, or about a review that has been finished, stays where
    it is and is not shown.

    Args:
        mine: the viewer's people by course, who need not be looked up.
    """
    kept = drafts.all_kept(user_id=viewer.user_id) if viewer.user_id else []
    known: dict[tuple[Subject, UUID], _Found] = {
        (Subject.COURSE, course): _Found(who.name, course) for course, who in mine.items()
    }
    sought: defaultdict[Subject, list[UUID]] = defaultdict(list)
    for draft in kept:
        for subject in SUBJECTS.get(draft.form, ()):
            if (subject, draft.subject_id) not in known:
                sought[subject].append(draft.subject_id)
    for subject, ids in sought.items():
        known |= {(subject, pk): found for pk, found in _look_up(viewer, subject, ids).items()}
    return [
        Waiting(draft.form, subject, found.page_id, draft.saved_at, found.name)
        for draft in kept
        for subject in SUBJECTS.get(draft.form, ())
        if (found := known.get((subject, draft.subject_id)))
    ]


@dataclass(frozen=True)
class _Found:
    name: str
    page_id: UUID


def _look_up(viewer: Actor, subject: Subject, ids: list[UUID]) -> dict[UUID, _Found]:
    model, path = _TO_PERSON[subject]
    seen: Any = model.objects.visible_to(viewer).filter(pk__in=ids)
    if subject == Subject.REVIEW:
        seen = seen.filter(held_on__isnull=True)
    rows = seen.values_list(
        "pk", _ADDRESS.get(subject, "pk"), f"{path}given_name", f"{path}family_name", f"{path}called_name"
    )
    return {
        pk: _Found(Person(given_name=given, family_name=family, called_name=called).full_name, page_id)
        for pk, page_id, given, family, called in rows
    }
