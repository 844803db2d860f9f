"""Which given names one person may go by (`nicknames.toml`)."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from functools import cache
from pathlib import Path

from alongside.people.rules.names import fold

_DATA = Path(__file__).with_name("nicknames.toml")


def relatives(given: str) -> frozenset[str]:
    """The other forms of a given name that has been folded, without itself: "bill" of "william"."""
    return _families().get(given, frozenset()) - {given}


@cache
def _families() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for names in tomllib.loads(_DATA.read_text(encoding="utf-8"))["together"]:
        together = {fold(name) for name in names}
        for name in together:
            found[name] |= together
    return {name: frozenset(together) for name, together in found.items()}
