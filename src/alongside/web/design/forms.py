"""A form with one field of every kind, for the page of components."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from ..widgets import ClockInput, DayInput, MomentInput

HOW = [("met", _("Met")), ("tried", _("Tried")), ("phone", _("Phone")), ("message", _("Message"))]
MOVED = [("back", _("Back")), ("same", _("Same")), ("forward", _("Forward"))]


class EveryFieldForm(forms.Form):
    """One field of every kind a page uses; `tried_where` shows only after "Tried"."""

    how = forms.ChoiceField(label=_("What happened"), choices=HOW, widget=forms.RadioSelect)
    tried_where = forms.CharField(label=_("Where we tried"), required=False)
    moved = forms.ChoiceField(label=_("A door I can lock"), choices=MOVED, widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("What happened, in short"),
        help_text=_("Their words in “quotes”. Facts first, then what you think."),
        widget=forms.Textarea,
    )
    basis = forms.ChoiceField(label=_("Legal basis"), choices=[("85a", "SEL § 85 a"), ("110", "SEL § 110")])
    day = forms.DateField(label=_("Next review"), widget=DayInput)
    moment = forms.DateTimeField(label=_("When we met"), widget=MomentInput, required=False)
    clock = forms.TimeField(label=_("At what time"), widget=ClockInput, required=False)
    there = forms.MultipleChoiceField(
        label=_("Who was there"),
        choices=[("jonas", "Jonas"), ("rikke", "Rikke"), ("karin", "Karin Holst")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    agreed = forms.BooleanField(label=_("We agreed on this together"), required=False)
    file = forms.FileField(label=_("The order file"), required=False)
