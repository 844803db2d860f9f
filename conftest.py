"""What holds for every test: no network beyond this machine, and a database in a file of its own."""

from __future__ import annotations

import ipaddress
import os
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import django
import pytest
from django.conf import settings
from django.db import connection, transaction
from django.utils.translation import override

from tests.ready_database import ready_postgres, ready_sqlite

# The tests' own keys and a quick password hasher; set here, before the settings are read.
os.environ["ALONGSIDE_TESTING"] = "1"
os.environ["DJANGO_SETTINGS_MODULE"] = "alongside.config.settings"
# Playwright keeps an event loop in the thread that runs the tests; Django would take every query after that
# for one made inside a coroutine and refuse it. Nothing here is asynchronous.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
django.setup()

pytest_plugins = ["tests.people_of_the_house", "tests.scene"]


class NetworkUsed(Exception):
    """A test tried to reach another machine. Alongside never does so by itself, and neither do its tests."""


def _is_here(host: object) -> bool:
    if host in (None, "", "localhost", b"localhost"):
        return True
    try:
        return ipaddress.ip_address(str(host).split("%")[0]).is_loopback
    except ValueError:
        return False


def _guarded(name: str) -> Any:
    original = getattr(socket.socket, name)

    def only_here(self: socket.socket, *args: Any) -> Any:
        address = args[-1]
        if self.family != socket.AF_UNIX and isinstance(address, tuple) and not _is_here(address[0]):
            raise NetworkUsed(f"A test tried to reach {address[0]}")
        return original(self, *args)

    return only_here


def _look_up(original: Any) -> Any:
    def only_here(host: Any, *args: Any, **options: Any) -> Any:
        if not _is_here(host):
            raise NetworkUsed(f"A test tried to look up {host}")
        return original(host, *args, **options)

    return only_here


def pytest_configure(config: pytest.Config) -> None:
    """Shut the network before any test is collected."""
    patch = pytest.MonkeyPatch()
    config.add_cleanup(patch.undo)
    for name in ("connect", "connect_ex", "sendto"):
        patch.setattr(socket.socket, name, _guarded(name))
    patch.setattr(socket, "getaddrinfo", _look_up(socket.getaddrinfo))


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Begin with a copy of an empty database that is kept ready.

    SQLite gets a file: a database in memory cannot be shared by a server's threads the way a file is.
    """
    database: dict[str, Any] = settings.DATABASES["default"]
    if connection.vendor == "postgresql":
        database["TEST"] = {
            **database.get("TEST", {}),
            "TEMPLATE": ready_postgres(os.environ["DATABASE_URL"]),
        }
        return
    folder: Path = tmp_path_factory.mktemp("database")
    database["TEST"] = {**database.get("TEST", {}), "NAME": str(folder / "test.sqlite3")}
    # A test database need not survive a power cut.
    database["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"
    creation: Any = type(connection.creation)
    ready = ready_sqlite()
    make = creation._create_test_db

    def make_and_fill(self: Any, *args: Any, **options: Any) -> str:
        name: str = make(self, *args, **options)
        shutil.copyfile(ready, name)
        return name

    pytest.MonkeyPatch().setattr(creation, "_create_test_db", make_and_fill)


@pytest.fixture(scope="session", autouse=True)
def emptying_may_pass_the_guards() -> None:
    """Let a test that needs real transactions empty its SQLite afterwards.

    Signed notes and the trail are guarded by triggers that refuse to delete; emptying a test database is the one
    time when they must. (PostgreSQL truncates, which is not a DELETE.)
    """
    if connection.vendor != "sqlite":
        return
    operations = type(connection.ops)
    empty = operations.execute_sql_flush

    def without_guards(self: Any, statements: Any) -> None:
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            guards = cursor.fetchall()
            for name, _ in guards:
                cursor.execute(f"DROP TRIGGER {name}")
            empty(self, statements)
            for _, sql in guards:
                cursor.execute(sql)

    pytest.MonkeyPatch().setattr(operations, "execute_sql_flush", without_guards)


@pytest.fixture(scope="session", autouse=True)
def what_django_asks_once(django_db_setup: None, django_db_blocker: Any) -> None:
    """Let Django ask SQLite whether it knows JSON before a test counts queries, whichever test comes first.

    Where no test needs a database none is made, and asking would make an empty one in the folder of the installation.
    """
    if connection.settings_dict["NAME"] == str(settings.VAR / "alongside.sqlite3"):
        return
    with django_db_blocker.unblock():
        assert connection.features.supports_json_field


@pytest.fixture(scope="session", autouse=True)
def what_waits_for_the_commit_happens() -> None:
    """Carry out what waits for a commit when no transaction but the test's own is open any more.

    A test that is undone afterwards never commits; its background jobs and messages would wait for ever.
    """
    leave = transaction.Atomic.__exit__

    def leave_and_carry_out(self: transaction.Atomic, *args: Any) -> None:
        leave(self, *args)
        here = transaction.get_connection(self.using)
        if here.in_atomic_block and all(block._from_testcase for block in here.atomic_blocks):
            waiting, here.run_on_commit = here.run_on_commit, []
            for _, callback, _ in waiting:
                callback()

    pytest.MonkeyPatch().setattr(transaction.Atomic, "__exit__", leave_and_carry_out)


@pytest.fixture(autouse=True)
def texts_as_they_are_written() -> Iterator[None]:
    """Outside a request, texts are English, whether or not the catalogues have been compiled."""
    with override("en"):
        yield
