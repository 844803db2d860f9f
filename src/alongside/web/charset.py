"""The encoding a request says it is written in."""

from __future__ import annotations

import codecs
import re
from typing import Any

_SAID = re.compile(r";[^;]*charset[^;]*", re.IGNORECASE)
_OF_TEXT = frozenset({"utf-8", "ascii", "iso8859-1", "cp1252"})


def with_a_readable_charset(environ: dict[str, Any]) -> dict[str, Any]:
    """The WSGI surroundings of a request, without a charset that no page of ours is sent in.

    Django decodes the address with whatever codec of Python the content type names, `hex` and `idna` included, which
    fails before there is a request that a page could answer. Such a charset is passed over, as Django passes over one
    it does not know: the request is then read as UTF-8, which every browser sends to a page in UTF-8. A form that
    says it is in another real encoding is refused by Django itself.
    """
    said = environ.get("CONTENT_TYPE", "")
    if "charset" not in said.lower() or _readable(said):
        return environ
    return {**environ, "CONTENT_TYPE": _SAID.sub("", said)}


def _readable(content_type: str) -> bool:
    charset = content_type.lower().rpartition("charset=")[2].partition(";")[0].strip("\"' ")
    try:
        return codecs.lookup(charset).name in _OF_TEXT
    except (LookupError, ValueError, UnicodeError):
        return False
