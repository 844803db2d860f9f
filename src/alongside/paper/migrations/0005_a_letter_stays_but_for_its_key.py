from __future__ import annotations

from importlib import import_module

from django.db import migrations

from alongside.kernel.guards import refuse

_stays, kept = import_module("alongside.paper.migrations.0002_letters_stay").Migration.operations

WRITTEN = (
    "id",
    "version",
    "recorded_at",
    "enrolment_id",
    "written_at",
    "worker_id",
    "\"to\"",
    "recipient",
    "address_reason",
    "language",
    "large",
    "subject",
    "body",
    "letterhead_id",
    "agency_name",
    "template_key",
    "template_version",
    "occasion",
    "mailing_id",
    "digest",
    "part2",
)
"""Everything but the address."""
CHANGED = " OR ".join(
    f"COALESCE(CAST(OLD.{column} AS TEXT), '') <> COALESCE(CAST(NEW.{column} AS TEXT), '')" for column in WRITTEN
)
SEALED_ANEW = "(SUBSTR(OLD.address, 1, 4) = 'row:' AND SUBSTR(NEW.address, 1, 4) = 'row:')"
"""A new key seals the same address; another text under a seal would not open, nor match the letter's fingerprint."""


class Migration(migrations.Migration):
    """A letter changes in nothing but the key its address is sealed with."""

    dependencies = [("paper", "0004_addresses_are_closed")]

    operations = [
        refuse(
            name="letter_stays",
            table="paper_letter",
            on="UPDATE",
            when=f"({CHANGED}) OR (OLD.address <> NEW.address AND NOT {SEALED_ANEW})",
            says="a letter that went out is never changed",
        ),
        kept,
    ]
