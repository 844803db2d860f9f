"""What of a look at needs can be put right."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from alongside.assessments.models import Assessment, NeedRating
from alongside.corrections.kinds import Field, corrects
from alongside.corrections.striking import struck_with

corrects(
    "look-at-needs",
    Assessment,
    _("Look at needs"),
    Field("assessed_on", _("Day")),
    Field("note", _("Note")),
)
corrects(
    "need",
    NeedRating,
    _("Need"),
    Field("person_view", _("How they see it")),
    Field("worker_view", _("How you see it")),
    Field("strengths", _("What is strong")),
    Field("level", _("Functional level")),
    Field("urgent", _("Urgent to them")),
)
struck_with(NeedRating, "assessment_id")
