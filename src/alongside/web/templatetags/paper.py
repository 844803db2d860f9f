"""What sheets need in a template."""

from __future__ import annotations

from base64 import b64encode

from django import template

from alongside.paper.templates import Template, Wording

register = template.Library()


@register.filter
def as_picture(png: bytes) -> str:
    """A PNG of ours as an address that holds the picture itself: it is asked for nowhere."""
    return f"data:image/png;base64,{b64encode(png).decode()}"


@register.filter
def worded(found: Template, language: str) -> Wording:
    """A letter in the reader's language, where it is written in it."""
    return found.in_(language)
