"""What of a supervisor's words about a course can be put right."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from alongside.corrections.kinds import Field, corrects
from alongside.fidelity.models import CourseSupervision

corrects(
    "course-supervision",
    CourseSupervision,
    _("Method supervision"),
    Field("words", _("What the supervisor saw")),
    Field("agreed", _("What we try until the next time")),
)
