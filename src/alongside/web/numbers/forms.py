from __future__ import annotations

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from alongside.numbers.rules import Window
from alongside.web.forms import HouseForm

WINDOWS: list[tuple[str, str | Promise]] = [
    (Window.QUARTER, _("Three months and this one so far")),
    (Window.HALF_YEAR, _("Six months and this one so far")),
    (Window.YEAR, _("Twelve months and this one so far")),
    (Window.THIS_YEAR, _("This year so far")),
    (Window.LAST_YEAR, _("Last year")),
]


class WindowForm(HouseForm):
    """Which months are looked at."""

    months = forms.ChoiceField(label=_("Which time"), choices=WINDOWS)
    team = forms.CharField(widget=forms.HiddenInput, required=False)


def window_of(text: str) -> Window:
    """The window asked for; twelve months when it is none."""
    return Window(text) if text in set(Window) else Window.YEAR
