"""What another plan asks of the person, and what is written to the other side of the thread."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from alongside.liaison.models import EntryKind
from alongside.liaison.queries import Written
from alongside.web.forms import DayField, HouseForm, OneOf, Pick

SHORT = 60
"""So many characters of a question stand in the list of those that can be answered."""
MOST = 5000
"""Characters of an entry: what is longer is a letter."""


class DemandForm(HouseForm):
    """What a plan of somebody else asks of the person."""

    text = forms.CharField(
        required=False,
        max_length=300,
        label=_("What is asked of them"),
        help_text=_("As the plan says it: “Meets at the clinic every Tuesday.”"),
    )
    due_on = DayField(required=False, label=_("By when"))
    goals = forms.MultipleChoiceField(
        required=False, widget=forms.CheckboxSelectMultiple, label=_("Which of our goals work on it")
    )
    support = forms.CharField(
        required=False,
        max_length=200,
        label=_("Who helps with it otherwise"),
        help_text=_("The sister, the job coach: when it is no goal of ours."),
    )
    ended_on = DayField(
        required=False,
        label=_("Met, or asked no more, since"),
        help_text=_("Leave it empty while it is asked."),
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, goals: list[tuple[str, str]], fresh: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if goals:
            self.let_choose("goals", goals)
        else:
            del self.fields["goals"]
        if fresh:
            del self.fields["ended_on"], self.fields["version"]

    def said(self) -> dict[str, Any]:
        """What the operations write of it."""
        return {**self.cleaned_data, "goals": [UUID(one) for one in self.cleaned_data.get("goals", ())]}


class EntryForm(HouseForm):
    """What is written to the other side, or what the other side said."""

    argument_fields = {"for_them": "side"}

    side = OneOf(label=_("Whose words are they?"), initial="us")
    kind = OneOf(EntryKind, label=_("What is it?"), initial=EntryKind.QUESTION)
    answers = Pick(required=False, label=_("Which question is answered?"))
    text = forms.CharField(
        required=False, max_length=MOST, label=_("In words"), widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args: Any, to_answer: Sequence[Written], for_both: str = "", **kwargs: Any) -> None:
        """`to_answer`: the questions that wait for the writer; `for_both`: the authority, when it has no account."""
        super().__init__(*args, **kwargs)
        if for_both:
            self.let_choose("side", [("us", _("Ours")), ("them", for_both)])
        else:
            del self.fields["side"]
        if not to_answer:
            del self.fields["answers"]
            self.let_choose("kind", [one for one in EntryKind.choices if one[0] != EntryKind.ANSWER])
            return
        self.let_choose("answers", [(str(one.id), Truncator(one.text).chars(SHORT)) for one in to_answer])
        first = to_answer[0]
        self.initial = {"kind": EntryKind.ANSWER, "answers": str(first.id), **self.initial}
        if for_both and not first.from_authority:
            self.initial["side"] = "them"
