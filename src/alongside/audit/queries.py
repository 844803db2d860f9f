"""Reading the trail. Ids and names of operations only: it never held what was written."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.utils.timezone import get_default_timezone

from alongside.audit.models import ChainHead, Entry

PAGE = 50


@dataclass(frozen=True)
class Sought:
    """Which lines. Everything may be left out; `by_program`: what the program itself did.

    `also_about`: further records of the same person, besides `person_id`.
    """

    user_id: UUID | None = None
    by_program: bool = False
    person_id: UUID | None = None
    also_about: frozenset[UUID] = frozenset()
    day: date | None = None


@dataclass(frozen=True)
class Line:
    """One line of the trail.

    Attributes:
        records: of a write, how many records of each kind were made or changed: (kind, verb, how many).
        found: of a search or a list, how many people it showed.
        included: of a print, the kinds of what was on it, and why where somebody had to say.
    """

    place: int
    at: datetime
    user_id: UUID | None
    action: str
    operation: str
    person_id: UUID | None
    records: tuple[tuple[str, str, int], ...]
    found: int | None
    included: tuple[str, ...]


@dataclass(frozen=True)
class TrailPage:
    """Lines, latest first; `earlier` is the place before which the next page begins, None at the end."""

    lines: list[Line]
    earlier: int | None


@dataclass(frozen=True)
class Opening:
    """Someone opened a page about a person, or put it on paper."""

    user_id: UUID | None
    page: str
    at: datetime


def openings(agency_id: UUID, person_ids: Collection[UUID], *, limit: int) -> list[Opening]:
    """Who opened pages about a person, latest first, under any of their records. One query.

    It names no content, and needs no viewer: the page that asks has passed the gate.
    """
    about = Entry.objects.filter(agency_id=agency_id, person_id__in=list(person_ids))
    entries = about.filter(action__in=("read", "print"))
    found = entries.order_by("-at", "-place").values_list("user_id", "operation", "at")
    return [Opening(*entry) for entry in found[:limit]]


def trail_page(agency_id: UUID, sought: Sought, *, before: int | None = None) -> TrailPage:
    """Fifty lines of an agency's trail, latest first. One query.

    Args:
        before: only lines with a smaller place; the `earlier` of the page before.
    """
    entries = Entry.objects.filter(agency_id=agency_id).order_by("-place")
    if sought.by_program:
        entries = entries.filter(user_id__isnull=True)
    elif sought.user_id is not None:
        entries = entries.filter(user_id=sought.user_id)
    if sought.person_id is not None:
        entries = entries.filter(person_id__in=[sought.person_id, *sought.also_about])
    if sought.day is not None:
        start = datetime.combine(sought.day, time(), tzinfo=get_default_timezone())
        end = datetime.combine(sought.day + timedelta(days=1), time(), tzinfo=get_default_timezone())
        entries = entries.filter(at__gte=start, at__lt=end)
    if before is not None:
        entries = entries.filter(place__lt=before)
    found = list(entries[: PAGE + 1])
    shown = found[:PAGE]
    return TrailPage([_line(entry) for entry in shown], shown[-1].place if len(found) > len(shown) else None)


def length(agency_id: UUID) -> int:
    """How many lines the trail of an agency has."""
    head = ChainHead.objects.filter(agency_id=agency_id).first()
    return head.length if head else 0


def _line(entry: Entry) -> Line:
    return Line(
        place=entry.place,
        at=entry.at,
        user_id=entry.user_id,
        action=entry.action,
        operation=entry.operation,
        person_id=entry.person_id,
        records=tuple(_records(entry.detail.get("records", {}))),
        found=entry.detail.get("found"),
        included=tuple(entry.detail.get("included", ())),
    )


def _records(by_label: dict[str, dict[str, list[Any]]]) -> Iterator[tuple[str, str, int]]:
    for label, verbs in sorted(by_label.items()):
        for verb, ids in sorted(verbs.items()):
            counted = ids[0].removesuffix(" records") if len(ids) == 1 else ""
            yield label, verb, int(counted) if counted.isdecimal() else len(ids)
