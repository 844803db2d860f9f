"""What of daily life can be put right."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from alongside.corrections.kinds import Field, corrects
from alongside.daily.models import Matter

corrects(
    "matter",
    Matter,
    _("Daily life"),
    Field("kind", _("What it is about"), of_profile="daily_kinds"),
    Field("text", _("What is so")),
    Field("said_on", _("As of")),
)
