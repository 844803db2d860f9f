"""Whole rows for comparing, with what is encrypted in them opened: the same words are never the same in the tables."""

from __future__ import annotations

from typing import Any

from django.db import models

from alongside.kernel.encryption import EncryptedTextField, opened
from alongside.people.protecting import revealed


def in_the_clear(model: type[models.Model], row: dict[str, Any]) -> dict[str, Any]:
    """A row that `.values()` gave, with its encrypted values opened."""
    found = dict(row)
    with revealed():
        for field in model._meta.concrete_fields:
            if isinstance(field, EncryptedTextField) and field.attname in row:
                key = [row[name] for name in field.identity]
                found[field.attname] = opened(model, field.attname, row[field.attname], *key)
    return found
