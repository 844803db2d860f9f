"""What is said about a document, and the file itself."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from alongside.documents.files import Received
from alongside.documents.files.kinds import ACCEPT
from alongside.documents.models import Way
from alongside.kernel import drafts
from alongside.organisation.profile import Profile
from alongside.web.forms import DayField, HouseForm, OneOf, Pick


class _WithAFile(HouseForm):
    """A file that is chosen, or a picture that is taken on the spot."""

    file = forms.FileField(
        required=False,
        allow_empty_file=True,
        label=_("Choose a file"),
        help_text=_("PDF, a picture, plain text, or a document of Word, Excel or LibreOffice."),
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
    )
    photo = forms.FileField(
        required=False,
        allow_empty_file=True,
        label=_("or take a picture"),
        help_text=_("On a phone this opens the camera. Where and with what it was taken is not kept."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg", "capture": "environment"}),
    )
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].initial = drafts.new_key

    def clean(self) -> dict[str, Any]:
        """One of the two is there."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        given = [cleaned.get(name) for name in ("file", "photo") if cleaned.get(name) is not None]
        if not given and not {"file", "photo"} & set(self.errors):
            self.add_error("file", _("Choose a file, or take a picture."))
        if len(given) > 1:
            self.add_error("photo", _("A file and a picture: attach them one after the other."))
        return cleaned

    @property
    def received(self) -> Received:
        """What was chosen or taken."""
        given: UploadedFile[Any] = self.cleaned_data.get("file") or self.cleaned_data["photo"]
        return Received(given.name or "", given.read())


class _Words(HouseForm):
    title = forms.CharField(
        required=False,
        max_length=200,
        label=_("Title"),
        help_text=_("What one looks for later, such as “Decision about housing support”."),
    )
    kind = Pick(label=_("What it is"))
    way = OneOf(Way, label=_("Which way it went"))
    dated_on = DayField(label=_("On which day"), help_text=_("When it came, went out or was made."))
    other_party = forms.CharField(required=False, max_length=200, label=_("From or to whom"))
    final = forms.BooleanField(
        required=False,
        label=_("It is final"),
        help_text=_("As it came or went out. Take the tick away for a draft."),
    )
    theme = Pick(required=False, label=_("What it is about"), blank=_("Nothing in particular"))
    to_course = forms.BooleanField(required=False, label=_("It belongs to this course"))
    note = forms.CharField(required=False, max_length=300, label=_("What is good to know"))

    def offers(self, profile: Profile, *, kind: str = "", theme: str = "") -> None:
        """Offer the lists of the practice profile."""
        for name, choices, keep in (
            ("kind", profile.document_kinds, kind),
            ("theme", profile.life_dimensions, theme),
        ):
            field = self.fields[name]
            assert isinstance(field, Pick)
            field.offer(choices, keep=keep)


class AttachForm(_WithAFile, _Words):
    """A document that is attached."""

    field_order = ("file", "photo", "title", "kind", "way", "dated_on", "other_party", "final")

    def __init__(self, *args: Any, profile: Profile, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offers(profile)


class WordsForm(_Words):
    """What is said about a document that is there."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, profile: Profile, kept: tuple[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offers(profile, kind=kept[0], theme=kept[1])


class RenewForm(_WithAFile):
    """A newer file of a document."""

    final = forms.BooleanField(required=False, label=_("It is final"))


class StrikeForm(HouseForm):
    """That a document was entered in error."""

    reason = forms.CharField(
        required=False,
        max_length=300,
        label=_("What was wrong"),
        help_text=_("Such as: it belongs to somebody else. Do not write to whom."),
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
