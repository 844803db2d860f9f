from django.db import migrations

from alongside.kernel.guards import refuse

IN_USE = "a scale in use is never changed, a change makes a new version"
SIGNED = "a signed rating stays as it is"


def _edition_of(row: str) -> str:
    return (
        "SELECT 1 FROM scales_scaleedition edition "
        f"WHERE edition.id = {row}.edition_id AND edition.in_use_since IS NOT NULL"
    )


def _edition_of_anchor(row: str) -> str:
    return (
        "SELECT 1 FROM scales_scaleedition edition JOIN scales_scaleitem item ON item.edition_id = edition.id "
        f"WHERE item.id = {row}.item_id AND edition.in_use_since IS NOT NULL"
    )


def _rating_of(row: str) -> str:
    return (
        "SELECT 1 FROM scales_teamrating rating "
        f"WHERE rating.id = {row}.rating_id AND rating.signed_on IS NOT NULL"
    )


def _row(on: str) -> str:
    return "NEW" if on == "INSERT" else "OLD"


class Migration(migrations.Migration):
    dependencies = [("scales", "0001_initial")]

    operations = [
        *(
            refuse(
                name=f"scale_edition_{on.lower()}",
                table="scales_scaleedition",
                on=on,
                when="OLD.in_use_since IS NOT NULL",
                says=IN_USE,
            )
            for on in ("UPDATE", "DELETE")
        ),
        *(
            refuse(
                name=f"{name}_{on.lower()}",
                table=table,
                on=on,
                when="TRUE",
                says=says,
                while_there_is=held_by(_row(on)),
            )
            for name, table, held_by, says in (
                ("scale_item", "scales_scaleitem", _edition_of, IN_USE),
                ("scale_anchor", "scales_scaleanchor", _edition_of_anchor, IN_USE),
                ("item_rating", "scales_itemrating", _rating_of, SIGNED),
            )
            for on in ("INSERT", "UPDATE", "DELETE")
        ),
        *(
            refuse(
                name=f"team_rating_{on.lower()}",
                table="scales_teamrating",
                on=on,
                when="OLD.signed_on IS NOT NULL",
                says=SIGNED,
            )
            for on in ("UPDATE", "DELETE")
        ),
    ]
