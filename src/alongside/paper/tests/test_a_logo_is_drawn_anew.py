"""A logo is bounded and drawn anew, or refused; what else was in the file is gone."""

from __future__ import annotations

import struct
import zlib

import pytest

from alongside.kernel.errors import NotAllowed
from alongside.paper import errors, letters
from alongside.paper.operations import set_letterhead

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20">{}<rect width="20" height="20"/></svg>'


def png(width=4, height=2, extra=b"") -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + b"\x17\x59\x4b" * width for _ in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + extra
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def kept(ada, logo) -> bytes:
    set_letterhead(by=ada, name="Solby", lines="", logo=logo)
    return bytes(letters.letterhead_of(ada.agency_id).logo)


@pytest.mark.parametrize(
    "logo",
    [png(), SVG.format("").encode(), b"<?xml version='1.0'?>" + SVG.format("").encode()],
    ids=["png", "svg", "xml"],
)
def test_png_and_svg_become_a_png_of_our_own(ada, logo) -> None:
    found = kept(ada, logo)
    assert found.startswith(b"\x89PNG")
    assert struct.unpack(">I", found[16:20])[0] == 600


def test_what_hides_in_a_picture_is_gone(ada) -> None:
    secret = b"taken at home of the mayor"
    text = struct.pack(">I", len(secret)) + b"tEXt" + secret + struct.pack(">I", zlib.crc32(b"tEXt" + secret))
    assert secret in png(extra=text)
    assert secret not in kept(ada, png(extra=text))


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<image href="file:///etc/passwd" width="9" height="9"/>',
        '<image xlink:href="https://example.org/x.png" xmlns:xlink="http://www.w3.org/1999/xlink"/>',
        "<foreignObject><p/></foreignObject>",
        '<a href="http://example.org/"><rect/></a>',
    ],
)
def test_an_svg_that_does_more_than_draw_is_refused(ada, inside) -> None:
    with pytest.raises(errors.LogoUnreadable):
        kept(ada, SVG.format(inside).encode())


@pytest.mark.parametrize(
    "logo",
    [
        b"",
        b"GIF89a",
        b"%PDF-1.7",
        png()[:30],
        png()[:60],
        b"<svg",
        b"<!DOCTYPE svg [<!ENTITY a 'b'>]>" + SVG.format("").encode(),
    ],
)
def test_what_is_no_picture_of_ours_is_refused_and_nothing_is_kept(ada, logo) -> None:
    with pytest.raises(errors.LogoUnreadable):
        kept(ada, logo)
    assert letters.letterhead_of(ada.agency_id) is None


@pytest.mark.parametrize("logo", [png()[:33].ljust(600 * 1024, b"x"), png(width=5000, height=1)])
def test_a_picture_larger_than_paper_needs_is_refused(ada, logo) -> None:
    with pytest.raises(errors.LogoTooLarge):
        kept(ada, logo)


def test_the_logo_stays_until_it_is_taken_away(ada) -> None:
    kept(ada, png())
    set_letterhead(by=ada, name="Solby", lines="Ny adresse")
    assert letters.letterhead_of(ada.agency_id).logo
    set_letterhead(by=ada, name="Solby", lines="", keep_logo=False)
    assert letters.letterhead_of(ada.agency_id).logo is None


def test_only_the_administrator_sets_the_letterhead(amina) -> None:
    with pytest.raises(NotAllowed):
        set_letterhead(by=amina, name="Solby", lines="")
