from django.db import migrations

from alongside.kernel.guards import refuse, take_away

ONLY_BEFORE_A_CUT = (
    "SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM audit_cut "
    "WHERE audit_cut.agency_id = OLD.agency_id AND audit_cut.through >= OLD.place)"
)


class Migration(migrations.Migration):
    """Nothing made cuts, and a row of that table was enough to let older lines go."""

    dependencies = [("audit", "0004_anchors")]

    operations = [
        take_away(
            refuse(
                name="audit_entry_never_goes",
                table="audit_entry",
                on="DELETE",
                when="TRUE",
                says="a line of the trail is never removed",
                while_there_is=ONLY_BEFORE_A_CUT,
            )
        ),
        refuse(
            name="audit_entry_never_goes",
            table="audit_entry",
            on="DELETE",
            when="TRUE",
            says="a line of the trail is never removed",
        ),
        *(
            take_away(
                refuse(
                    name=f"audit_cut_never_{verb}",
                    table="audit_cut",
                    on=on,
                    when="TRUE",
                    says="what the trail is checked by is never changed",
                )
            )
            for verb, on in (("changes", "UPDATE"), ("goes", "DELETE"))
        ),
        migrations.DeleteModel(name="Cut"),
    ]
