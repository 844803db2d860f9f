"""What of a finished review can be put right."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from alongside.corrections.kinds import Field, corrects
from alongside.reviews.models import Review

corrects(
    "review",
    Review,
    _("Review"),
    Field("summary", _("What we saw together")),
    Field("person_words", _("In their words")),
    Field("present", _("Who was there")),
    Field("still_right_note", _("Whether it is still right")),
    strikes=False,
)
