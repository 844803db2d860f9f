"""What a look at a merge shows before it is undone. The caller has passed the gate for the merge."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from django.apps import apps

from alongside.people.models import Person
from alongside.people.protecting import hidden_fields, revealed
from alongside.people.sameness import Merge


@dataclass(frozen=True)
class Changed:
    """A field of the kept record that says something else now than after the merge."""

    name: str
    before: Any
    now: Any


def fields_changed(merge: Merge) -> dict[str, tuple[Any, Any]]:
    """What a merge changed in the kept record: by field, before and after."""
    return {
        name: (_read(name, before), _read(name, after))
        for name, (before, after) in json.loads(merge.fields).items()
    }


def changed_since(merge: Merge, kept: Person) -> list[Changed]:
    """Those of them that somebody has changed once more: whoever undoes the merge says what is to stand.

    What is protected is not told, only that it changed.
    """
    hidden = hidden_fields(kept)
    with revealed():
        return [
            Changed(name, "", "") if name in hidden else Changed(name, before, getattr(kept, name))
            for name, (before, after) in fields_changed(merge).items()
            if getattr(kept, name) != after
        ]


def written_since(merge: Merge) -> list[str]:
    """The kinds of what was settled with the merge and changed once more since: they stay as they are now."""
    found = []
    for label, record_id, name, _before, after in merge.moves:
        if after == str(merge.kept_id) or name == "subject_id":
            continue
        row = apps.get_model(label)._base_manager.filter(pk=record_id).first()
        if row is not None and plain(getattr(row, name)) not in (after, str(merge.other_id)):
            found.append(label)
    return list(dict.fromkeys(found))


def plain(value: Any) -> Any:
    """A column's value as a merge keeps it."""
    if value is None or isinstance(value, str | int | float | bool):
        return value
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _read(name: str, value: Any) -> Any:
    field: Any = Person._meta.get_field(name)
    return field.to_python(value)
