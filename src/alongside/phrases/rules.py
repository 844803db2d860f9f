"""The rules of ready words. Pure: no Django, no clock."""

from __future__ import annotations

import re
from collections.abc import Collection

from alongside.phrases.errors import KindUnknown, NumberInside, ShortcutWrong, WordsMissing, WordsTooLong

KINDS = ("met", "tried", "phone", "message", "meeting")
"""The kinds of contact a template can be for, as the note's form names them."""
MOST_WORDS = 4_000
"""Characters of a phrase or a template: a page."""
MOST_PHRASES = 60
"""Phrases of one worker, and of the agency: each form with a longer text carries them."""
_SHORTCUT = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_NATIONAL_NUMBER = re.compile(r"(?<!\d)\d{6}[ -]?\d{4}(?!\d)")


def shortcut_of(typed: str) -> str:
    """The short word somebody typed, without its slash and in small letters.

    Raises:
        ShortcutWrong: it is not one word of 2 to 30 letters, digits and hyphens.
    """
    shortcut = typed.strip().lstrip("/").casefold()
    if not 2 <= len(shortcut) <= 30 or not _SHORTCUT.fullmatch(shortcut):
        raise ShortcutWrong(field="shortcut")
    return shortcut


def words_of(typed: str, *, field: str) -> str:
    """The text without space around it; line ends as the house writes them.

    Raises:
        WordsMissing, WordsTooLong
        NumberInside: ten digits as in a national number (CPR) stand in it.
    """
    words = "\n".join(line.rstrip() for line in typed.strip().splitlines())
    if not words:
        raise WordsMissing(field=field)
    if len(words) > MOST_WORDS:
        raise WordsTooLong(field=field, most=MOST_WORDS)
    if _NATIONAL_NUMBER.search(words):
        raise NumberInside(field=field)
    return words


def kinds_of(chosen: Collection[str]) -> list[str]:
    """The kinds of contact, in the order of the form; all of them is the same as none.

    Raises:
        KindUnknown: there is no such kind.
    """
    if unknown := set(chosen) - set(KINDS):
        raise KindUnknown(field="kinds", unknown=", ".join(sorted(unknown)))
    kinds = [kind for kind in KINDS if kind in chosen]
    return [] if len(kinds) == len(KINDS) else kinds


def with_headings(text: str, headings: str) -> str:
    """`text` with the headings after it; what is written stays, and headings that stand there are not added again."""
    written = text.replace("\r\n", "\n")
    if all(line in written for line in headings.splitlines()):
        return written
    return f"{written.rstrip()}\n\n{headings}\n" if written.strip() else f"{headings}\n"
