from django.db import migrations

from alongside.kernel.guards import refuse

FINISHED = "SELECT 1 FROM reviews_review r WHERE r.id = {row}.review_id AND r.held_on IS NOT NULL"


def inside(table: str, short: str) -> list[migrations.RunPython]:
    return [
        refuse(
            name=f"review_{short}_{on.lower()}",
            table=table,
            on=on,
            when="TRUE",
            says="a finished review is never changed",
            while_there_is=FINISHED.format(row="NEW" if on == "INSERT" else "OLD"),
        )
        for on in ("INSERT", "UPDATE", "DELETE")
    ]


class Migration(migrations.Migration):
    dependencies = [("reviews", "0001_initial")]

    operations = [
        refuse(
            name="review_finished_stays",
            table="reviews_review",
            on="UPDATE",
            when="OLD.held_on IS NOT NULL",
            says="a finished review is never changed",
        ),
        refuse(
            name="review_finished_is_kept",
            table="reviews_review",
            on="DELETE",
            when="OLD.held_on IS NOT NULL",
            says="a finished review is never removed",
        ),
        *inside("reviews_goaljudgement", "judgement"),
        *inside("reviews_domainrating", "rating"),
    ]
