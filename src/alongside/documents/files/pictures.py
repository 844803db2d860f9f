"""Pictures drawn anew. The only module that knows Pillow.

The pixels are decoded and encoded again: the place and the telephone a photo was taken with, comments, thumbnails and
whatever else lay in the file are gone, and it stands upright.
"""

from __future__ import annotations

import io
import warnings

from PIL import Image

from alongside.documents import errors
from alongside.documents.files.kinds import JPEG, FileKind

MOST_PIXELS = 24_000_000
MOST_PIXELS_OF_JPEG = 64_000_000
"""A JPEG can be decoded at a half or a quarter of its size, so it may come larger."""
LONGEST_SIDE = 3600
"""An A4 page at 300 dots an inch."""
QUALITY = 88
_ORIENTATION = 0x0112
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""How a picture is turned upright, by what its Exif says of it (TIFF 6.0, Orientation)."""
Image.MAX_IMAGE_PIXELS = MOST_PIXELS_OF_JPEG
"""Pillow's own wall, for whatever asks it to open a picture."""


def drawn_anew(content: bytes, kind: FileKind) -> bytes:
    """The picture, upright, at most `LONGEST_SIDE` pixels long, with nothing in the file but its pixels.

    Raises:
        PictureTooLarge: more pixels than can be decoded within bounds; found from its head, before decoding.
        FileDamaged: it cannot be decoded to its end.
    """
    format_ = kind.media_type.rpartition("/")[2].upper()
    most = MOST_PIXELS_OF_JPEG if kind is JPEG else MOST_PIXELS
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=[format_]) as found:
                if found.width * found.height > most:
                    raise errors.PictureTooLarge(field="file", megapixels=most // 1_000_000)
                found.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
                found.load()
                return _encoded(found, format_)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise errors.PictureTooLarge(field="file", megapixels=most // 1_000_000) from error
    except (OSError, ValueError, SyntaxError, MemoryError, ArithmeticError) as error:
        raise errors.FileDamaged(field="file") from error


def _encoded(picture: Image.Image, format_: str) -> bytes:
    transparent = format_ != "JPEG" and picture.has_transparency_data
    mode = "RGBA" if transparent else "L" if picture.mode in ("L", "1") else "RGB"
    upright_by = picture.getexif()
    if picture.mode != mode:
        picture = picture.convert(mode)
    # Made smaller before it is turned: what is large is never held twice.
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    turn = _TURNS.get(upright_by.get(_ORIENTATION, 1))
    if turn is not None:
        picture = picture.transpose(turn)
    # A new picture has pixels only; the old one carries its comments and profiles along when it is saved.
    clean = Image.new(mode, picture.size)
    clean.paste(picture)
    out = io.BytesIO()
    if format_ == "PNG":
        clean.save(out, "PNG")
    else:
        clean.save(out, format_, quality=QUALITY)
    return out.getvalue()
