"""What a page reads of its address: found out by listening, so that a parameter nobody thought of is attacked too."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.http import QueryDict

MARK = "zzmarkzz"
"""A value by which the query of the address is told from the body of a form."""


@contextmanager
def listening() -> Iterator[set[str]]:
    """The names that are looked up in any query while the block runs."""
    heard: set[str] = set()

    def hear(name: str) -> Any:
        original = getattr(QueryDict, name)

        def asked(self: QueryDict, key: Any, *args: Any, **kwargs: Any) -> Any:
            if MARK in self.urlencode():
                heard.add(str(key))
            return original(self, key, *args, **kwargs)

        return asked

    with pytest.MonkeyPatch.context() as patch:
        for name in ("__getitem__", "__contains__", "get", "getlist"):
            patch.setattr(QueryDict, name, hear(name))
        yield heard
