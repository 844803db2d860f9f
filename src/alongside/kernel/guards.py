"""Triggers that hold an invariant in the database itself, on SQLite and PostgreSQL alike."""

from __future__ import annotations

from typing import Any

from django.db import migrations


def refuse(
    *,
    name: str,
    table: str,
    on: str,
    when: str,
    says: str,
    while_there_is: str = "",
    unless_there_is: str = "",
) -> migrations.RunPython:
    """A migration step that makes the database refuse `on` ("INSERT", "UPDATE" or "DELETE") of rows in `table`.

    Args:
        name: of the trigger.
        when: a SQL condition on OLD and NEW both engines understand; "TRUE" for always.
        says: the message of the error.
        while_there_is: refuse only while this SELECT, which may name OLD and NEW, finds a row.
        unless_there_is: let pass as soon as this one does.
    """

    def put(apps: Any, schema_editor: Any) -> None:
        if schema_editor.connection.vendor == "sqlite":
            condition = "1" if when == "TRUE" else when
            if while_there_is:
                condition = f"({condition}) AND EXISTS ({while_there_is})"
            if unless_there_is:
                condition = f"({condition}) AND NOT EXISTS ({unless_there_is})"
            schema_editor.execute(
                f"CREATE TRIGGER {name} BEFORE {on} ON {table} FOR EACH ROW WHEN {condition} "
                f"BEGIN SELECT RAISE(ABORT, '{says}'); END"
            )
            return
        refusal = f"RAISE EXCEPTION '{says}' USING ERRCODE = 'integrity_constraint_violation';"
        holds = " AND ".join(
            [
                *([f"EXISTS ({while_there_is})"] if while_there_is else []),
                *([f"NOT EXISTS ({unless_there_is})"] if unless_there_is else []),
            ]
        )
        if holds:
            row = "OLD" if on == "DELETE" else "NEW"
            refusal = f"IF {holds} THEN {refusal} END IF; RETURN {row};"
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


def take_away(guard: migrations.RunPython) -> migrations.RunPython:
    """A migration step that takes a guard away which an earlier one put, for another in its place."""
    assert guard.reverse_code is not None
    return migrations.RunPython(guard.reverse_code, guard.code)
