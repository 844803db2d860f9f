"""Triggers that hold an invariant in the database itself, on SQLite and PostgreSQL alike."""

from __future__ import annotations

from typing import Any

from django.db import migrations


def refuse(
    *, name: str, table: str, on: str, when: str, says: str, while_there_is: str = ""
) -> migrations.RunPython:
    """A migration step that makes the database refuse `on` ("INSERT", "UPDATE" or "DELETE") of rows in `table`.

    Args:
        name: of the trigger.
        when: a SQL condition on OLD and NEW both engines understand; "TRUE" for always.
        says: the message of the error.
        while_there_is: refuse only while this SELECT, which may name OLD and NEW, finds a row.
    """

    def put(apps: Any, schema_editor: Any) -> None:
        if schema_editor.connection.vendor == "sqlite":
            condition = "1" if when == "TRUE" else when
            if while_there_is:
                condition = f"({condition}) AND EXISTS ({while_there_is})"
            schema_editor.execute(
                f"CREATE TRIGGER {name} BEFORE {on} ON {table} FOR EACH ROW WHEN {condition} "
                f"BEGIN SELECT RAISE(ABORT, '{says}'); END"
            )
            return
        refusal = f"RAISE EXCEPTION '{says}' USING ERRCODE = 'integrity_constraint_violation';"
        if while_there_is:
            row = "OLD" if on == "DELETE" else "NEW"
            refusal = f"IF EXISTS ({while_there_is}) THEN {refusal} END IF; RETURN {row};"
        schema_editor.execute(
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {refusal} END $$"
        )
        schema_editor.execute(
            f"CREATE TRIGGER {name} BEFORE {on} ON {table} FOR EACH ROW WHEN ({when}) EXECUTE FUNCTION {name}()"
        )

    def remove(apps: Any, schema_editor: Any) -> None:
        if schema_editor.connection.vendor == "sqlite":
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}")
            return
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {name} ON {table}")
        schema_editor.execute(f"DROP FUNCTION IF EXISTS {name}()")

    return migrations.RunPython(put, remove)
