"""KL's published example files, when the folder with reference data stands beside the repository (it does in CI)."""

from __future__ import annotations

from pathlib import Path

import pytest


def _folder() -> Path | None:
    for parent in Path(__file__).resolve().parents:
        found = parent / "shared" / "data" / "ffb"
        if found.is_dir():
            return found
    return None


FOLDER = _folder()
needs_official_files = pytest.mark.skipif(
    FOLDER is None, reason="KL's example files are not beside the repository"
)

ORDER = "OrderMessage-909e720e.json"
REPORTS = (
    "DeliveryReport-498644ca-b26c-4ba7-a1ef-69d691297ba3.json",
    "DeliveryReport-4b4e5f33-a9a2-42f6-b598-180543029ae5.json",
    "DeliveryReport-5bf6a186-ee66-4b0e-ba6e-623972ab5130.json",
)


def official(name: str) -> bytes:
    """The content of one of KL's files."""
    assert FOLDER is not None
    return (FOLDER / name).read_bytes()
