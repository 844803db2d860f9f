"""`alongside keys`: a new key first, everything sealed with it, and the old one dropped when nothing needs it."""

from __future__ import annotations

import base64
import json
import os
import stat
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from alongside.config import cli, keys
from alongside.kernel import keyring
from alongside.kernel.ids import new_id
from alongside.kernel.models import Draft
from alongside.people.identifiers import CPR
from alongside.people.operations import set_identifier
from alongside.people.queries import find_by_identifier
from tests.people_of_the_house import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def own_file(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An installation whose keys Alongside made itself."""
    before = dict(os.environ)
    for name in (*keys.NAMES, "ALONGSIDE_VAR"):
        os.environ.pop(name, None)
    os.environ["ALONGSIDE_VAR"] = str(tmp_path)
    keys.bring(tmp_path, database=None)
    settings.READ_KEYS = keys.read_again
    monkeypatch.setattr(keyring, "LOOKED_AT_EVERY", -1.0)
    keyring._looked.entries = None
    yield tmp_path / "keys.env"
    keyring._looked.entries = None
    os.environ.clear()
    os.environ.update(before)


def draft(body: str) -> Draft:
    kept = Draft(user_id=new_id(), form="note", subject_id=new_id(), key=new_id(), body=body, saved_at=NOW)
    kept.save()
    return kept


def said(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out)


def old_enough(path: Path) -> None:
    os.utime(path, (time.time() - 120, time.time() - 120))


def test_rotating_puts_a_new_key_first_and_says_when_the_old_one_can_go(
    own_file: Path, house: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = draft("Quiet")
    assert cli.main(["keys", "status", "--json"]) == 0
    assert said(capsys)["places"]["kernel.Draft.body"] == {"k1": 1}
    assert cli.main(["keys", "rotate", "--json"]) == 0
    assert said(capsys)["key"] == "k2"
    assert stat.S_IMODE(own_file.stat().st_mode) == 0o600
    assert cli.main(["keys", "status", "--json"]) == 0
    status = said(capsys)
    assert (status["writes"], status["can_be_dropped"]) == ("k2", ["k1"])
    assert cli.main(["keys", "drop", "k1"]) == 1
    assert "less than a minute ago" in capsys.readouterr().err
    old_enough(own_file)
    assert cli.main(["keys", "drop", "k1"]) == 0
    assert (
        "k1:" not in own_file.read_text(encoding="utf-8").partition("ALONGSIDE_FIELD_KEYS=")[2].split("\n")[0]
    )
    assert Draft.objects.get(pk=kept.pk).body == "Quiet"


def test_a_key_that_something_needs_is_not_dropped(
    own_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    draft("Quiet")
    keys.add(own_file, keys.FIELD_KEYS)
    old_enough(own_file)
    assert cli.main(["keys", "drop", "k1"]) == 1
    assert "1 by k1: still sealed with it" in capsys.readouterr().err
    assert cli.main(["keys", "drop", "k2"]) == 1
    assert "rotate first" in capsys.readouterr().err


def test_keys_of_the_environment_are_the_operators_to_change(
    capsys: pytest.CaptureFixture[str], settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ALONGSIDE_KEYS_IN_USE", raising=False)
    for name in keys.NAMES:
        monkeypatch.setenv(name, "set")
    kept = draft("Quiet")
    assert cli.main(["keys", "rotate"]) == 1
    assert "Put a new key first in ALONGSIDE_FIELD_KEYS" in capsys.readouterr().err
    settings.FIELD_KEYS = ["n2:" + base64.b64encode(bytes(32)).decode(), *settings.FIELD_KEYS]
    assert cli.main(["keys", "rotate", "--continue", "--json"]) == 0
    assert said(capsys)["sealed"] == 1
    assert Draft.objects.get(pk=kept.pk).body == "Quiet"


def test_numbers_are_found_before_while_and_after_the_index_gets_a_new_key(
    own_file: Path, house: Any, jonas: Any, sofie: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_identifier(by=sofie, person=jonas.person, system=CPR, value="010190-1234")
    agency = house.agency.pk

    def found(pause: float = 0) -> None:
        assert find_by_identifier(agency, CPR, "0101901234") == jonas.person

    found()
    monkeypatch.setattr("time.sleep", found)
    assert cli.main(["keys", "rotate-index"]) == 0
    found()
    old_enough(own_file)
    assert cli.main(["keys", "drop", "i1"]) == 0
    found()
