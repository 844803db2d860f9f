"""Logs carry opaque ids only."""

from __future__ import annotations

import logging
import re

_QUERY = re.compile(r"\?[^\s\"']*")


class OpaqueOnly(logging.Filter):
    """Cuts query strings (a search holds a name) from every message before it is written."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = _QUERY.sub("?…", record.getMessage())
        record.args = ()
        return True
