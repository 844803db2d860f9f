"""What of a crisis plan can be put right."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from alongside.corrections.kinds import Field, corrects
from alongside.crisis.models import CrisisPlan, CriticalEvent

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
corrects(
    "critical-event",
    CriticalEvent,
    _("Critical event"),
    Field("kind", _("What kind"), of_profile="event_kinds"),
    Field("happened_at", _("When")),
    Field("place", _("Where")),
    Field("what", _("What happened")),
    Field("done", _("What was done")),
    Field("hurt", _("Who was hurt")),
    Field("told", _("Who was told")),
    Field("follow_up", _("How it is now")),
    Field("learning", _("What we do otherwise from now on")),
)
