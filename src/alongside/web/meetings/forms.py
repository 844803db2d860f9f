"""The forms around a meeting: what is prepared, a quick line, and that it took place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from typing import Any
from uuid import UUID

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from alongside.meetings.models import LineKind
from alongside.meetings.rules import brought_together, listed
from alongside.network.models import NetworkMember
from alongside.web.forms import DayField, HouseForm, OneOf, Pick

PERSON = "person"
MOST_READ = 4000
"""Characters of a list as it stood when the form was opened."""


def _text(label: Any, help_text: Any = "", *, rows: int = 3) -> forms.CharField:
    return forms.CharField(
        required=False, label=label, help_text=help_text, widget=forms.Textarea(attrs={"rows": rows})
    )


class PrepareForm(HouseForm):
    """What the person wants of a meeting, and what it takes to get there.

    Args:
        around: who is around the person and could come.
        plans: (key, words) of the plans others lead.
    """

    wish = _text(
        _("What do you want to get out of it?"),
        _("In their own words: “Half days, and a chair in the shade.”"),
    )
    says = _text(_("What do you want to say, or have said?"), _("It stands on the sheet they take along."))
    speaks = forms.CharField(
        required=False,
        max_length=200,
        label=_("Who speaks"),
        help_text=_("They themselves, or who for them, and who helps when it gets hard."),
    )
    papers = _text(_("Papers to bring"), _("One on each line."))
    way = _text(
        _("How to get there, and together with whom"),
        _("Where and when you meet, bus or car, who walks along to the door."),
        rows=2,
    )
    members = forms.MultipleChoiceField(
        required=False, widget=forms.CheckboxSelectMultiple, label=_("Who comes, of those around them")
    )
    names = _text(_("Who else comes"), _("One name on each line, with where they work."), rows=2)
    about = Pick(required=False, label=_("Which other plan is it about?"), blank=_("None of them"))
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    papers_read = forms.CharField(required=False, max_length=MOST_READ, widget=forms.HiddenInput)
    names_read = forms.CharField(required=False, max_length=MOST_READ, widget=forms.HiddenInput)
    members_read = forms.CharField(required=False, max_length=MOST_READ, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        around: Iterable[NetworkMember],
        plans: list[tuple[str, str | Promise]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        if members := [(str(one.pk), _said(one)) for one in around]:
            self.let_choose("members", members)
        else:
            del self.fields["members"]
        self.let_choose("about", plans)
        if not plans:
            del self.fields["about"]

    def said(self, *, papers: Sequence[str], names: Sequence[str], members: Sequence[UUID]) -> dict[str, Any]:
        """What `prepare_meeting` writes of it, `about` still as its key.

        Args:
            papers, names, members: as they stand now; what a colleague added while this was written stays.
        """
        cleaned = self.cleaned_data
        chosen = [UUID(one) for one in cleaned.get("members", ())]
        members_read = list(_ids(cleaned["members_read"]))
        return {
            **{name: cleaned[name] for name in ("wish", "says", "speaks", "way", "version")},
            "about": cleaned.get("about") or "",
            "papers": brought_together(_lines(cleaned["papers"]), _lines(cleaned["papers_read"]), papers),
            "names": brought_together(_lines(cleaned["names"]), _lines(cleaned["names_read"]), names),
            "members": brought_together(chosen, members_read, members),
        }


def _ids(text: str) -> Iterator[UUID]:
    """The ids in a hidden field; what somebody put there instead is none."""
    for one in text.split():
        with suppress(ValueError):
            yield UUID(one)


class LineForm(HouseForm):
    """One quick line, written on the phone while it is said."""

    kind = OneOf(LineKind, label=_("What is it?"), initial=LineKind.SAID)
    who = forms.CharField(
        required=False,
        max_length=200,
        label=_("Who"),
        help_text=_("Who said it, who does it, or who writes."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    text = forms.CharField(
        required=False, max_length=300, label=_("What"), widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    due_on = DayField(
        required=False, label=_("By when"), help_text=_("When something is to be done or to come.")
    )
    key = forms.UUIDField(widget=forms.HiddenInput)


class HeldForm(HouseForm):
    """It took place: who was there, what happened, what it meant. Signing it makes it the note."""

    argument_fields = {"there": "others"}

    there = forms.MultipleChoiceField(
        required=False, widget=forms.CheckboxSelectMultiple, label=_("Who was there")
    )
    others = forms.CharField(required=False, max_length=200, label=_("Someone else"))
    minutes = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=24 * 60,
        label=_("How long, in minutes"),
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "step": 5}),
    )
    text = forms.CharField(
        required=False,
        label=_("What happened, in short"),
        help_text=_("Your lines stand here already. Add or take away until it reads as the note should."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    meant = _text(_("What did it mean to them?"), _("In their own words. It can also be written later."))

    def __init__(
        self, *args: Any, first_name: str, coming: Sequence[str], around: Sequence[str], **kwargs: Any
    ) -> None:
        kwargs["initial"] = {"there": [PERSON, *coming], **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        names = dict.fromkeys([*coming, *around])
        self.let_choose("there", [(PERSON, first_name), *((name, name) for name in names)])

    def said(self) -> dict[str, Any]:
        """What `hold_meeting` writes of it."""
        cleaned = self.cleaned_data
        names = [name for name in cleaned["there"] if name != PERSON]
        return {
            "there": [*names, *filter(None, [cleaned["others"].strip()])],
            "person_present": PERSON in cleaned["there"],
            "minutes": cleaned["minutes"],
            "text": cleaned["text"],
            "meant": cleaned["meant"],
        }


class MeantForm(HouseForm):
    """What a meeting meant to the person, when it was over."""

    meant = forms.CharField(
        required=False,
        label=_("What did it mean to them?"),
        help_text=_("In their own words, when there was time to think."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)


class StepForm(HouseForm):
    """Under which goal of the plan a decision becomes a step."""

    goal = forms.UUIDField()


class LetterForm(HouseForm):
    """Which document is the letter that was to come."""

    document = forms.UUIDField()


def _lines(text: str) -> list[str]:
    return listed(text.splitlines())


def _said(one: NetworkMember) -> str:
    return ", ".join(
        filter(None, [one.name or one.relation, one.relation if one.name else "", one.organisation])
    )
