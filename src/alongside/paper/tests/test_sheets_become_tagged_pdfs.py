"""A sheet becomes a PDF that can be read aloud, and what people wrote in it stays text."""

from __future__ import annotations

import re
import zlib
from datetime import UTC, datetime

import pytest

from alongside.paper import typesetting
from alongside.paper.sheet import (
    Entry,
    Facts,
    Heading,
    NewPage,
    Points,
    Sender,
    Sheet,
    Signatures,
    Step,
    Steps,
    Table,
    Text,
    Words,
    plain,
)
from alongside.paper.typesetting import as_pdf, as_pictures

STAMP = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
MARKUP = '#import "@preview/x:1.0.0": * #read("/etc/passwd") \\ $x^2$ `raw` *b* _i_ <l> @ref /* ] ) " {name} #panic()'
EVERY_BLOCK = (
    Words("Æblegrød på Åen, ça va, cœur", "Jon", large=True),
    Heading("En dør, jeg kan låse", mark="1 · eget mål", tone="person"),
    Heading("Delmål", level=3),
    Text("To afsnit.\n\nOg et til."),
    Text("Lille", soft=True),
    Facts((("Nu", "Hos en ven"),)),
    Steps((Step("Ring", "Sofie", done=True), Step("Se den"))),
    Points(("a", "b")),
    Table(("Område", "Jon"), (("Hash", "Bedre"),)),
    Entry("Mødtes", "i går", "Vi talte."),
    NewPage(),
    Signatures(("Jonas Krogh", "Sofie Lindholm"), "Dato"),
)


def sheet(*blocks, **fields) -> Sheet:
    return Sheet(
        **{
            "title": "Jons plan",
            "language": "da",
            "blocks": blocks,
            "sender": Sender("Solby Kommune", ("Havnegade 1",)),
            "made": "Udskrevet af Sofie",
            "page_words": "Side {page} af {pages}",
            "day": "24. november 2026",
            **fields,
        }
    )


def unpacked(pdf: bytes) -> bytes:
    """The file with its streams and object streams inflated."""
    found = [pdf]
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL):
        try:
            found.append(zlib.decompress(stream))
        except zlib.error:
            continue
    return b"\n".join(found)


@pytest.mark.parametrize("large", [False, True])
def test_a_sheet_is_tagged_and_says_its_language_and_title(large) -> None:
    pdf = unpacked(as_pdf([sheet(*EVERY_BLOCK, large=large)], title="Jons plan", stamp=STAMP))

    assert re.search(rb"/MarkInfo\s*<<\s*/Marked true", pdf)
    assert b"/StructTreeRoot" in pdf
    assert re.search(rb"/Lang\s*\(da\)", pdf)
    assert b"/DisplayDocTitle true" in pdf
    assert b"Jons plan</rdf:li>" in pdf
    assert re.search(rb"<pdfuaid:part>1<", pdf)
    for role in (b"/H1", b"/H2", b"/H3", b"/BlockQuote", b"/TH", b"/LI"):
        assert role in pdf


def test_its_fonts_are_ours_and_go_along() -> None:
    pdf = unpacked(as_pdf([sheet(*EVERY_BLOCK)], title="Jons plan", stamp=STAMP))

    fonts = set(re.findall(rb"/FontName\s*/[A-Z]{6}\+(\w+)", pdf))
    assert fonts
    assert all(font.startswith(b"AlongsideSans") for font in fonts)
    assert len(re.findall(rb"/FontFile[23]?\b", pdf)) >= len(fonts)


@pytest.mark.parametrize("text", ["æøåÆØÅ éèçœŒ ß", "ş ğ ł ž ő", "Олена Ω"])
def test_names_from_many_countries_are_set_in_our_own_type(text) -> None:
    pdf = unpacked(as_pdf([sheet(Text(text))], title=text, stamp=STAMP))

    fonts = set(re.findall(rb"/FontName\s*/[A-Z]{6}\+(\w+)", pdf))
    assert all(font.startswith(b"AlongsideSans") for font in fonts)


@pytest.mark.parametrize(
    "text",
    [
        MARKUP,
        MARKUP * 150,
        "x" * 20_000,
        "Åse🙂 og 中文",
        "محمد علي שלום",
        "a\u202eb\u0007c\x00d",
        "\n\n\n",
        "```\n#include\n```",
    ],
)
def test_whatever_is_written_is_only_text(text) -> None:
    blocks = (Words(text, text), Heading(text), Text(text), Facts(((text, text),)), Points((text,)))
    pdf = as_pdf([sheet(*blocks, title=text, made=text, day=text)], title=text, stamp=STAMP)
    assert pdf.startswith(b"%PDF-")
    assert b"/StructTreeRoot" in unpacked(pdf)


def test_what_sets_it_reaches_no_file_beside_its_own(monkeypatch, tmp_path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("never")
    for source in (f'#read("{secret}")', '#read("../typesetting.py")', '#read("../../../../pyproject.toml")'):
        monkeypatch.setattr(typesetting, "_source", lambda source=source: source.encode())
        with pytest.raises(typesetting.CannotSet):
            as_pdf([sheet()], title="x", stamp=STAMP)


def test_the_same_sheet_is_the_same_file() -> None:
    once, again = (as_pdf([sheet(*EVERY_BLOCK)], title="Jons plan", stamp=STAMP) for _ in range(2))
    assert once == again


def test_several_sheets_keep_their_own_language_and_count_their_own_pages() -> None:
    french = sheet(Text("Bonjour"), language="fr", recipient=("Jonas Krogh", "Havnegade 2"))
    pdf = unpacked(as_pdf([sheet(*EVERY_BLOCK), french], title="To breve", stamp=STAMP))
    assert re.search(rb"/Lang\s*\(fr\)", pdf)
    assert len(as_pictures([sheet(*EVERY_BLOCK), french], title="To breve", ppi=20)) == 3


def test_a_word_without_a_break_gets_places_to_break() -> None:
    assert plain("x" * 40) == "x" * 40
    assert max(len(part) for part in plain("x" * 20_000).split("\u200b")) == 20
    assert plain("a\x00\u202eb\r\nc") == "ab\nc"
