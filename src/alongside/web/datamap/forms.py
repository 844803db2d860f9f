"""What the agency says of itself in its register."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.datamap.operations import LONGEST
from alongside.web.datamap.words import SECTIONS
from alongside.web.forms import HouseForm

HELP = {
    "controller": _("Name, address and whom to write to."),
    "officer": _("Name, and how people reach them."),
    "purposes": _("Why you work with people’s data, and the law that lets you."),
    "subjects": _("Whose data: the people you walk with, those around them, colleagues."),
    "recipients": _("To whom you tell something: authorities, treatment, partners."),
    "transfers": _("To which countries outside the EU and EEA. Usually none."),
    "keeping": _("What you have to add to the rules of the program."),
    "safeguards": _("Rooms, devices, training, agreements with suppliers."),
}


class RegisterForm(HouseForm):
    """The agency's own words."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in SECTIONS.items():
            self.fields[name] = forms.CharField(
                label=str(label),
                help_text=str(HELP[name]),
                required=False,
                max_length=LONGEST,
                widget=forms.Textarea(attrs={"rows": 4}),
            )
