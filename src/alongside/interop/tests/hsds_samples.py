"""The examples of the Human Services Data Specification, where they lie beside the repository."""

from __future__ import annotations

from pathlib import Path

import pytest

SAMPLES = next(
    (
        found
        for parent in Path(__file__).resolve().parents
        if (found := parent / "shared" / "data" / "hsds" / "examples").is_dir()
    ),
    None,
)

# Files nobody here wrote are never copied into the repository, so a checkout alone has none.
needs_samples = pytest.mark.skipif(
    SAMPLES is None, reason="the example files of HSDS are not beside the repository"
)
