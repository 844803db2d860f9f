"""What of this room takes two people."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from alongside.approvals.acts import two_person

DESTROY = two_person(
    "record.destroy",
    label=_("Destroy a record"),
    asks="record.destroy.ask",
    decides="record.destroy.decide",
    waits=timedelta(days=14),
    holds=timedelta(days=3),
)
