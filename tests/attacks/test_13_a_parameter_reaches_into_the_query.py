"""Attack 13: what stands behind the `?` of a list becomes a column, a filter or an order of the query.

Which parameters a page reads is found out by listening to it, and every one of them is sent what it does not expect.
"""

from __future__ import annotations

import ast

import pytest
from django.urls import reverse

from tests.architecture.tree import code, name
from tests.attacks.addresses import addresses
from tests.attacks.asking import MARK, listening
from tests.attacks.planted import SECRETS

HOSTILE = (
    "' OR 1=1 --",
    "person__agency__id",
    "-recorded_at",
    "\x00",
    "99999999999999999999999",
    "\u0663",
    "0001-01-01T00:00:00Z",
    "9999-12-31",
    "NaN",
    "9" * 3000,
)
ONE_BY_ONE = (HOSTILE[0], "\x00")
"""What each parameter is sent alone as well: one that is refused may keep another from being read."""
ALWAYS = (
    "sort",
    "order",
    "order_by",
    "show",
    "kind",
    "after",
    "before",
    "from",
    "team",
    "page",
    "q",
    "filter",
)
FINE = {200, 204, 302, 400, 404, 405, 409, 422}

NAMES_FIELDS = {"order_by", "values", "values_list", "annotate", "filter", "exclude"}


def _wrong(browser, address: str, sent: dict[str, str]) -> int | None:
    answer = browser.get(address, sent)
    return None if answer.status_code in FINE else answer.status_code


@pytest.mark.parametrize("who", ["sofie", "per"])
def test_no_parameter_of_any_page_brings_it_down(planted, sign_in, who) -> None:
    browser = sign_in(who)
    browser.raise_request_exception = False
    wrong, attacked = [], set()
    seen: set[str] = set()
    for route, address in addresses(planted.person_id):
        if route in seen or "logout" in route:
            continue
        seen.add(route)
        with listening() as heard:
            first = browser.get(address, {"zz": MARK})
        if first.status_code != 200:
            continue
        names = sorted(heard - {"zz"}) if who == "sofie" else []
        for value in HOSTILE:
            if bad := _wrong(browser, address, dict.fromkeys((*ALWAYS, *heard), value)):
                wrong.append((route, "all", value[:30], bad))
            for one in names if value in ONE_BY_ONE else ():
                attacked.add((route, one))
                if bad := _wrong(browser, address, {one: value}):
                    wrong.append((route, one, value[:30], bad))
    assert not wrong
    if who == "sofie":
        assert {("people", "show"), ("people", "after"), ("search", "q")} <= attacked


def test_no_parameter_brings_somebody_elses_people(planted, sign_in, house) -> None:
    browser = sign_in("omar")
    teams = (str(house.team.pk), str(planted.person_id), str(planted.pk), "all", "' OR 1=1 --")
    for route, address in addresses(planted.person_id):
        if str(planted.person_id) in address or str(planted.pk) in address:
            continue
        for value in teams:
            answer = browser.get(address, {one: value for one in (*ALWAYS, "worker", "whose", "like", "sub")})
            assert answer.status_code in FINE, (route, value)
            if answer.status_code == 200 and not answer.streaming:
                said = answer.content.decode(errors="ignore").casefold()
                assert not any(secret in said for secret in SECRETS.values()), (route, value)


def test_a_list_of_people_shows_the_same_under_an_order_nobody_offers(planted, sign_in) -> None:
    browser = sign_in("sofie")
    plain = browser.get(reverse("people")).context["rows"]
    for value in HOSTILE[:4]:
        rows = browser.get(reverse("people"), {"sort": value, "order_by": value, "show": value}).context[
            "rows"
        ]
        assert rows == plain


def test_no_view_hands_what_was_asked_on_as_names_of_fields() -> None:
    """`filter(**request.GET)` and `order_by(request.GET[…])` are what the attack needs."""
    found = []
    for path in code():
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Attribute):
                continue
            if call.func.attr not in NAMES_FIELDS:
                continue
            spread = [one.value for one in call.keywords if one.arg is None]
            for given in (*spread, *(call.args if call.func.attr != "filter" else [])):
                if "request." in ast.unparse(given) or "cleaned_data" in ast.unparse(given):
                    found.append(f"{name(path)}:{call.lineno}: {ast.unparse(call)[:80]}")
    assert not found
