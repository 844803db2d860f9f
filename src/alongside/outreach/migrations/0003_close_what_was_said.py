from __future__ import annotations

from django.db import migrations

from alongside.kernel.closing import seals


class Migration(migrations.Migration):
    """Seals where people want to be left, in records and versions."""

    dependencies = [("outreach", "0002_what_was_said_is_closed")]

    operations = [seals("outreach", {"Outreach": ("said",), "HistoricalOutreach": ("said",)})]
