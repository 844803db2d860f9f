from __future__ import annotations

from django.db import migrations

from alongside.kernel.closing import seals


class Migration(migrations.Migration):
    """Seals where people live and have lived, in records and versions."""

    dependencies = [("housing", "0002_places_are_closed")]

    operations = [seals("housing", {"HousingStay": ("place",), "HistoricalHousingStay": ("place",)})]
