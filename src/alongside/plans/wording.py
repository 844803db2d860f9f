"""The words that leave a goal open (`wording.toml`)."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from alongside.plans.rules import Wording, WordList

_DATA = Path(__file__).with_name("wording.toml")


@cache
def wording() -> Wording:
    """The words in all our languages together."""
    lists = tomllib.loads(_DATA.read_text(encoding="utf-8"))
    return Wording(
        vague=WordList.of(word for words in lists["vague"].values() for word in words),
        absolute=WordList.of(word for words in lists["absolute"].values() for word in words),
    )
