from django.db import migrations, models

from alongside.kernel.guards import refuse


def guards() -> list[migrations.RunPython]:
    return [
        refuse(
            name="audit_entry_never_changes",
            table="audit_entry",
            on="UPDATE",
            when="TRUE",
            says="a line of the trail is never changed",
        ),
        refuse(
            name="audit_entry_never_goes",
            table="audit_entry",
            on="DELETE",
            when="TRUE",
            says="a line of the trail is never removed",
        ),
    ]


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_rows_are_only_added")]

    operations = [
        # SQLite makes the table anew for a column, and a new table has no triggers: they are put again on both.
        *(migrations.RunPython(guard.reverse_code, guard.code) for guard in guards()),
        migrations.AddField(
            model_name="entry", name="purpose", field=models.CharField(default="", max_length=20)
        ),
        *guards(),
    ]
