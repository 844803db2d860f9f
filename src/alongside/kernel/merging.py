"""Three-way merge of two people's changes to one record, field by field. Pure: values in, values out.

Both began from the same `base`. A field only one of them changed takes the change; a field both changed to the same
takes it too; a field both changed differently is a clash, which only people can settle.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

V = TypeVar("V")


@dataclass(frozen=True)
class Merged(Generic[V]):
    """What comes of two changes.

    Attributes:
        values: every field with what it holds after the merge; a clash holds mine.
        taken: fields only they changed, in the order of `mine`.
        clashes: fields both changed, and not to the same.
    """

    values: dict[str, V]
    taken: tuple[str, ...]
    clashes: tuple[str, ...]


def merge(*, base: Mapping[str, V], mine: Mapping[str, V], theirs: Mapping[str, V]) -> Merged[V]:
    """Merge what I and they made of `base`. The fields are those of `mine`.

    A field that is not in `base`, because its earlier value is not known, clashes when both sides differ; one that is
    not in `theirs` is mine alone.
    """
    values: dict[str, V] = {}
    taken, clashes = [], []
    for name, my_value in mine.items():
        values[name] = my_value
        if name not in theirs or theirs[name] == my_value:
            continue
        if name in base and theirs[name] == base[name]:
            continue
        if name in base and my_value == base[name]:
            values[name] = theirs[name]
            taken.append(name)
        else:
            clashes.append(name)
    return Merged(values, tuple(taken), tuple(clashes))
