"""Attack 51: what is typed goes to others by itself: a third party's script, a counter of visits, an assistant.

A page asks nobody but the house: the policy of every answer says so to the browser, and nothing in our files names
another origin. A browser's own spelling can be set, by whoever runs the computer, to send what is checked to its maker;
a page cannot see that. Where somebody is sought we ask the browser not to check; notes keep it: people who write
in a second language need it. `docs/reference/attacks.md` says what to set on the computers.
"""

from __future__ import annotations

import re

from django.urls import reverse

from tests.architecture.tree import ROOT, SOURCE, code, name
from tests.attacks.addresses import addresses

ORIGIN = re.compile(r"""(?:https?:)?//[a-z0-9-]+(?:\.[a-z0-9-]+)+""", re.IGNORECASE)
NAMES = re.compile(r"http://www\.w3\.org/[\w/.#-]*")
"""Names of vocabularies, which no browser fetches."""
LOADS = re.compile(
    r"""(?:\bsrc|\baction|\bformaction|\bposter|\bdata|\bhx-(?:get|post)|\bping|<link[^>]*\bhref)\s*=\s*["'](?:https?:)?//""",
    re.IGNORECASE,
)
OUT = re.compile(r"sendBeacon|new WebSocket|new EventSource|RTCPeerConnection|XMLHttpRequest|importScripts")
MAY_LISTEN = {"src/alongside/config/serving.py": "listens for the browsers"}
"""Files that know sockets without asking anybody, and why."""
DOORS = {
    "src/alongside/kernel/egress.py": "asks the hosts that are set",
}
ASKS = re.compile(
    r"^\s*(?:import|from) (?:urllib\.request|http\.client|requests|httpx|aiohttp|socket|smtplib|ftplib)\b",
    re.M,
)


def _policy(header: str) -> dict[str, list[str]]:
    return {part.split()[0]: part.split()[1:] for part in header.split(";") if part.strip()}


def test_every_page_lets_the_browser_ask_the_house_alone(planted, sign_in) -> None:
    browser = sign_in("sofie")
    pages = 0
    for route, address in addresses(planted.person_id):
        answer = browser.get(address)
        policy = _policy(answer["Content-Security-Policy"])
        assert policy["connect-src"] == ["'self'"], route
        assert policy["default-src"] == ["'none'"], route
        for what, where in policy.items():
            assert set(where) <= {"'self'", "'none'", "data:"}, (route, what)
        assert "report-uri" not in policy, route
        if answer.status_code == 200 and not answer.streaming and "html" in answer["Content-Type"]:
            pages += 1
            assert not LOADS.search(answer.content.decode()), route
    assert pages > 60


def test_no_file_of_the_pages_names_another_origin() -> None:
    files = [
        *SOURCE.rglob("templates/**/*.html"),
        *(ROOT / "frontend" / "ts").rglob("*.ts"),
        *(ROOT / "frontend" / "css").rglob("*.css"),
    ]
    assert len(files) > 150
    found = {
        name(path): match[0]
        for path in files
        if (match := ORIGIN.search(NAMES.sub("", path.read_text(encoding="utf-8"))))
    }
    assert not found


def test_no_script_of_ours_opens_another_way_out() -> None:
    scripts = list((ROOT / "frontend" / "ts").rglob("*.ts"))
    assert scripts
    assert not [name(path) for path in scripts if OUT.search(path.read_text(encoding="utf-8"))]


def test_the_server_asks_others_through_doors_that_check_the_address() -> None:
    asking = {name(path) for path in code() if ASKS.search(path.read_text(encoding="utf-8"))}
    assert asking == {*DOORS, *MAY_LISTEN}


def test_a_name_or_number_that_is_sought_is_not_spelled(jonas, sign_in) -> None:
    page = sign_in("sofie").get(reverse("search")).content.decode()
    field = re.search(r"<input[^>]*name=\"q\"[^>]*>", page)
    assert field
    assert 'spellcheck="false"' in field[0]
