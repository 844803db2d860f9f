"""What an anchor says, and how it is written down outside the database."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from alongside.audit.models import Anchor
from alongside.kernel.signing import is_signed


@dataclass(frozen=True)
class Statement:
    """An anchor, wherever it was kept."""

    agency: str
    number: int
    made_at: str
    size: int
    root: str
    previous: str
    proof: tuple[str, ...] = ()
    signature: str = ""

    @property
    def message(self) -> bytes:
        """What is signed."""
        said = ("alongside-trail-anchor-1", self.agency, self.number, self.made_at, self.size, self.root)
        return "\n".join(str(one) for one in (*said, self.previous)).encode()

    @property
    def fingerprint(self) -> str:
        """What the next anchor names this one by."""
        return hashlib.sha256(self.message + b"\n" + self.signature.encode()).hexdigest()

    @property
    def day(self) -> str:
        """The day it was made, as 2026-11-24."""
        return self.made_at[:10]

    @property
    def is_ours(self) -> bool:
        """Whether the signature is that of a key of this installation.

        Raises:
            NoSigningKey: it names a key that is not known here.
        """
        return is_signed(self.message, self.signature)


def statement_of(anchor: Anchor) -> Statement:
    """The anchor as it was signed."""
    return Statement(
        agency=str(anchor.agency_id),
        number=anchor.number,
        made_at=in_utc(anchor.made_at),
        size=anchor.size,
        root=anchor.root,
        previous=anchor.previous,
        proof=tuple(anchor.proof),
        signature=anchor.signature,
    )


def in_utc(at: datetime) -> str:
    """A moment as it is signed."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def file_for(folder: Path, agency_id: UUID) -> Path:
    """Where an agency's anchors stand in a folder."""
    return folder / f"{agency_id}.anchors"


def written(folder: Path, agency_id: UUID) -> Iterator[Statement]:
    """The anchors in an agency's file, first to last.

    Raises:
        ValueError: a line is none, with its number.
    """
    path = file_for(folder, agency_id)
    if not path.exists():
        return
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            said = json.loads(line)
            yield Statement(**{**said, "proof": tuple(said.get("proof", ()))})
        except (TypeError, ValueError, AttributeError) as error:
            raise ValueError(f"{path}, line {number}: this is not an anchor") from error


def line_of(statement: Statement) -> str:
    """The anchor as a line of the file."""
    return json.dumps(asdict(statement), sort_keys=True)
