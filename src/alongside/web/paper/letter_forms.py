"""What is written in a letter and in a template, and who gets one in a run."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from alongside.paper.models import Recipient
from alongside.paper.rules import MOST_TEXT, FieldName
from alongside.paper.templates import Template
from alongside.restrictions.errors import NotReleased
from alongside.web.administration.forms import KeyedForm
from alongside.web.forms import HouseForm, OneOf, Pick

FIELDS: dict[str, tuple[str | Promise, str | Promise]] = {
    FieldName.NAME: (_("the whole name"), "Jonas Krogh"),
    FieldName.CALLED: (_("what they want to be called"), "Jon"),
    FieldName.WORKER: (_("who walks with them"), "Sofie Lindholm"),
    FieldName.WORKER_TITLE: (_("the case manager’s title"), _("Case manager")),
    FieldName.WORKER_PHONE: (_("the case manager’s telephone"), "20 30 40 50"),
    FieldName.TEAM: (_("the team"), "Team Havn"),
    FieldName.AGENCY: (_("the agency"), "Solby Kommune"),
    FieldName.TODAY: (_("the day of the letter"), _("24 November 2026")),
    FieldName.REVIEW_DATE: (_("the day of the coming review"), _("Thursday 3 December")),
    FieldName.MEETING: (_("the next meeting"), _("on Thursday 26 November at 10:00: Åparken")),
    FieldName.LAST_MET: (_("the day we met last"), _("12 November 2026")),
    FieldName.COURSE_START: (_("the day the course began"), _("2 September 2025")),
    FieldName.CASE_NUMBER: (_("the authority’s case number"), "27.33.00-G01-7-25"),
    FieldName.AUTHORITY_WORKER: (_("the authority caseworker"), "Karin Holst"),
    FieldName.GOALS: (
        _("the goals they work for, one on each line"),
        _("– A door I can lock\n– See Bella every week"),
    ),
}
"""What each field stands for, and what it says for the invented person of the preview."""


def examples() -> dict[str, str]:
    """The fields filled in for somebody invented, in the active language."""
    return {name: str(example) for name, (_label, example) in FIELDS.items()}


class LetterForm(HouseForm):
    """A letter to one person or about them."""

    recipient = forms.CharField(max_length=200, label=_("To"))
    address = forms.CharField(
        required=False,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        label=_("Address"),
        help_text=_("Leave it empty when you hand it over."),
    )
    reason = forms.CharField(
        required=False,
        max_length=300,
        label=_("Why the protected address has to be on it"),
        help_text=_(
            "Their address is protected, so it is left out. Write it only if the letter must go by post."
        ),
    )
    subject = forms.CharField(max_length=200, label=_("Subject"))
    body = forms.CharField(
        max_length=MOST_TEXT, widget=forms.Textarea(attrs={"rows": 18}), label=_("The letter")
    )
    large = forms.BooleanField(required=False, label=_("Large type"))
    language = forms.ChoiceField(choices=settings.LANGUAGES, widget=forms.HiddenInput)
    to = forms.ChoiceField(choices=Recipient.choices, widget=forms.HiddenInput)
    template_key = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)
    template_version = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: Any, protected: bool, released: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._closed = protected and not released
        if not protected or self["to"].value() != Recipient.PERSON:
            del self.fields["reason"]

    def clean(self) -> dict[str, Any]:
        """A protected address is on no paper, not even a draft, before a second person has agreed."""
        said = super().clean() or self.cleaned_data
        if self._closed and said.get("to") == Recipient.PERSON and said.get("address", "").strip():
            self.add_error("address", ValidationError(str(NotReleased.message), code=NotReleased.code))
        return said

    @property
    def said(self) -> dict[str, Any]:
        """What `finish_letter` takes."""
        return {**self.cleaned_data, "template_version": self.cleaned_data["template_version"] or 0}


class TemplateForm(HouseForm):
    """A letter template in one language."""

    name = forms.CharField(max_length=100, label=_("What it is called"))
    language = OneOf(list(settings.LANGUAGES), label=_("Language"))
    to = OneOf(Recipient, label=_("To"), initial=Recipient.PERSON)
    subject = forms.CharField(max_length=200, label=_("Subject"))
    body = forms.CharField(
        max_length=MOST_TEXT, widget=forms.Textarea(attrs={"rows": 16}), label=_("The letter")
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, fixed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if fixed:
            del self.fields["language"]


class MailingForm(KeyedForm):
    """Who gets a letter about their review."""

    template = Pick(label=_("Which letter"))
    chosen = forms.MultipleChoiceField(
        widget=forms.CheckboxSelectMultiple,
        label=_("To whom"),
        error_messages={"required": _("Choose at least one person.")},
    )

    def __init__(
        self, *args: Any, templates: list[Template], people: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        template, chosen = self.fields["template"], self.fields["chosen"]
        assert isinstance(template, Pick)
        assert isinstance(chosen, forms.MultipleChoiceField)
        template.offer([(one.key, one.in_(get_language() or "en").name) for one in templates])
        chosen.choices = people


class LetterheadForm(KeyedForm):
    """How the agency stands on its paper."""

    name = forms.CharField(max_length=200, label=_("Name on the paper"))
    lines = forms.CharField(
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 4}),
        label=_("Under the name"),
        help_text=_("Address, telephone and what else belongs there, one on each line."),
    )
    logo = forms.FileField(
        required=False,
        label=_("Logo"),
        help_text=_("PNG or SVG, at most 512 KB. We draw it anew; nothing else in the file is kept."),
    )
    without_logo = forms.BooleanField(required=False, label=_("Without a logo"))
