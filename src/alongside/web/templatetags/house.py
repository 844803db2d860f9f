"""Filters the components need and page authors may use: `{% load house %}`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django import template
from django.forms import BaseForm, BaseFormSet, FileInput, PasswordInput

register = template.Library()


@dataclass(frozen=True)
class Problem:
    """One thing to put right: where it is (a fragment, empty for the whole form), its label, what to do."""

    target: str
    label: str
    message: str


@register.filter
def problems(of: Any) -> list[Problem]:
    """Everything to put right in a form, a formset, or a list of these, in reading order."""
    return list(_problems(of))


@register.filter
def kept_whole(of: Any) -> bool:
    """Whether everything typed comes back with the page; a browser never gets passwords and files back."""
    if isinstance(of, BaseForm):
        return not any(isinstance(field.widget, (PasswordInput, FileInput)) for field in of.fields.values())
    parts = of.forms if isinstance(of, BaseFormSet) else of
    return all(kept_whole(part) for part in parts)


def _problems(of: Any) -> Iterator[Problem]:
    if isinstance(of, BaseForm):
        yield from _problems_of_form(of)
    elif isinstance(of, BaseFormSet):
        if of.is_bound:
            yield from (Problem("", "", str(message)) for message in of.non_form_errors())
        yield from _problems(of.forms)
    elif isinstance(of, Iterable) and not isinstance(of, str):
        for part in of:
            yield from _problems(part)


def _problems_of_form(form: BaseForm) -> Iterator[Problem]:
    yield from (Problem("", "", str(message)) for message in form.non_field_errors())
    for field in form:
        for message in field.errors:
            target = "" if field.is_hidden else field.auto_id
            yield Problem(target, str(field.label), str(message))
