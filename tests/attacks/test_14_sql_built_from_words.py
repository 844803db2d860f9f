"""Attack 14: a statement to the database is put together from pieces, and one of the pieces is what somebody typed.

Everything goes through Django's own questions, which send values apart from the statement. Where a statement is
written by hand it is a text without places, or stands here with the reason why its places hold nothing typed.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.architecture.tree import SOURCE, code, name

RUNS = {"execute", "executemany", "executescript", "raw", "extra", "RawSQL", "RunSQL"}

# Where statements are put together, and what stands in their places.
PUT_TOGETHER = {
    "src/alongside/kernel/guards.py": "names and conditions of triggers; runs in migrations only",
    "src/alongside/kernel/rows.py": "the table and columns of a model, quoted; values go beside it",
    "src/alongside/kernel/destroying.py": "tables of models and names of triggers read from the database, quoted",
    "src/alongside/config/checkup.py": "names of settings out of two constants; at the console only",
}


def _runs(tree: ast.AST) -> Iterator[ast.Call]:
    for call in ast.walk(tree):
        if isinstance(call, ast.Call):
            called = call.func
            if (isinstance(called, ast.Attribute) and called.attr in RUNS) or (
                isinstance(called, ast.Name) and called.id in RUNS
            ):
                yield call


def _is_written_out(statement: ast.expr) -> bool:
    """A text that stands in the code as it is sent, in one piece or several beside each other."""
    return isinstance(statement, ast.Constant)


def put_together(text: str) -> list[int]:
    """The lines of statements that are not one written text."""
    return [
        call.lineno
        for call in _runs(ast.parse(text))
        if (call.args and not _is_written_out(call.args[0]))
        or any(word.arg in {"select", "where", "tables", "order_by", "sql"} for word in call.keywords)
    ]


def test_no_statement_is_put_together_but_those_that_say_why() -> None:
    found = {
        name(path): lines for path in code() if (lines := put_together(path.read_text(encoding="utf-8")))
    }
    assert set(found) == set(PUT_TOGETHER)


def test_migrations_run_no_statement_that_is_put_together() -> None:
    migrations = [path for path in SOURCE.rglob("migrations/*.py") if path.name != "__init__.py"]
    assert migrations
    found = {name(path): lines for path in migrations if (lines := put_together(path.read_text("utf-8")))}
    assert not found


def test_a_place_in_a_statement_is_filled_by_the_database_and_never_by_python() -> None:
    """A `%`, a `+` or a `.format` at a word of SQL is found wherever it stands, also before it is handed over."""
    found = [
        f"{name(path)}:{one.lineno}"
        for path in code()
        if name(path) not in PUT_TOGETHER
        for one in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if _mixes_sql(one)
    ]
    assert not found


def _mixes_sql(node: ast.AST) -> bool:
    if isinstance(node, ast.JoinedStr):
        text = "".join(part.value for part in node.values if isinstance(part, ast.Constant))
        return _is_sql(text) and any(isinstance(part, ast.FormattedValue) for part in node.values)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod | ast.Add):
        return isinstance(node.left, ast.Constant) and _is_sql(node.left.value)
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "format"
        and isinstance(node.func.value, ast.Constant)
        and _is_sql(node.func.value.value)
    )


def _is_sql(text: object) -> bool:
    words = str(text).split()
    return bool(words) and words[0] in {"SELECT", "INSERT", "UPDATE", "DELETE", "CREATE", "DROP", "ALTER"}


def test_the_test_sees_what_it_looks_for() -> None:
    for text in (
        'cursor.execute(f"SELECT {x}")',
        'cursor.execute("SELECT %s" % x)',
        'cursor.execute("SELECT " + x)',
        "cursor.execute(x)",
        "Person.objects.raw(x)",
        'Person.objects.extra(where=["a = 1"])',
        "RawSQL(x, [])",
    ):
        assert put_together(text) == [1], text
    assert put_together('cursor.execute("SELECT %s", [x])') == []
    assert _mixes_sql(ast.parse('f"SELECT {x}"', mode="eval").body)
