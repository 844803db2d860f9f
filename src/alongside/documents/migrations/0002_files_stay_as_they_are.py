from django.db import migrations

from alongside.kernel.guards import refuse


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_initial")]

    operations = [
        refuse(
            name="document_version_stays",
            table="documents_documentversion",
            on="UPDATE",
            when="TRUE",
            says="a file of a document is never changed",
        ),
    ]
