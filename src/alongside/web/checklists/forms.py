"""When somebody comes out."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.web.forms import DayField, HouseForm


class DayOutForm(HouseForm):
    """The day on which somebody comes out, and who said so."""

    out_on = DayField(
        required=False,
        label=_("The day they come out"),
        help_text=_("Leave it empty while nobody knows. Then we ask again in a while."),
    )
    said_by = forms.CharField(
        required=False,
        max_length=100,
        label=_("Who said so"),
        help_text=_("The ward, the lawyer, they themselves."),
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
