"""The settings with which pages are served keep what was answered as saved, and a check says so when they do not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.db.utils import ConnectionHandler

from alongside.config import checkup, env

pytestmark = pytest.mark.django_db


@pytest.fixture
def served(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A connection with the settings an installation on SQLite has."""
    connection = ConnectionHandler({"default": env.database(f"sqlite:///{tmp_path / 'a.sqlite3'}")})[
        "default"
    ]
    monkeypatch.setattr(checkup, "connection", connection)
    yield connection
    connection.close()


def test_sqlite_is_served_with_a_journal_that_is_written_through(served: Any) -> None:
    answer = checkup._durability()
    assert answer.ok, answer.says
    with served.cursor() as cursor:
        assert cursor.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
        assert cursor.execute("PRAGMA synchronous").fetchone()[0] == 2


def test_a_setting_that_may_lose_words_is_named(served: Any) -> None:
    with served.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=NORMAL")
    answer = checkup._durability()
    assert not answer.ok
    assert "synchronous=1" in answer.says
