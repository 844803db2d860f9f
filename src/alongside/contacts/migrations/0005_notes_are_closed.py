from __future__ import annotations

from importlib import import_module

from django.db import migrations

from alongside.kernel.closing import seals
from alongside.kernel.encryption import EncryptedTextField
from alongside.kernel.guards import take_away

stays = import_module(
    "alongside.contacts.migrations.0004_a_signed_note_is_corrected_with_a_reason"
).Migration.operations[1]
kept = import_module("alongside.contacts.migrations.0002_signed_notes_stay").Migration.operations[1]


def _closed(model: str, name: str, context: str, **options: object) -> migrations.AlterField:
    return migrations.AlterField(
        model_name=model, name=name, field=EncryptedTextField(context=context, **options)
    )


OPTIONAL = {"blank": True, "default": ""}
PLACE = {"max_length": 200, **OPTIONAL}


class Migration(migrations.Migration):
    """Seals notes, what was added to them, and where somebody is met.

    The guards of signed notes come back with the next migration: SQLite loses them here.
    """

    dependencies = [("contacts", "0004_a_signed_note_is_corrected_with_a_reason")]

    operations = [
        take_away(kept),
        take_away(stays),
        *(
            _closed(model, name, f"contacts.{row}.{name}", **options)
            for row, models in (
                ("contact", ("contact", "historicalcontact")),
                ("series", ("visitseries", "historicalvisitseries")),
            )
            for model in models
            for name, options in (("place_text", PLACE), ("text", OPTIONAL))
        ),
        _closed("amendment", "text", "contacts.amendment.text"),
        seals(
            "contacts",
            {
                model: ("text", "place_text")
                for model in ("Contact", "HistoricalContact", "VisitSeries", "HistoricalVisitSeries")
            }
            | {"Amendment": ("text",)},
        ),
    ]
