"""The one source of chance: always seeded, so that a demo can be made again."""

from __future__ import annotations

from random import Random


def chance(*parts: object) -> Random:
    """Randomness of its own for the thing that `parts` name; the same on every machine and Python."""
    return Random(":".join(str(part) for part in parts))  # noqa: S311 - invents people, guards nothing
