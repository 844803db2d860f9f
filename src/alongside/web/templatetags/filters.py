"""The bar of filters over a list: `{% load filters %}{% filter_bar "people" %}`."""

from __future__ import annotations

from typing import Any

from django.template import Library

from alongside.web.filters.chips import bar

register = Library()


@register.inclusion_tag("filters/bar.html", takes_context=True)
def filter_bar(context: Any, place: str, **also: str) -> dict[str, object]:
    """The filters for a list, and the way to keep what is chosen now.

    Args:
        also: what the address says in its path rather than as a parameter.
    """
    request = context["request"]
    return {**bar(request, place, {**request.GET.dict(), **also}), "csrf_token": context.get("csrf_token")}
