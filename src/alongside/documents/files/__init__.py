"""What is done with a file before it is kept: what it is, whether it is whole, and what of it stays.

    kept = taken(Received("brev.pdf", content))

Nothing is believed: not the name, not what the browser said. `kinds` looks at the content, `pictures` draws a picture
anew, `archives` looks into the zip of an office document, `scanner` asks a virus scanner where there is one.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings

from alongside.documents import errors
from alongside.documents.files import archives, kinds, pictures, scanner
from alongside.documents.rules import clean_name, extension_of


@dataclass(frozen=True)
class Received:
    """A file as it came in: the name it was given, and all its bytes."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Kept:
    """A file as it is kept."""

    name: str
    media_type: str
    content: bytes


def taken(file: Received) -> Kept:
    """The file as it may be kept.

    Raises:
        NothingInTheFile, FileTooLarge: by its size.
        FileKindNotTaken, PictureOfAPhone, NameSaysOtherwise: by what it is.
        FileDamaged, PictureTooLarge, HoldsMacros: by what is in it.
        FoundHarmful, ScannerSilent: by the scanner.
    """
    if not file.content:
        raise errors.NothingInTheFile(field="file")
    if len(file.content) > settings.DOCUMENT_MB * 1024 * 1024:
        raise errors.FileTooLarge(field="file", megabytes=settings.DOCUMENT_MB)
    kind = kinds.kind_of(file.content)
    extension = extension_of(file.name)
    if extension and extension not in kind.extensions:
        raise errors.NameSaysOtherwise(field="file", extension=extension, kind=kind.label)
    scanner.look_at(file.content)
    content = file.content
    if kind.family is kinds.Family.PICTURE:
        content = pictures.drawn_anew(content, kind)
    elif kind.family is kinds.Family.OFFICE:
        archives.look_into(content)
    return Kept(clean_name(file.name, kind.extensions[0]), kind.media_type, content)
