"""What of the way to a service can be put right."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from alongside.bridges.models import BridgeMove
from alongside.corrections.kinds import Field, corrects

corrects(
    "bridge-move",
    BridgeMove,
    _("On the way to a service"),
    Field("words", _("In their words")),
    Field("note", _("What there is to know")),
)
