"""What is typed about scales and ratings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from alongside.fidelity.measures import MEASURES as COUNTED
from alongside.organisation.models import Team
from alongside.scales.models import ScaleAnchor, Total
from alongside.scales.rules import FEWEST, LINE, MOST, NAME, WORDS, Question, Step, spread
from alongside.web.fidelity.words import MEASURES, PRINCIPLES
from alongside.web.forms import DayField, HouseForm, OneOf, Pick

FOR_ALL = "all"


def _longer(rows: int, **said: Any) -> forms.CharField:
    return forms.CharField(
        required=False, max_length=WORDS, widget=forms.Textarea(attrs={"rows": rows}), **said
    )


class ScaleForm(HouseForm):
    """A scale: for a new one also whose it is and how many values it has."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    begun = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)
    """What a new scale begins with: the key of an example, or another scale."""

    name = forms.CharField(max_length=NAME, label=_("Name"))
    purpose = _longer(3, label=_("What it is for"), help_text=_("When you use it, and what you do with it."))
    whose = OneOf(label=_("Whose it is"))
    steps = forms.TypedChoiceField(
        coerce=int,
        choices=[(steps, str(steps)) for steps in range(FEWEST, MOST + 1)],
        initial=4,
        label=_("How many values"),
        help_text=_("From 1, which is the least. They stay, so that every rating can be compared."),
    )
    total = OneOf(Total, label=_("What stands below the items"), initial=Total.MEAN)

    def __init__(
        self, *args: Any, teams: Sequence[Team] = (), for_all: bool = False, new: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        whose = [(str(team.pk), team.name) for team in teams]
        if for_all:
            whose.append((FOR_ALL, gettext("For every team")))
        self.let_choose("whose", whose)
        if not new:
            del self.fields["whose"], self.fields["steps"], self.fields["begun"]
        elif len(whose) == 1:
            self.fields["whose"].initial = whose[0][0]

    @property
    def team_id(self) -> UUID | None:
        """Whose it is to be; None for every team."""
        whose = self.cleaned_data["whose"]
        return None if whose == FOR_ALL else UUID(whose)


class ItemForm(HouseForm):
    """An item: its question, the words of each value, and what is counted for it."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    title = forms.CharField(max_length=NAME, label=pgettext_lazy("of a scale", "Item"))
    asks = _longer(2, label=_("What it asks"))
    measure = Pick(
        required=False,
        label=_("What is counted for it"),
        help_text=_("From the thirteen principles. The records then suggest a value; a person decides."),
        blank=_("Nothing: we decide by hand"),
    )

    def __init__(self, *args: Any, steps: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.steps = steps
        self.let_choose("measure", measures())
        begun = spread(steps)
        for value in range(1, steps + 1):
            self.fields[f"words_{value}"] = forms.CharField(
                max_length=LINE,
                label=gettext("What %(value)d means") % {"value": value},
                widget=forms.Textarea(attrs={"rows": 2}),
            )
            if value > 1:
                self.fields[f"from_{value}"] = forms.IntegerField(
                    required=False,
                    min_value=1,
                    max_value=100,
                    initial=begun[value - 1],
                    label=gettext("The records speak for %(value)d from … per cent") % {"value": value},
                    help_text=gettext("Only where something is counted."),
                )

    @property
    def question(self) -> Question:
        """What was typed, for the rules. The least value holds from 0 per cent."""
        said = self.cleaned_data
        return Question(
            title=said["title"],
            asks=said["asks"],
            measure=said["measure"],
            steps=tuple(
                Step(said[f"words_{value}"], 0 if value == 1 else said[f"from_{value}"])
                for value in range(1, self.steps + 1)
            ),
        )


def measures() -> list[tuple[str, str]]:
    """What can be counted, each with the principle it belongs to."""
    return [
        (measure.key, f"{PRINCIPLES[measure.principle].name}: {MEASURES[measure.key][0]}")
        for measure in COUNTED
    ]


class PeriodForm(HouseForm):
    """Which days a rating looks at."""

    first = DayField(label=_("From"))
    last = DayField(label=_("Up to and including"))


class RateForm(HouseForm):
    """The value of one item."""

    value = forms.TypedChoiceField(
        coerce=int, label=_("Where does the team stand?"), widget=forms.RadioSelect, choices=()
    )
    words = _longer(
        3,
        label=_("Why"),
        help_text=_(
            "Needed where the records suggest something else, or nothing. Nobody you walk with is named here."
        ),
    )

    def __init__(self, *args: Any, anchors: Sequence[ScaleAnchor], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        value: Any = self.fields["value"]
        value.choices = [(anchor.value, f"{anchor.value}: {anchor.words}") for anchor in anchors]


class SignForm(HouseForm):
    """What a team takes from a rating."""

    words = _longer(
        4,
        label=_("What you take from it"),
        help_text=_(
            "What you want to try, and what you look at the next time. Nobody you walk with is named here."
        ),
    )
