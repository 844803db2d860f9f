"""The installation's own secrets: made once, kept in `var/keys.env`, readable by their owner only."""

from __future__ import annotations

import base64
import os
import secrets
import stat
from pathlib import Path

FIELD_KEYS = "ALONGSIDE_FIELD_KEYS"
INDEX_KEYS = "ALONGSIDE_INDEX_KEY"
NAMES = ("ALONGSIDE_SECRET_KEY", FIELD_KEYS, INDEX_KEYS)
KEY_BYTES = 32
HEADING = """\
# The keys of this installation, made by Alongside. Keep a copy of this file apart from the database:
# without it, encrypted fields cannot be read again by anyone.
"""
_IN_USE = "ALONGSIDE_KEYS_IN_USE"
"""Tells the processes that this one starts which file the keys came from, so that they look there too."""


class KeysLost(Exception):
    """There is a database, but not the keys it was written with."""


class KeysOpen(SystemExit):
    """The file of the keys can be read by everybody on the machine."""


class NoSuchKey(ValueError):
    """There is no such key to be dropped, or it is the one that writes."""


def new_key() -> str:
    """A fresh key, as base64."""
    return base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode()


def new_keys() -> dict[str, str]:
    """Fresh values for every key."""
    return {
        "ALONGSIDE_SECRET_KEY": secrets.token_urlsafe(50),
        FIELD_KEYS: f"k1:{new_key()}",
        INDEX_KEYS: f"i1:{new_key()}",
    }


def all_set() -> bool:
    """Whether the environment names every key, itself or by a `…_FILE`."""
    return all(os.environ.get(name) or os.environ.get(f"{name}_FILE") for name in NAMES)


def bring(folder: Path, *, database: Path | None) -> bool:
    """Put the keys of `folder`/keys.env into the environment; make the file when this is a new installation.

    Args:
        folder: where the installation keeps its data (`var/`).
        database: the SQLite file it would use; None for PostgreSQL.

    Returns:
        Whether new keys were made.

    Raises:
        KeysLost: the database file is there and the keys are not.
        KeysOpen: others may read the file.
    """
    if all_set() and not os.environ.get(_IN_USE):
        return False
    path = folder / "keys.env"
    if path.exists():
        _bring_from(path)
        return False
    if database is not None and database.exists():
        raise KeysLost(
            f"{database} is there, but {path} with its keys is not. Bring the file back from your copy, or set "
            f"{', '.join(NAMES)}. To start from nothing, move the database away."
        )
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(_as_text(new_keys()))
    _bring_from(path)
    return True


def file_in_use() -> Path | None:
    """The file the keys of fields came from, when they are Alongside's own to change; None when they were set."""
    name = os.environ.get(_IN_USE)
    return Path(name) if name else None


def read_again() -> tuple[list[str], list[str]]:
    """The keys of fields and of indexes as the file names them now.

    Raises:
        KeysOpen: others may read the file.
    """
    path = file_in_use()
    if path is None:
        raise RuntimeError("the keys did not come from a file of ours")
    values = _values(path)
    return _list(values[FIELD_KEYS]), _list(values[INDEX_KEYS])


def add(path: Path, name: str) -> str:
    """Put a fresh key first among those of `name` and return its id.

    Args:
        name: `FIELD_KEYS` or `INDEX_KEYS`.
    """
    values = _values(path)
    kept = [entry if ":" in entry else f"i1:{entry}" for entry in _list(values[name])]
    letter = "k" if name == FIELD_KEYS else "i"
    taken = {entry.partition(":")[0] for entry in kept}
    key_id = next(found for number in range(1, 10_000) if (found := f"{letter}{number}") not in taken)
    _rewrite(path, {**values, name: ",".join([f"{key_id}:{new_key()}", *kept])})
    return key_id


def drop(path: Path, name: str, key_id: str) -> None:
    """Take a key away from those of `name`.

    Raises:
        NoSuchKey: it is not there, or it is the first, which writes.
    """
    values = _values(path)
    kept = _list(values[name])
    left = [entry for entry in kept if entry.partition(":")[0] != key_id]
    if len(left) == len(kept):
        raise NoSuchKey(f"there is no key {key_id} in {path}")
    if left[:1] != kept[:1]:
        raise NoSuchKey(f"{key_id} is the key that writes: rotate first")
    _rewrite(path, {**values, name: ",".join(left)})


def require_closed(path: Path) -> None:
    """Check that only those read a file of secrets who must.

    Raises:
        KeysOpen: everybody on the machine may.
    """
    try:
        mode = stat.S_IMODE(path.stat().st_mode)
    except OSError:
        return  # Whoever reads it next says why it cannot be read.
    if mode & stat.S_IRWXO:
        raise KeysOpen(
            f"alongside: everybody on this machine may read {path}. Close it first: chmod 600 {path}"
        )


def _bring_from(path: Path) -> None:
    if not any(os.environ.get(name) or os.environ.get(f"{name}_FILE") for name in (FIELD_KEYS, INDEX_KEYS)):
        os.environ[_IN_USE] = str(path)
    ours = os.environ.get(_IN_USE) == str(path)
    for name, value in _values(path).items():
        if ours and name in (FIELD_KEYS, INDEX_KEYS):
            os.environ[name] = value
        else:
            os.environ.setdefault(name, value)


def _values(path: Path) -> dict[str, str]:
    require_closed(path)
    found = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        name, is_setting, value = line.partition("=")
        if is_setting and not line.startswith("#"):
            found[name.strip()] = value.strip()
    return found


def _list(value: str) -> list[str]:
    return [part.strip() for part in value.split(",") if part.strip()]


def _as_text(values: dict[str, str]) -> str:
    return HEADING + "".join(f"{name}={value}\n" for name, value in values.items())


def _rewrite(path: Path, values: dict[str, str]) -> None:
    """Put a new file in place of the old one, whole or not at all, and never readable by others."""
    beside = path.with_suffix(".new")
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(_as_text(values))
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
