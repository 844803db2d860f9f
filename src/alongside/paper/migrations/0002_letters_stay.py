from django.db import migrations

from alongside.kernel.guards import refuse


class Migration(migrations.Migration):
    dependencies = [("paper", "0001_initial")]

    operations = [
        refuse(
            name="letter_stays",
            table="paper_letter",
            on="UPDATE",
            when="TRUE",
            says="a letter that went out is never changed",
        ),
        refuse(
            name="letter_is_kept",
            table="paper_letter",
            on="DELETE",
            when="TRUE",
            says="a letter that went out is never removed",
        ),
    ]
