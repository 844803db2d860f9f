"""How long something is kept: asked here, answered by the room that owns the rules of keeping."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db import models

Answer = Callable[[type[models.Model], "UUID | None"], "str | None"]
"""Of a kind of record and an agency: the rule in words, or None when it has none."""
_answers: list[Answer] = []


def tells_how_long(answer: Answer) -> Answer:
    """Register a room that knows how long something is kept."""
    _answers.append(answer)
    return answer


def how_long(model: type[Any], agency_id: UUID | None) -> str:
    """The rule by which records of `model` come to an end; empty when there is none."""
    return next((said for answer in _answers if (said := answer(model, agency_id))), "")
