"""A text on the screen that is not wrapped for translation stays English for everyone; this finds it."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[2] / "src" / "alongside"
SPECIMENS = {"design.html"}  # the page of components: for those who build, not for those who use
NAMES = {"Alongside", "d"}
NOT_TEXT = re.compile(
    r"\{#.*?#\}"
    r"|\{%\s*comment\b.*?%\}.*?\{%\s*endcomment\s*%\}"
    r"|\{%\s*blocktrans(?:late)?\b.*?%\}.*?\{%\s*endblocktrans(?:late)?\s*%\}"
    r"|\{%\s*block\s+page_class\s*%\}.*?\{%\s*endblock\s*%\}"
    r"|\{%.*?%\}|\{\{.*?\}\}",
    re.DOTALL,
)
# Attributes people see or hear, ours and the components'.
SEEN = {
    "aria-label",
    "placeholder",
    "title",
    "alt",
    "label",
    "lede",
    "caption",
    "detail",
    "said",
    "who",
    "where",
}
LETTERS = re.compile(r"[^\W\d_]{2,}")


class Texts(HTMLParser):
    """Collects what is left to read when everything that is translated or data has been taken out."""

    SILENT = {"script", "style", "code", "kbd"}

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in self.SILENT
        for name, value in attrs:
            seen = name in SEEN or (name == "content" and ("name", "description") in attrs)
            if seen and value and LETTERS.search(value) and value.strip() not in NAMES:
                self.found.append(f"{name}={value}")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.silent -= tag in self.SILENT

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in self.SILENT

    def handle_data(self, data: str) -> None:
        for line in data.splitlines():
            text = line.strip(" ·")
            if not self.silent and LETTERS.search(text) and text not in NAMES:
                self.found.append(text)


def untranslated(template: str) -> list[str]:
    """The visible texts of a template that are not wrapped for translation."""
    parser = Texts()
    parser.feed(NOT_TEXT.sub("", template))
    parser.close()
    return parser.found


@pytest.mark.parametrize(
    "path",
    [path for path in sorted(SOURCE.rglob("templates/**/*.html")) if path.name not in SPECIMENS],
    ids=lambda p: p.name,
)
def test_every_visible_text_of_a_template_is_translated(path: Path) -> None:
    assert untranslated(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("template", "found"),
    [
        ("<p>We tried</p>", ["We tried"]),
        ('<c-button icon="note">Write</c-button>', ["Write"]),
        ('<a aria-label="Find" href="x"></a>', ["aria-label=Find"]),
        ('<c-page-head title="Plan"/>', ["title=Plan"]),
        ('<p>{% translate "Plan" %} of</p>', ["of"]),
    ],
)
def test_a_bare_text_is_found(template: str, found: list[str]) -> None:
    assert untranslated(template) == found


@pytest.mark.parametrize(
    "template",
    [
        '<p>{% translate "We tried" %} · {{ name }}</p>',
        "<p>{% blocktranslate trimmed %}Met <b>{{ name }}</b>{% endblocktranslate %}</p>",
        "<c-page-head title=\"{% translate 'Plan' %}\" :lede=\"_('All of it')\"/>",
        '{# a note #}<c-icon name="note"/><kbd>Esc</kbd>',
    ],
)
def test_a_translated_text_is_let_through(template: str) -> None:
    assert untranslated(template) == []
