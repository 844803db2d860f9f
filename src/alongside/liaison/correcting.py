"""What of demands and of the thread can be put right."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from alongside.corrections.kinds import Field, corrects
from alongside.corrections.striking import struck_with
from alongside.liaison.models import Demand, Entry, Touches

corrects(
    "demand",
    Demand,
    _("Demand of another plan"),
    Field("text", _("What is asked")),
    Field("due_on", _("By when")),
    Field("support", _("Who helps with it otherwise")),
)
corrects("thread-entry", Entry, _("Entry in the thread with the authority"))
struck_with(Demand, "plan_id")
struck_with(Touches, "demand_id")
