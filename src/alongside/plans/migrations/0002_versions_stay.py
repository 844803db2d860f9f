from django.db import migrations

from alongside.kernel.guards import refuse


class Migration(migrations.Migration):
    dependencies = [("plans", "0001_initial")]

    operations = [
        refuse(
            name=f"plan_version_{on.lower()}",
            table="plans_planversion",
            on=on,
            when="TRUE",
            says="a version of a plan is kept as it was agreed",
        )
        for on in ("UPDATE", "DELETE")
    ]
