"""What kind of data each field holds, said once beside the model: the ground of the data map.

A room's `classes.py` declares

    classify(Quote, special="text", personal="said_on place")

and what follows from something else is not said: keys and versions are open, a link is personal when it leads to a
record that holds anything about somebody, and the versions of a record are as the record. `require_classes` stops the
program over a field nobody spoke of.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.db import models


class DataClass(StrEnum):
    """How careful one has to be with what a field holds."""

    OPEN = "open"
    """Nothing about anybody: keys, settings, words that are the agency's."""
    PERSONAL = "personal"
    """About somebody who can be told from it (GDPR Art. 4)."""
    SPECIAL = "special"
    """May tell of health, substance use, crime, belief or origin (GDPR Art. 9 and 10): every free text of a course."""
    PROTECTED = "protected"
    """Where somebody can be found or reached, national numbers, and secrets."""


class Purpose(StrEnum):
    """Why something is kept."""

    COURSE = "course"
    """To walk with the person."""
    OFFICE = "office"
    """So that those who work here know who does what."""
    TEXTS = "texts"
    """Words of the agency, ready to be used."""
    SECURITY = "security"
    """So that only those come in who may, and that it can be seen who did what."""
    DUTY = "duty"
    """The law asks for it: proof of consent, of telling, of correcting and destroying."""
    LEARNING = "learning"
    """To see how the work goes."""
    RUNNING = "running"
    """The program cannot work without it."""


class Door(StrEnum):
    """A way by which something leaves the house."""

    AUTHORITY = "authority"
    """Delivery reports to the authority that ordered (FFB)."""
    PAPER = "paper"
    """Prints, letters and PDF files."""
    CALENDAR = "calendar"
    """Calendar files and the private feed of a worker."""
    SHEET = "sheet"
    """Rows of a spreadsheet given back to whoever brought them."""
    DOWNLOAD = "download"
    """A file that is fetched as it was brought."""
    SUBJECT_ACCESS = "subject_access"
    """What a person gets who asks for everything about them."""


@dataclass(frozen=True)
class _Declared:
    fields: dict[str, DataClass]
    kept_for: Purpose


_declared: dict[type[models.Model], _Declared] = {}
_doors: dict[Door, list[type[models.Model]]] = {}
_ALWAYS = {
    "id": DataClass.OPEN,
    "version": DataClass.OPEN,
    "recorded_at": DataClass.OPEN,
    "agency_id": DataClass.OPEN,
    "history_id": DataClass.OPEN,
    "history_date": DataClass.OPEN,
    "history_type": DataClass.OPEN,
    "history_change_reason": DataClass.OPEN,
    "history_user_id": DataClass.PERSONAL,
}


def classify(
    model: type[models.Model] | str,
    *,
    open: str = "",
    personal: str = "",
    special: str = "",
    protected: str = "",
    kept_for: Purpose | None = None,
) -> None:
    """Declare what the fields of `model` hold.

    Args:
        model: the model, or `"app.Model"` for one of a library.
        open, personal, special, protected: names of fields, with blanks between.
        kept_for: left out, records about a person are kept for their course and all else for the office.

    Raises:
        ImproperlyConfigured: the model was declared before, has no such field, or a field is named twice.
    """
    kind = apps.get_model(model) if isinstance(model, str) else model
    label = kind._meta.label
    if kind in _declared:
        raise ImproperlyConfigured(f"the fields of {label} are classified twice")
    said: dict[str, DataClass] = {}
    for names, found in (
        (open, DataClass.OPEN),
        (personal, DataClass.PERSONAL),
        (special, DataClass.SPECIAL),
        (protected, DataClass.PROTECTED),
    ):
        for name in names.split():
            if name in said:
                raise ImproperlyConfigured(f"{label}.{name} has two data classes")
            said[name] = found
    if unknown := said.keys() - {field.name for field in _fields(kind)}:
        raise ImproperlyConfigured(f"{label} has no field {', '.join(sorted(unknown))} to classify")
    about_someone = hasattr(kind, "scope_kind")
    _declared[kind] = _Declared(said, kept_for or (Purpose.COURSE if about_someone else Purpose.OFFICE))
    class_of.cache_clear()


def leaves_by(door: Door, *kinds: type[models.Model]) -> None:
    """Declare, beside what takes it out, that something of these records leaves the house by `door`."""
    _doors.setdefault(door, []).extend(kinds)


def doors_of(model: type[models.Model]) -> tuple[Door, ...]:
    """By which doors something of `model` leaves the house."""
    return tuple(door for door in Door if model in _doors.get(door, ()))


@cache
def class_of(model: type[models.Model], name: str) -> DataClass | None:
    """The data class of a field, or None when nobody said one."""
    field: Any = model._meta.get_field(name)
    record = record_of(model)
    said = _declared[record].fields if record in _declared else {}
    if name in said:
        return said[name]
    if isinstance(field, models.AutoField):
        return DataClass.OPEN
    if field.is_relation:
        return _of_a_link(field.related_model)
    return _ALWAYS.get(name)


def kept_for(model: type[models.Model]) -> Purpose | None:
    """Why records of `model` are kept, or None when nobody said it."""
    found = _declared.get(record_of(model))
    return found.kept_for if found is not None else None


def record_of(model: type[models.Model]) -> type[models.Model]:
    """The model whose versions `model` keeps; itself when it keeps none."""
    record: type[models.Model] = getattr(model, "instance_type", model)
    return record


def every_field(
    kinds: Iterable[type[models.Model]] | None = None,
) -> Iterator[tuple[type[models.Model], models.Field[Any, Any]]]:
    """Every field of every table of the program, or of the models `kinds`."""
    for kind in kinds if kinds is not None else apps.get_models(include_auto_created=True):
        for field in _fields(kind):
            yield kind, field


def require_classes(kinds: Iterable[type[models.Model]] | None = None) -> None:
    """Check that every field says what it holds, and every table why it is kept.

    Raises:
        ImproperlyConfigured: one does not; the message names every such field, with its model.
    """
    fields = [(kind, field) for kind, field in every_field(kinds) if record_of(kind) is kind]
    silent = [
        f"{kind._meta.label}.{field.name}" for kind, field in fields if class_of(kind, field.name) is None
    ]
    silent += dict.fromkeys(
        f"the table {kind._meta.label}"
        for kind, _ in fields
        if kept_for(kind) is None and not kind._meta.auto_created
    )
    if silent:
        raise ImproperlyConfigured(
            f"no data class is declared for {', '.join(silent)}: say in the room's classes.py whether it is "
            f"{', '.join(DataClass)} (alongside.kernel.data_classes)"
        )


def _fields(kind: type[models.Model]) -> list[models.Field[Any, Any]]:
    return [*kind._meta.concrete_fields, *kind._meta.local_many_to_many]


def _of_a_link(target: type[models.Model]) -> DataClass:
    said = _declared[target].fields.values() if target in _declared else ()
    return DataClass.PERSONAL if any(found is not DataClass.OPEN for found in said) else DataClass.OPEN
