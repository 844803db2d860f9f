"""A file is taken for what its content says it is, or not at all."""

from __future__ import annotations

import pytest

from alongside.documents import errors
from alongside.documents.files import Received, archives, taken
from alongside.documents.rules import LONGEST_NAME, clean_name
from alongside.documents.tests import files


@pytest.mark.parametrize(
    ("name", "content", "media_type", "kept_as"),
    [
        ("Afgørelse.pdf", files.PDF, "application/pdf", "Afgørelse.pdf"),
        ("IMG_1.JPEG", files.photo(), "image/jpeg", "IMG_1.jpg"),
        ("scan.png", files.picture("PNG", "P"), "image/png", "scan.png"),
        ("scan.webp", files.picture("WEBP", "RGBA"), "image/webp", "scan.webp"),
        ("aftale.txt", "Vi mødes på torvet.".encode(), "text/plain; charset=utf-8", "aftale.txt"),
        ("brev.docx", files.office(), archives.WORD, "brev.docx"),
        ("budget.xlsx", files.office("xl/workbook.xml"), archives.EXCEL, "budget.xlsx"),
        ("brev.odt", files.odt(), archives.ODT, "brev.odt"),
        ("", files.PDF, "application/pdf", "document.pdf"),
    ],
)
def test_what_is_on_the_list_is_taken(name, content, media_type, kept_as) -> None:
    kept = taken(Received(name, content))
    assert (kept.media_type, kept.name) == (media_type, kept_as)


@pytest.mark.parametrize(
    "content",
    [
        b"<!DOCTYPE html><script>alert(1)</script>",
        b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
        b'  \n<?xml version="1.0"?><svg/>',
        b"\x7fELF\x02\x01\x01" + bytes(60),
        b"MZ" + bytes(100),
        b"PK\x03\x04 not really",
        files.picture("GIF"),
        files.picture("BMP"),
        files.picture("TIFF"),
        bytes(100),
        "Grüße".encode("utf-16"),
        b"text with a bell \x07",
        b"%!PS-Adobe-3.0 (program) run",
    ],
)
def test_what_is_not_on_the_list_is_refused_with_what_to_do(content) -> None:
    with pytest.raises((errors.FileKindNotTaken, errors.FileDamaged)) as refused:
        taken(Received("brev.txt", content))
    assert "PDF" in refused.value.text


@pytest.mark.parametrize(
    ("name", "content"), [("brev.pdf", files.photo()), ("foto.jpg", files.PDF), ("a.exe", files.PDF)]
)
def test_name_and_content_agree(name, content) -> None:
    with pytest.raises(errors.NameSaysOtherwise):
        taken(Received(name, content))


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7\n<html><script>alert(1)</script>\n%%EOF",
        files.PDF + files.office(),
        files.PDF[:20],
        files.photo()[:200],
        files.office()[:60],
        b"PDF before" + files.office(),
    ],
    ids=[
        "page in a pdf",
        "office after pdf",
        "half a pdf",
        "half a photo",
        "half an office file",
        "words before",
    ],
)
def test_two_files_in_one_and_half_a_file_are_refused(content) -> None:
    with pytest.raises((errors.FileDamaged, errors.FileKindNotTaken)):
        taken(Received("", content))


def test_a_picture_of_an_iphone_is_refused_with_what_to_do() -> None:
    with pytest.raises(errors.PictureOfAPhone) as refused:
        taken(Received("IMG_1.HEIC", b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + bytes(50)))
    assert "Most Compatible" in refused.value.text


def test_macros_are_refused() -> None:
    with pytest.raises(errors.HoldsMacros):
        taken(Received("brev.docx", files.office(**{"word/vbaProject.bin": b"\xd0\xcf\x11\xe0"})))


def test_size_is_looked_at_first(settings) -> None:
    settings.DOCUMENT_MB = 1
    with pytest.raises(errors.FileTooLarge):
        taken(Received("brev.pdf", files.PDF + bytes(1024 * 1024)))
    with pytest.raises(errors.NothingInTheFile):
        taken(Received("brev.pdf", b""))


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("..\\..\\Windows\\system.ini", "system.pdf"),
        ("brev\r\nSet-Cookie: a=b.pdf", "brevSet-Cookie a=b.pdf"),
        ("invoice\u202efdp.exe", "invoicefdp.pdf"),
        ("C:\\fakepath\\CON.pdf", "document.pdf"),
        ("=cmd|calc.pdf", "cmd calc.pdf"),
        (" . .pdf", "document.pdf"),
        ("\x00\x07.pdf", "document.pdf"),
        ("a" * 5000 + ".pdf", "a" * LONGEST_NAME + ".pdf"),
        ("Mødet d. 3. maj.pdf", "Mødet d. 3. maj.pdf"),
        ("<script>alert(1)</script>.pdf", "script.pdf"),
    ],
)
def test_a_name_is_a_name_and_nothing_else(name, kept) -> None:
    assert clean_name(name, ".pdf") == kept


@pytest.mark.parametrize(
    ("command", "refused"),
    [
        ("true", None),
        ("false", errors.FoundHarmful),
        ("sh -c 'exit 2'", errors.ScannerSilent),
        ("/no/such", errors.ScannerSilent),
    ],
)
def test_the_scanner_is_asked_where_there_is_one(settings, command, refused) -> None:
    settings.SCANNER = command
    if refused is None:
        assert taken(Received("brev.pdf", files.PDF)).content == files.PDF
    else:
        with pytest.raises(refused):
            taken(Received("brev.pdf", files.PDF))
