"""The key that signs the trail: made once, in a file of its own, apart from the keys that open what is written."""

from __future__ import annotations

import os
from pathlib import Path

from alongside.config.keys import new_key, require_closed

NAME = "ALONGSIDE_TRAIL_KEYS"


def bring(folder: Path) -> bool:
    """Put the key of `folder`/trail.key into the environment, unless it is set there; make it the first time.

    A lost one does not lock anybody out: a new one signs from then on, and the old public key still checks.

    Returns:
        Whether a new key was made.

    Raises:
        KeysOpen: everybody on the machine may read the file.
    """
    if os.environ.get(NAME) or os.environ.get(f"{NAME}_FILE"):
        return False
    path = folder / "trail.key"
    made = not path.exists()
    if made:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(f"a1:{new_key()}\n")
    require_closed(path)
    os.environ[NAME] = path.read_text(encoding="utf-8").strip()
    return made
