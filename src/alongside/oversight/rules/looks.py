"""Which looks a reviewer should look at, and why. Pure: no Django, no clock.

Half of what is looked at is drawn by chance, half is what looks like something a colleague has no business with. The
signs are those of real cases: relatives and neighbours (CAI 1011656-S), one's own record, leavers, and looking around.
None of them proves anything.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from hashlib import sha256
from uuid import UUID


class Sign(StrEnum):
    """Why a look stands in the sample. The worst first."""

    OWN_RECORD = "own_record"
    FAMILY = "family"
    NO_TIE = "no_tie"
    REFUSED = "refused"
    """They asked for the record and were told that there is nothing here."""
    WELL_KNOWN = "well_known"
    SAME_ADDRESS = "same_address"
    SAME_SURNAME = "same_surname"
    MANY = "many"
    BEFORE_LEAVING = "before_leaving"
    AT_NIGHT = "at_night"
    SAME_POSTAL_CODE = "same_postal_code"


WEIGHTS: Mapping[Sign, int] = {
    Sign.OWN_RECORD: 50,
    Sign.FAMILY: 50,
    Sign.NO_TIE: 40,
    Sign.REFUSED: 30,
    Sign.WELL_KNOWN: 30,
    Sign.SAME_ADDRESS: 30,
    Sign.SAME_SURNAME: 20,
    Sign.MANY: 15,
    Sign.BEFORE_LEAVING: 15,
    Sign.AT_NIGHT: 10,
    Sign.SAME_POSTAL_CODE: 3,
}
"""An order, not a measure: our own judgement of what a reviewer should see first."""
MANY_A_DAY = 200
"""Pages about people that one worker opens in a day; nobody walks with so many."""
LEAVING = timedelta(days=14)
NIGHT = (22, 6)
"""From this hour to that one."""
BY_CHANCE = 20
BY_RISK = 30
OF_ONE_WORKER = 6
"""So many risky looks of one worker at most, so that one of them does not hide the others."""


@dataclass(frozen=True)
class Look:
    """What one worker opened about one person on one day."""

    user_id: UUID
    person_id: UUID
    day: date
    place: int
    """The line of the trail with the first of them."""
    opens: int
    pages: tuple[str, ...]
    at_night: bool
    refused: bool
    opens_that_day: int
    """How many pages about anybody they opened that day."""


@dataclass(frozen=True)
class AtWork:
    """What is known of the worker. Names and addresses are folded."""

    worker_id: UUID | None = None
    name: str = ""
    address: str = ""
    postal_code: str = ""
    on_call: bool = False
    """On call on the day of the look."""
    leaves_on: date | None = None
    """The first day without any role, when there is one."""

    @property
    def surname(self) -> str:
        """The last word of the name."""
        return self.name.split()[-1] if self.name else ""


@dataclass(frozen=True)
class About:
    """What is known of the person. `own_of`, `family_of`: the workers marked as being them, or close to them."""

    name: str = ""
    surname: str = ""
    address: str = ""
    postal_code: str = ""
    well_known: bool = False
    own_of: frozenset[UUID] = field(default_factory=frozenset)
    family_of: frozenset[UUID] = field(default_factory=frozenset)


def signs_of(look: Look, worker: AtWork, person: About, *, tied: bool) -> tuple[Sign, ...]:
    """The signs of a look, the worst first.

    Args:
        tied: whether the records say that the worker's work led to the person on that day.
    """
    here = (bool(worker.address), worker.address, worker.postal_code)
    found = {
        Sign.OWN_RECORD: worker.worker_id in person.own_of
        or (bool(worker.name) and worker.name == person.name),
        Sign.FAMILY: worker.worker_id in person.family_of,
        Sign.NO_TIE: not tied and not look.refused,
        Sign.REFUSED: look.refused,
        Sign.WELL_KNOWN: person.well_known,
        Sign.SAME_ADDRESS: here == (True, person.address, person.postal_code),
        Sign.SAME_SURNAME: bool(worker.surname) and worker.surname == person.surname,
        Sign.MANY: look.opens_that_day >= MANY_A_DAY,
        Sign.BEFORE_LEAVING: worker.leaves_on is not None
        and look.day <= worker.leaves_on <= look.day + LEAVING,
        Sign.AT_NIGHT: look.at_night and not worker.on_call,
        Sign.SAME_POSTAL_CODE: bool(worker.postal_code) and worker.postal_code == person.postal_code,
    }
    if found[Sign.SAME_ADDRESS]:
        found[Sign.SAME_POSTAL_CODE] = False
    return tuple(sign for sign in Sign if found[sign])


def score(signs: Collection[Sign]) -> int:
    """How far up a look stands."""
    return sum(WEIGHTS[sign] for sign in signs)


def lot(seed: int, look: Look) -> str:
    """A number drawn for a look by the seed of the review: the same whenever it is drawn again."""
    return sha256(f"{seed}:{look.user_id}:{look.person_id}:{look.day}".encode()).hexdigest()


def at_night(hour: int) -> bool:
    """Whether an hour of the day is night."""
    return hour >= NIGHT[0] or hour < NIGHT[1]
