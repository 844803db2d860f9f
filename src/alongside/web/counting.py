"""Small numbers as words, the way they are written in a sentence."""

from __future__ import annotations

from django.utils.text import capfirst
from django.utils.translation import pgettext_lazy

_WORDS = (
    pgettext_lazy("a number in a sentence", "none"),
    pgettext_lazy("a number in a sentence", "one"),
    pgettext_lazy("a number in a sentence", "two"),
    pgettext_lazy("a number in a sentence", "three"),
    pgettext_lazy("a number in a sentence", "four"),
    pgettext_lazy("a number in a sentence", "five"),
    pgettext_lazy("a number in a sentence", "six"),
    pgettext_lazy("a number in a sentence", "seven"),
    pgettext_lazy("a number in a sentence", "eight"),
    pgettext_lazy("a number in a sentence", "nine"),
    pgettext_lazy("a number in a sentence", "ten"),
    pgettext_lazy("a number in a sentence", "eleven"),
    pgettext_lazy("a number in a sentence", "twelve"),
)


def in_words(number: int) -> str:
    """ "eleven"; from thirteen on the digits. A sentence's singular is better written out by its translator."""
    return str(_WORDS[number]) if 0 <= number < len(_WORDS) else str(number)


def beginning(number: int) -> str:
    """The same at the beginning of a sentence: "Eleven"."""
    return capfirst(in_words(number))
