"""From the bytes of a file to a checked tree of JSON: encoding, syntax, doubled keys, empty and unstorable values."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, NoReturn

from .problems import FFBRefused, Findings, Problem

LIMIT_MB = 10
_DEEPEST = 60
MOST_PARTS = 250_000
"""So many values a file may have; a delivery of the largest municipality stays far below. Counted before it is parsed:
each becomes a hundred times as large in memory as `{},` is in the file."""
_ALLOWED_CONTROL = "\t\n\r"
_NAME = re.compile(r"[A-Za-z0-9.\-]{1,64}")
_KEY = re.compile(r"_?[A-Za-z][A-Za-z0-9]{0,63}")


class _Object(dict[str, Any]):
    """A JSON object that remembers which of its keys came twice."""

    twice: tuple[str, ...] = ()


def _object(pairs: list[tuple[str, Any]]) -> _Object:
    built = _Object(pairs)
    if len(built) < len(pairs):
        names = Counter(name for name, _value in pairs)
        built.twice = tuple(name for name, count in names.items() if count > 1)
    return built


class _NotJSON(ValueError):
    """JSON extended with NaN or Infinity, which FHIR does not know."""


def _constant(_name: str) -> NoReturn:
    raise _NotJSON


def read_tree(content: bytes | str, found: Findings) -> Any:
    """Parse the content of a file. Doubled keys and empty elements are noted, and reading goes on.

    Raises:
        FFBRefused: empty, too large, of too many parts, not UTF-8, not JSON, nested beyond sense, or
            characters no database can store.
    """
    text = _text(content)
    try:
        tree = json.loads(text, object_pairs_hook=_object, parse_constant=_constant)
    except json.JSONDecodeError as error:
        raise _refused("file-json", line=error.lineno, column=error.colno) from None
    except RecursionError:
        raise _refused("file-nested-too-deep") from None
    except ValueError:  # NaN, or a number with thousands of digits
        raise _refused("file-json", line=1, column=1) from None
    unstorable = [path for path, value in _walk(tree, _root(tree), 0) if not _storable(value)]
    if unstorable:
        raise FFBRefused(Problem(path, "file-characters") for path in unstorable)
    for path, value in _walk(tree, _root(tree), 0):
        _check(path, value, found)
    return tree


def _text(content: bytes | str) -> str:
    size = len(content.encode("utf-8", "surrogatepass")) if isinstance(content, str) else len(content)
    if size > LIMIT_MB * 1024 * 1024:
        raise _refused("file-too-large", limit=LIMIT_MB)
    if isinstance(content, bytes):
        try:
            content = content.decode("utf-8")
        except UnicodeDecodeError:
            raise _refused("file-encoding") from None
    content = content.removeprefix("\ufeff")
    if not content.strip():
        raise _refused("file-empty")
    if sum(content.count(sign) for sign in "{[,") > MOST_PARTS:
        raise _refused("file-too-many-parts", most=MOST_PARTS)
    return content


def _refused(rule: str, **details: object) -> FFBRefused:
    return FFBRefused([Problem("Bundle", rule, {name: str(value) for name, value in details.items()})])


def _root(tree: Any) -> str:
    name = tree.get("resourceType") if isinstance(tree, dict) else None
    return name if isinstance(name, str) and name.isalpha() else "Bundle"


def record_path(path: str, record: Any) -> str:
    """The path of an entry's record with its type and id, so that a reader finds it in the file."""
    if not isinstance(record, dict):
        return path
    named = [
        value
        for value in (record.get("resourceType"), record.get("id"))
        if isinstance(value, str) and _NAME.fullmatch(value)
    ]
    return f"{path}({'/'.join(named)})" if named else path


def _walk(value: Any, path: str, depth: int) -> Iterator[tuple[str, Any]]:
    if depth > _DEEPEST:
        raise _refused("file-nested-too-deep")
    yield path, value
    if isinstance(value, dict):
        for name, child in value.items():
            at = f"{path}.{name if _KEY.fullmatch(name) else '?'}"
            yield from _walk(child, record_path(at, child) if name == "resource" else at, depth + 1)
    elif isinstance(value, list):
        for index, child in enumerate(value):
            yield from _walk(child, f"{path}[{index}]", depth + 1)


def _check(path: str, value: Any, found: Findings) -> None:
    if value is None or value in ("", {}, []):
        found.add(path, "file-empty-element")
    if isinstance(value, _Object):
        for name in value.twice:
            shown = name if _KEY.fullmatch(name) else "?"
            found.add(f"{path}.{shown}", "file-key-twice", key=shown)


def _storable(value: Any) -> bool:
    """Can a database keep this text, or the keys of this object? No to control characters and half surrogates."""
    texts = [value] if isinstance(value, str) else value if isinstance(value, dict) else ()
    return not any(
        (sign < " " and sign not in _ALLOWED_CONTROL) or "\ud800" <= sign <= "\udfff"
        for text in texts
        for sign in text
    )
