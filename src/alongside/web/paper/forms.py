"""What is chosen before something is printed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from alongside.paper.errors import ReasonMissing
from alongside.paper.letters import Wish, address_for
from alongside.web.courses.course import Course
from alongside.web.forms import DayField, HouseForm, OneOf
from alongside.web.paper.contacts_sheet import KINDS
from alongside.web.paper.making import Options
from alongside.web.paper.summary_sheet import ADDRESS, NUMBER, PARTS

LIST_DAYS = 31
"""A list of contacts begins with a month."""


class SheetForm(HouseForm):
    """The language and the size of type."""

    language = OneOf(list(settings.LANGUAGES), label=_("Language of the paper"))
    large = forms.BooleanField(required=False, label=_("Large type"))

    def __init__(self, *args: Any, course: Course, wish: Wish, **kwargs: Any) -> None:
        self.course, self.wish = course, wish
        kwargs["initial"] = {"language": wish.language, "large": wish.large, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)

    @property
    def options(self) -> Options:
        """What was chosen; what the form begins with while nothing was, or it was not right."""
        if self.is_bound and self.is_valid():
            return self.chosen(self.cleaned_data)
        return self.chosen(
            {name: self.get_initial_for_field(field, name) for name, field in self.fields.items()}
        )

    def chosen(self, said: dict[str, Any]) -> Options:
        """The choices as a document takes them."""
        return Options(language=said["language"], large=bool(said["large"]))


class SummaryForm(SheetForm):
    """The parts of a summary. A protected address and a national number are offered to those who may, for a reason."""

    parts = forms.MultipleChoiceField(
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=_("What goes in"),
        help_text=_(
            "Name, case manager and team always stand there. Choose what this meeting needs, and no more."
        ),
    )
    reason = forms.CharField(
        required=False,
        max_length=300,
        label=_("Why the protected address or the number is needed"),
        help_text=_("It is kept in the trail."),
    )

    def __init__(self, *args: Any, may_protected: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        person = self.course.person
        self.guarded = {NUMBER, ADDRESS} if person.address_protected else {NUMBER}
        offered = [
            (key, gettext("Protected address") if key == ADDRESS and key in self.guarded else label)
            for key, label in PARTS.items()
            if (may_protected or key not in self.guarded)
            and (key != ADDRESS or address_for(self.course.viewer, person))
        ]
        parts = self.fields["parts"]
        assert isinstance(parts, forms.MultipleChoiceField)
        parts.choices = offered
        if not may_protected:
            del self.fields["reason"]

    def clean(self) -> dict[str, Any]:
        """What is guarded needs a reason."""
        said = super().clean() or self.cleaned_data
        if self.guarded & set(said.get("parts", ())) and not said.get("reason", "").strip():
            self.add_error("reason", ValidationError(str(ReasonMissing.message), code=ReasonMissing.code))
        return said

    def chosen(self, said: dict[str, Any]) -> Options:
        """The choices as a document takes them; a reason only where one is needed."""
        parts = frozenset(said.get("parts") or ())
        reason = (said.get("reason") or "").strip() if self.guarded & parts else ""
        return Options(said["language"], bool(said["large"]), parts=parts, reason=reason)


class ContactListForm(SheetForm):
    """The period, the kinds, and whether what was written goes along."""

    start = DayField(label=_("From"))
    end = DayField(label=_("To and with"))
    kinds = forms.MultipleChoiceField(
        choices=list(KINDS.items()), widget=forms.CheckboxSelectMultiple, label=_("Which contacts")
    )
    with_text = forms.BooleanField(required=False, label=_("With what was written"))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        initial = {"start": today - timedelta(days=LIST_DAYS), "end": today, "kinds": list(KINDS)}
        super().__init__(*args, initial=initial, **kwargs)

    def clean(self) -> dict[str, Any]:
        """The end is not before the start."""
        said = super().clean() or self.cleaned_data
        if said.get("start") and said.get("end") and said["end"] < said["start"]:
            self.add_error("end", _("This is before the first day. Turn them round."))
        return said

    def chosen(self, said: dict[str, Any]) -> Options:
        """The choices as a document takes them."""
        return Options(
            said["language"],
            bool(said["large"]),
            parts=frozenset(said["kinds"]),
            start=said["start"],
            end=said["end"],
            with_text=bool(said["with_text"]),
        )


class WishForm(HouseForm):
    """How someone wants what we hand or send them."""

    language = OneOf(required=False, label=_("Language of what we write"))
    large = forms.BooleanField(required=False, label=_("Large type"))
    letters = forms.BooleanField(required=False, label=_("Letters may be sent"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = self.fields["language"]
        assert isinstance(language, OneOf)
        language.choices = [("", gettext("As in the record")), *settings.LANGUAGES]
