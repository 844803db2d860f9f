from __future__ import annotations

from importlib import import_module

from django.db import migrations

from alongside.kernel.guards import refuse, take_away

before = import_module("alongside.contacts.migrations.0002_signed_notes_stay").Migration.operations[0]


class Migration(migrations.Migration):
    """A signed note changes only together with a remark on that very version: what it read, who and why stay."""

    dependencies = [("contacts", "0003_repeated_visits"), ("corrections", "0001_initial")]

    operations = [
        take_away(before),
        refuse(
            name="contact_signed_stays",
            table="contacts_contact",
            on="UPDATE",
            when="OLD.signed_at IS NOT NULL",
            says="a signed note is only corrected with a reason",
            unless_there_is="SELECT 1 FROM corrections_remark r WHERE r.kind = 'correction' AND r.record_id = OLD.id"
            " AND r.from_version = OLD.version AND NEW.version = OLD.version + 1"
            " AND NEW.signed_at = OLD.signed_at",
        ),
    ]
