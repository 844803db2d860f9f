"""What is typed about ready words."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.web.contacts.forms import HOW
from alongside.web.forms import HouseForm, OneOf


class PhraseForm(HouseForm):
    """A phrase."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    shortcut = forms.CharField(
        label=_("Short word"),
        help_text=_("Written with a slash before it and a space after it, it becomes the text: /medicin"),
        max_length=31,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    text = forms.CharField(
        label=_("The text"),
        help_text=_("About nobody in particular: no names and no numbers of people."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    whose = OneOf(
        [("mine", _("Mine alone")), ("all", _("For everyone here"))], label=_("Whose it is"), initial="mine"
    )

    def __init__(self, *args: Any, may_share: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_share:
            del self.fields["whose"]

    @property
    def for_all(self) -> bool:
        """Whether it is to be the agency's."""
        return bool(self.cleaned_data.get("whose") == "all")


class NoteTemplateForm(HouseForm):
    """A template for notes."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    title = forms.CharField(
        label=_("Name"), help_text=_("It stands on the button in the note."), max_length=100
    )
    body = forms.CharField(
        label=_("Headings"),
        help_text=_("One on each line, with an empty line between for what is written."),
        widget=forms.Textarea(attrs={"rows": 12}),
    )
    kinds = forms.MultipleChoiceField(
        label=_("For which kinds of contact"),
        help_text=_("None ticked: for all of them."),
        choices=HOW,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
