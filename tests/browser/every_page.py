"""Finds an address for every page of the house: from the registry of routes, by following the links on the pages."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.test import Client
from django.urls import Resolver404, resolve

from alongside.accounts.models import User
from alongside.web.routes import every_route

TRIES = 3
"""How many addresses of one route are opened: the first person may have no plan, the second has."""


@dataclass(frozen=True, order=True)
class Found:
    """A page, and the one who can open it."""

    who: str
    route: str
    address: str


class _Links(HTMLParser):
    """Every `href` of a page's links."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.found += [value for name, value in attrs if name == "href" and value]


def routes() -> set[str]:
    """The name of every route."""
    return {str(pattern.name) for _path, pattern in every_route()}


def walk(people: dict[str, list[str]]) -> list[Found]:
    """Everything these people reach by links from their first page and from the addresses given with their names.

    A page another one has reached already is opened once more only, for the links that are on it for this one.
    """
    reached: dict[str, Found] = {}
    first: dict[str, Found] = {}
    for who, begin in people.items():
        client = signed_in(who)
        tried: dict[str, int] = {}
        waiting = deque(["/", *begin])
        seen = set(waiting)
        while waiting:
            address = waiting.popleft()
            route = _route(address)
            most = 1 if route in reached and reached[route].who != who else TRIES
            if route is None or tried.get(route, 0) >= most:
                continue
            tried[route] = tried.get(route, 0) + 1
            address, html = _open(client, address)
            route = _route(address)
            if html is None or route is None:
                continue
            found = Found(who, route, address)
            reached.setdefault(route, found)
            first.setdefault(who, found)
            for link in _onward(address, html):
                if link not in seen:
                    seen.add(link)
                    waiting.append(link)
    return sorted({*first.values(), *reached.values()})


def signed_in(who: str) -> Client:
    """Somebody's browser without a screen."""
    client = Client()
    client.force_login(User.objects.get(username=who))
    return client


def _open(client: Client, address: str) -> tuple[str, str | None]:
    """Where one ends up and the page there, when it is one: no file, no refusal."""
    answer: Any = client.get(address, follow=True)
    chain = getattr(answer, "redirect_chain", [])
    ended = chain[-1][0] if chain else address
    is_page = answer.headers.get("Content-Type", "").startswith("text/html") and not answer.streaming
    return ended, answer.content.decode() if is_page and answer.status_code == 200 else None


def _route(address: str) -> str | None:
    try:
        return resolve(urlsplit(address).path).url_name
    except Resolver404:
        return None


def _onward(address: str, html: str) -> Iterator[str]:
    for link in _Links(html).found:
        parts = urlsplit(urljoin(address, link))
        if not parts.scheme and not parts.netloc and parts.path.startswith("/") and "pdf" not in parts.query:
            yield parts.path + (f"?{parts.query}" if parts.query else "")
