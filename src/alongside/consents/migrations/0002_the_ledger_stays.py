from django.db import migrations

from alongside.kernel.guards import refuse

# Two records of one person become one (people.merge): then a line moves along, and nothing else of it changes.
WRITTEN = (
    "told_at",
    "how",
    "what",
    "\"to\"",
    "to_name",
    "purpose",
    "basis",
    "consents",
    "law",
    "why",
    "categories",
    "digest",
    "part2",
    "told_by_name",
    "recipient_id",
    "member_id",
    "told_by_id",
    "wrong_id",
)
CHANGED = " OR ".join(
    f"COALESCE(CAST(OLD.{column} AS TEXT), '') <> COALESCE(CAST(NEW.{column} AS TEXT), '')" for column in WRITTEN
)


class Migration(migrations.Migration):
    dependencies = [("consents", "0001_initial")]

    operations = [
        refuse(
            name="disclosure_stays",
            table="consents_disclosure",
            on="UPDATE",
            when=CHANGED,
            says="a line of the ledger is never changed",
        ),
        refuse(
            name="disclosure_is_kept",
            table="consents_disclosure",
            on="DELETE",
            when="TRUE",
            says="a line of the ledger is never removed",
        ),
    ]
