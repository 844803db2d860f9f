"""Reads about daily life, for the page of a person."""

from __future__ import annotations

from alongside.access.actor import Actor
from alongside.daily.models import Matter
from alongside.people.models import Person


def matters_of(viewer: Actor, person: Person) -> list[Matter]:
    """What is so and what is over, the latest said first, each with its step and who wrote it. One query."""
    rows = Matter.objects.under(viewer, person).select_related("step", "worker")
    return list(rows.order_by("-said_on", "-pk"))
