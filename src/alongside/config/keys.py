"""The installation's own secrets: made once, kept in `var/keys.env`, readable by their owner only."""

from __future__ import annotations

import base64
import os
import secrets
from pathlib import Path

NAMES = ("ALONGSIDE_SECRET_KEY", "ALONGSIDE_FIELD_KEYS", "ALONGSIDE_INDEX_KEY")
KEY_BYTES = 32
HEADING = """\
# The keys of this installation, made by Alongside. Keep a copy of this file apart from the database:
# without it, encrypted fields cannot be read again by anyone.
"""


class KeysLost(Exception):
    """There is a database, but not the keys it was written with."""


def new_keys() -> dict[str, str]:
    """Fresh values for every key."""

    def random() -> str:
        return base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode()

    return {
        "ALONGSIDE_SECRET_KEY": secrets.token_urlsafe(50),
        "ALONGSIDE_FIELD_KEYS": f"k1:{random()}",
        "ALONGSIDE_INDEX_KEY": random(),
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
    """
    if all_set():
        return False
    path = folder / "keys.env"
    if path.exists():
        _read(path)
        return False
    if database is not None and database.exists():
        raise KeysLost(
            f"{database} is there, but {path} with its keys is not. Bring the file back from your copy, or set "
            f"{', '.join(NAMES)}. To start from nothing, move the database away."
        )
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _write(path, new_keys())
    _read(path)
    return True


def _write(path: Path, values: dict[str, str]) -> None:
    """Write the file so that it is never readable by others, not even for a moment."""
    text = HEADING + "".join(f"{name}={value}\n" for name, value in values.items())
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)


def _read(path: Path) -> None:
    for line in path.read_text(encoding="utf-8").splitlines():
        name, is_setting, value = line.partition("=")
        if is_setting and not line.startswith("#"):
            os.environ.setdefault(name.strip(), value.strip())
