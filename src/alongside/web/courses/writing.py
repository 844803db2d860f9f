"""What forms about a course share: starting afresh from a draft, and saving after someone else did."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext

from alongside.kernel.errors import StaleRecord
from alongside.web.drafts import DraftSlot
from alongside.web.forms import HouseForm


@dataclass(frozen=True)
class Stands:
    """What a field holds in the record now, where that is not what was typed."""

    label: str | Promise
    value: str


def start_afresh(request: HttpRequest, slot: DraftSlot) -> HttpResponse | None:
    """Throw the draft away when its writer says so, and open the form anew; None when they did not."""
    if request.method != "POST" or not request.POST.get("discard"):
        return None
    slot.throw_away()
    return redirect(request.path)


def what_stands(form: HouseForm, stored: Mapping[str, Any], version: int) -> list[Stands]:
    """After someone else saved first: what the record holds now, field by field, where it differs.

    The form then carries the new version, so that sending it again is a decision and not an accident.

    Args:
        stored: field name → what the record holds now.
    """
    if not form.has_error(NON_FIELD_ERRORS, StaleRecord.code):
        return []
    form.carry("version", str(version))
    return [
        Stands(form[name].label, _shown(form.fields[name], value))
        for name, value in stored.items()
        if name in form.fields and str(form[name].value() or "") != str(value or "")
    ]


def _shown(field: forms.Field, value: Any) -> str:
    if isinstance(field, forms.ChoiceField):
        words = dict(field.choices).get(str(value), value)  # type: ignore[arg-type]
        return str(words)
    if isinstance(value, date):
        return date_format(value, "DATE_FORMAT")
    return str(value or "") or gettext("nothing")
