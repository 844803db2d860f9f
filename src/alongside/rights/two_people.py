"""What of this room takes two people."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from alongside.approvals.acts import two_person

NAMES = two_person(
    "log.names",
    label=_("Name those who looked, in a person’s file"),
    asks="log.names.ask",
    decides="log.names.decide",
    waits=timedelta(days=14),
    holds=timedelta(days=3),
)
"""CJEU C-579/21 and Datatilsynet 2024-32-0283: only where the person needs the names to use their rights."""
