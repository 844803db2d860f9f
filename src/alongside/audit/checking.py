"""Is the trail whole? Every line is read, and compared with the anchors inside and outside the database.

What the chain alone shows: a line changed, removed, put in, moved, or an end that does not fit, also to whoever took
the triggers away. What only an anchor shows: somebody wrote the chain anew from some line on, hashes and all. What
only an anchor *outside* shows: they also took the anchors away that were made since. Nothing shows what was written
anew after the last anchor that left the house: so anchor daily, and carry it out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from alongside.audit.anchoring import NO_LINE, grow, statements
from alongside.audit.breaks import Break, break_in
from alongside.audit.chain import row_hash
from alongside.audit.merkle import Tree, is_consistent
from alongside.audit.models import Anchor, ChainHead, Entry
from alongside.audit.statements import Statement
from alongside.kernel.signing import NoSigningKey

MOST = 100
"""So many findings are named one by one; a trail with more is not read to its end for the sake of the next."""


@dataclass(frozen=True)
class Finding:
    """One place where the trail is not as it was written.

    Attributes:
        place: the line, or the first of several up to `through`.
        kind: a stable code; `says` the same in words.
        seen: a hash of what stands there now, so that a documented break covers this and nothing that comes later.
        known: a signed break in the trail tells of it.
    """

    agency_id: UUID
    place: int
    kind: str
    says: str
    through: int | None = None
    seen: str = ""
    known: bool = False

    @property
    def key(self) -> tuple[str, int, str]:
        """What a documented break names it by."""
        return (self.kind, self.place, self.seen)


@dataclass
class Report:
    """What was found in one agency's trail."""

    agency_id: UUID
    lines: int = 0
    anchors: int = 0
    findings: list[Finding] = field(default_factory=list)
    breaks: list[Break] = field(default_factory=list)

    @property
    def whole(self) -> bool:
        """Nothing was found but what a signed break tells of."""
        return all(one.known for one in self.findings)


def check(agency_id: UUID, outside: Sequence[Statement] = ()) -> Report:
    """Read an agency's whole trail, in a few kilobytes of memory.

    Args:
        outside: the anchors that were carried out of the house, first to last.
    """
    report = Report(agency_id)
    anchors = _anchors(report, list(statements(agency_id)), outside)
    walk = _Walk(report, {one.size: one for one in anchors})
    for entry in Entry.objects.filter(agency_id=agency_id).order_by("place", "pk").iterator(chunk_size=2000):
        walk.take(entry)
        if len(report.findings) >= MOST:
            break
    else:
        walk.end()
    known = {tuple(one) for found in report.breaks for one in found.findings}
    report.findings = [replace(one, known=one.key in known) for one in report.findings]
    return report


