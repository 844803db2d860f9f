"""An installation makes its own keys the first time, and never new ones over a database that needs the old."""

import base64
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from alongside.config import keys


@pytest.fixture(autouse=True)
def environment_without_keys() -> Iterator[None]:
    before = dict(os.environ)
    for name in keys.NAMES:
        os.environ.pop(name, None)
    yield
    os.environ.clear()
    os.environ.update(before)


def test_a_new_installation_gets_keys_that_only_its_owner_can_read(tmp_path: Path) -> None:
    folder = tmp_path / "var"
    assert keys.bring(folder, database=folder / "alongside.sqlite3") is True
    assert stat.S_IMODE((folder / "keys.env").stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    key_id, _, encoded = os.environ["ALONGSIDE_FIELD_KEYS"].partition(":")
    assert key_id == "k1"
    assert len(base64.b64decode(encoded)) == keys.KEY_BYTES
    assert len(base64.b64decode(os.environ["ALONGSIDE_INDEX_KEY"])) == keys.KEY_BYTES


def test_the_second_start_has_the_same_keys(tmp_path: Path) -> None:
    keys.bring(tmp_path, database=None)
    first = {name: os.environ.pop(name) for name in keys.NAMES}
    assert keys.bring(tmp_path, database=tmp_path) is False
    assert {name: os.environ[name] for name in keys.NAMES} == first


def test_keys_of_the_environment_go_before_the_file(tmp_path: Path) -> None:
    keys.bring(tmp_path, database=None)
    for name in keys.NAMES:
        os.environ.pop(name)
    os.environ["ALONGSIDE_SECRET_KEY"] = "mine"
    keys.bring(tmp_path, database=None)
    assert os.environ["ALONGSIDE_SECRET_KEY"] == "mine"
    assert os.environ["ALONGSIDE_INDEX_KEY"]


def test_a_database_whose_keys_are_lost_never_gets_new_ones(tmp_path: Path) -> None:
    database = tmp_path / "alongside.sqlite3"
    database.touch()
    with pytest.raises(keys.KeysLost, match="Bring the file back"):
        keys.bring(tmp_path, database=database)
    assert not (tmp_path / "keys.env").exists()


def test_two_installations_never_share_a_key() -> None:
    one, other = keys.new_keys(), keys.new_keys()
    assert all(one[name] != other[name] for name in keys.NAMES)
