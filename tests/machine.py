"""What the machine that runs the tests offers: its Chromium, and whether anything may be left out."""

from __future__ import annotations

import os
import shutil

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
HOW_TO_GET_IT = "Install Chromium (apt install chromium), or name one with ALONGSIDE_CHROMIUM=/path/to/it."
# No request but those of the page under test, and nothing that a container cannot give.
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def find_chromium() -> str | None:
    """The path of a Chromium: ALONGSIDE_CHROMIUM if set, else the first known name on the PATH."""
    named = os.environ.get("ALONGSIDE_CHROMIUM")
    if named:
        return shutil.which(named)
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def in_ci() -> bool:
    """Whether this is the run that decides: then a missing part fails instead of being left out."""
    return os.environ.get("CI", "").lower() in {"1", "true", "yes"}
