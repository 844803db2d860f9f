"""Clients that behave like browsers: keep-alive, cookies, forms; and what they measured."""

from __future__ import annotations

import gzip
import http.client
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from itertools import cycle
from statistics import median, quantiles
from urllib.parse import urlencode

FIELD = re.compile(r'<input[^>]*type="hidden"[^>]*>', re.I)


class NotAnswered(Exception):
    """A page did not answer as it should; measuring it would measure an error."""


@dataclass(frozen=True)
class Answer:
    """One answer: its status, body and where it leads, and how long it took in milliseconds."""

    status: int
    body: bytes
    """As it came over the network, compressed when `compressed` says so."""
    location: str
    milliseconds: float
    compressed: bool = False

    @property
    def text(self) -> str:
        """The body as text."""
        body = gzip.decompress(self.body) if self.compressed else self.body
        return body.decode("utf-8", errors="replace")


class Client:
    """One browser with one session. Not shared between threads."""

    def __init__(self, host: str, port: int) -> None:
        self.connection = http.client.HTTPConnection(host, port, timeout=60)
        self.cookies: dict[str, str] = {}
        self.origin = f"http://{host}:{port}"
        self.token = ""
        """What a form of this browser carries so that it is not taken for a forged one, where one was opened."""

    def get(self, path: str) -> Answer:
        """Ask for a page."""
        return self._ask("GET", path, None)

    def post(self, path: str, values: dict[str, str], headers: dict[str, str] | None = None) -> Answer:
        """Send a form."""
        return self._ask("POST", path, urlencode(values), headers)

    def sign_in(self, path: str, username: str, password: str) -> None:
        """Sign in through the form at `path`.

        Raises:
            NotAnswered: it did not let us in.
        """
        form = self.get(path)
        sent = self.post(path, {**hidden_fields(form.text), "login": username, "password": password})
        if sent.status != 302:
            raise NotAnswered(f"signing in as {username} answered {sent.status}")

    def _ask(self, method: str, path: str, body: str | None, more: dict[str, str] | None = None) -> Answer:
        headers = {
            **(more or {}),
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "Accept-Encoding": "gzip",
        }
        if body is not None:
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Origin": self.origin}
        began = time.perf_counter()
        try:
            self.connection.request(method, path, body=body, headers=headers)
            response = self.connection.getresponse()
        except (ConnectionResetError, BrokenPipeError):
            # The server had closed the idle connection; a browser opens another, and so do we.
            self.connection.close()
            began = time.perf_counter()
            self.connection.request(method, path, body=body, headers=headers)
            response = self.connection.getresponse()
        content = response.read()
        took = (time.perf_counter() - began) * 1000
        for line in response.headers.get_all("Set-Cookie") or ():
            for name, morsel in SimpleCookie(line).items():
                self.cookies[name] = morsel.value
        compressed = response.headers.get("Content-Encoding") == "gzip"
        return Answer(response.status, content, response.headers.get("Location", ""), took, compressed)


def hidden_fields(page: str) -> dict[str, str]:
    """The hidden fields of a page's forms: the CSRF token, the command key, the version."""
    found = {}
    for tag in FIELD.findall(page):
        parts = dict(re.findall(r'(name|value)="([^"]*)"', tag))
        if "name" in parts:
            found[parts["name"]] = parts.get("value", "")
    return found


@dataclass
class Measured:
    """What one page took."""

    name: str
    milliseconds: list[float] = field(default_factory=list)
    seconds: float = 0.0
    bytes_sent: int = 0
    without_looks: float | None = None
    """The median of the same page when its look is not written to the trail, in milliseconds."""
    beside: list[float] = field(default_factory=list)
    """What an empty page took just before and after, in milliseconds."""

    @property
    def median(self) -> float:
        """Half of the answers were quicker, in milliseconds."""
        return median(self.milliseconds)

    @property
    def p95(self) -> float:
        """Nineteen of twenty answers were quicker, in milliseconds."""
        return quantiles(self.milliseconds, n=20)[-1]

    @property
    def each_second(self) -> float:
        """Answers per second, all clients together."""
        return len(self.milliseconds) / self.seconds


Act = Callable[[Client, Iterator[str]], Answer]


def measure(name: str, clients: list[tuple[Client, list[str]]], act: Act, seconds: float) -> Measured:
    """Let every client do `act` over and over for `seconds`, each over its own list of words or paths.

    Raises:
        NotAnswered: an answer was neither a page nor the redirect after a form.
    """
    result, lock, faults = Measured(name), threading.Lock(), list[str]()
    started = threading.Barrier(len(clients) + 1)

    def one(client: Client, words: list[str]) -> None:
        turns, mine, size = cycle(words), list[float](), 0
        try:
            act(client, turns)
            started.wait()
            until = time.perf_counter() + seconds
            while time.perf_counter() < until and not faults:
                answer = act(client, turns)
                if answer.status not in (200, 302):
                    raise NotAnswered(f"{name} answered {answer.status}")
                mine.append(answer.milliseconds)
                size = max(size, len(answer.body))
        except (NotAnswered, OSError, http.client.HTTPException) as error:
            faults.append(f"{name}: {error}")
            started.abort()
        except threading.BrokenBarrierError:
            return
        with lock:
            result.milliseconds += mine
            result.bytes_sent = max(result.bytes_sent, size)

    threads = [threading.Thread(target=one, args=pair, daemon=True) for pair in clients]
    for thread in threads:
        thread.start()
    with suppress(threading.BrokenBarrierError):
        started.wait()
    began = time.perf_counter()
    for thread in threads:
        thread.join()
    result.seconds = time.perf_counter() - began
    if faults:
        raise NotAnswered(faults[0])
    return result
