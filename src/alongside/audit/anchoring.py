"""Making anchors, and carrying them out of the house."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import transaction

from alongside.audit.merkle import Tree
from alongside.audit.models import Anchor, ChainHead, Entry
from alongside.audit.statements import Statement, file_for, in_utc, line_of, statement_of, written
from alongside.kernel.signing import sign

NO_LINE = bytes(32)


class OutsideDiffers(RuntimeError):
    """What stands outside is not what stands in the database: somebody changed one of them."""


def chains() -> list[UUID]:
    """Every agency that has a trail, and the house."""
    found = {*ChainHead.objects.values_list("agency_id", flat=True)}
    found.update(Entry.objects.values_list("agency_id", flat=True).distinct())
    return sorted(found)


def make_anchor(agency_id: UUID, now: datetime) -> Anchor | None:
    """Sign the root of all lines there are now. None when there are no new ones since the last anchor.

    It reads only the lines that came since.

    Raises:
        NoSigningKey: there is no key to sign with.
    """
    with transaction.atomic():
        last = Anchor.objects.filter(agency_id=agency_id).order_by("-number").first()
        size = last.size if last else 0
        tree = Tree(
            size, [bytes.fromhex(one) for one in last.peaks] if last else (), remember=last is not None
        )
        lines = Entry.objects.filter(agency_id=agency_id, place__gt=size).order_by("place")
        for place, found in lines.values_list("place", "hash").iterator(chunk_size=5000):
            grow(tree, place, found)
        if tree.size == size:
            return None
        statement = Statement(
            agency=str(agency_id),
            number=last.number + 1 if last else 1,
            made_at=in_utc(now),
            size=tree.size,
            root=tree.root().hex(),
            previous=statement_of(last).fingerprint if last else "",
        )
        return Anchor.objects.create(
            agency_id=agency_id,
            number=statement.number,
            made_at=now,
            size=tree.size,
            root=statement.root,
            peaks=[one.hex() for one in tree.peaks],
            proof=[one.hex() for one in tree.proof(size)] if last else [],
            previous=statement.previous,
            signature=sign(statement.message),
        )


def grow(tree: Tree, place: int, found: str) -> None:
    """Take the line at `place` into the tree. A place without a line counts as one, so that places stay places."""
    while tree.size < place - 1:
        tree.add(NO_LINE)
    if tree.size == place - 1:
        try:
            tree.add(bytes.fromhex(found))
        except ValueError:
            tree.add(found.encode())


def statements(agency_id: UUID) -> Iterator[Statement]:
    """The anchors in the database, first to last."""
    for anchor in Anchor.objects.filter(agency_id=agency_id).order_by("number"):
        yield statement_of(anchor)


def write_outside(folder: Path, agency_id: UUID) -> int:
    """Add to an agency's file in `folder` the anchors it lacks, each safely on the disk. How many those were.

    Raises:
        OutsideDiffers: the last one in the file is another in the database, or is missing there.
        OSError: the file cannot be written.
    """
    last = next(iter(deque(written(folder, agency_id), maxlen=1)), None)
    ours = list(statements(agency_id))
    if last is not None and last not in ours:
        raise OutsideDiffers(f"anchor {last.number} of {agency_id} stands outside and is not in the database")
    missing = [one for one in ours if last is None or one.number > last.number]
    if missing:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with file_for(folder, agency_id).open("a", encoding="utf-8") as file:
            file.writelines(line_of(one) + "\n" for one in missing)
            file.flush()
            os.fsync(file.fileno())
    return len(missing)


def anchor_all(now: datetime) -> list[Anchor]:
    """An anchor for every chain that has grown, and all that the folder outside lacks.

    Raises:
        NoSigningKey
        OutsideDiffers
        OSError
    """
    made = [anchor for agency_id in chains() if (anchor := make_anchor(agency_id, now)) is not None]
    if settings.ANCHORS_FOLDER:
        for agency_id in chains():
            write_outside(Path(settings.ANCHORS_FOLDER), agency_id)
    return made
