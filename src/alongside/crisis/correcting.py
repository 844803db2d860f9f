"""What of a crisis plan can be put right."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from alongside.corrections.kinds import Field, corrects
from alongside.crisis.models import CrisisPlan

corrects(
    "crisis-plan",
    CrisisPlan,
    _("Crisis plan"),
    Field("early_signs", _("Early signs, in their words")),
    Field("helps", _("What helps")),
    Field("harms", _("What makes it worse")),
    Field("calls_text", _("Whom else to call")),
    Field("admission", _("Wishes about being admitted")),
    Field("medicine", _("Wishes about medicine")),
    Field("others_safety", _("Who else has to be safe")),
    Field("agreed_with", _("Agreed with")),
)
