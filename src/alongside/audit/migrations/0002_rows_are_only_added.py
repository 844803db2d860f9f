from django.db import migrations

from alongside.kernel.guards import refuse


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [
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
