"""What is chosen when two records become one, and when that is undone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from alongside.access.actor import Actor
from alongside.organisation.profile import Profile
from alongside.organisation.queries import profile_of
from alongside.people.merging import Clash, Hangs, numbers_in_both
from alongside.people.models import Merge, Person
from alongside.people.rules.merging import JOINED_BY, Back, Keep
from alongside.people.undoing import Changed
from alongside.web.forms import HouseForm, OneOf
from alongside.web.sameness.rows import LABELS, fields_of, full_day, said

_SIDES: list[tuple[str, str | Promise]] = [
    (Keep.KEPT, _("of the record that is kept")),
    (Keep.OTHER, _("of the other")),
]
_BOTH: tuple[str, str | Promise] = (Keep.BOTH, _("Keep both"))


class ApartForm(HouseForm):
    """They are not the same person."""

    reason = forms.CharField(
        label=_("How do you know?"),
        help_text=_("Such as: brothers; both have been here at once. Nobody is asked about them again."),
        max_length=500,
    )
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Beside the other form on the page, which asks for a reason too, each field has an id of its own."""
        super().__init__(*args, **{**kwargs, "auto_id": "apart_%s"})


class MergeForm(HouseForm):
    """Which of the two values is kept of each field, and why the two are one."""

    reason = forms.CharField(
        label=_("How do you know that they are one person?"),
        help_text=_("Such as: she says so herself; the same CPR number on both letters."),
        max_length=500,
    )
    key = forms.UUIDField(widget=forms.HiddenInput)
    kept_version = forms.IntegerField(widget=forms.HiddenInput)
    other_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, viewer: Actor, kept: Person, other: Person, clashes: Sequence[Clash], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        profile = profile_of(viewer.agency_id)
        self._systems = {system.key: system.system for system in profile.identifier_systems}
        for field in fields_of(kept, other):
            if field.open:
                both = [_BOTH] if field.name in JOINED_BY else []
                self._ask(f"field_{field.name}", LABELS[field.name], [*_SIDES, *both])
        in_both = numbers_in_both(kept, other)
        for system in profile.identifier_systems:
            if system.system in in_both:
                self._ask(f"number_{system.key}", system.label.in_(viewer.language), _SIDES)
        self.settled: list[str] = []
        for clash in clashes:
            if clash.settlement is not None:
                rows = ((Keep.KEPT, clash.kept), (Keep.OTHER, clash.other))
                options = [(side, clash.settlement.says(viewer, row)) for side, row in rows]
                name = f"settle_{clash.key}"
                self._ask(name, clash.settlement.asks, options, initial=None)
                self.settled.append(name)

    def _ask(
        self, name: str, label: str | Promise, options: Sequence[tuple[str, Any]], initial: Any = Keep.KEPT
    ) -> None:
        field = OneOf(list(options), label=label)
        field.initial = initial
        self.fields[name] = field

    def questions(self) -> Iterator[forms.BoundField]:
        """What both have and a person has only one of."""
        return (self[name] for name in self.settled)

    @property
    def choices(self) -> dict[str, dict[str, Keep]]:
        """`fields`, `numbers` and `settle` as `merge_people` takes them."""
        found: dict[str, dict[str, Keep]] = {"fields": {}, "numbers": {}, "settle": {}}
        for name, value in self.cleaned_data.items():
            kind, _sep, rest = name.partition("_")
            if kind == "field":
                found["fields"][rest] = Keep(value)
            elif kind == "number":
                found["numbers"][self._systems[rest]] = Keep(value)
            elif kind == "settle":
                found["settle"][rest] = Keep(value)
        return found


class UndoForm(HouseForm):
    """Making two records of one again."""

    reason = forms.CharField(
        label=_("Why were they not one person after all?"),
        help_text=_("Whoever asks later reads it. Nobody is asked about these two again."),
        max_length=500,
    )
    also_move = forms.MultipleChoiceField(
        label=_("What was added since and belongs to the other"),
        help_text=_("What you do not tick stays with the record that was kept."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    key = forms.UUIDField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        merge: Merge,
        changed: Sequence[Changed],
        added: Sequence[tuple[Hangs, Any]],
        kinds: Mapping[str, str | Promise],
        profile: Profile,
        today: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.asked = []
        for one in changed:
            name = f"back_{one.name}"
            now, before = (said(one.name, value, profile, today) for value in (one.now, one.before))
            empty = _("nothing")
            field = OneOf(
                [
                    (Back.NOW, _("%(value)s, as it says now") % {"value": now or empty}),
                    (Back.BEFORE, _("%(value)s, as it said before") % {"value": before or empty}),
                ],
                label=LABELS[one.name],
            )
            self.fields[name] = field
            self.asked.append(name)
        if added:
            ticks: Any = self.fields["also_move"]
            ticks.choices = [
                (f"{hangs.label}:{row.pk}", _added(kinds.get(hangs.label, _("Something else")), row))
                for hangs, row in added
            ]
        else:
            del self.fields["also_move"]

    def questions(self) -> Iterator[forms.BoundField]:
        """The fields that were changed since."""
        return (self[name] for name in self.asked)

    @property
    def fields_back(self) -> dict[str, Back]:
        """As `undo_merge` takes them."""
        return {name.removeprefix("back_"): Back(self.cleaned_data[name]) for name in self.asked}

    @property
    def moving(self) -> list[tuple[str, str]]:
        """(kind, id) of what was ticked."""
        ticked = self.cleaned_data.get("also_move", [])
        return [(label, record_id) for label, _sep, record_id in (one.partition(":") for one in ticked)]


def _added(kind: str | Promise, row: Any) -> str:
    return f"{kind}, {full_day(localtime(row.recorded_at).date())}"
