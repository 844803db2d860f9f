"""What is typed in the register of breaches."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from alongside.organisation.models import Worker
from alongside.oversight.models import ToWhom
from alongside.web.forms import HouseForm, MomentField, OneOf, Pick
from alongside.web.people.openings import pages_by_words

YES_NO: list[tuple[str, str | Promise]] = [("yes", _("Yes")), ("no", _("No"))]


class IncidentForm(HouseForm):
    """Something happened."""

    title = forms.CharField(label=_("In a few words"), max_length=200)
    noticed_at = MomentField(
        label=_("When it was noticed"),
        help_text=_("From here the 72 hours run in which the authority is told, when it must be."),
    )
    what = forms.CharField(
        label=_("What happened"),
        help_text=_("Which data, how it came about, what it may do to people. Without names where you can."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    is_drill = forms.BooleanField(
        label=_("It is a drill"),
        help_text=_("Everything is the same, and marked as a drill."),
        required=False,
    )


class AffectedForm(HouseForm):
    """Whom it concerns: whose looks, from when to when, at which pages."""

    worker = Pick(label=_("Whose looks"), blank=_("Everybody’s"), required=False)
    since = MomentField(label=_("From"))
    until = MomentField(label=_("Until"))
    pages = Pick(label=_("At what"), blank=_("All pages about people"), required=False)

    def __init__(self, *args: Any, workers: Sequence[Worker], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._workers = {str(one.pk): one for one in workers}
        worker: Any = self.fields["worker"]
        worker.offer([(str(one.pk), one.name) for one in workers])
        self._pages = {str(number): one for number, one in enumerate(pages_by_words().items())}
        pages: Any = self.fields["pages"]
        pages.offer([(number, words) for number, (words, _names) in self._pages.items()])

    @property
    def asked(self) -> dict[str, Any]:
        """What `find_affected` looks for."""
        data = self.cleaned_data
        return {
            "worker": self._workers.get(data["worker"]),
            "since": data["since"],
            "until": data["until"],
            "pages": self._pages[data["pages"]][1] if data["pages"] else (),
        }


class ToldForm(HouseForm):
    """What was told to whom."""

    to = OneOf(ToWhom, label=_("Who was told"))
    at = MomentField(label=_("When"))
    what = forms.CharField(
        label=_("What they were told"),
        help_text=_("Also how: by the authority’s form, by letter, in a talk."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class DecisionForm(HouseForm):
    """Who must be told."""

    tells_authority = OneOf(YES_NO, label=_("Is the data protection authority told? (GDPR, Article 33)"))
    tells_people = OneOf(YES_NO, label=_("Are the people concerned told? (GDPR, Article 34)"))
    reason = forms.CharField(
        label=_("Why"),
        help_text=_("How likely it is that somebody is harmed, and how badly."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    @property
    def said(self) -> dict[str, Any]:
        """What `decide_whom_to_tell` writes."""
        data = self.cleaned_data
        return {
            "tells_authority": data["tells_authority"] == "yes",
            "tells_people": data["tells_people"] == "yes",
            "reason": data["reason"],
        }


class ClosingForm(HouseForm):
    """How it ended."""

    words = forms.CharField(
        label=_("What it did, and what is different now"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
