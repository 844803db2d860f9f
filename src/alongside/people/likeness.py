"""How alike two words are written, by the library rapidfuzz."""

from __future__ import annotations

from rapidfuzz.distance import JaroWinkler, Levenshtein


def likeness(one: str, other: str) -> float:
    """0 to 1; the beginning of a word counts for more (Jaro-Winkler)."""
    return JaroWinkler.similarity(one, other)


def one_letter_off(one: str, other: str) -> bool:
    """Whether one letter more, less or different makes one word of the other."""
    return Levenshtein.distance(one, other, score_cutoff=1) <= 1
