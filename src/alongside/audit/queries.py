"""Reading the trail. Ids and names of operations only: it never held what was written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, TextField
from django.db.models.functions import Cast
from django.utils.timezone import get_default_timezone

from alongside.audit.models import ChainHead, Entry

PAGE = 50


@dataclass(frozen=True)
class Sought:
    """Which lines. Everything may be left out; `by_program`: what the program itself did.

    `also_about`: further records of the same person, besides `person_id`. `actions`: only lines of these.
    `day` alone is that day; with `until` it is the first of the days up to that one, both included.
    """

    user_id: UUID | None = None
    by_program: bool = False
    person_id: UUID | None = None
    also_about: frozenset[UUID] = frozenset()
    day: date | None = None
    until: date | None = None
    actions: frozenset[str] = frozenset()

    @property
    def days(self) -> tuple[date | None, date | None]:
        """The first and the last day asked for; None is without a bound."""
        return self.day, self.until or self.day


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
    purpose: str
    record_id: UUID | None
    """Of a denied attempt, the id that was asked for."""


@dataclass(frozen=True)
class TrailPage:
    """Lines, latest first; `earlier` is the place before which the next page begins, None at the end."""

    lines: list[Line]
    earlier: int | None


@dataclass(frozen=True)
class Look:
    """Somebody looked at a person: opened a page, put it on paper, took it out as a file, saw them in a list.

    Attributes:
        page: the name of the page, list or file.
        action: "read", "print", "export", "list" or "search".
        purpose: why, a code of `Purpose`; "" for a look from before purposes were kept.
        user_id: who; None for the program itself.
    """

    at: datetime
    page: str
    action: str
    purpose: str
    user_id: UUID | None


ALONE = ("read", "print", "export")
AMONG_OTHERS = ("list", "search", "signed_in")


def looks_at(
    agency_id: UUID, person_ids: Collection[UUID], *, limit: int | None = None, in_lists: bool = False
) -> list[Look]:
    """Who looked at a person, latest first, under any of their records. One query.

    It names no content, and needs no viewer: the page or export that asks has passed the gate.

    Args:
        person_ids: the person, and what became one with them (`people.signposts.signposts_of`).
        limit: only so many.
        in_lists: also the lists and searches that showed them. They are looked through one by one, which takes
            seconds in a trail of millions of lines: for an export, not for a page.
    """
    entries = Entry.objects.filter(agency_id=agency_id)
    wanted = Q(person_id__in=list(person_ids), action__in=ALONE)
    if in_lists:
        entries = entries.annotate(in_words=Cast("detail", TextField()))
        for person_id in person_ids:
            wanted |= Q(action__in=(*AMONG_OTHERS, *ALONE), in_words__contains=str(person_id))
    found = entries.filter(wanted).order_by("-at", "-place")
    return [
        Look(at, str(detail.get("show") or page), action, purpose, user_id)
        for at, page, action, purpose, user_id, detail in found.values_list(
            "at", "operation", "action", "purpose", "user_id", "detail"
        )[:limit]
    ]


@dataclass(frozen=True)
class Reached:
    """How often somebody was looked at in a time, alone or among others, and when last."""

    person_id: UUID
    times: int
    last: datetime


def people_looked_at(
    agency_id: UUID, *, since: datetime, until: datetime, user_id: UUID | None = None
) -> list[Reached]:
    """Everyone who was looked at in [since, until), also in lists, searches and exports: whom a breach has reached.

    Args:
        user_id: only by this account.

    Most looked at first. One query; it reads every line of that time.
    """
    entries = Entry.objects.filter(agency_id=agency_id, at__gte=since, at__lt=until)
    entries = entries.filter(action__in=(*ALONE, *AMONG_OTHERS))
    if user_id is not None:
        entries = entries.filter(user_id=user_id)
    times: Counter[UUID] = Counter()
    last: dict[UUID, datetime] = {}
    for person_id, detail, at in (
        entries.order_by("place").values_list("person_id", "detail", "at").iterator()
    ):
        shown = {UUID(one) for one in detail.get("people", ())}
        if person_id is not None:
            shown.add(person_id)
        for one in shown:
            times[one] += 1
            last[one] = at
    return [Reached(one, count, last[one]) for one, count in times.most_common()]


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
    if sought.actions:
        entries = entries.filter(action__in=sorted(sought.actions))
    first, last = sought.days
    if first is not None:
        entries = entries.filter(at__gte=datetime.combine(first, time(), tzinfo=get_default_timezone()))
    if last is not None:
        end = datetime.combine(last + timedelta(days=1), time(), tzinfo=get_default_timezone())
        entries = entries.filter(at__lt=end)
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
        purpose=entry.purpose,
        record_id=entry.record_id if entry.action == "denied" else None,
    )


def _records(by_label: dict[str, dict[str, list[Any]]]) -> Iterator[tuple[str, str, int]]:
    for label, verbs in sorted(by_label.items()):
        for verb, ids in sorted(verbs.items()):
            counted = ids[0].removesuffix(" records") if len(ids) == 1 else ""
            yield label, verb, int(counted) if counted.isdecimal() else len(ids)
