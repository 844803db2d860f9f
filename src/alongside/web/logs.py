"""Logs carry opaque ids only."""

from __future__ import annotations

import logging
import re

_QUERY = re.compile(r"\?[^\s\"']*")
_SECRET = re.compile(r"/feed/[^\s\"'/]+")
"""The address of a calendar feed is its only key."""


class OpaqueOnly(logging.Filter):
    """Cuts query strings (a search holds a name) and the secrets of feeds from every message before it is written."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = _SECRET.sub("/feed/…", _QUERY.sub("?…", record.getMessage()))
        record.args = ()
        return True
