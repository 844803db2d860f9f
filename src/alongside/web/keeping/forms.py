"""What is typed about keeping records and answering requests. Each is a line; nothing longer is asked."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.corrections.models import SaidHow
from alongside.rights.models import Outcome
from alongside.web.forms import DayField, HouseForm, OneOf, Pick


class WhyForm(HouseForm):
    """A reason of one line."""

    why = forms.CharField(label=_("Why"), max_length=300)


class RuleForm(HouseForm):
    """For how long records are kept."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    years = forms.IntegerField(label=_("Years after the last course closed"), min_value=1, max_value=50)
    basis = forms.CharField(
        label=_("On what it rests"), help_text=_("The law, or the decision of the agency."), max_length=300
    )


class AskedForm(HouseForm):
    """Somebody asks for something."""

    what = OneOf(
        [("see", _("To see everything that is written")), ("erase", _("To be erased"))],
        label=_("What they ask for"),
        initial="see",
    )
    asked_on = DayField(label=_("When they asked"))
    how = OneOf(SaidHow, label=_("How"), initial=SaidHow.ALOUD)
    words = forms.CharField(label=_("In their words"), max_length=300, required=False)


class MakeForm(HouseForm):
    """How the person's file is to be."""

    language = Pick([("da", "Dansk"), ("en", "English"), ("fr", "Français")], label=_("Language"))
    large = forms.BooleanField(label=_("In large type"), required=False)
    names = forms.BooleanField(
        label=_("Name those who looked"),
        help_text=_("Only when a second person has said yes. Otherwise their role and unit stand there."),
        required=False,
    )


class WithholdForm(HouseForm):
    """A record is kept back."""

    record = Pick(label=_("Which record"))
    why = forms.CharField(label=_("Why"), help_text=_("The person reads it in their file."), max_length=300)


class DecideForm(HouseForm):
    """What becomes of a request to be erased."""

    outcome = OneOf(Outcome, label=_("What is decided"))
    ground = forms.CharField(
        label=_("Why, with the ground in law"), help_text=_("The person reads it."), max_length=300
    )
