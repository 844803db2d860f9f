"""What of a referral can be put right. A decision stays; a later one replaces it, and it can be seen otherwise."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from alongside.corrections.kinds import Field, corrects
from alongside.referrals.models import Decision, Referral

corrects(
    "referral",
    Referral,
    _("Referral"),
    Field("reason", _("Why it is asked for")),
    Field("wishes", _("Their wishes")),
    Field("purpose", _("The purpose")),
    Field("diagnosis_text", _("Diagnoses as they were told")),
    Field("source_text", _("Who it came from")),
    Field("case_number", _("Case number")),
    Field("authority_name", _("Who orders")),
    strikes=False,
)
corrects("decision", Decision, _("Decision"), strikes=False)
