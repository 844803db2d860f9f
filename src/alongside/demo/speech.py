"""Picks a sentence and puts a person's name and pronouns into it."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from alongside.demo.scripts import read_texts

_PRONOUNS = {"female": ("hun", "hende", "hendes"), "male": ("han", "ham", "hans"), "": ("de", "dem", "deres")}


class Speech:
    """Danish sentences about one person, drawn from the texts with the person's own randomness."""

    def __init__(self, rng: Random, name: str, sex: str) -> None:
        hun, hende, hendes = _PRONOUNS.get(sex, _PRONOUNS[""])
        self._rng = rng
        self._fill = {
            "navn": name,
            "hun": hun,
            "Hun": hun.capitalize(),
            "hende": hende,
            "hendes": hendes,
            "cm": "{cm}",
        }

    def say(self, *path: str) -> str:
        """One sentence from the list at `path`, such as `say("notes", "did", "housing")`."""
        return self.fill(self._rng.choice(self.options(*path)))

    def some(self, count: int, *path: str) -> list[str]:
        """Up to `count` different sentences from the list at `path`."""
        options = self.options(*path)
        return [self.fill(text) for text in self._rng.sample(options, min(count, len(options)))]

    def fill(self, text: str) -> str:
        return text.format(**self._fill)

    @staticmethod
    def options(*path: str) -> Sequence[str]:
        found = read_texts(path[0])
        for part in path[1:]:
            found = found[part]
        return found  # type: ignore[return-value]
