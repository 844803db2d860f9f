"""Logs carry opaque ids only."""

from __future__ import annotations

import logging
import re

_QUERY = re.compile(r"\?[^\s\"']*")
_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029]")
_SECRET = re.compile(r"/feed/[^\s\"'/]+")
"""The address of a calendar feed is its only key."""


class OpaqueOnly(logging.Filter):
    """Cuts query strings (one may hold a name) and the secrets of feeds from every message before it is written.

    A message is one line: what somebody sent cannot begin another that looks like the program's own.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        message = _SECRET.sub("/feed/…", _QUERY.sub("?…", record.getMessage()))
        record.msg = _CONTROL.sub(lambda found: found[0].encode("unicode_escape").decode(), message)
        record.args = ()
        return True
