"""What is judged and written in a review."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import TextChoices
from django.forms import BoundField
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from alongside.reviews.models import AfterReview, DomainChange, FollowUpResult, Movement, Review, StillRight
from alongside.reviews.operations import Judged
from alongside.reviews.queries import JudgedGoal, JudgedSubGoal, Sheet
from alongside.web.courses.course import Course
from alongside.web.forms import DayField, HouseForm, OneOf

STILL_RIGHT = ("intensity", "flexibility", "coordination")
WORDS = ("present", "summary", "person_words", *STILL_RIGHT, "still_right_note", "follow_up_result")
"""Fields of the form that are fields of the review under the same name."""
JUDGED = ("person_movement", "person_words", "worker_movement", "worker_words", "after")
"""What is said about one goal or sub-goal."""


def not_talked_about() -> SafeString:
    """A dash for the eye, words for the ear."""
    return format_html(
        '<span aria-hidden="true">–</span><span class="sr-only">{}</span>', gettext("Not talked about")
    )


def open_choices(source: type[TextChoices]) -> list[tuple[str, str | Promise]]:
    """The choices, and "not talked about" last: a tap can be taken back."""
    return [*source.choices, ("", not_talked_about())]


@dataclass(frozen=True)
class JudgementFields:
    """The fields in which one goal or sub-goal is judged by both."""

    person: BoundField
    worker: BoundField
    person_words: BoundField
    worker_words: BoundField
    after: BoundField


@dataclass(frozen=True)
class SubGoalFields:
    """A sub-goal and its fields."""

    goal: JudgedSubGoal
    fields: JudgementFields


@dataclass(frozen=True)
class GoalFields:
    """A goal, its fields and its sub-goals."""

    goal: JudgedGoal
    fields: JudgementFields
    sub_goals: list[SubGoalFields]


@dataclass(frozen=True)
class DomainFields:
    """One of the nine areas, judged by both."""

    label: str
    person: BoundField
    worker: BoundField


class ReviewForm(HouseForm):
    """The whole review on one page; nothing in it is obligatory until it is finished."""

    present = forms.CharField(required=False, max_length=300, label=_("Who was there"))
    summary = forms.CharField(
        required=False, widget=forms.Textarea(attrs={"rows": 3}), label=_("The three months in short")
    )
    person_words = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 3}))
    intensity = OneOf(required=False, label=_("How often"))
    flexibility = OneOf(required=False, label=_("How flexible"))
    coordination = OneOf(required=False, label=pgettext_lazy("of services", "Coordination"))
    still_right_note = forms.CharField(
        required=False, widget=forms.Textarea(attrs={"rows": 2}), label=_("Why, in a few words")
    )
    follow_up_result = OneOf(required=False, label=_("Answer to the order’s follow-up"))
    next_due_on = DayField(required=False, label=_("Next review"))
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, course: Course, review: Review, sheet: Sheet, **kwargs: Any) -> None:
        self.course, self.sheet = course, sheet
        kwargs["initial"] = initial_of(review, sheet)
        super().__init__(*args, **kwargs)
        self.fields["person_words"].label = gettext("What %(name)s says about them") % {"name": course.name}
        for name in STILL_RIGHT:
            self._offer(name, open_choices(StillRight))
        self._offer("follow_up_result", open_choices(FollowUpResult))
        for judged in sheet.everything:
            self._add_judgement(judged.id, judged.title)
        for domain in course.profile.domains:
            label = domain.label.in_(course.language)
            for who, name in self._both():
                self.fields[f"d-{domain.key}-{who}"] = OneOf(
                    open_choices(DomainChange), required=False, label=_said(name, label)
                )

    def _offer(self, name: str, choices: list[tuple[str, str | Promise]]) -> None:
        field = self.fields[name]
        assert isinstance(field, OneOf)
        field.choices = choices

    def _both(self) -> list[tuple[str, str]]:
        return [("person", self.course.name), ("worker", self.course.worker_name)]

    def _add_judgement(self, key: UUID, title: str) -> None:
        for who, name in self._both():
            self.fields[f"j-{key}-{who}_movement"] = OneOf(
                open_choices(Movement), required=False, label=_said(name, title)
            )
            self.fields[f"j-{key}-{who}_words"] = forms.CharField(
                required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
                label=gettext("%(name)s’s words about “%(title)s”") % {"name": name, "title": title},
            )
        self.fields[f"j-{key}-after"] = OneOf(
            AfterReview, required=False, label=gettext("After this: %(title)s") % {"title": title}
        )

    def goals(self) -> list[GoalFields]:
        """The goals with their fields, in the person's order."""
        return [
            GoalFields(
                goal,
                self._fields_of(goal.id),
                [SubGoalFields(sub, self._fields_of(sub.id)) for sub in goal.sub_goals],
            )
            for goal in self.sheet.goals
        ]

    def _fields_of(self, key: UUID) -> JudgementFields:
        names = ("person_movement", "worker_movement", "person_words", "worker_words", "after")
        return JudgementFields(*(self[f"j-{key}-{name}"] for name in names))

    def domains(self) -> list[DomainFields]:
        """The nine areas with their fields."""
        return [
            DomainFields(
                domain.label.in_(self.course.language),
                self[f"d-{domain.key}-person"],
                self[f"d-{domain.key}-worker"],
            )
            for domain in self.course.profile.domains
        ]

    def still_right(self) -> list[BoundField]:
        """Whether ICM is still what is needed: how often, how flexible, coordination (seed 002)."""
        return [self[name] for name in STILL_RIGHT]

    def judgements(self) -> dict[UUID, Judged]:
        """What was judged, for `write_review`."""
        return {judged.id: self._judged(judged.id) for judged in self.sheet.everything}

    def _judged(self, key: UUID) -> Judged:
        typed = self.cleaned_data
        return {
            "person_movement": typed[f"j-{key}-person_movement"],
            "person_words": typed[f"j-{key}-person_words"].strip(),
            "worker_movement": typed[f"j-{key}-worker_movement"],
            "worker_words": typed[f"j-{key}-worker_words"].strip(),
            "after": typed[f"j-{key}-after"] or AfterReview.GO_ON.value,
        }

    def ratings(self) -> dict[str, tuple[str, str]]:
        """How the nine areas were rated, for `write_review`."""
        typed = self.cleaned_data
        return {
            domain.key: (typed[f"d-{domain.key}-person"], typed[f"d-{domain.key}-worker"])
            for domain in self.course.profile.domains
        }


class FinishForm(HouseForm):
    """The last step: the day, and the day of the next one."""

    held_on = DayField(label=_("Finished together on"))
    next_due_on = DayField(label=_("Next review"))
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)


class MoveForm(HouseForm):
    """A coming review gets another day, with a reason."""

    due_on = DayField(label=_("New day"))
    reason = forms.CharField(
        max_length=300,
        label=_("Why"),
        error_messages={"required": _("Write why it is moved, so that it can be understood later.")},
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)


def initial_of(review: Review, sheet: Sheet) -> dict[str, Any]:
    """What has been saved so far."""
    found: dict[str, Any] = {name: getattr(review, name) for name in WORDS}
    found |= {"next_due_on": review.next_due_on, "version": review.version}
    for judged in sheet.everything:
        for name in JUDGED:
            found[f"j-{judged.id}-{name}"] = getattr(judged.judgement, name)
    for domain, (person, worker) in sheet.ratings.items():
        found |= {f"d-{domain}-person": person, f"d-{domain}-worker": worker}
    return found


def _said(name: str, about: str) -> str:
    return gettext("%(name)s: %(about)s") % {"name": name, "about": about}
