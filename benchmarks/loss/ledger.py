"""What the server has acknowledged: the truth everything is compared with in the end."""

from __future__ import annotations

import re
import threading
from collections import Counter
from dataclasses import dataclass, field
from uuid import UUID

WORDS = re.compile(r"note (\d+)-(\d+), as far as line (\d+)")


def words(client: int, number: int, turn: int) -> str:
    """What a client has typed of a note after `turn` turns: each later text holds more."""
    said = f"note {client}-{number}, as far as line {turn}"
    return said + "".join(f"\nLine {line}: we met, æøå, “as it was said”." for line in range(1, turn + 1))


@dataclass
class Note:
    """One note of one client.

    Attributes:
        kept: the last turn whose draft was acknowledged; 0 when none was.
        sent: the turns with which it was sent to be signed.
        keys: the command keys it was sent under; more than one when it was typed anew.
        signed: whether the signing was acknowledged.
        plans: whether it also plans the next meeting, which must come with it or not at all.
    """

    client: int
    number: int
    user_id: UUID
    enrolment_id: UUID
    plans: bool = False
    kept: int = 0
    sent: set[int] = field(default_factory=set)
    keys: list[str] = field(default_factory=list)
    signed: bool = False

    @property
    def name(self) -> str:
        """By which it is found again."""
        return f"{self.client}-{self.number}"


class Ledger:
    """All notes, counts of what happened, and every fault that a client saw with its own eyes."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.notes: list[Note] = []
        self.counts: Counter[str] = Counter()
        self.faults: list[str] = []

    def begin(self, note: Note) -> Note:
        """A client opens a new note."""
        with self._lock:
            self.notes.append(note)
        return note

    def count(self, what: str) -> None:
        """One more of `what`."""
        with self._lock:
            self.counts[what] += 1

    def fault(self, what: str) -> None:
        """Something was lost, doubled or answered with an error."""
        with self._lock:
            self.faults.append(what)
