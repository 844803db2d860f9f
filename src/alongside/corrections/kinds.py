"""Which records can be corrected, and in which fields: declared by the rooms that own them."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.functional import Promise

from alongside.access.actor import Actor
from alongside.corrections.errors import CorrectionWrong
from alongside.kernel.models import PersonalRecord

Apply = Callable[[Actor, Any, dict[str, Any]], object]
Strike = Callable[[Actor, Any], object]


@dataclass(frozen=True)
class Field:
    """A field that can be put right.

    Attributes:
        of_profile: the list of the practice profile it holds a key of; empty where it holds none.
    """

    name: str
    label: str | Promise
    of_profile: str = ""


@dataclass(frozen=True)
class Kind:
    """A kind of record.

    Attributes:
        key: its word in addresses.
        label: its word on the page.
        fields: what can be put right; none where the record was made to stay (an agreed plan).
        apply: how a correction is written, where the room's own operation does it.
        strikes: whether it can be entered in error.
        struck: what else happens then.
        taken_up: what else happens when a strike is taken back.
    """

    key: str
    model: type[PersonalRecord]
    label: str | Promise
    fields: tuple[Field, ...] = ()
    apply: Apply | None = None
    strikes: bool = True
    struck: Strike | None = None
    taken_up: Strike | None = None


KINDS: dict[str, Kind] = {}
_by_model: dict[type[Any], Kind] = {}


def corrects(
    key: str,
    model: type[PersonalRecord],
    label: str | Promise,
    *fields: Field,
    apply: Apply | None = None,
    strikes: bool = True,
    struck: Strike | None = None,
    taken_up: Strike | None = None,
) -> None:
    """Declare a kind of record that can be remarked on. The arguments are those of `Kind`.

    Raises:
        ValueError: the word or the model is declared already.
    """
    if key in KINDS or model in _by_model:
        raise ValueError(f"{key} is declared already")
    KINDS[key] = _by_model[model] = Kind(key, model, label, fields, apply, strikes, struck, taken_up)


def kind_of(model: type[Any]) -> Kind | None:
    """The declared kind of that model, or None."""
    return _by_model.get(model)


def write(by: Actor, kind: Kind, record: Any, values: dict[str, Any]) -> None:
    """Write corrected values as a new version, by the room's own operation or field by field.

    Raises:
        CorrectionWrong: the record would not be one.
    """
    if kind.apply is not None:
        kind.apply(by, record, values)
        return
    for name, value in values.items():
        setattr(record, name, value)
    write_fields(record, values)


def write_fields(record: Any, values: Collection[str]) -> None:
    """Save a record whose fields `values` were put right, when its model and the database agree to it.

    Raises:
        CorrectionWrong: they do not.
    """
    others = [field.name for field in record._meta.concrete_fields if field.name not in values]
    try:
        record.clean_fields(exclude=others)
        record.validate_constraints()
    except ValidationError as error:
        field, messages = next(iter(error.message_dict.items()))
        raise CorrectionWrong(
            field=None if field == NON_FIELD_ERRORS else field, says=str(messages[0])
        ) from error
    record.save()
