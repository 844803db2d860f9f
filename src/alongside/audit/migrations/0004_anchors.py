from django.db import migrations, models

from alongside.kernel.guards import refuse

ONLY_BEFORE_A_CUT = (
    "SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM audit_cut "
    "WHERE audit_cut.agency_id = OLD.agency_id AND audit_cut.through >= OLD.place)"
)
never_goes = refuse(
    name="audit_entry_never_goes",
    table="audit_entry",
    on="DELETE",
    when="TRUE",
    says="a line of the trail is never removed",
)


class Migration(migrations.Migration):
    dependencies = [("audit", "0003_a_look_has_a_purpose")]

    operations = [
        migrations.CreateModel(
            name="Anchor",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("agency_id", models.UUIDField()),
                ("number", models.PositiveIntegerField()),
                ("made_at", models.DateTimeField()),
                ("size", models.PositiveBigIntegerField()),
                ("root", models.CharField(max_length=64)),
                ("peaks", models.JSONField(default=list)),
                ("proof", models.JSONField(default=list)),
                ("previous", models.CharField(default="", max_length=64)),
                ("signature", models.CharField(max_length=200)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("agency_id", "number"), name="audit_anchor_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Cut",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("agency_id", models.UUIDField()),
                ("through", models.PositiveBigIntegerField()),
                ("last_hash", models.CharField(max_length=64)),
                ("anchor", models.PositiveIntegerField()),
                ("made_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("agency_id", "through"), name="audit_cut_once")
                ],
            },
        ),
        *(
            refuse(
                name=f"audit_{table}_never_{verb}",
                table=f"audit_{table}",
                on=on,
                when="TRUE",
                says="what the trail is checked by is never changed",
            )
            for table in ("anchor", "cut")
            for verb, on in (("changes", "UPDATE"), ("goes", "DELETE"))
        ),
        # Lines may go when their time is over, up to an anchor, after the cut was written down.
        migrations.RunPython(never_goes.reverse_code, never_goes.code),
        refuse(
            name="audit_entry_never_goes",
            table="audit_entry",
            on="DELETE",
            when="TRUE",
            says="a line of the trail is never removed",
            while_there_is=ONLY_BEFORE_A_CUT,
        ),
    ]
