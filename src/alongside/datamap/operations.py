"""Writing in the register of processing."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from alongside.access.actor import Actor
from alongside.datamap.errors import TooMuchSaid
from alongside.datamap.models import Register
from alongside.kernel.operations import operation

WORDS = ("controller", "officer", "purposes", "subjects", "recipients", "transfers", "keeping", "safeguards")
"""What the agency says in its own words."""
LONGEST = 4_000
"""Characters of each."""


@operation("register.write")
def write_register(
    *, by: Actor, version: int | None = None, key: UUID | None = None, **words: Any
) -> Register:
    """Keep the agency's own words in its register of processing.

    Args:
        version: of the register that was read; None when there was none.
        words: any of `WORDS`.

    Raises:
        TooMuchSaid: one is longer than `LONGEST`.
        StaleRecord: someone else changed it in between.
    """
    if unknown := words.keys() - set(WORDS):
        raise TypeError(f"the register has no {', '.join(sorted(unknown))}")
    register = Register.objects.filter(agency_id=by.agency_id).first() or Register(agency_id=by.agency_id)
    if not register._state.adding:
        register.require_version(version)
    for name, text in words.items():
        said = str(text).strip()
        if len(said) > LONGEST:
            raise TooMuchSaid(field=name, most=LONGEST)
        setattr(register, name, said)
    register.save()
    return register
