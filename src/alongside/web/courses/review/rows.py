"""Reviews in words: what was judged, what follows from it, how near the next one is."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext

from alongside.reviews.models import (
    AfterReview,
    DomainChange,
    FollowUpResult,
    Movement,
    Review,
    StillRight,
)
from alongside.reviews.queries import Coming, JudgedGoal, JudgedSubGoal, Judgement, Sheet
from alongside.reviews.rules import Standing
from alongside.web import dates
from alongside.web.courses.course import Course
from alongside.web.courses.review.forms import STILL_RIGHT, ReviewForm

NOT_SAID = "–"
METHOD_MONTHS = 3


@dataclass(frozen=True)
class Stage:
    """One of the five parts of a review, for the stepper."""

    url: str
    label: str
    done: bool
    current: bool = False


@dataclass(frozen=True)
class ComingRow:
    """The coming review."""

    day: str
    when: str
    state: str
    begun: bool


@dataclass(frozen=True)
class FinishedRow:
    """A finished review in a list."""

    id: UUID
    day: str
    worker: str
    result: str | Promise
    summary: str
    present: str
    person_words: str
    next_day: str


@dataclass(frozen=True)
class View:
    """What one side said about a goal."""

    movement: str | Promise
    words: str


@dataclass(frozen=True)
class JudgedRow:
    """A goal or sub-goal as it was judged. `after` is empty when they go on with it."""

    title: str
    commissioned: bool
    person: View
    worker: View
    after: str | Promise
    sub_goals: list[JudgedRow]


@dataclass(frozen=True)
class RatedRow:
    """One of the nine areas as it was rated."""

    label: str
    person: str | Promise
    worker: str | Promise


def heading(name: str, months: int) -> str:
    """What the review is called: by its interval where that is the method's three months."""
    if months == METHOD_MONTHS:
        return gettext("Three months with %(name)s") % {"name": name}
    return gettext("Looking back with %(name)s") % {"name": name}


def next_heading(months: int) -> str:
    """What the last part of the review is called."""
    return gettext("Next three months") if months == METHOD_MONTHS else gettext("Until next time")


def stepper(form: ReviewForm, months: int) -> list[Stage]:
    """The five parts, each marked when something is there already."""

    def said(*names: str) -> bool:
        return any(str(form[name].value() or "").strip() for name in names)

    movements = [name for name in form.fields if name.startswith("j-") and not name.endswith("-after")]
    areas = [name for name in form.fields if name.startswith("d-")]
    return [
        Stage("#happened", gettext("What happened"), said("summary", "person_words")),
        Stage("#goals", gettext("Goals"), said(*movements)),
        Stage("#areas", gettext("Nine areas"), said(*areas)),
        Stage("#right", gettext("Still the right support?"), said(*STILL_RIGHT)),
        Stage("#next", next_heading(months), said("next_due_on", "present")),
    ]


def coming_row(found: Coming, course: Course) -> ComingRow:
    """The coming review with how near it is."""
    today = course.viewer.today
    states = {Standing.OVERDUE: "late", Standing.TODAY: "soon"}
    return ComingRow(
        day=dates.short_day(found.due_on, today),
        when=dates.due(found.due_on, today),
        state=states.get(found.standing, ""),
        begun=found.begun,
    )


def finished_rows(reviews: list[Review], course: Course) -> list[FinishedRow]:
    """Finished reviews for a list, in the order given."""
    today = course.viewer.today
    return [
        FinishedRow(
            id=review.pk,
            day=dates.short_day(review.held_on, today) if review.held_on else "",
            worker=review.worker.name if review.worker else "",
            result=FollowUpResult(review.follow_up_result).label if review.follow_up_result else "",
            summary=review.summary,
            present=review.present,
            person_words=review.person_words,
            next_day=dates.short_day(review.next_due_on, today) if review.next_due_on else "",
        )
        for review in reviews
    ]


def judged(sheet: Sheet) -> list[JudgedRow]:
    """Goals as they were judged."""
    return [
        _judged(goal, goal.commissioned, [_judged(sub, False, []) for sub in goal.sub_goals])
        for goal in sheet.goals
    ]


def _judged(goal: JudgedGoal | JudgedSubGoal, commissioned: bool, subs: list[JudgedRow]) -> JudgedRow:
    found: Judgement = goal.judgement
    return JudgedRow(
        title=goal.title,
        commissioned=commissioned,
        person=View(_movement(found.person_movement), found.person_words),
        worker=View(_movement(found.worker_movement), found.worker_words),
        after="" if found.after == AfterReview.GO_ON else AfterReview(found.after).label,
        sub_goals=subs,
    )


def rated(sheet: Sheet, course: Course) -> list[RatedRow]:
    """The nine areas that were talked about, in the profile's order."""
    return [
        RatedRow(
            domain.label.in_(course.language),
            _change(sheet.ratings[domain.key][0]),
            _change(sheet.ratings[domain.key][1]),
        )
        for domain in course.profile.domains
        if any(sheet.ratings.get(domain.key, ()))
    ]


def still_right(review: Review) -> list[tuple[str, str | Promise]]:
    """Whether ICM was still what was needed; only what was answered."""
    labels = {
        "intensity": gettext("How often"),
        "flexibility": gettext("How flexible"),
        "coordination": gettext("Coordination"),
    }
    return [
        (labels[name], StillRight(value).label) for name in STILL_RIGHT if (value := getattr(review, name))
    ]


def answer(review: Review) -> str | Promise:
    """The answer to the order's follow-up; empty when none was given."""
    return FollowUpResult(review.follow_up_result).label if review.follow_up_result else ""


def outcomes(sheet: Sheet) -> list[str]:
    """What finishing will do, a sentence for each goal; those that go on are not listed."""
    sentences = {
        AfterReview.REACHED: gettext("“%(title)s” is reached."),
        AfterReview.REST: gettext("“%(title)s” comes to rest."),
        AfterReview.CHANGE: gettext("“%(title)s” is to be changed; you do that in the plan afterwards."),
    }
    return [
        sentences[AfterReview(judged.judgement.after)] % {"title": judged.title}
        for judged in sheet.everything
        if judged.judgement.after in sentences
    ]


def _movement(key: str) -> str | Promise:
    return Movement(key).label if key else NOT_SAID


def _change(key: str) -> str | Promise:
    return DomainChange(key).label if key else NOT_SAID
