"""Attack 4: an address somebody forgot to guard. The program does not start with one: the start asks every route.

What a route's policy then answers is tried in attacks 1, 2 and 10; that the check itself can fail, in
`tests/architecture/test_every_route_has_a_policy.py`.
"""

from __future__ import annotations

import ast
import re

from django.test import Client

from alongside.web.pages import PUBLIC
from alongside.web.routes import every_route, require_policies
from tests.architecture.tree import SOURCE
from tests.attacks.test_34_headers_of_every_answer import FILLED


def test_the_start_asks_every_route() -> None:
    require_policies()
    started = ast.parse((SOURCE / "config" / "wsgi.py").read_text(encoding="utf-8"))
    assert "require_policies()" in {
        ast.unparse(one) for one in ast.walk(started) if isinstance(one, ast.Call)
    }
    assert "application = _start()" in {ast.unparse(line) for line in started.body}


def test_without_sign_in_every_other_address_leads_to_the_door(db) -> None:
    client = Client()
    for path, pattern in every_route():
        if "(?P" in path or "^" in path or getattr(pattern.callback, "policy", None) == PUBLIC:
            continue
        address = "/" + re.sub(r"<(?:(\w+):)?\w+>", lambda found: FILLED.get(found[1] or "str", "x"), path)
        for answer in (client.get(address), client.post(address, {"text": "x"})):
            assert answer.status_code in (302, 404, 405), (address, answer.status_code)
            if answer.status_code == 302:
                assert "/account/" in answer["Location"], address
