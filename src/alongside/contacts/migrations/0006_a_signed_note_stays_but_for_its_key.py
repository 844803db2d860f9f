from __future__ import annotations

from importlib import import_module

from django.db import migrations

from alongside.kernel.guards import refuse

kept = import_module("alongside.contacts.migrations.0002_signed_notes_stay").Migration.operations[1]

WRITTEN = (
    "id",
    "version",
    "recorded_at",
    "enrolment_id",
    "worker_id",
    "kind",
    "status",
    "tried_how",
    "place",
    "occurred_at",
    "minutes",
    "person_present",
    "others_present",
    "signed_at",
    "signed_by_id",
)
"""Everything but what is sealed."""
CHANGED = " OR ".join(
    f"COALESCE(CAST(OLD.{column} AS TEXT), '') <> COALESCE(CAST(NEW.{column} AS TEXT), '')" for column in WRITTEN
)


def _other(column: str) -> str:
    """A new key seals the same words; other words under a seal would not open."""
    sealed = f"SUBSTR(OLD.{column}, 1, 4) = 'row:' AND SUBSTR(NEW.{column}, 1, 4) = 'row:'"
    return f"(OLD.{column} <> NEW.{column} AND NOT ({sealed}))"


class Migration(migrations.Migration):
    """A signed note changes in nothing but the key it is sealed with, unless it is corrected with a reason."""

    dependencies = [("contacts", "0005_notes_are_closed")]

    operations = [
        refuse(
            name="contact_signed_stays",
            table="contacts_contact",
            on="UPDATE",
            when=f"OLD.signed_at IS NOT NULL AND ({CHANGED} OR {_other('text')} OR {_other('place_text')})",
            says="a signed note is only corrected with a reason",
            unless_there_is="SELECT 1 FROM corrections_remark r WHERE r.kind = 'correction' AND r.record_id = OLD.id"
            " AND r.from_version = OLD.version AND NEW.version = OLD.version + 1"
            " AND NEW.signed_at = OLD.signed_at",
        ),
        kept,
    ]
