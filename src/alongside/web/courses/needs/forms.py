"""What is said about the areas of life."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from alongside.assessments.queries import Seen
from alongside.organisation.choices import Choice
from alongside.web.courses.course import Course
from alongside.web.forms import DayField, HouseForm, Pick

PARTS = ("person_view", "worker_view", "strengths", "level", "urgent")


@dataclass(frozen=True)
class AreaFields:
    """An area of life, its fields, and what was said last time."""

    key: str
    label: str
    person_view: BoundField
    worker_view: BoundField
    strengths: BoundField
    level: BoundField
    urgent: BoundField
    before: Seen | None
    said: bool


class NeedsForm(HouseForm):
    """All areas on one page. Every field may stay empty; an empty area is one you did not talk about."""

    assessed_on = DayField(label=_("When you talked about it"))
    note = forms.CharField(
        required=False, widget=forms.Textarea(attrs={"rows": 3}), label=_("Something about it all")
    )

    def __init__(self, *args: Any, course: Course, before: dict[str, Seen], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.course, self.before = course, before
        levels = [
            (str(level.value), level.label.in_(course.language))
            for level in course.profile.functioning_levels
            if level.value is not None
        ]
        for area in course.profile.life_dimensions:
            self._add(area, levels)

    def _add(self, area: Choice, levels: list[tuple[str, str]]) -> None:
        def words(label: str, rows: int = 3) -> forms.CharField:
            return forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": rows}), label=label)

        name = self.course.name
        fields = {
            "person_view": words(gettext("In %(name)s’s words") % {"name": name}),
            "worker_view": words(gettext("How you see it")),
            "strengths": words(gettext("What is strong, to build on"), rows=2),
            "level": Pick(
                list(levels), required=False, label=gettext("Level of functioning"), blank=gettext("Not used")
            ),
            "urgent": forms.BooleanField(
                required=False, label=gettext("Urgent to %(name)s") % {"name": name}
            ),
        }
        for part, field in fields.items():
            self.fields[f"{area.key}-{part}"] = field

    def areas(self) -> list[AreaFields]:
        """The areas in the profile's order, with their fields."""
        return [
            AreaFields(
                key=area.key,
                label=area.label.in_(self.course.language),
                **{part: self[f"{area.key}-{part}"] for part in PARTS},
                before=self.before.get(area.key),
                said=any(self[f"{area.key}-{part}"].value() for part in PARTS)
                or any(self[f"{area.key}-{part}"].errors for part in PARTS),
            )
            for area in self.course.profile.life_dimensions
        ]

    def ratings(self) -> dict[str, dict[str, Any]]:
        """What was said, for `assess_needs`."""
        typed = self.cleaned_data
        return {
            area.key: {
                "person_view": typed[f"{area.key}-person_view"],
                "worker_view": typed[f"{area.key}-worker_view"],
                "strengths": typed[f"{area.key}-strengths"],
                "level": int(level) if (level := typed[f"{area.key}-level"]) else None,
                "urgent": typed[f"{area.key}-urgent"],
            }
            for area in self.course.profile.life_dimensions
        }


class StartingForm(HouseForm):
    """Which of the nine domains were a problem at the start: yes, no, or not known."""

    def __init__(self, *args: Any, course: Course, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.course = course
        for domain in course.profile.domains:
            field = starting_field(
                domain.label.in_(course.language), answered=domain.key in (self.initial or {})
            )
            self.fields[domain.key] = field

    def present(self) -> dict[str, bool]:
        """The answers given, for `record_starting_problems`."""
        return {key: value == "yes" for key, value in self.cleaned_data.items() if value}


def starting_field(label: str, *, answered: bool) -> forms.ChoiceField:
    """Yes, no, or not known; what was known once can be put right, and not be unknown again."""
    choices = [("yes", gettext("Yes")), ("no", gettext("No"))]
    if not answered:
        choices.append(("", gettext("Not known")))
    return forms.ChoiceField(required=False, label=label, widget=forms.RadioSelect, choices=choices)
