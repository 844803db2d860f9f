"""A form with one field of every kind, for the page of components. Its words are specimens, not translated."""

from __future__ import annotations

from django import forms

from alongside.web.widgets import ClockInput, DayInput, MomentInput

HOW = [("met", "Met"), ("tried", "Tried"), ("phone", "Phone"), ("message", "Message")]
MOVED = [("back", "Back"), ("same", "Same"), ("forward", "Forward")]


class EveryFieldForm(forms.Form):
    """One field of every kind a page uses; `tried_where` shows only after "Tried"."""

    how = forms.ChoiceField(label="What happened", choices=HOW, widget=forms.RadioSelect)
    tried_where = forms.CharField(label="Where we tried", required=False)
    moved = forms.ChoiceField(label="A door I can lock", choices=MOVED, widget=forms.RadioSelect)
    note = forms.CharField(
        label="What happened, in short",
        help_text="Their words in “quotes”. Facts first, then what you think.",
        widget=forms.Textarea,
    )
    basis = forms.ChoiceField(label="Legal basis", choices=[("85a", "SEL § 85 a"), ("110", "SEL § 110")])
    day = forms.DateField(label="Next review", widget=DayInput)
    moment = forms.DateTimeField(label="When we met", widget=MomentInput, required=False)
    clock = forms.TimeField(label="At what time", widget=ClockInput, required=False)
    there = forms.MultipleChoiceField(
        label="Who was there",
        choices=[("jonas", "Jonas"), ("rikke", "Rikke"), ("karin", "Karin Holst")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    agreed = forms.BooleanField(label="We agreed on this together", required=False)
    file = forms.FileField(label="The order file", required=False)
