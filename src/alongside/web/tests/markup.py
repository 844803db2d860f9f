"""Reads rendered pages the way a browser would, for tests."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

from django.template import engines
from django_cotton.compiler_regex import CottonCompiler


@dataclass
class Element:
    """One element: its tag, its attributes, and the text inside it, blanks squeezed."""

    tag: str
    attrs: dict[str, str]
    pieces: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join("".join(self.pieces).split())

    @property
    def classes(self) -> set[str]:
        return set(self.attrs.get("class", "").split())


class Page(HTMLParser):
    """All elements of a page, in reading order."""

    WITHOUT_END = {"br", "hr", "img", "input", "link", "meta", "use", "path", "circle", "rect", "line"}

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self._open: list[Element] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.elements.append(element)
        if tag not in self.WITHOUT_END:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop().tag != tag:
            pass

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.pieces.append(data)

    def all(self, tag: str | None = None, /, *, having: str | None = None, **attrs: str) -> list[Element]:
        """The elements of that tag, with the class `having`, and with these attributes (`_` for `-`)."""
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attrs.items()}
        return [
            element
            for element in self.elements
            if (tag is None or element.tag == tag)
            and (having is None or having in element.classes)
            and all(element.attrs.get(name) == value for name, value in wanted.items())
        ]

    def one(self, tag: str | None = None, /, *, having: str | None = None, **attrs: str) -> Element:
        """The only such element."""
        found = self.all(tag, having=having, **attrs)
        assert len(found) == 1, f"{len(found)} of {tag or ''} {having or ''} {attrs}"
        return found[0]


def render(template: str, **context: object) -> Page:
    """A piece of template with components in it, rendered as a page would render it."""
    source = CottonCompiler().process(template)
    return Page(engines["django"].from_string(source).render(context))
