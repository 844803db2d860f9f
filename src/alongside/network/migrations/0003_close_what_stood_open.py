from __future__ import annotations

from django.db import migrations

from alongside.kernel.closing import seals


class Migration(migrations.Migration):
    """Seals the telephone numbers of those around a person, in records and versions."""

    dependencies = [("network", "0002_phones_are_closed")]

    operations = [seals("network", {"NetworkMember": ("phone",), "HistoricalNetworkMember": ("phone",)})]
