"""Every migration can be undone, on the database the suite runs on."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection

from tests.architecture.tree import ROOT

FORTH_AND_BACK = """
import sys
import django
django.setup()
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder
labels = sys.argv[1:]
call_command("migrate", verbosity=0)
MigrationExecutor(connection).migrate([(label, None) for label in labels])
left = [key for key in MigrationRecorder(connection).applied_migrations() if key[0] in labels]
assert not left, left
tables = [t for t in connection.introspection.table_names() if t.split("_")[0] in labels]
assert not tables, tables
print("done")
"""


@pytest.fixture
def empty_database(tmp_path: Path, transactional_db: None) -> Iterator[str]:
    """The URL of an empty database of the kind under test, gone afterwards."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.sqlite3'}"
        return
    name = f"undo_{os.getpid()}"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    known = connection.settings_dict
    query = f"?host={known['HOST']}" + (f"&port={known['PORT']}" if known["PORT"] else "")
    yield f"postgres://{known['USER']}:{known['PASSWORD']}@/{name}{query}"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE {name}")


def test_all_migrations_can_be_undone(empty_database: str) -> None:
    ours = [config.label for config in apps.get_app_configs() if config.name.startswith("alongside.")]
    with_tables = [label for label in ours if apps.get_app_config(label).models_module]
    done = subprocess.run(
        [sys.executable, "-c", FORTH_AND_BACK, *with_tables],
        cwd=ROOT,
        env=os.environ | {"DATABASE_URL": empty_database, "PYTHONPATH": f"{ROOT}/src"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == "done\n", done.stderr
