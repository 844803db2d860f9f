"""What sheets need in a template."""

from __future__ import annotations

from base64 import b64encode

from django import template

register = template.Library()


@register.filter
def as_picture(png: bytes) -> str:
    """A PNG of ours as an address that holds the picture itself: it is asked for nowhere."""
    return f"data:image/png;base64,{b64encode(png).decode()}"
