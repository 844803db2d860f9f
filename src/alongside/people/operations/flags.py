"""What one has to know before meeting someone."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from alongside.access.actor import Actor
from alongside.kernel.operations import operation
from alongside.people import errors, rules
from alongside.people.models import Flag, Person


@operation("flag.raise", on="person")
def raise_flag(
    *, by: Actor, person: Person, text: str, until: date, asked_for: bool = False, key: UUID | None = None
) -> Flag:
    """Say what one has to know before meeting someone.

    Args:
        until: the day on which it is looked at again.
        asked_for: the person asked that we know this.

    Raises:
        NothingToKnow, LookedAgainInThePast, LookedAgainTooLate: see `rules.check_flag`.
    """
    rules.check_flag(text=text, until=until, today=by.today)
    flag = Flag(
        person=person,
        text=text.strip(),
        asked_for=asked_for,
        worker_id=by.worker_id,
        said_on=by.today,
        until=until,
    )
    flag.save()
    return flag


@operation("flag.keep", on="flag")
def keep_flag(*, by: Actor, flag: Flag, text: str, until: date, version: int | None = None) -> Flag:
    """Say that it still holds, perhaps in other words, and when it is looked at again.

    Raises:
        StaleRecord: `version` is not the record's.
        FlagTakenDown: it was taken down.
        NothingToKnow, LookedAgainInThePast, LookedAgainTooLate: see `rules.check_flag`.
    """
    flag.require_version(version)
    if flag.ended_on is not None:
        raise errors.FlagTakenDown
    rules.check_flag(text=text, until=until, today=by.today)
    flag.text, flag.until, flag.said_on, flag.worker_id = text.strip(), until, by.today, by.worker_id
    flag.save()
    return flag


@operation("flag.take_down", on="flag")
def take_down_flag(*, by: Actor, flag: Flag, reason: str = "", version: int | None = None) -> Flag:
    """Say that it does not hold any more; it stays in the history.

    Raises:
        StaleRecord: `version` is not the record's.
        FlagTakenDown: it was taken down.
    """
    flag.require_version(version)
    if flag.ended_on is not None:
        raise errors.FlagTakenDown
    flag.ended_on, flag.end_reason = by.today, reason.strip()
    flag.save()
    return flag
