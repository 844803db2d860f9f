from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.fidelity.rules import Window
from alongside.numbers.rules import Span
from alongside.organisation.profile import Profile
from alongside.web.fidelity.words import WINDOWS
from alongside.web.forms import HouseForm, OneOf, options, read_day


class WindowForm(HouseForm):
    """Which days are looked at."""

    months = forms.ChoiceField(label=_("Which time"), choices=WINDOWS)


def window_of(text: str) -> Window:
    """The window asked for; the last three months when it is none."""
    return Window(text) if text in set(Window) else Window.QUARTER


def asked_of(asked: Mapping[str, str]) -> Window | Span:
    """The days an address names, from `since` to `until`; else its window."""
    since, until = (read_day(asked.get(name, "")) for name in ("since", "until"))
    if since is not None and until is not None and since <= until:
        return Span(since, until + timedelta(days=1))
    return window_of(asked.get("months", ""))


class OwnWordForm(HouseForm):
    """Where one stands with a principle that no record tells of."""

    level = OneOf(label=_("Where do you stand?"))
    words = forms.CharField(
        required=False,
        label=_("In your own words"),
        help_text=_(
            "What you know well, and what you would like to know. Nobody we walk with is named here."
        ),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, profile: Profile, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        level: Any = self.fields["level"]
        level.choices = options(profile.fidelity_levels)


class SupervisionForm(HouseForm):
    """What the supervisor saw."""

    window = forms.ChoiceField(label=_("Which time we looked at"), choices=WINDOWS)
    words = forms.CharField(
        label=_("What you saw"),
        help_text=_("Which numbers you talked about, and what stands behind them."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    agreed = forms.CharField(
        required=False,
        label=_("What you try until the next time"),
        help_text=_("It stands on top when you meet again."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
