"""What a file is, by its content. The only module that knows `filetype`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

import filetype
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from alongside.documents import errors
from alongside.documents.files import archives


class Family(Enum):
    """What is done with a kind before it is kept."""

    PICTURE = "picture"
    OFFICE = "office"
    AS_IT_IS = "as it is"


@dataclass(frozen=True)
class FileKind:
    """A kind of file we take. The first extension is the one it is kept under."""

    media_type: str
    extensions: tuple[str, ...]
    label: str | Promise
    family: Family = Family.AS_IT_IS


PDF = FileKind("application/pdf", (".pdf",), _("a PDF"))
JPEG = FileKind("image/jpeg", (".jpg", ".jpeg", ".jpe", ".jfif"), _("a picture (JPEG)"), Family.PICTURE)
PNG = FileKind("image/png", (".png",), _("a picture (PNG)"), Family.PICTURE)
WEBP = FileKind("image/webp", (".webp",), _("a picture (WebP)"), Family.PICTURE)
TEXT = FileKind("text/plain; charset=utf-8", (".txt", ".text", ".md"), _("plain text"))
WORD = FileKind(archives.WORD, (".docx",), _("a Word document"), Family.OFFICE)
EXCEL = FileKind(archives.EXCEL, (".xlsx",), _("an Excel document"), Family.OFFICE)
ODT = FileKind(archives.ODT, (".odt",), _("a LibreOffice document"), Family.OFFICE)
TAKEN = (PDF, JPEG, PNG, WEBP, TEXT, WORD, EXCEL, ODT)
ACCEPT = ",".join(
    [*(kind.media_type.partition(";")[0] for kind in TAKEN), *(e for k in TAKEN for e in k.extensions)]
)
"""For the browser's chooser. It names JPEG and not HEIC, so an iPhone makes a JPEG of what is chosen."""

_BY_FILETYPE = {"application/pdf": PDF, "image/jpeg": JPEG, "image/png": PNG, "image/webp": WEBP}
_PHONE = {"image/heic", "image/heif", "image/avif", "image/heic-sequence"}
_BEGINNING = 1024
_END = 2048
_MARKUP = re.compile(rb"<\s*(?:!doctype|html|head|body|script|svg|iframe|\?xml|\?php|x:|math)", re.IGNORECASE)
_ENDS_A_ZIP = b"PK\x05\x06"


def kind_of(content: bytes) -> FileKind:
    """The kind of a file.

    Raises:
        PictureOfAPhone: HEIC or AVIF.
        FileKindNotTaken: anything that is not on the list: HTML and SVG, programs, archives, films.
        FileDamaged: it is two kinds at once, or breaks off.
    """
    guessed = filetype.guess(content[:8192])
    mime = guessed.mime if guessed is not None else ""
    if mime in _PHONE or content[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypavif", b"ftyphevc"):
        raise errors.PictureOfAPhone(field="file")
    if content.startswith(b"PK\x03\x04"):
        office = archives.office_kind(content)
        found = next((kind for kind in (WORD, EXCEL, ODT) if kind.media_type == office), None)
        if found is None:
            raise errors.FileKindNotTaken(field="file")
        return found
    kind = _BY_FILETYPE.get(mime)
    if kind is None:
        if mime or not _is_text(content):
            raise errors.FileKindNotTaken(field="file")
        return TEXT
    if kind is PDF:
        _require_one_pdf(content)
    return kind


def _require_one_pdf(content: bytes) -> None:
    """A PDF from its first byte to its last, and nothing else at the same time."""
    whole = content.startswith(b"%PDF-") and b"%%EOF" in content[-_END:]
    if not whole or _MARKUP.search(content[:_BEGINNING]) or _ENDS_A_ZIP in content[-66_000:]:
        raise errors.FileDamaged(field="file")


def _is_text(content: bytes) -> bool:
    """UTF-8 without control characters that does not begin as something a browser would run."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    if _MARKUP.search(content[:_BEGINNING]):
        return False
    return not any((ord(one) < 32 and one not in "\t\n\r\f") or one == "\x7f" for one in text)
