"""What is typed while the log is looked through."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.oversight.models import LookVerdict, ReviewedLook
from alongside.web.forms import HouseForm, OneOf


class LookForm(HouseForm):
    """One look: fine, ask, breach. One of many on a page, each kept for itself."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    verdict = OneOf(LookVerdict, label=_("What you find"), required=False)
    words = forms.CharField(
        label=_("In words"),
        help_text=_("What you ask, what they answered, or what was wrong."),
        max_length=300,
        required=False,
    )

    def __init__(self, data: Any, *, look: ReviewedLook) -> None:
        kept = {"version": look.version, "verdict": look.verdict, "words": look.words}
        super().__init__(data, initial=kept, prefix=f"look-{look.pk}")
        self.look = look

    @property
    def says(self) -> bool:
        """Whether something was said of this look that is not kept yet."""
        data = self.cleaned_data
        said = (data.get("verdict", ""), data.get("words", "").strip())
        return said[0] != "" and said != (self.look.verdict, self.look.words)


class SignReviewForm(HouseForm):
    """The whole."""

    words = forms.CharField(
        label=_("What you found, and what is done now"),
        help_text=_("It is what you show when somebody asks how the house looks after its log."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
