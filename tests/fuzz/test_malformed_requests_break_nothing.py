"""No malformed request breaks a page, and none gets a word out of the record of somebody of another team.

A part of `make fuzz` runs in the suite. Nothing stops at the first fault: a run lists all of them, each with the
request that showed it first. What a request changed is undone before the next.
"""

from __future__ import annotations

import gzip
import logging
import random
import re
import traceback
from collections.abc import Iterator
from datetime import timedelta
from http.cookies import SimpleCookie
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.conf import settings as site
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from hypothesis import HealthCheck, Phase, given, seed, settings

from alongside.enrolments.models import Enrolment
from alongside.housing.operations import record_stay
from alongside.kernel.models import PersonalRecord
from alongside.network.operations import add_member
from alongside.people.operations import raise_flag, record_quote
from alongside.web.charset import with_a_readable_charset
from alongside.web.routes import every_route
from tests.attacks.addresses import _value, records_of
from tests.fuzz.forms import Forms
from tests.fuzz.malformed import Recipe, body_of, query_of, quoted, recipes
from tests.fuzz.options import IN_THE_SUITE, SEED, Tally, tally_of
from tests.people_of_the_house import House, writing

ROLES = ["sofie", "karin", "ada"]
"""A case manager, the authority, an administrator."""
WORD = "zzomarszz"
"""Stands in every text about the person whom Omar of the other team walks with, and nowhere else."""
ROUTES = [(path, str(pattern.name)) for path, pattern in every_route()]
PART = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>[^)]*\)")
TEXT = re.compile(r"text/|json|xml|javascript|calendar")


def fill(scene: Any, course: Enrolment, worker: str, word: str) -> None:
    """Write something of most kinds about somebody, with `word` in every text."""
    house: House = scene.house
    by = house.actor(worker)
    scene.happened(course, days=2, text=f"We talked. {word}")
    scene.planned(course, house.now + timedelta(days=1))
    scene.step(course, word, due_in=2)
    scene.review(course, due_in=10)
    record_quote(by=by, person=course.person, text=word, said_on=by.today)
    raise_flag(by=by, person=course.person, text=word, until=by.today + timedelta(days=9))
    record_stay(by=by, person=course.person, kind="shelter", place=word, starts_on=by.today)
    add_member(by=by, person=course.person, name=word, relation="sister", phone="55512345")


@pytest.fixture
def theirs(house: House, jonas: Enrolment, scene: Any) -> Enrolment:
    """Somebody Omar walks with, beside Jonas; of both nearly everything is written."""
    fill(scene, jonas, "sofie", "Good to see.")
    course: Enrolment = scene.course(
        f"{WORD} {WORD}", worker="omar", team="other", whereabouts=WORD, called_name=WORD
    )
    with writing(house.agency):
        course.person.search_text = f" {WORD} "
        course.person.save()
    fill(scene, course, "omar", WORD)
    return course


def of_the_house() -> dict[str, UUID]:
    """One record of each kind that is about nobody: workers, teams, sheets."""
    found = {}
    for model in apps.get_models():
        if not issubclass(model, PersonalRecord) and model.__module__.startswith("alongside."):
            row = model._base_manager.first()
            if row is not None:
                found[model.__name__] = row.pk
    return found


class Sender:
    """Somebody signed in who sends malformed requests, one after the other, each to the house as it was."""

    def __init__(self, role: str, browser: Client, ours: UUID, theirs: UUID, tally: Tally) -> None:
        self.role, self.tally = role, tally
        self.browser = browser
        browser.raise_request_exception = False
        handler = browser.handler
        browser.handler = lambda environ: handler(with_a_readable_charset(environ))
        self.session = browser.cookies[site.SESSION_COOKIE_NAME].value
        house = of_the_house()
        self.own = {**house, **records_of(ours)}
        self.theirs = {**house, **records_of(theirs)}
        self.their_ids = [str(pk) for name, pk in self.theirs.items() if name not in house]
        self.forms: dict[str, dict[str, str]] = {}
        self.seen: set[str] = set()

    def send(self, route: tuple[str, str], recipe: Recipe) -> None:
        """Send one request and count the answer."""
        path, name = route
        if name not in self.seen:
            self.look(path, name)
        address = self.address(path, recipe) + recipe.ending
        also = [*map(str, self.own.values()), *self.their_ids]
        body, kind = body_of(recipe, self.forms.get(name, {}), also)
        self.tally.routes.add(path)
        try:
            response, said = self._answer(recipe, address, body, kind)
        except Exception as error:  # noqa: BLE001  # what even the handler of errors let through is a fault
            response, said = crash(error), b""
        self.count(recipe, name, address, response, said, body)

    def look(self, path: str, name: str) -> None:
        """Look at a page once as it is, for the forms on it."""
        self.seen.add(name)
        address = "/" + PART.sub(lambda part: quoted(str(self.known(part, self.own) or "1")), _plain(path))
        with undone():
            page = self.browser.get(address)
            if not page.streaming and "html" in page.get("Content-Type", ""):
                for route, fields in Forms(page.content.decode(errors="replace"), address).found.items():
                    self.forms.setdefault(route, fields)

    @staticmethod
    def known(part: re.Match[str], records: dict[str, UUID]) -> object:
        """The record that belongs into this part of an address."""
        try:
            return _value(part[1] or part[2], records)
        except KeyError:
            return None

    def address(self, path: str, recipe: Recipe) -> str:
        """The path with each part filled as the recipe says."""
        parts = iter(recipe.parts)

        def filled(part: re.Match[str]) -> str:
            whose, text, where = next(parts)
            match whose:
                case "own":
                    return quoted(str(self.known(part, self.own) or text[:2000]))
                case "theirs":
                    return quoted(str(self.known(part, self.theirs) or text[:2000]))
                case "wrong kind":
                    return str([*self.own.values()][where % len(self.own)])
                case "random":
                    return str(UUID(int=(where + 1) << 64))
                case _:
                    return quoted(text[:2000])

        return "/" + PART.sub(filled, _plain(path))

    def _answer(self, recipe: Recipe, address: str, body: bytes, kind: str) -> tuple[Any, bytes]:
        extra = {"HTTP_" + name.upper().replace("-", "_"): value for name, value in recipe.headers}
        cookie = f"{site.SESSION_COOKIE_NAME}={self.session}"
        if "HTTP_COOKIE" in extra:
            extra["HTTP_COOKIE"] = f"{cookie}; {extra['HTTP_COOKIE']}"
        self.browser.cookies = SimpleCookie(cookie)
        with undone():
            if recipe.method in {"GET", "HEAD", "TRACE"}:
                body = b""
            response: Any = self.browser.generic(
                recipe.method, address, body, kind, QUERY_STRING=query_of(recipe), **extra
            )
            said = b"".join(response.streaming_content) if response.streaming else response.content
            if response.get("Content-Encoding") == "gzip":
                said = gzip.decompress(said)
            return response, said

    def count(self, recipe: Recipe, name: str, address: str, response: Any, said: bytes, body: bytes) -> None:
        """Put the answer into the tally; a 5xx and a leak are faults."""
        status = response.status_code
        self.tally.answers[self.role, f"{status // 100}xx"] += 1
        shown = f"{self.role}: {recipe.method} {address[:300]}?{query_of(recipe)[:300]} {recipe.headers} "
        shown += (
            f"{recipe.content_type if recipe.body in {'raw', 'wrong type'} else recipe.body} {body[:700]!r}"
        )
        if status >= 500:
            self.tally.fault(f"{status}: {_why(response)}", shown)
        told = said + repr(response.headers).encode()
        if WORD.encode() in told.lower():
            self.tally.fault(f"LEAK of a word: {recipe.method} {name}", shown)
        a_file = status == 200 and said and not TEXT.search(response.get("Content-Type", ""))
        if a_file and any(pk in address for pk in self.their_ids):
            self.tally.fault(f"LEAK of a file: {recipe.method} {name}", shown)


