"""Protected addresses and names: what is kept and not shown.

Where somebody with a protected address can be found is read only inside an operation, whose rules must see the whole
truth, or where a page has said so with `revealed` (a look that is asked for and written down; a release by two people).
Everywhere else the attribute is empty, whoever asks: lists, search, calendars, paper, files and whatever is built next
cannot leak what they are never given. A raw column (`values`) has to go through a `Person` with `address_protected`.

A protected name is moved away (`true_given_name`, `true_family_name`); what we call the person stands in its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.db import models

from alongside.kernel.batching import current_batch
from alongside.kernel.running import current

WHERE = ("address", "postal_code", "city", "whereabouts", "phone", "email")
"""What `address_protected` hides: every way to find the person."""
NAMES = ("given_name", "family_name")
"""What `name_protected` moves away."""
_revealed: ContextVar[bool] = ContextVar("revealed", default=False)


@contextmanager
def revealed() -> Iterator[None]:
    """Read what is protected. Only where somebody has asked for just that, who may, and it is in the trail."""
    token = _revealed.set(True)
    try:
        yield
    finally:
        _revealed.reset(token)


def may_be_read() -> bool:
    """Whether protected attributes hold what is kept: in an operation, a load, or where they are revealed."""
    return _revealed.get() or current() is not None or current_batch() is not None


class Guarded:
    """An attribute that is empty while the record says it is protected and nobody revealed it."""

    def __init__(self, name: str, inner: Any) -> None:
        self._name, self._inner = name, inner

    def __get__(self, instance: Any, cls: Any = None) -> Any:
        if instance is None:
            return self._inner
        if not may_be_read() and instance.address_protected:
            return ""
        if self._name in instance.__dict__ and not hasattr(self._inner, "__set__"):
            return instance.__dict__[self._name]
        return self._inner.__get__(instance, cls)

    def __set__(self, instance: Any, value: Any) -> None:
        instance.__dict__[self._name] = value


def guard(kind: type[models.Model], names: Iterable[str] = WHERE) -> None:
    """Guard the attributes of a record that say where a person can be found; it has `address_protected` too."""
    for name in names:
        setattr(kind, name, Guarded(name, kind.__dict__[name]))


def hidden_fields(person: Any) -> frozenset[str]:
    """The fields of someone that no page shows unasked: they are kept, and read as empty."""
    hidden = frozenset(WHERE) if person.address_protected else frozenset[str]()
    return hidden | frozenset(NAMES) if person.name_protected else hidden


@dataclass(frozen=True)
class Facts:
    """What is protected of someone, in full."""

    name: str
    address: tuple[str, ...]
    whereabouts: str
    phone: str
    email: str


def facts_of(person: Any) -> Facts:
    """What is protected of someone. The caller has asked whether the viewer may, and written the look down."""
    with revealed():
        town = f"{person.postal_code} {person.city}".strip()
        true = f"{person.true_given_name} {person.true_family_name}".strip()
        return Facts(
            name=true if person.name_protected and true else person.full_name,
            address=tuple(line for line in (person.address.strip(), town) if line),
            whereabouts=person.whereabouts,
            phone=person.phone,
            email=person.email,
        )


def settle_name(person: Any) -> None:
    """Move a name that is protected away, and bring it back when it is protected no more. Inside an operation."""
    if person.name_protected:
        if person.given_name or person.family_name:
            person.true_given_name, person.true_family_name = person.given_name, person.family_name
            person.given_name = person.family_name = ""
    elif person.true_given_name or person.true_family_name:
        person.given_name = person.given_name or person.true_given_name
        person.family_name = person.family_name or person.true_family_name
        person.true_given_name = person.true_family_name = ""
