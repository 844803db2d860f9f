from __future__ import annotations

from importlib import import_module

from django.db import migrations

import alongside.kernel.encryption
from alongside.kernel.closing import seals
from alongside.kernel.guards import take_away

before = import_module("alongside.paper.migrations.0002_letters_stay").Migration.operations


class Migration(migrations.Migration):
    """Seals the addresses letters went to. The guards come back with the next migration: SQLite loses them here."""

    dependencies = [("paper", "0003_letter_under_part2")]

    operations = [
        *(take_away(guard) for guard in reversed(before)),
        migrations.AlterField(
            model_name="letter",
            name="address",
            field=alongside.kernel.encryption.EncryptedTextField(
                blank=True, context="paper.letter.address", default=""
            ),
        ),
        seals("paper", {"Letter": ("address",)}),
    ]
