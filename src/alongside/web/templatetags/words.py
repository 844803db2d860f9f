"""Words that were sought, marked where they stand: `{% load words %}{{ line.text|marked:sought }}`."""

from __future__ import annotations

from collections.abc import Sequence

from django.template import Library
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from alongside.kernel.seeking import hits

register = Library()


@register.filter
def marked(text: str, words: Sequence[str] | None) -> str | SafeString:
    """`text` with what the patterns in `words` match in a `<mark>`; as it is when nothing was sought."""
    if not words:
        return text
    pieces = (
        format_html("<mark>{}</mark>", piece.text) if piece.hit else conditional_escape(piece.text)
        for piece in hits(str(text), words)
    )
    return mark_safe("".join(pieces))  # noqa: S308 - every piece was escaped
