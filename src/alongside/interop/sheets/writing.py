"""Writes `.xlsx`: rows that came back, and empty templates. The only module that knows XlsxWriter.

Every cell is written as text, for it is what somebody wrote. One that a spreadsheet program would take for a formula
gets an apostrophe in front (`cells.harmless`), also for whoever saves the file as text and opens that; `reading.clean`
takes it off again.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from alongside.interop.cells import harmless
from alongside.interop.models import SheetKind
from alongside.interop.sheets.fields import Field, Reads, fields_of
from alongside.organisation.profile import Profile

_WIDTH = 22


def rest(headers: Sequence[str], rows: Iterable[tuple[Sequence[str], str]]) -> bytes:
    """The rows that came back, in their own columns, and why in one more."""
    held = io.BytesIO()
    with _book(held) as book:
        tab = book.add_worksheet(_("Came back"))
        bold, plain = book.add_format({"bold": True}), book.add_format({"num_format": "@"})
        for place, header in enumerate([*headers, _("Why it came back")]):
            tab.write_string(0, place, harmless(header), bold)
        for line, (cells, why) in enumerate(rows, start=1):
            for place, cell in enumerate(cells):
                if cell:
                    tab.write_string(line, place, harmless(cell), plain)
            tab.write_string(line, len(headers), harmless(why))
        tab.freeze_panes(1, 0)
        tab.set_column(0, len(headers) - 1, _WIDTH)
        tab.set_column(len(headers), len(headers), 80)
    return held.getvalue()


def plain(rows: Iterable[Sequence[str]]) -> bytes:
    """These rows, as text."""
    held = io.BytesIO()
    with _book(held) as book:
        tab = book.add_worksheet()
        for line, cells in enumerate(rows):
            for place, cell in enumerate(cells):
                if cell:
                    tab.write_string(line, place, harmless(cell))
        tab.set_column(0, 10, _WIDTH)
    return held.getvalue()


def _tab(label: object) -> str:
    """A tab's name: at most 31 characters, and none of those that Excel refuses."""
    return "".join(" " if sign in "[]:*?/\\" else sign for sign in str(label))[:31].strip()


def template(kind: SheetKind, profile: Profile, language: str) -> bytes:
    """An empty sheet with the headings in a language, and a page that explains each of them."""
    fields = fields_of(kind, profile)
    held = io.BytesIO()
    with _book(held) as book:
        tab, helps = book.add_worksheet(_tab(SheetKind(kind).label)), book.add_worksheet(_("Help"))
        bold, plain = book.add_format({"bold": True}), book.add_format({"num_format": "@"})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        tab.set_column(0, len(fields) - 1, _WIDTH, plain)
        tab.freeze_panes(1, 0)
        for place, words in enumerate((_("Column"), _("What goes there"), "en / da / fr")):
            helps.write_string(0, place, words, bold)
        for place, one in enumerate(fields):
            tab.write_string(0, place, one.label.in_(language), bold)
            helps.write_string(place + 1, 0, one.label.in_(language), wrapped)
            helps.write_string(place + 1, 1, _explained(one), wrapped)
            names = f"{one.label.en} / {one.label.da} / {one.label.fr}"
            helps.write_string(place + 1, 2, names, wrapped)
        helps.set_column(0, 0, 28)
        helps.set_column(1, 2, 60)
    return held.getvalue()


def _explained(one: Field) -> str:
    """What a column takes, in the active language."""
    said = {
        Reads.TEXT: _("Text."),
        Reads.LONG: _("Text, as long as you like."),
        Reads.BIRTH: _("A day, like 24-12-1975."),
        Reads.DAY: _("A day, like 24-12-2025."),
        Reads.CLOCK: _("A time of day, like 14:30. Without it, noon is written."),
        Reads.WHOLE: _("A whole number."),
        Reads.DECIMAL: _("A number, like 1,5."),
        Reads.FLAG: _("Yes or no."),
        Reads.CODE: _("Your own word; you say once what it means here."),
        Reads.NUMBER: _("The number, as text."),
        Reads.AUTHOR: _("The name of whoever wrote it."),
    }[one.reads]
    return " ".join([said, _("Every row needs it.")] if one.required else [said])


def _book(held: io.BytesIO) -> Any:
    # Text stays text: no formula, no link, no number is made of it. Nothing is written to the disk.
    return xlsxwriter.Workbook(
        held,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
