"""Reads a profile's tables into frozen dataclasses, strictly.

A slip in a profile is found when the program starts and not in front of a person: an unknown key, a missing
language or a value of the wrong kind raises `ProfileError` naming the file and the dotted key.
"""

from __future__ import annotations

import re
import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from typing import Any, Union, get_args, get_origin, get_type_hints

from alongside.organisation.choices import LANGUAGES, Choices, Text

_KEY = re.compile(r"[a-z0-9]+([_-][a-z0-9]+)*")


class ProfileError(ValueError):
    """A practice profile is not as it must be. The message names the file and the key."""


Wrong = Callable[[str], ProfileError]


def read(kind: Any, value: Any, origin: str, path: str = "") -> Any:
    """`value` as `kind`: a dataclass, `Choices[…]`, a date, a plain type, or one of these or null.

    `origin` is the file's name and `path` the dotted key, for the message.

    Raises:
        ProfileError: unknown or missing key, missing language, wrong kind of value.
    """

    def wrong(what: str) -> ProfileError:
        return ProfileError(f"{origin}: {path or 'the file'}: {what}")

    shape = get_origin(kind) or kind
    if shape in (Union, types.UnionType):
        return None if value is None else read(get_args(kind)[0], value, origin, path)
    if shape is Mapping:
        return value
    if shape is Choices:
        return _read_choices(get_args(kind)[0], value, origin, path, wrong)
    if shape is tuple:
        of = get_args(kind)[0]
        return tuple(
            read(of, one, origin, f"{path}.{at}") if is_dataclass(of) else _as_plain(of, one, wrong)
            for at, one in enumerate(_as_plain(list, value, wrong), 1)
        )
    if is_dataclass(kind):
        return _read_fields(kind, value, origin, path, wrong)
    if kind is date:
        return _as_date(value, wrong)
    return _as_plain(kind, value, wrong)


def _read_choices(of: Any, table: Any, origin: str, path: str, wrong: Wrong) -> Choices[Any]:
    if not isinstance(table, Mapping) or not table:
        raise wrong("must be a table with at least one choice")
    return Choices(
        read(of, _as_choice(key, line, wrong), origin, f"{path}.{key}") for key, line in table.items()
    )


def _read_fields(kind: Any, table: Any, origin: str, path: str, wrong: Wrong) -> Any:
    if not isinstance(table, Mapping):
        raise wrong("must be a table")
    # A choice's label is written without the word "label", and that is how the message should name it.
    at = path.removesuffix(".label") + "." if path else ""
    hints = get_type_hints(kind)
    known = {f.name: f for f in fields(kind)}
    for name in table:
        if name not in known:
            raise ProfileError(f"{origin}: {at}{name}: unknown key")
    values = {}
    for name in known:
        if name in table:
            values[name] = read(hints[name], table[name], origin, f"{at}{name}")
        elif known[name].default is MISSING:
            what = "the text in this language" if kind is Text else "this key"
            raise ProfileError(f"{origin}: {at}{name}: {what} is missing")
    return kind(**values)


def _as_choice(key: str, line: Any, wrong: Wrong) -> Any:
    """A line of a list writes its label as bare `en`, `da` and `fr`; its name is the choice's key."""
    if not _KEY.fullmatch(key):
        raise wrong(f"{key!r} is not a key (small letters, digits, - and _)")
    if not isinstance(line, Mapping):
        return line
    for reserved in ("key", "label"):
        if reserved in line:
            raise wrong(f"{key}.{reserved}: unknown key")
    rest = {name: value for name, value in line.items() if name not in LANGUAGES}
    return {"key": key, "label": {name: line[name] for name in LANGUAGES if name in line}, **rest}


def _as_date(value: Any, wrong: Wrong) -> date:
    if type(value) is date:
        return value
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise wrong(f"must be a date, found {value!r}") from None


def _as_plain(kind: Any, value: Any, wrong: Wrong) -> Any:
    if kind is float and type(value) is int:
        return float(value)
    if type(value) is not kind:
        raise wrong(f"must be {kind.__name__}, found {value!r}")
    if kind is str and not value.strip():
        raise wrong("is empty")
    return value
