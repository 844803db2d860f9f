"""The sound of a name as a key, so that an index finds names that are only heard alike.

Danish and French spellings are brought to one form first (`rules.names.heard`); Metaphone by the library jellyfish
takes away what is left: vowels, d and t, v and f.
"""

from __future__ import annotations

from functools import lru_cache

from jellyfish import metaphone

from alongside.people.rules.names import heard


@lru_cache(maxsize=20_000)
def sound(word: str) -> str:
    """The key of one word; all first vowels are one, because Ibrahim is written Ebrahim too."""
    key: str = metaphone(heard(word)).replace(" ", "")
    return "A" + key[1:] if key[:1] in {"A", "E", "I", "O", "U"} else key
