"""A few kills of `make loss`: the real server, killed while people write, on the database of this run."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from django.db import connection

from alongside.config.serving import pages_are_built
from benchmarks.loss.ledger import WORDS, Ledger, words
from tests.architecture.tree import ROOT
from tests.machine import in_ci


def test_no_acknowledged_word_is_lost() -> None:
    if not pages_are_built() and not in_ci():
        pytest.skip("the frontend is not built")
    command = [sys.executable, "-m", "benchmarks.loss", "--kills", "5", "--clients", "3", "--people", "20"]
    if connection.vendor == "postgresql":
        command.append("--postgres")
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("ALONGSIDE_", "DATABASE_"))
    }
    paths = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    found = subprocess.run(
        command, cwd=ROOT, env=kept | {"PYTHONPATH": paths}, capture_output=True, text=True, check=False
    )
    assert found.returncode == 0, found.stdout + found.stderr
    assert "Nothing acknowledged was lost or doubled, nothing is half written." in found.stdout
    durable = (
        "journal_mode=wal synchronous=FULL" if connection.vendor == "sqlite" else "postgresql, served with"
    )
    assert durable in found.stdout


def test_the_words_of_a_note_say_how_far_they_go() -> None:
    said = WORDS.match(words(3, 14, 2))
    assert said is not None
    assert said.groups() == ("3", "14", "2")
    assert words(3, 14, 2).startswith(words(3, 14, 1).replace("line 1\n", "line 2\n"))


def test_a_fault_is_never_forgotten() -> None:
    ledger = Ledger()
    ledger.fault("note 1-1 is there 2 times")
    assert ledger.faults == ["note 1-1 is there 2 times"]
