"""Words for the codes of an order, in templates: `{% load asked %}{{ goal.expected_level|level:words }}`."""

from __future__ import annotations

from django.template import Library

from alongside.web.intake.words import Words

register = Library()


@register.filter
def level(code: str, words: Words) -> str:
    """A functional level or support need in words."""
    return words.level(code)
