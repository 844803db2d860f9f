"""The forms about contacts. The note's parts that do not apply to what happened are not read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from alongside.contacts.models import ContactKind
from alongside.contacts.queries import Planned
from alongside.contacts.rules import Touch
from alongside.organisation.choices import Choices, ContactPlace
from alongside.organisation.profile import Profile
from alongside.plans.queries import ActiveGoal, NextStep
from alongside.web.forms import ClockField, DayField, HouseForm, OneOf, Pick, moment, options

MET, TRIED, PHONE, MESSAGE, MEETING = "met", "tried", "phone", "message", "meeting"
HOW: list[tuple[str, str | Promise]] = [
    (MET, pgettext_lazy("what happened", "Met")),
    (TRIED, pgettext_lazy("what happened", "Tried")),
    (PHONE, pgettext_lazy("what happened", "Phone")),
    (MESSAGE, pgettext_lazy("what happened", "Message")),
    (MEETING, pgettext_lazy("what happened", "Meeting")),
]
KIND_OF = {
    MET: ContactKind.VISIT,
    PHONE: ContactKind.PHONE,
    MESSAGE: ContactKind.MESSAGE,
    MEETING: ContactKind.MEETING,
}
HOW_OF = {kind.value: how for how, kind in KIND_OF.items()}
ICONS = {MET: "people", TRIED: "street", PHONE: "phone", MESSAGE: "message", MEETING: "office"}
NOW, AS_PLANNED, EARLIER = "now", "planned", "earlier"
OTHER = "other"
MINUTES = (15, 30, 50, 90)
MOVED: list[tuple[str, str | Promise]] = [
    ("", pgettext_lazy("goal in a note", "Not today")),
    ("back", pgettext_lazy("goal in a note", "Back")),
    ("same", pgettext_lazy("goal in a note", "Same")),
    ("forward", pgettext_lazy("goal in a note", "Forward")),
]
PLAN_KINDS: list[tuple[str, str | Promise]] = [
    (ContactKind.VISIT, pgettext_lazy("planned", "Meet")),
    (ContactKind.PHONE, pgettext_lazy("planned", "Phone")),
    (ContactKind.MEETING, pgettext_lazy("planned", "Meeting with others")),
]
PERSON = "person"


@dataclass(frozen=True)
class About:
    """What the note's form offers: this person's goals, steps, people, and what was planned.

    Attributes:
        people: names of those around the person, for "who was there".
        cautions: what the person wishes when it comes to speaking with them, where they wish to be asked or said no.
        ways: bridges, with the name of the service, on which a visit there together is what can come next.
        planned: the planned contact this note is about, when it is one.
    """

    profile: Profile
    first_name: str
    now: datetime
    goals: Sequence[ActiveGoal] = ()
    steps: Sequence[NextStep] = ()
    people: Sequence[str] = ()
    cautions: Mapping[str, str] = field(default_factory=dict)
    ways: Sequence[tuple[UUID, str]] = ()
    planned: Planned | None = None


@dataclass(frozen=True)
class GoalRow:
    """A goal of the form, with its sub-goals."""

    title: str
    commissioned: bool
    field: BoundField
    sub_goals: tuple[tuple[str, BoundField], ...]


class NoteForm(HouseForm):
    """What happened, in one form: met, tried, phone, message, meeting."""

    how = OneOf(HOW, label=_("What happened"))
    tried_how = OneOf([], label=_("What happened when you tried"), required=False)
    place = OneOf([], label=_("Where"), required=False)
    place_text = forms.CharField(
        label=_("Where exactly"),
        help_text=_("If it helps to know: Åparken, by the kiosk."),
        max_length=200,
        required=False,
    )
    when = OneOf([(NOW, _("Just now")), (EARLIER, _("Earlier"))], label=_("When"), initial=NOW)
    day = DayField(label=_("Day"), required=False)
    clock = ClockField(label=_("Time"), required=False)
    length = OneOf([], label=_("How long"), required=False)
    minutes = forms.IntegerField(label=_("Minutes"), min_value=1, max_value=24 * 60, required=False)
    text = forms.CharField(
        label=_("What happened, in short"),
        help_text=_("Their words in “quotes”. Facts first, then what you think."),
        widget=forms.Textarea(attrs={"rows": 5}),
        required=False,
    )
    there = forms.MultipleChoiceField(
        label=_("Who was there"), widget=forms.CheckboxSelectMultiple, required=False
    )
    others = forms.CharField(label=_("Someone else"), max_length=200, required=False)
    went_to = forms.MultipleChoiceField(
        label=_("Were you there together?"),
        help_text=_("Then it stands on the way to the service, too."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    steps_done = forms.MultipleChoiceField(
        label=_("Done now"), widget=forms.CheckboxSelectMultiple, required=False
    )
    step_title = forms.CharField(label=_("A new step"), max_length=300, required=False)
    step_goal = Pick([], label=_("It belongs to"), required=False)
    step_due = DayField(label=_("By when"), required=False)
    next_kind = OneOf(PLAN_KINDS, label=_("Next time"), initial=ContactKind.VISIT, required=False)
    next_day = DayField(label=_("Day"), required=False)
    next_clock = ClockField(label=_("Time"), required=False)
    next_about = forms.CharField(label=_("Where and what about"), max_length=200, required=False)
    planned = forms.UUIDField(widget=forms.HiddenInput, required=False)

    argument_fields = {"occurred_at": "day", "how": "tried_how"}

    def __init__(self, *args: Any, about: About, **kwargs: Any) -> None:
        self.about = about
        kwargs["initial"] = {**self._first_guess(about), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        self._choices("tried_how", options(about.profile.tried_outcomes))
        self._choices("place", options(places(about.profile)))
        self._choices("length", [*((str(n), minutes_text(n)) for n in MINUTES), (OTHER, _("Other"))])
        self._choices(
            "there", [(PERSON, about.first_name), *((name, self._said(name)) for name in about.people)]
        )
        self._choices("went_to", [(str(bridge), service) for bridge, service in about.ways])
        self._choices("steps_done", [(str(step.id), step.title) for step in about.steps])
        self.fields["step_goal"].offer([(str(goal.id), goal.title) for goal in about.goals])  # type: ignore[attr-defined]
        if self["planned"].value():
            self._choices(
                "when", [(NOW, _("Just now")), (AS_PLANNED, _("As planned")), (EARLIER, _("Earlier"))]
            )
        if about.planned is not None:
            at = localtime(about.planned.at)
            self.initial.setdefault("day", at.date())
            self.initial.setdefault("clock", at.time())
        for goal in about.goals:
            self.fields[_goal_field(goal.id)] = _moved(goal.title)
            for sub in goal.sub_goals:
                self.fields[_sub_goal_field(sub.id)] = _moved(sub.title)

    @staticmethod
    def _first_guess(about: About) -> dict[str, Any]:
        guess: dict[str, Any] = {"how": MET, "there": [PERSON], "day": localtime(about.now).date()}
        if about.planned is not None:
            guess |= {
                "how": HOW_OF[about.planned.kind],
                "place": about.planned.place,
                "place_text": about.planned.place_text,
                "planned": about.planned.id,
                "when": AS_PLANNED if about.planned.at <= about.now else NOW,
            }
        return guess

    def _said(self, name: str) -> str:
        caution = self.about.cautions.get(name)
        return f"{name} ({caution})" if caution else name

    def _choices(self, name: str, choices: Sequence[tuple[str, str | Promise]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    @property
    def goals(self) -> Iterator[GoalRow]:
        """The goals, one tap each."""
        for goal in self.about.goals:
            yield GoalRow(
                goal.title,
                goal.commissioned,
                self[_goal_field(goal.id)],
                tuple((sub.title, self[_sub_goal_field(sub.id)]) for sub in goal.sub_goals),
            )

    @property
    def is_try(self) -> bool:
        """Whether "Tried" is chosen as the form stands."""
        return bool(self["how"].value() == TRIED)

    def clean(self) -> dict[str, Any]:
        """Read the parts that apply to what happened; the others may hold anything."""
        cleaned: dict[str, Any] = super().clean() or {}
        for name in self._not_read(cleaned) & self.errors.keys():
            del self.errors[name]
        if cleaned.get("when") == EARLIER:
            self._require("day", _("Say on which day."))
            self._require("clock", _("Say at what time."))
        if cleaned.get("how") == TRIED:
            self._require("tried_how", _("Choose what happened when you tried."))
        else:
            self._check_note(cleaned)
        if cleaned.get("step_title") and self.about.goals:
            self._require("step_goal", _("Choose the goal it belongs to."))
        if cleaned.get("next_day") or cleaned.get("next_clock") or cleaned.get("next_about"):
            self._require("next_day", _("Say on which day."))
            self._require("next_clock", _("Say at what time."))
        return cleaned

    def _check_note(self, cleaned: dict[str, Any]) -> None:
        if not cleaned.get("there") and not cleaned.get("others"):
            self.add_error("there", ValidationError(_("Say who was there."), code="nobody_there"))
        if cleaned.get("length") == OTHER:
            self._require("minutes", _("Write how many minutes."))

    def _require(self, name: str, says: str | Promise) -> None:
        if not self.cleaned_data.get(name) and name not in self.errors:
            self.add_error(name, ValidationError(str(says), code="required"))

    def _not_read(self, cleaned: dict[str, Any]) -> set[str]:
        """The fields that do not apply, whatever they hold."""
        found = set() if cleaned.get("when") == EARLIER else {"day", "clock"}
        if cleaned.get("how") == TRIED:
            of_goals = {name for name in self.fields if name.startswith(("goal_", "sub_goal_"))}
            return found | of_goals | {"length", "minutes", "there", "others", "steps_done", "went_to"}
        return found | {"tried_how"} | ({"minutes"} if cleaned.get("length") not in ("", OTHER) else set())

    def occurred_at(self) -> datetime:
        """When it happened."""
        when = self.cleaned_data["when"]
        if when == EARLIER:
            return moment(self.cleaned_data["day"], self.cleaned_data["clock"])
        if when == AS_PLANNED and self.about.planned is not None:
            return self.about.planned.at
        return self.about.now

    def where(self) -> dict[str, str]:
        """The place, for a contact that has one."""
        if self.cleaned_data["how"] in (PHONE, MESSAGE):
            remote = next(
                (place.key for place in self.about.profile.contact_places if place.setting == "remote"), ""
            )
            return {"place": remote, "place_text": ""}
        return {"place": self.cleaned_data["place"], "place_text": self.cleaned_data["place_text"]}

    def how_long(self) -> int | None:
        """Minutes, None when nobody said."""
        length = self.cleaned_data["length"]
        return int(length) if length not in ("", OTHER) else self.cleaned_data["minutes"]

    def touches(self) -> list[Touch]:
        """The goals that were touched."""
        found = []
        for goal in self.about.goals:
            if moved := self.cleaned_data.get(_goal_field(goal.id)):
                found.append(Touch(goal.id, moved))
            for sub in goal.sub_goals:
                if moved := self.cleaned_data.get(_sub_goal_field(sub.id)):
                    found.append(Touch(goal.id, moved, sub_goal=sub.id))
        return found

    def others_present(self) -> str:
        """Who was there beside the person, in words."""
        named = [name for name in self.cleaned_data["there"] if name != PERSON]
        return ", ".join([*named, *filter(None, [self.cleaned_data["others"]])])

    def person_present(self) -> bool:
        """Whether the person was there."""
        return PERSON in self.cleaned_data["there"]

    def ways_gone(self) -> list[UUID]:
        """The bridges on which this was a visit together: face to face, with the person."""
        if self.cleaned_data["how"] not in (MET, MEETING) or not self.person_present():
            return []
        return [UUID(bridge) for bridge in self.cleaned_data["went_to"]]

    def steps_now_done(self) -> list[UUID]:
        """The steps that were ticked."""
        return [UUID(step) for step in self.cleaned_data["steps_done"]]

    def next_at(self) -> datetime | None:
        """The next time, when one was planned."""
        if self.cleaned_data.get("next_day") is None:
            return None
        return moment(self.cleaned_data["next_day"], self.cleaned_data["next_clock"])


class AmendForm(HouseForm):
    """Something added to a signed note."""

    text = forms.CharField(
        label=_("What you want to add"),
        help_text=_(
            "The note stays as it was signed. What you add stands under it, with your name and the day."
        ),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    reason = forms.CharField(label=_("Why"), max_length=300, required=False)


def places(profile: Profile) -> Choices[ContactPlace]:
    """Where one meets: the profile's places without "no place"."""
    return Choices(place for place in profile.contact_places if place.setting != "remote")


def minutes_text(minutes: int) -> str:
    """ "50 min" """
    return ngettext("%(minutes)d min", "%(minutes)d min", minutes) % {"minutes": minutes}


def _moved(title: str) -> OneOf:
    return OneOf(MOVED, label=title, required=False, initial="")


def _goal_field(goal_id: UUID) -> str:
    return f"goal_{goal_id.hex}"


def _sub_goal_field(sub_goal_id: UUID) -> str:
    return f"sub_goal_{sub_goal_id.hex}"
