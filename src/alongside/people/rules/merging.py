"""What a record says after two were made one, and what comes back when that is undone. Pure: no Django, no clock."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from alongside.people import errors


class Keep(StrEnum):
    """Which value of a field is kept."""

    KEPT = "kept"
    """Of the record that is kept."""
    OTHER = "other"
    BOTH = "both"


class Back(StrEnum):
    """What a field that was changed after the merge says when the merge is undone."""

    BEFORE = "before"
    NOW = "now"


JOINED_BY: Mapping[str, str] = {"phone": " / ", "whereabouts": "; "}
"""Fields of which both values can be kept, and what stands between them."""
ALWAYS_SAFER = frozenset({"address_protected", "name_protected"})
"""Protection that one of the two records has is never lost by making them one."""
NOT_KNOWN = ("", None, "unknown", False)


@dataclass(frozen=True, slots=True)
class Field:
    """A field of both records. `open`: someone has to choose."""

    name: str
    kept: Any
    other: Any

    @property
    def differs(self) -> bool:
        """Whether the two say something else."""
        return bool(self.kept != self.other)

    @property
    def open(self) -> bool:
        """Whether someone has to look: both say something, and not the same."""
        return (
            self.differs
            and self.name not in ALWAYS_SAFER
            and self.kept not in NOT_KNOWN
            and self.other not in NOT_KNOWN
        )


def chosen(field: Field, keep: Keep | None, *, longest: int | None = None) -> Any:
    """The value of a field after two records were made one.

    Without a choice what is known is kept before what is not, and the kept record's before the other's.

    Args:
        longest: as many letters as the field has room for.

    Raises:
        CannotKeepBoth: the field can hold one value only, or both together are too long.
    """
    if field.name in ALWAYS_SAFER:
        return bool(field.kept or field.other)
    if keep == Keep.BOTH:
        between = JOINED_BY.get(field.name)
        joined = f"{field.kept}{between}{field.other}"
        if between is None or (longest is not None and len(joined) > longest):
            raise errors.CannotKeepBoth(field=field.name)
        return joined
    if keep == Keep.OTHER:
        return field.other
    if keep == Keep.KEPT:
        return field.kept
    return field.other if field.kept in NOT_KNOWN else field.kept


def brought_back(before: Any, after: Any, now: Any, back: Back | None, *, name: str) -> Any:
    """The value of a field of the kept record after the merge was undone.

    Raises:
        ChangedSince: it was changed after the merge, and nobody has said which is to stand.
    """
    if now == after:
        return before
    if back is None:
        raise errors.ChangedSince(field=name)
    return before if back == Back.BEFORE else now
