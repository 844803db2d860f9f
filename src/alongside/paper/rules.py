"""The rules of paper. Pure: no Django, no clock."""

from __future__ import annotations

import re
import struct
from collections.abc import Mapping
from enum import StrEnum

from alongside.paper.errors import (
    FieldsLeft,
    FieldsUnknown,
    LanguageUnknown,
    LogoTooLarge,
    LogoUnreadable,
    ReasonMissing,
    TextMissing,
    TextTooLong,
)

LANGUAGES = ("da", "en", "fr")
MOST_TEXT = 20_000
"""Characters of a letter: some seven pages."""
MOST_AT_ONCE = 100
"""People in one run: more than a team, set and kept within two seconds, so that it needs no job."""
MOST_LOGO_BYTES = 512 * 1024
MOST_LOGO_PIXELS = 4000
_FIELD = re.compile(r"\{([^{}\n]{1,40})\}")
_PNG = b"\x89PNG\r\n\x1a\n"


class FieldName(StrEnum):
    """What a letter can be filled with."""

    NAME = "name"
    CALLED = "called"
    WORKER = "worker"
    WORKER_TITLE = "worker_title"
    WORKER_PHONE = "worker_phone"
    TEAM = "team"
    AGENCY = "agency"
    TODAY = "today"
    REVIEW_DATE = "review_date"
    MEETING = "meeting"
    LAST_MET = "last_met"
    COURSE_START = "course_start"
    CASE_NUMBER = "case_number"
    AUTHORITY_WORKER = "authority_worker"
    GOALS = "goals"


def fields_in(text: str) -> list[str]:
    """The names in braces, each once, in the order they come."""
    return list(dict.fromkeys(name.strip() for name in _FIELD.findall(text)))


def check_template(*texts: str) -> None:
    """A template names only fields we can fill.

    Raises:
        FieldsUnknown: it names others.
        TextMissing, TextTooLong
    """
    for text in texts:
        check_text(text)
    known = set(FieldName)
    unknown = [name for text in texts for name in fields_in(text) if name not in known]
    if unknown:
        raise FieldsUnknown(field="body", fields=_in_braces(unknown))


def filled(text: str, values: Mapping[str, str]) -> str:
    """`text` with every field we have a value for in place; the others keep their braces, for the writer to see.

    A value is never read again, so that a name with braces in it is only a name.
    """
    return _FIELD.sub(lambda found: values.get(found[1].strip()) or found[0], text)


def require_filled(*texts: str) -> None:
    """A letter that goes out has none of our fields left in it.

    Raises:
        FieldsLeft
    """
    left = [name for text in texts for name in fields_in(text) if name in set(FieldName)]
    if left:
        raise FieldsLeft(field="body", fields=_in_braces(left))


def check_text(text: str, *, field: str = "body") -> None:
    """There is something, and not too much of it.

    Raises:
        TextMissing, TextTooLong
    """
    if not text.strip():
        raise TextMissing(field=field)
    if len(text) > MOST_TEXT:
        raise TextTooLong(field=field, most=MOST_TEXT)


def check_language(language: str) -> None:
    """It is a language we speak.

    Raises:
        LanguageUnknown
    """
    if language not in LANGUAGES:
        raise LanguageUnknown(field="language")


def language_of(*said: str, otherwise: str) -> str:
    """The first of these that names a language we speak, as a code or as people write it ("dansk", "Français").

    Args:
        otherwise: the agency's language.
    """
    for one in said:
        word = one.strip().lower()
        if word:
            for language, beginnings in _CALLED.items():
                if word == language or word.startswith(beginnings):
                    return language
    return otherwise if otherwise in LANGUAGES else "en"


_CALLED = {
    "da": ("dansk", "danish", "danois"),
    "en": ("engelsk", "english", "anglais"),
    "fr": ("fransk", "french", "français", "francais"),
}


class LeftOut(StrEnum):
    """Why somebody gets no letter by post."""

    NO_LETTERS = "no_letters"
    PROTECTED = "protected"
    NO_ADDRESS = "no_address"
    NO_REVIEW = "no_review"
    WRITTEN = "written"
    INCOMPLETE = "incomplete"


def left_out(*, wants_letters: bool, protected: bool, has_address: bool) -> LeftOut | None:
    """Why no letter can be posted to somebody, their own wish first; None when one can."""
    if not wants_letters:
        return LeftOut.NO_LETTERS
    if protected:
        return LeftOut.PROTECTED
    return None if has_address else LeftOut.NO_ADDRESS


def check_reason(reason: str, *, needed: bool) -> None:
    """What is protected goes on paper with a reason.

    Raises:
        ReasonMissing
    """
    if needed and not reason.strip():
        raise ReasonMissing(field="reason")


def kind_of_picture(picture: bytes) -> str:
    """ "png" or "svg", of a size paper needs; what it holds is drawn anew elsewhere.

    Raises:
        LogoTooLarge, LogoUnreadable
    """
    too_large = LogoTooLarge(field="logo", kilobytes=MOST_LOGO_BYTES // 1024, pixels=MOST_LOGO_PIXELS)
    if len(picture) > MOST_LOGO_BYTES:
        raise too_large
    if picture.startswith(_PNG):
        if len(picture) < 33 or picture[12:16] != b"IHDR":
            raise LogoUnreadable(field="logo")
        width, height = struct.unpack(">II", picture[16:24])
        if not (0 < width <= MOST_LOGO_PIXELS and 0 < height <= MOST_LOGO_PIXELS):
            raise too_large
        return "png"
    start = picture[:1000].lstrip(b"\xef\xbb\xbf \t\r\n")
    # An entity can grow without end, and a link can point anywhere; a logo needs neither.
    refused = (
        b"<!doctype",
        b"<!entity",
        b"<script",
        b"<foreignobject",
        b"<image",
        b'href="http',
        b"href='http",
    )
    lowered = picture.lower()
    if (start.startswith(b"<?xml") or start.startswith(b"<svg")) and not any(
        one in lowered for one in refused
    ):
        return "svg"
    raise LogoUnreadable(field="logo")


def _in_braces(names: list[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in dict.fromkeys(names))
