"""The content security policy forbids inline styles and scripts; a template that has one looks broken, silently."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[2] / "src" / "alongside"
COMMENT = re.compile(r"\{#.*?#\}|\{%\s*comment\b.*?%\}.*?\{%\s*endcomment\s*%\}|<!--.*?-->", re.DOTALL)
FORBIDDEN = {
    "a style attribute": re.compile(r"""(?<![\w-])style\s*=\s*["'{]""", re.IGNORECASE),
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "an inline event handler": re.compile(
        r"""(?<![\w.-])(?:on[a-z]{3,}|hx-on[\w:.-]*)\s*=\s*["'{]""", re.IGNORECASE
    ),
    "a script without src": re.compile(r"<script\b(?![^>]*\bsrc=)", re.IGNORECASE),
    "an address that is a script": re.compile(r"javascript:", re.IGNORECASE),
    "an expression htmx would evaluate": re.compile(r"""\bhx-[\w-]+=["'](?:js|javascript):""", re.IGNORECASE),
}


def faults(text: str) -> list[str]:
    """What the policy would refuse in this markup."""
    markup = COMMENT.sub("", text)
    return [what for what, pattern in FORBIDDEN.items() if pattern.search(markup)]


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("templates/**/*.html")), ids=lambda p: p.name)
def test_a_template_has_nothing_the_policy_refuses(path: Path) -> None:
    assert faults(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "path",
    [path for path in sorted(SOURCE.rglob("*.py")) if "tests" not in path.parts],
    ids=lambda p: f"{p.parent.name}/{p.name}",
)
def test_no_python_builds_markup_the_policy_refuses(path: Path) -> None:
    strings = re.findall(r"""<[a-z][^<>\n]*>""", path.read_text(encoding="utf-8"))
    assert [tag for tag in strings if faults(tag)] == []


@pytest.mark.parametrize(
    "markup",
    [
        '<p style="margin: 0">',
        "<p class='x' style='{{ width }}'>",
        "<style>p { margin: 0 }</style>",
        '<button onclick="go()">',
        '<button hx-on:click="go()">',
        "<script>go()</script>",
        '<a href="javascript:go()">',
        "<div hx-vals='js:{a: 1}'>",
    ],
)
def test_what_is_refused_is_seen(markup: str) -> None:
    assert len(faults(markup)) == 1


@pytest.mark.parametrize(
    "markup",
    [
        '<script src="/static/app.js" defer></script>',
        "{# never write style= here #}",
        '<c-entry person="x" contact="y" location="z" data-opens="keys"/>',
        '<p data-style="x" class="style">on = 1</p>',
    ],
)
def test_what_is_allowed_is_let_through(markup: str) -> None:
    assert faults(markup) == []
