"""What is typed about an act that takes two people."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.web.forms import HouseForm


class WhyForm(HouseForm):
    """Asking for an act: pages of other rooms use it beside `ask_approval`."""

    why = forms.CharField(
        label=_("Why"),
        help_text=_("A colleague reads it and decides. Write what they need to know, and no more."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class AnswerForm(HouseForm):
    """Deciding: the two buttons say which."""

    said = forms.CharField(
        label=_("A few words"),
        help_text=_("Needed for a no."),
        max_length=300,
        required=False,
    )
