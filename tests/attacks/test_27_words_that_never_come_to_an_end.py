"""Attack 27: a megabyte is typed where a name, a number or a day belongs, made so that a pattern tries it for ever.

No clock is asked here. What reaches a pattern is bounded: every line to type on has a length, what is sought is cut
before it is looked at, and no pattern is of the kind that goes back and forth for ever.
"""

from __future__ import annotations

import ast
import re._constants as kind
import re._parser as parser
from typing import Any

import pytest
from django import forms
from django.urls import reverse

from alongside.kernel import seeking
from alongside.organisation.profile import load_profile
from alongside.people import queries, rules
from alongside.web.forms import HouseForm, read_clock, read_day
from alongside.web.routes import every_route
from tests.architecture.tree import SOURCE, code, name

MIB = 1024 * 1024
ENDLESS = (
    "1" * MIB,
    "a" * MIB,
    "a " * (MIB // 2),
    "1-" * (MIB // 2),
    "æ" * (MIB // 2),
    " " * MIB,
    "+45 " * (MIB // 4) + "x",
)
LONGEST_LINE = 4000
WITHOUT_LENGTH = {
    ("MovedForm", "back"),
    ("WindowForm", "team"),
    ("AgreeForm", "seen"),
}
"""Hidden fields: compared with a list of ours or handed back, no pattern sees them."""


def test_what_is_sought_is_cut_before_it_is_looked_at(jonas, sign_in, monkeypatch) -> None:
    seen: list[int] = []
    fold = rules.fold

    def measured(text: str) -> str:
        seen.append(len(text))
        return fold(text)

    monkeypatch.setattr(queries.rules, "fold", measured)
    browser = sign_in("sofie")
    for text in ENDLESS:
        assert browser.get(reverse("search"), {"q": text}).status_code == 200
        assert (
            len(browser.get(reverse("search"), {"q": text}, headers={"HX-Request": "true"}).content) < 3 * MIB
        )
    assert max(seen) <= queries.LONGEST_SOUGHT
    assert b"Jonas Krogh" in browser.get(reverse("search"), {"q": "jonas krogh"}).content


def test_words_that_are_sought_in_notes_become_a_bounded_pattern() -> None:
    for text in ENDLESS:
        patterns = seeking.patterns_of(text)
        assert len(patterns) <= seeking.MOST_WORDS
        assert sum(map(len, patterns)) < 100 * seeking.MOST_LETTERS
    assert seeking.patterns_of("river") != ()


def test_days_clocks_and_numbers_of_a_megabyte_are_no_days_clocks_and_numbers() -> None:
    for text in ENDLESS:
        assert read_day(text) is None
        assert read_clock(text) is None
        assert len(rules.number_sought(text) or "") <= rules.MOST_NUMBER_DIGITS


@pytest.mark.parametrize("text", ENDLESS)
def test_a_form_sent_with_a_megabyte_in_one_line_is_refused_at_that_line(jonas, sign_in, text) -> None:
    browser = sign_in("sofie")
    address = reverse("person_change", args=[jonas.person_id])
    for field in ("phone", "birth_date", "given_name", "postal_code"):
        answer = browser.post(address, {"given_name": "Jonas", "sex": "male", "version": "1", field: text})
        if text.strip():
            assert answer.status_code == 200
            assert field in answer.context["form"].errors
        else:
            assert answer.status_code in (200, 302)


def _forms(of: type[forms.Form]) -> set[type[forms.Form]]:
    return {one for below in of.__subclasses__() for one in ({below} | _forms(below))}


def test_every_line_to_type_on_has_a_length() -> None:
    list(every_route())
    lines = {
        (form.__name__, field_name): field.max_length
        for form in _forms(HouseForm)
        if form.__module__.startswith("alongside.") and ".tests." not in form.__module__
        for field_name, field in form.base_fields.items()
        if isinstance(field, forms.CharField)
        and not isinstance(field, forms.UUIDField)
        and not isinstance(field.widget, forms.Textarea)
    }
    assert len(lines) > 60
    assert {one for one, length in lines.items() if length is None or length > LONGEST_LINE} <= WITHOUT_LENGTH


def _written_patterns() -> list[tuple[str, str]]:
    """Every pattern that is written out in the code, and the ones of the profiles."""
    found = []
    for path in code():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and isinstance(node.func.value, ast.Name)
                and node.func.value.id == "re"
                and node.func.attr in {"compile", "match", "fullmatch", "search", "sub", "findall"}
                and isinstance(node.args[0], ast.Constant)
                and isinstance(node.args[0].value, str)
            ):
                found.append((f"{name(path)}:{node.lineno}", node.args[0].value))
    return found


def repeats_a_repetition(pattern: str) -> bool:
    """Whether something without an end stands in something without an end and nothing parts the rounds: `(a+)+`."""

    def endless(parsed: Any, inside: bool) -> bool:
        for what, of in parsed:
            if what in (kind.MAX_REPEAT, kind.MIN_REPEAT):
                _least, most, body = of
                open_end = most is kind.MAXREPEAT
                if open_end and inside:
                    return True
                parted = _begins_or_ends_with_a_mark(body)
                if endless(body, (inside or open_end) and not (open_end and parted)):
                    return True
            elif (what is kind.SUBPATTERN and endless(of[3], inside)) or (
                what is kind.BRANCH and any(endless(one, inside) for one in of[1])
            ):
                return True
        return False

    return endless(parser.parse(pattern), False)


def _begins_or_ends_with_a_mark(body: Any) -> bool:
    parts = list(body)
    while len(parts) == 1 and parts[0][0] is kind.SUBPATTERN:
        parts = list(parts[0][1][3])
    marks = (kind.LITERAL, kind.IN, kind.CATEGORY)
    return bool(parts) and len(parts) > 1 and (parts[0][0] in marks or parts[-1][0] in marks)


def test_no_pattern_repeats_a_repetition() -> None:
    patterns = _written_patterns()
    assert len(patterns) > 40
    assert not [where for where, pattern in patterns if repeats_a_repetition(pattern)]


def test_nor_does_a_pattern_of_a_national_number() -> None:
    systems = [
        system
        for path in (SOURCE / "organisation" / "profiles").glob("*.toml")
        for system in load_profile(path.stem).identifier_systems
    ]
    assert systems
    assert not [system.system for system in systems if repeats_a_repetition(system.pattern)]


def test_the_test_sees_what_it_looks_for() -> None:
    for pattern in (r"(a+)+$", r"(?:\d*)*x", r"([a-z]+|b)*c", r"(.*)*"):
        assert repeats_a_repetition(pattern), pattern
    for pattern in (r"[a-z]+(?:-[a-z]+)*", r"\d{1,2}", r"\+?\d[\d\s]*\d", r"a+b+"):
        assert not repeats_a_repetition(pattern), pattern
