"""A document before it is set: plain data that the print view and the PDF both show."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

Tone = Literal["person", "worker", "authority"]
"""Whose voice it is: heather, pine or harbour."""

_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")
"""Characters nobody wrote on purpose: controls, and those that turn the direction of what follows."""
_UNBROKEN = re.compile(r"\S{41,}")
_PIECE = 20
ZERO_WIDTH_SPACE = "\u200b"


def plain(text: str) -> str:
    """Text as it can be set: without control characters, with places to break in words longer than 40 characters."""
    kept = _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _UNBROKEN.sub(_breakable, kept)


def _breakable(word: re.Match[str]) -> str:
    found = word[0]
    return ZERO_WIDTH_SPACE.join(found[at : at + _PIECE] for at in range(0, len(found), _PIECE))


@dataclass(frozen=True)
class Heading:
    """A heading; `level` 2 to 4 under the sheet's own title. `mark` stands small above it."""

    text: str
    level: int = 2
    mark: str = ""
    tone: Tone | Literal[""] = ""
    kind: str = field(default="heading", init=False)


@dataclass(frozen=True)
class Words:
    """Somebody's own words, and who they are. `large`: the first thing one reads."""

    text: str
    who: str
    tone: Tone = "person"
    large: bool = False
    kind: str = field(default="words", init=False)


@dataclass(frozen=True)
class Text:
    """Running text: a blank line parts paragraphs. `soft`: small and grey."""

    text: str
    soft: bool = False
    kind: str = field(default="text", init=False)


@dataclass(frozen=True)
class Facts:
    """Pairs of a label and a value."""

    items: tuple[tuple[str, str], ...]
    kind: str = field(default="facts", init=False)


@dataclass(frozen=True)
class Step:
    """A step: done or not, what, and under it who and when; `detail` says in words that it is done."""

    title: str
    detail: str = ""
    done: bool = False


@dataclass(frozen=True)
class Steps:
    """Steps with a box to tick."""

    items: tuple[Step, ...]
    kind: str = field(default="steps", init=False)


@dataclass(frozen=True)
class Points:
    """A plain list."""

    items: tuple[str, ...]
    kind: str = field(default="points", init=False)


@dataclass(frozen=True)
class Table:
    """A table to compare in; the first column names its row."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    kind: str = field(default="table", init=False)


@dataclass(frozen=True)
class Entry:
    """Something that happened: what, the small facts, and the note where it is to be shown."""

    title: str
    meta: str
    text: str = ""
    kind: str = field(default="entry", init=False)


@dataclass(frozen=True)
class Signatures:
    """A line to sign on for each name."""

    names: tuple[str, ...]
    day_label: str
    kind: str = field(default="signatures", init=False)


@dataclass(frozen=True)
class NewPage:
    """What follows begins on a page of its own."""

    kind: str = field(default="new_page", init=False)


@dataclass(frozen=True)
class Dot:
    """Somebody on a map; `private`: of the person's own life, not somebody whose work it is."""

    x: int
    y: int
    name: str
    private: bool = True


@dataclass(frozen=True)
class Rings:
    """The network as rings around the person: a drawing only, so that what it says stands in words beside it.

    Attributes:
        size: the width and height that `radii` and the dots are measured in; the person stands in the middle.
        said: what the drawing is, for whoever does not see it.
    """

    size: int
    middle: str
    radii: tuple[int, ...]
    dots: tuple[Dot, ...]
    said: str
    kind: str = field(default="rings", init=False)


Block = Heading | Words | Text | Facts | Steps | Points | Table | Entry | Signatures | Rings | NewPage


@dataclass(frozen=True)
class Sender:
    """The agency on its paper. `lines`: address, telephone and so on; `logo`: a PNG, already re-encoded, or None."""

    name: str
    lines: tuple[str, ...] = ()
    logo: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Sheet:
    """A whole document.

    Attributes:
        language: of the texts of the house, as "da".
        large: set in large type (16 point).
        made: "Printed by Sofie Lindholm on 24 November 2026", at the foot of each page; empty on a letter.
        page_words: "Page {page} of {pages}" in the sheet's language.
        day: the date at its head.
        recipient: the lines of the address, on a letter.
        notices: what has to stand on every page, such as that of 42 CFR part 2.
    """

    title: str
    language: str
    blocks: tuple[Block, ...]
    sender: Sender
    made: str
    page_words: str
    day: str
    large: bool = False
    recipient: tuple[str, ...] | None = None
    notices: tuple[str, ...] = ()

    @property
    def is_letter(self) -> bool:
        """Whether it is set as a letter, with an address and no frame."""
        return self.recipient is not None

    def as_data(self) -> dict[str, Any]:
        """The sheet as JSON can carry it, every text made plain; the logo goes beside it."""
        data = asdict(self)
        sender = data.pop("sender")
        sender["logo"] = self.sender.logo is not None
        return {key: _plain_all(value) for key, value in {**data, "sender": sender}.items()}


def _plain_all(value: Any) -> Any:
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, dict):
        return {key: _plain_all(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain_all(item) for item in value]
    return value
