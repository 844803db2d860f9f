from __future__ import annotations

from django.db import migrations

from alongside.kernel.closing import seals

REACHED = ("phone", "email", "address")


class Migration(migrations.Migration):
    """Seals how those around an order are reached, in records and versions."""

    dependencies = [("referrals", "0005_ways_to_reach_are_closed")]

    operations = [seals("referrals", {"Participant": REACHED, "HistoricalParticipant": REACHED})]
