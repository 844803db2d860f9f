"""Sheets set as PDF, by typst. The only module that knows it.

What people wrote goes in as data (`sys.inputs`), never as markup. The compiler is given its files in memory and an
empty folder as its root, no package folder and no fonts of the machine: a PDF depends on nothing but the sheet and
this program, and the same sheet with the same stamp is the same PDF, byte for byte.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, cast

import typst

from alongside.paper.sheet import Sheet

_HERE = Path(__file__).parent
FONTS = _HERE / "fonts"
"""IBM Plex Sans as TrueType; made from the frontend's fonts when the program is built (hatch_build.py)."""
_SOURCES = _HERE / "typst"
STANDARD = "ua-1"
"""PDF/UA-1 (ISO 14289-1): headings, lists, tables, language and title can be read aloud."""


class CannotSet(RuntimeError):
    """The sheet cannot be set. A fault in the program, never the fault of what somebody wrote."""


def as_pdf(sheets: Sequence[Sheet], *, title: str, stamp: datetime) -> bytes:
    """The sheets after each other in one PDF, each counting its own pages and in its own language.

    Args:
        title: of the whole file; shown as the name of the window.
        stamp: the moment the file says it was made.

    A character that none of our fonts has (an emoji in somebody's words) is kept in the text and drawn as a box. Such a
    file is tagged all the same, without the claim to PDF/UA, which asks for a picture of every character.

    Raises:
        CannotSet
    """
    try:
        return _compiled(_compiler(sheets, title=title), stamp, [STANDARD])
    except typst.TypstError as error:
        if "could not be displayed" not in error.message:
            raise CannotSet(error.message) from error
    return _compiled(_compiler(sheets, title=title), stamp, [])


def as_pictures(sheets: Sequence[Sheet], *, title: str, ppi: float = 72) -> list[bytes]:
    """Each page of the sheets as a PNG, to look at what will be printed.

    Raises:
        CannotSet
    """
    try:
        found = _compiler(sheets, title=title).compile(format="png", ppi=ppi)
    except typst.TypstError as error:
        raise CannotSet(error.message) from error
    return found if isinstance(found, list) else [cast(bytes, found)]


def picture_redrawn(picture: bytes, kind: str, *, width: int) -> bytes:
    """A picture decoded and drawn anew as a PNG, `width` pixels wide: what else was in the file is gone.

    Args:
        kind: "png" or "svg".

    Raises:
        CannotSet: it is not such a picture.
    """
    main = (
        "#set page(width: auto, height: auto, margin: 0pt, fill: none)\n"
        f'#image(bytes(json(bytes(sys.inputs.picture))), format: "{kind}", width: {width}pt)'
    )
    try:
        compiler = typst.Compiler(
            input=main.encode(),
            root=str(_SOURCES),
            font_paths=_fonts(),
            sys_inputs={"picture": _as_numbers(picture)},
        )
        found = compiler.compile(format="png", ppi=72)
    except typst.TypstError as error:
        raise CannotSet(error.message) from error
    return found[0] if isinstance(found, list) else cast(bytes, found)


def _compiled(compiler: typst.Compiler, stamp: datetime, standards: list[Any]) -> bytes:
    return cast(
        bytes, compiler.compile(format="pdf", pdf_standards=standards, timestamp=int(stamp.timestamp()))
    )


def _compiler(sheets: Sequence[Sheet], *, title: str) -> typst.Compiler:
    logos: dict[bytes, str] = {}
    data = []
    for sheet in sheets:
        logo = sheet.sender.logo
        name = logos.setdefault(logo, f"logo-{len(logos)}") if logo else ""
        data.append({**sheet.as_data(), "logo": name})
    return typst.Compiler(
        input=_source(),
        root=str(_SOURCES),
        font_paths=_fonts(),
        sys_inputs={
            "sheets": json.dumps(data),
            "title": title,
            **{name: _as_numbers(logo) for logo, name in logos.items()},
        },
    )


def _as_numbers(picture: bytes) -> str:
    """A picture as typst takes bytes from outside: inputs are text."""
    return json.dumps(list(picture), separators=(",", ":"))


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(FONTS)])


@cache
def _source() -> bytes:
    return (_SOURCES / "paper.typ").read_bytes()
