"""Whether a course runs for a person, as a condition on a person's key that the database checks for each row."""

from __future__ import annotations

from typing import Any

from django.db.models import Lookup, UUIDField

from alongside.enrolments.models import Enrolment


@UUIDField.register_lookup
class Runs(Lookup[Any]):
    """`pk__runs=False` on a person: no course runs. One look into the index of open courses for each row."""

    lookup_name = "runs"
    prepare_rhs = False

    def get_db_prep_lookup(self, value: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """The right side is yes or no, whatever the column."""
        return "%s", (bool(value),)

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """A correlated EXISTS, or its opposite."""
        person, params = self.process_lhs(compiler, connection)
        table = connection.ops.quote_name(Enrolment._meta.db_table)
        found = (
            f"EXISTS (SELECT 1 FROM {table} running "  # noqa: S608 - a table of ours and the column compared with
            f"WHERE running.person_id = {person} AND running.ends_on IS NULL)"
        )
        return (found if self.rhs else f"NOT {found}"), tuple(params)