class _Walk:
    """Goes along the lines and notes what does not follow from what came before."""

    def __init__(self, report: Report, anchors: dict[int, Statement]) -> None:
        self.report, self.anchors = report, anchors
        self.previous: str | None = ""
        self.place = 0
        self.tree = Tree()
        self.held = 0

    def take(self, entry: Entry) -> None:
        """The next line."""
        place, right = entry.place, row_hash(entry)
        if place <= self.place:
            self._say(place, "twice", f"there is another line {place}", seen=right + entry.hash)
            return
        if place > self.place + 1:
            self._missing(self.place + 1, place - 1)
        if right != entry.hash:
            self._changed(entry, right)
        elif self.previous is not None and entry.previous_hash != self.previous:
            self._does_not_follow(entry)
        self.previous, self.place = entry.hash, place
        self.report.lines += 1
        grow(self.tree, place, entry.hash)
        if (anchor := self.anchors.get(place)) is not None:
            self._compare(anchor)
        if entry.action == "break" and (found := break_in(entry)) is not None:
            self.report.breaks.append(found)

    def _missing(self, first: int, last: int) -> None:
        words = f"line {first} is missing" if first == last else f"lines {first} to {last} are missing"
        self._say(first, "missing", words, through=last)
        for size in sorted(size for size in self.anchors if first <= size <= last):
            while self.tree.size < size:
                self.tree.add(NO_LINE)
            self._compare(self.anchors[size])
        self.previous = None

    def _changed(self, entry: Entry, right: str) -> None:
        seen = right + entry.hash
        before = Entry.objects.filter(agency_id=entry.agency_id, hash=entry.previous_hash).first()
        # Where the line before stands now, the line itself may have stood: two neighbours changed places.
        perhaps = (before.place + 1, before.place) if before else () if entry.previous_hash else (1,)
        came_from = next((one for one in perhaps if row_hash(entry, place=one) == entry.hash), None)
        if came_from is not None:
            words = f"line {entry.place} is line {came_from}: it was moved here"
            self._say(entry.place, "moved", words, seen=seen)
        else:
            self._say(entry.place, "changed", f"line {entry.place} was changed", seen=seen)

    def _does_not_follow(self, entry: Entry) -> None:
        words = (
            f"line {entry.place} does not follow from line {entry.place - 1}: "
            "one of them was written anew or put in, with a hash to fit"
        )
        self._say(entry.place, "unlinked", words, seen=entry.hash + (self.previous or ""))

    def _compare(self, anchor: Statement) -> None:
        if self.tree.root().hex() != anchor.root:
            words = (
                f"lines {self.held + 1} to {anchor.size} are not those that were anchored on {anchor.day} "
                f"(anchor {anchor.number}): they were written anew"
            )
            self._say(self.held + 1, "anchor", words, through=anchor.size, seen=anchor.fingerprint)
            self._go_on_from(anchor)
        self.held = anchor.size

    def _go_on_from(self, anchor: Statement) -> None:
        """Compare what comes later by itself: one fault must not make every later anchor look wrong."""
        ours = Anchor.objects.filter(agency_id=self.report.agency_id, number=anchor.number).first()
        if ours is not None:
            tree = Tree(anchor.size, [bytes.fromhex(one) for one in ours.peaks])
            if tree.root().hex() == anchor.root:
                self.tree = tree

    def end(self) -> None:
        """The end of the chain, against what the head says and what was anchored."""
        for anchor in self.anchors.values():
            if anchor.size > self.place:
                words = (
                    f"on {anchor.day} there were {anchor.size} lines (anchor {anchor.number}); "
                    f"now there are {self.place}: the end was cut off"
                )
                self._say(self.place + 1, "cut_off", words, through=anchor.size, seen=anchor.fingerprint)
        head = ChainHead.objects.filter(agency_id=self.report.agency_id).first()
        length, end = (head.length, head.hash) if head else (0, "")
        last = self.previous or ""
        if head is None and self.place:
            self._say(self.place, "head", f"the mark of the end, after line {self.place}, is gone")
        elif length < self.place:
            self._put_in(length + 1)
        elif length > self.place:
            words = f"the end says {length} lines and there are {self.place}: the last were taken out"
            self._say(self.place + 1, "cut_off", words, through=length, seen=end + last)
        elif end != last:
            words = f"the mark of the end does not fit line {self.place}: it or the line was written anew"
            self._say(self.place, "head", words, seen=end + last)

    def _put_in(self, first: int) -> None:
        entries = Entry.objects.filter(agency_id=self.report.agency_id, place__gte=first).order_by("place")
        for entry in entries[: MOST - len(self.report.findings)]:
            words = f"line {entry.place} was put in at the end, past the program"
            self._say(entry.place, "put_in", words, seen=row_hash(entry) + entry.hash)

    def _say(self, place: int, kind: str, says: str, *, through: int | None = None, seen: str = "") -> None:
        self.report.findings.append(Finding(self.report.agency_id, place, kind, says, through, seen))


def _anchors(report: Report, inside: list[Statement], outside: Sequence[Statement]) -> list[Statement]:
    """The anchors to compare with: those that are signed, inside and outside; what does not fit is noted."""
    good: dict[int, Statement] = {}
    for where, kept in (("in the database", inside), ("outside", outside)):
        good |= {one.number: one for one in _signed(report, where, kept)}
    by_number = {one.number: one for one in inside}
    for one in outside:
        ours = by_number.get(one.number)
        if ours is None:
            says = f"anchor {one.number} of {one.day} stands outside and was taken out of the database"
            _note(report, one, "anchor_gone", says)
        elif ours != one:
            says = f"anchor {one.number} of {one.day} in the database is not the one that stands outside"
            _note(report, one, "anchor_changed", says)
    report.anchors = len(good)
    return list(good.values())


def _signed(report: Report, where: str, kept: Sequence[Statement]) -> Iterator[Statement]:
    before: Statement | None = None
    for one in kept:
        fault = _fault(report.agency_id, one, before)
        if fault:
            _note(report, one, "anchor_bad", f"anchor {one.number} {where}: {fault}")
        else:
            yield one
        before = one


def _fault(agency_id: UUID, one: Statement, before: Statement | None) -> str:
    """What is wrong with an anchor in itself and after the one before; nothing when it is sound."""
    try:
        if not one.is_ours:
            return "its signature does not fit"
    except NoSigningKey as error:
        return f"it cannot be checked, {error}"
    if one.agency != str(agency_id):
        return "it is another agency's"
    if before is None:
        return "" if one.number == 1 else "those before it are gone"
    if one.number != before.number + 1 or one.previous != before.fingerprint:
        return f"it does not follow anchor {before.number}"
    proof = [bytes.fromhex(node) for node in one.proof]
    if not is_consistent(before.size, bytes.fromhex(before.root), one.size, bytes.fromhex(one.root), proof):
        return f"its proof that the lines of anchor {before.number} are still the beginning does not hold"
    return ""


def _note(report: Report, one: Statement, kind: str, says: str) -> None:
    report.findings.append(Finding(report.agency_id, one.size, kind, says, seen=one.fingerprint))


def as_json(report: Report) -> dict[str, Any]:
    """The report as it is printed with `--json`."""
    return {
        "agency": str(report.agency_id),
        "whole": report.whole,
        "lines": report.lines,
        "anchors": report.anchors,
        "findings": [
            {
                "place": one.place,
                "through": one.through,
                "kind": one.kind,
                "says": one.says,
                "documented": one.known,
            }
            for one in report.findings
        ],
        "breaks": [{"place": one.place, "at": one.at, "reason": one.reason} for one in report.breaks],
    }
