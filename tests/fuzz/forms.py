"""The forms that stand on the pages: under which address they are sent and with which fields."""

from __future__ import annotations

from html.parser import HTMLParser
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve


class Forms(HTMLParser):
    """`Forms(page, address).found`: route -> fields as the page filled them."""

    def __init__(self, page: str, address: str) -> None:
        super().__init__()
        self.address = address
        self.found: dict[str, dict[str, str]] = {}
        self._fields: dict[str, str] | None = None
        self._choice = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Collect a form, and the fields and choices in it."""
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            route = _route(said.get("action") or self.address)
            self._fields = (
                self.found.setdefault(route, {}) if said.get("method", "").lower() == "post" else None
            )
        if self._fields is None:
            return
        name = said.get("name", "")
        if tag == "option" and self._choice:
            if not self._fields[self._choice] or "selected" in said:
                self._fields[self._choice] = said.get("value", "")
        elif name and tag in {"input", "textarea", "select", "button"}:
            # The first radio button, and a value for what the page leaves empty.
            self._fields.setdefault(name, said.get("value", "") or _something(said.get("type", "")))
            self._choice = name if tag == "select" else ""
            if tag == "select":
                self._fields[name] = ""

    def handle_endtag(self, tag: str) -> None:
        """Leave a form or a list of choices."""
        if tag == "form":
            self._fields = None
        if tag == "select":
            self._choice = ""


def _something(kind: str) -> str:
    return {"date": "2026-11-24", "time": "10:00", "datetime-local": "2026-11-24T10:00", "number": "1"}.get(
        kind, "We talked."
    )


def _route(address: str) -> str:
    try:
        return str(resolve(urlsplit(address).path).view_name)
    except Resolver404:
        return ""
