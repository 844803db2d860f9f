"""Hash trees over the lines of a trail (RFC 6962, section 2.1): one short root that stands for all lines up to one.

Pure: hashes in, hashes out. A `Tree` keeps only the roots of its full parts, so that tomorrow's root needs only
tomorrow's lines, and the proof that yesterday's lines are still the beginning of today's needs no line at all.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence


def leaf(content: bytes) -> bytes:
    """The hash of one line's hash; the 0 in front keeps a line from being passed off as an inner node."""
    return hashlib.sha256(b"\0" + content).digest()


def node(left: bytes, right: bytes) -> bytes:
    """The hash of two parts."""
    return hashlib.sha256(b"\1" + left + right).digest()


class Tree:
    """A tree that grows by a leaf at a time.

    Args:
        size, peaks: go on from here: how many leaves there are, and the roots of the full parts, largest first.
        remember: keep the inner nodes that come to be, for a consistency proof.
    """

    def __init__(self, size: int = 0, peaks: Sequence[bytes] = (), *, remember: bool = False) -> None:
        self.size = size
        self.peaks = list(peaks)
        self._known: dict[tuple[int, int], bytes] | None = {} if remember else None
        if remember:
            self._know_peaks()

    def add(self, content: bytes) -> None:
        """Take the next line in."""
        found, low = leaf(content), self.size
        self._know(low, low + 1, found)
        self.size += 1
        width = 1
        while not self.size % (2 * width):
            found = node(self.peaks.pop(), found)
            width *= 2
            self._know(self.size - width, self.size, found)
        self.peaks.append(found)

    def root(self) -> bytes:
        """The root of all leaves so far."""
        if not self.peaks:
            return hashlib.sha256(b"").digest()
        found = self.peaks[-1]
        for peak in reversed(self.peaks[:-1]):
            found = node(peak, found)
        return found

    def proof(self, since: int) -> list[bytes]:
        """That the first `since` leaves are still the beginning (RFC 6962, 2.1.2): the nodes to build both roots from.

        Raises:
            KeyError: the tree did not remember, or began after `since`.
        """
        return consistency_proof(since, self.size, self._part)

    def _part(self, low: int, high: int) -> bytes:
        assert self._known is not None
        if (low, high) in self._known:
            return self._known[low, high]
        if high - low == 1:
            raise KeyError(low)
        middle = low + _split(high - low)
        return node(self._part(low, middle), self._part(middle, high))

    def _know(self, low: int, high: int, found: bytes) -> None:
        if self._known is not None:
            self._known[low, high] = found

    def _know_peaks(self) -> None:
        low = 0
        for place, width in enumerate(_widths(self.size)):
            self._know(low, low + width, self.peaks[place])
            low += width


def consistency_proof(since: int, size: int, part: Callable[[int, int], bytes]) -> list[bytes]:
    """The proof of RFC 6962, 2.1.2. `part(low, high)` gives the root of these leaves. Empty for nothing and for all."""
    if since in (0, size):
        return []
    found: list[bytes] = []
    low, high, whole = 0, size, True
    while since != high - low or not whole:
        if since == high - low:
            found.append(part(low, high))
            break
        middle = _split(high - low)
        if since <= middle:
            found.append(part(low + middle, high))
            high = low + middle
        else:
            found.append(part(low, low + middle))
            low, since, whole = low + middle, since - middle, False
    return found[::-1]


def is_consistent(since: int, old: bytes, size: int, new: bytes, proof: Sequence[bytes]) -> bool:
    """Whether the tree of `size` leaves with root `new` begins with that of `since` leaves (RFC 9162, 2.1.4.2)."""
    if since > size:
        return False
    if since == size:
        return old == new and not proof
    if since == 0:
        return not proof
    if not proof:
        return False
    path = [old, *proof] if since & (since - 1) == 0 else list(proof)
    first, second = since - 1, size - 1
    while first & 1:
        first, second = first >> 1, second >> 1
    one = other = path[0]
    for step in path[1:]:
        if second == 0:
            return False
        if first & 1 or first == second:
            one, other = node(step, one), node(step, other)
            while first and not first & 1:
                first, second = first >> 1, second >> 1
        else:
            other = node(other, step)
        first, second = first >> 1, second >> 1
    return (one, other, second) == (old, new, 0)


def _split(size: int) -> int:
    """The largest power of two smaller than `size`."""
    return 1 << (size - 1).bit_length() - 1


def _widths(size: int) -> list[int]:
    return [1 << bit for bit in reversed(range(size.bit_length())) if size >> bit & 1]
