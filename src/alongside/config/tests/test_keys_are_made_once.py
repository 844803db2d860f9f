"""An installation makes its own keys the first time, and never new ones over a database that needs the old."""

import base64
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from alongside.config import env, keys


@pytest.fixture(autouse=True)
def environment_without_keys() -> Iterator[None]:
    before = dict(os.environ)
    for name in (*keys.NAMES, keys._IN_USE):
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
    index_id, _, encoded = os.environ["ALONGSIDE_INDEX_KEY"].partition(":")
    assert index_id == "i1"
    assert len(base64.b64decode(encoded)) == keys.KEY_BYTES


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


def test_a_file_that_everybody_may_read_is_refused(tmp_path: Path) -> None:
    keys.bring(tmp_path, database=None)
    (tmp_path / "keys.env").chmod(0o644)
    with pytest.raises(keys.KeysOpen, match="chmod 600"):
        keys.bring(tmp_path, database=None)
    secret = tmp_path / "secret"
    secret.write_text("k1:abc", encoding="utf-8")
    secret.chmod(0o604)
    os.environ["ALONGSIDE_FIELD_KEYS_FILE"] = str(secret)
    with pytest.raises(keys.KeysOpen):
        env.names("ALONGSIDE_FIELD_KEYS", "")


def test_a_new_key_goes_first_and_an_old_one_can_be_dropped(tmp_path: Path) -> None:
    keys.bring(tmp_path, database=None)
    path = keys.file_in_use()
    assert path == tmp_path / "keys.env"
    (old,), _ = keys.read_again()
    assert keys.add(path, keys.FIELD_KEYS) == "k2"
    (new, kept), indexes = keys.read_again()
    assert (new[:3], kept) == ("k2:", old)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with pytest.raises(keys.NoSuchKey, match="rotate first"):
        keys.drop(path, keys.FIELD_KEYS, "k2")
    keys.drop(path, keys.FIELD_KEYS, "k1")
    assert keys.read_again() == ([new], indexes)


def test_a_process_that_was_started_with_the_old_keys_reads_the_file_again(tmp_path: Path) -> None:
    keys.bring(tmp_path, database=None)
    keys.add(tmp_path / "keys.env", keys.FIELD_KEYS)
    assert "k2:" not in os.environ["ALONGSIDE_FIELD_KEYS"]
    keys.bring(tmp_path, database=None)
    assert os.environ["ALONGSIDE_FIELD_KEYS"].startswith("k2:")


def test_a_database_whose_keys_are_lost_never_gets_new_ones(tmp_path: Path) -> None:
    database = tmp_path / "alongside.sqlite3"
    database.touch()
    with pytest.raises(keys.KeysLost, match="Bring the file back"):
        keys.bring(tmp_path, database=database)
    assert not (tmp_path / "keys.env").exists()


def test_two_installations_never_share_a_key() -> None:
    one, other = keys.new_keys(), keys.new_keys()
    assert all(one[name] != other[name] for name in keys.NAMES)
