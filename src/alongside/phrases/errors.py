"""What the rules of this room say no to, each with what to do instead."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from alongside.kernel.errors import DomainError


class ShortcutWrong(DomainError):
    """A short word is one word."""

    code = "shortcut_wrong"
    message = _("Use one short word: letters, digits and hyphens, from 2 to 30 of them.")


class ShortcutTaken(DomainError):
    """A short word stands for one text."""

    code = "shortcut_taken"
    message = _("/%(shortcut)s is there already. Choose another word, or change that one.")


class WordsMissing(DomainError):
    """A phrase and a template say something."""

    code = "words_missing"
    message = _("Write a few words.")


class WordsTooLong(DomainError):
    """A phrase is for what is written again and again, not for a whole document."""

    code = "words_too_long"
    message = _("This is longer than it can be: at most %(most)d characters.")


class NumberInside(DomainError):
    """Ready words are about nobody."""

    code = "number_inside"
    message = _(
        "This looks like somebody’s national number. Ready words are for everyone: leave numbers of people out."
    )


class TooManyPhrases(DomainError):
    """A list that nobody can overlook helps nobody."""

    code = "too_many_phrases"
    message = _("There are %(most)d already. Remove one that you do not use.")


class KindUnknown(DomainError):
    """A template is for kinds of contact that there are."""

    code = "kind_unknown"
    message = _("Choose from the list.")
