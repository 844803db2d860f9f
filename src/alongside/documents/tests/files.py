"""Files for tests: small, made on the spot, and some that nobody should take."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from PIL import Image
from PIL.ExifTags import GPS, IFD, Base

PDF = b"%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"
PLACE = b"Hiding place"


def photo(*, width: int = 60, height: int = 40, turned: bool = True) -> bytes:
    """A JPEG as a telephone makes it: where it was taken, by what, and lying on its side."""
    picture = Image.new("RGB", (width, height), "white")
    picture.paste("red", (0, 0, 10, 10))
    exif = picture.getexif()
    exif[Base.Model] = "A telephone"
    exif[Base.ImageDescription] = PLACE.decode()
    if turned:
        exif[Base.Orientation] = 6
    exif.get_ifd(IFD.GPSInfo).update(
        {GPS.GPSLatitudeRef: "N", GPS.GPSLatitude: (55.0, 40.0, 33.0), GPS.GPSLongitudeRef: "E"}
    )
    out = io.BytesIO()
    picture.save(out, "JPEG", exif=exif, comment=PLACE)
    return out.getvalue()


def picture(kind: str, mode: str = "RGB") -> bytes:
    """A small picture of another kind."""
    out = io.BytesIO()
    Image.new(mode, (30, 20)).save(out, kind)
    return out.getvalue()


def office(main: str = "word/document.xml", **more: bytes) -> bytes:
    """The zip of an office document."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(main, "<document/>")
        for name, content in more.items():
            archive.writestr(name, content)
    return out.getvalue()


def odt() -> bytes:
    """A LibreOffice document."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", "<content/>")
    return out.getvalue()


def bomb_in_a_zip(megabytes: int = 300) -> bytes:
    """An office document that becomes hundreds of megabytes when it is unpacked."""
    return office(**{"word/media/a.bin": bytes(megabytes * 1024 * 1024)})


def bomb_in_a_png(side: int = 30_000) -> bytes:
    """A PNG of a few kilobytes whose head announces more pixels than anyone has memory for."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
        )

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0))
    rows = chunk(b"IDAT", zlib.compress(bytes(1_000_000), 9))
    return b"\x89PNG\r\n\x1a\n" + head + rows + chunk(b"IEND", b"")
