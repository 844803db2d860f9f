"""What is remarked on a record, wherever it is shown: `{% load remarks %}{% remarks "note" line.id %}`.

The remarks on everything about the person of the page are read once, by one query, when the first record asks.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.template import Library
from django.urls import reverse

from alongside.corrections.kinds import KINDS
from alongside.corrections.queries import Remarks
from alongside.web.corrections.beside import remarks_of_page

register = Library()


@register.inclusion_tag("corrections/beside.html", takes_context=True)
def remarks(context: dict[str, Any], kind: str, record_id: UUID, way: str = "") -> dict[str, Any]:
    """The strike, the person's own view and a word of corrections; with `way`, a link to put it right."""
    found = remarks_of_page(context.get("request")).get(record_id, Remarks())
    return {
        "remarks": found,
        "url": reverse("record", args=[kind, record_id]) if kind else "",
        "way": way and kind,
    }


@register.simple_tag(takes_context=True)
def is_struck(context: dict[str, Any], record_id: UUID) -> bool:
    """Whether a record is struck through: `{% is_struck line.id as struck %}`."""
    return remarks_of_page(context.get("request")).get(record_id, Remarks()).strike is not None


@register.inclusion_tag("corrections/struck.html", takes_context=True)
def struck_records(context: dict[str, Any], *kinds: str) -> dict[str, Any]:
    """The records of these kinds that were entered in error, for a page on which they stand no more."""
    labels = {KINDS[key].model._meta.label_lower: KINDS[key] for key in kinds}
    rows = [
        (
            labels[one.strike.label].label,
            one.strike,
            reverse("record", args=[labels[one.strike.label].key, pk]),
        )
        for pk, one in remarks_of_page(context.get("request")).items()
        if one.strike is not None and one.strike.label in labels
    ]
    return {"rows": rows}
