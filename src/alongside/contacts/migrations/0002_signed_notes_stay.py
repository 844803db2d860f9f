from django.db import migrations

from alongside.kernel.guards import refuse


class Migration(migrations.Migration):
    dependencies = [("contacts", "0001_initial")]

    operations = [
        refuse(
            name="contact_signed_stays",
            table="contacts_contact",
            on="UPDATE",
            when="OLD.signed_at IS NOT NULL",
            says="a signed note is never changed, only amended",
        ),
        refuse(
            name="contact_signed_is_kept",
            table="contacts_contact",
            on="DELETE",
            when="OLD.signed_at IS NOT NULL",
            says="a signed note is never removed",
        ),
    ]