def crash(error: Exception) -> Any:
    """The answer a server gives for an error that nothing caught."""
    response: Any = HttpResponse(status=500)
    response.exc_info = (type(error), error, error.__traceback__)
    return response


class undone:  # reads as a word: with undone()
    """A transaction that is rolled back, and that carries out what waits for a commit as the tests' own does."""

    def __enter__(self) -> None:
        self.block = transaction.atomic()
        self.block._from_testcase = True  # as the tests of Django mark their own
        self.block.__enter__()

    def __exit__(self, *error: Any) -> None:
        transaction.set_rollback(True)
        self.block.__exit__(*error)


def _plain(path: str) -> str:
    """The address of a route that is written as a regular expression, without its signs."""
    return path.replace("^", "").replace("$", "").replace("\\", "")


def _why(response: Any) -> str:
    """What was raised, and the last of our own lines it came from."""
    info = getattr(response, "exc_info", None)
    if not info:
        return "answered so"
    frames = traceback.extract_tb(info[2])
    ours = [
        frame for frame in frames if "/alongside/" in frame.filename and "site-packages" not in frame.filename
    ]
    last = (ours or frames)[-1]
    return f"{info[0].__name__}: {str(info[1])[:160]} ({last.filename.rpartition('/src/')[2]}:{last.lineno})"


@pytest.fixture
def no_log() -> Iterator[None]:
    """Thousands of refusals are no news."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


def batch(sender: Sender, route: tuple[str, str], examples: int, beginning: int) -> None:
    """Send so many requests to one route."""

    @seed(beginning)
    @settings(
        max_examples=examples,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(recipes())
    def run(recipe: Recipe) -> None:
        sender.send(route, recipe)

    run()


@pytest.mark.parametrize("role", ROLES)
def test_no_malformed_request_breaks_a_page_or_tells_of_a_stranger(
    role: str, theirs: Enrolment, jonas: Enrolment, sign_in: Any, pytestconfig: pytest.Config, no_log: None
) -> None:
    tally = tally_of(pytestconfig)
    tally.of_routes = len(ROUTES)
    sender = Sender(role, sign_in(role), jonas.person_id, theirs.person_id, tally)
    before = set(tally.faults)

    requests = -(-pytestconfig.getoption("--malformed", IN_THE_SUITE) // len(ROLES))
    first = pytestconfig.getoption("--malformed-seed", SEED) + ROLES.index(role)
    each = max(3, -(-requests // len(ROUTES)))
    for number, route in enumerate(
        random.Random(first).sample(ROUTES, min(len(ROUTES), -(-requests // each)))
    ):
        batch(sender, route, each, first + len(ROLES) * number)
    found = set(tally.faults) - before
    assert not found, "\n".join(f"{what}\n    {tally.examples[what]}" for what in sorted(found))


def test_the_word_is_there_to_be_found(theirs: Enrolment, jonas: Enrolment, sign_in: Any) -> None:
    """Omar, who may read it, finds it with the same look: the test can fail."""
    tally = Tally()
    sender = Sender("omar", sign_in("omar"), jonas.person_id, theirs.person_id, tally)
    route = next(route for route in ROUTES if route[1] == "person")
    sender.send(route, Recipe("GET", [("theirs", "", 0)] * 2, "", [], "form", [], b"", "", b"", "", []))
    assert set(tally.faults) == {"LEAK of a word: GET person"}
