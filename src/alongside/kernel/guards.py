"""Triggers that hold an invariant in the database itself, on SQLite and PostgreSQL alike."""

from __future__ import annotations

from typing import Any

from django.db import migrations


def refuse(*, name: str, table: str, on: str, when: str, says: str) -> migrations.RunPython:
    """A migration step that makes the database refuse `on` ("UPDATE" or "DELETE") of rows in `table`.

    Args:
        name: of the trigger.
        when: a SQL condition on OLD and NEW both engines understand; "TRUE" for always.
        says: the message of the error.
    """

    def put(apps: Any, schema_editor: Any) -> None:
        if schema_editor.connection.vendor == "sqlite":
            condition = "1" if when == "TRUE" else when
            schema_editor.execute(
                f"CREATE TRIGGER {name} BEFORE {on} ON {table} FOR EACH ROW WHEN {condition} "
                f"BEGIN SELECT RAISE(ABORT, '{says}'); END"
            )
            return
        schema_editor.execute(
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{says}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
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
