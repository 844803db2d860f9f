"""What to try next, and where somebody can be found."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.organisation.choices import Choices, OutreachTry
from alongside.organisation.models import Worker
from alongside.web.forms import DayField, HouseForm, OneOf, Pick, options


class NextTryForm(HouseForm):
    """What is tried next, by whom and by when."""

    next_try = OneOf(label=_("What to try next"))
    next_where = forms.CharField(
        required=False,
        max_length=200,
        label=_("Where or with whom"),
        help_text=_("The bench at the station, the brother, the night shelter."),
    )
    worker = Pick(label=_("Who tries"))
    next_on = DayField(label=_("By"))
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, tries: Choices[OutreachTry], workers: Iterable[Worker], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        ways: Any = self.fields["next_try"]
        ways.choices = options(tries)
        who: Any = self.fields["worker"]
        who.offer([(str(one.pk), one.name) for one in workers])


class LeaveForm(HouseForm):
    """They have said where they want to be left."""

    said = forms.CharField(
        max_length=300,
        label=_("What they have said"),
        help_text=_("In their words, and how they reach us. The course stays open."),
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)


class PlaceForm(HouseForm):
    """Where somebody can be found."""

    place = forms.CharField(
        max_length=200,
        label=_("Where"),
        help_text=_("So that a colleague finds it: “the benches behind the library”."),
    )
    best_times = forms.CharField(
        required=False,
        max_length=200,
        label=_("When it is best"),
        help_text=_("“Thursdays, when there is soup. Not before noon.”"),
    )
    told_by = forms.CharField(required=False, max_length=100, label=_("Who told us"))
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
