"""The timeline of a person: everything that is written about them, by when it happened, a page at a time.

Each room says in its `timeline.py` what it has to tell, as a `Kind`; rooms that come later add theirs without a change
here. Kinds of which a person has some dozens are asked for together, in one query; the contacts, of which there may be
thousands, are a `LongKind` that asks through an index of its own.

Pages are cut by keyset: a page ends at a place (moment, kind, id), and the next goes on from there in either direction,
so that nothing is shown twice or skipped when someone writes meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from typing import Any, Protocol
from uuid import UUID

from django.db.models import (
    CharField,
    DateField,
    F,
    IntegerField,
    OrderBy,
    Q,
    QuerySet,
    TextField,
    TimeField,
    UUIDField,
    Value,
)
from django.db.models.functions import Cast
from django.utils.timezone import get_default_timezone, localtime

from alongside.access.actor import Actor
from alongside.kernel.encryption import EncryptedTextField, Sealed
from alongside.kernel.models import PersonalRecord
from alongside.kernel.seeking import holds, is_held
from alongside.people.models import Person

PAGE = 20
LAST_MINUTE = time(23, 59)
"""Where in its day something stands that came after all else."""


@dataclass(frozen=True, order=True)
class Place:
    """A place between two entries; entries stand in the order of moment, kind and id."""

    at: datetime
    kind: str
    id: UUID

    def __str__(self) -> str:
        return f"{self.at.isoformat()}~{self.kind}~{self.id}"

    @classmethod
    def read(cls, text: str | None) -> Place | None:
        """The place someone was given as text; None for anything else."""
        parts = (text or "").split("~")
        try:
            at, kind, pk = parts
            place = cls(datetime.fromisoformat(at), kind, UUID(pk))
        except ValueError:
            return None
        return place if place.at.tzinfo else None


@dataclass(frozen=True)
class Asked:
    """What a page of the timeline is to hold.

    Attributes:
        courses, referrals: those of the person that the viewer sees, with their ties known (`access.policy.tied`).
        shows: only kinds of this group; empty for all.
        goal: only what is about this goal.
        words: only what each of these patterns (`kernel.seeking`) matches in its text.
        place: where to go on from, `back` in time or forth; None is the latest.
        limit: so many entries, and one more to know whether there are more.
    """

    viewer: Actor
    person: Person
    courses: Sequence[PersonalRecord]
    referrals: Sequence[PersonalRecord] = ()
    shows: str = ""
    goal: UUID | None = None
    words: tuple[str, ...] = ()
    place: Place | None = None
    back: bool = True
    limit: int = PAGE


@dataclass(frozen=True)
class Told:
    """One entry.

    Attributes:
        key: a key of a list of the practice profile or of choices; what it means is the kind's matter.
        text: what was written; `words`: what the person said.
        worker_name: who did it.
        holder_id, number: what the way to its page needs (the course it belongs to, the number of a version).
        more: what a long kind tells beside this.
    """

    kind: str
    at: datetime
    id: UUID
    key: str = ""
    text: str = ""
    words: str = ""
    worker_name: str = ""
    holder_id: UUID | None = None
    number: int | None = None
    more: Any = field(default=None, compare=False)

    @property
    def place(self) -> Place:
        """Where it stands."""
        return Place(self.at, self.kind, self.id)


Column = Any
"""The name of a column, or an expression; empty where a kind has nothing to say."""


@dataclass(frozen=True)
class Kind:
    """Something a room tells, of which a person has some dozens at most.

    Attributes:
        name: stable, as `noun.verb`.
        shows: the group it is shown under.
        rows: the rows behind it, scoped.
        day: the column with the day it happened; `clock` is where in that day it stands.
        of_goal: which rows are about a goal; None when none is.
        sealed: the encrypted field of the rows' own model that `text` is. It is opened when it is told, and a search
            for words looks into it only where it is `sought`: every row is opened then.
    """

    name: str
    shows: str
    rows: Callable[[Asked], QuerySet[Any]]
    day: Column
    clock: time = time()
    key: Column = ""
    text: Column = ""
    words: Column = ""
    worker: Column = ""
    holder: Column = None
    number: Column = None
    of_goal: Callable[[UUID], Q] | None = None
    sealed: EncryptedTextField | None = None
    sought: bool = False

    def opened(self, text: str, pk: UUID) -> str:
        """The text of a row, as it can be read."""
        if self.sealed is None or not text:
            return text
        return self.sealed.open_at(Sealed(text), [pk])


class LongKind(Protocol):
    """Something a room tells of which a person may have thousands."""

    @property
    def shows(self) -> frozenset[str]:
        """The groups it is shown under."""

    def told(self, asked: Asked) -> list[Told]:
        """At most `asked.limit + 1` entries beyond `asked.place`, the nearest first, for a fixed number of queries."""


_kinds: dict[str, Kind] = {}
_long_kinds: list[LongKind] = []


def tells(*kinds: Kind) -> None:
    """Add kinds to the timeline.

    Raises:
        ValueError: one of that name is there already.
    """
    for kind in kinds:
        if kind.name in _kinds:
            raise ValueError(f"{kind.name} is told already")
        _kinds[kind.name] = kind


def tells_much(kind: LongKind) -> None:
    """Add a long kind to the timeline."""
    _long_kinds.append(kind)


@dataclass(frozen=True)
class TimelinePage:
    """A page, the latest first. `earlier` and `later` are where the next pages begin, None where there are none."""

    entries: tuple[Told, ...]
    earlier: Place | None
    later: Place | None


def page_of(asked: Asked) -> TimelinePage:
    """A page of the timeline. One query for all kinds but the long ones, and theirs."""
    found = _beyond(asked)
    more = len(found) > asked.limit
    entries = tuple(found[: asked.limit])
    if not asked.back:
        if not more:
            return page_of(replace(asked, place=None, back=True))
        entries = entries[::-1]
        return TimelinePage(entries, earlier=entries[-1].place, later=entries[0].place)
    return TimelinePage(
        entries,
        earlier=entries[-1].place if more else None,
        later=(entries[0].place if entries else asked.place) if asked.place else None,
    )


def _beyond(asked: Asked) -> list[Told]:
    """The nearest entries beyond the place, one more than the page has room for."""
    found = _short(asked)
    for kind in _long_kinds:
        if not asked.shows or asked.shows in kind.shows:
            found += kind.told(asked)
    return sorted(found, key=lambda told: told.place, reverse=asked.back)[: asked.limit + 1]


_PLACE = ("t_day", "t_clock", "t_rank", "t_id")
_COLUMNS = (*_PLACE, "t_kind", "t_key", "t_text", "t_words", "t_worker", "t_holder", "t_number")


def _short(asked: Asked) -> list[Told]:
    parts = [part for kind in _kinds.values() if (part := _part(kind, asked)) is not None]
    if not parts:
        return []
    together = parts[0].union(*parts[1:], all=True) if parts[1:] else parts[0]
    order = [OrderBy(F(column), descending=asked.back) for column in _PLACE]
    zone = get_default_timezone()
    return [
        Told(kind, datetime.combine(day, clock, tzinfo=zone), pk, key, _kinds[kind].opened(text, pk), *rest)
        for day, clock, _rank, pk, kind, key, text, *rest in together.order_by(*order)[: asked.limit + 1]
    ]


def _part(kind: Kind, asked: Asked) -> QuerySet[Any] | None:
    """The rows of one kind as the columns all kinds share; None when it is not asked for."""
    if asked.shows and asked.shows != kind.shows:
        return None
    rows = kind.rows(asked)
    if asked.goal is not None:
        if kind.of_goal is None:
            return None
        rows = rows.filter(kind.of_goal(asked.goal))
    columns = {
        "t_day": Cast(_column(kind.day), DateField()),
        "t_clock": Cast(Value(kind.clock), TimeField()),
        # The order of names, as numbers: how a database orders words depends on its language.
        "t_rank": Cast(Value(sorted(_kinds).index(kind.name)), IntegerField()),
        "t_kind": Cast(Value(kind.name), CharField(max_length=40)),
        "t_id": F("pk"),
        "t_key": Cast(_column(kind.key), TextField()),
        "t_text": Cast(_column(kind.text), TextField()),
        "t_words": Cast(_column(kind.words), TextField()),
        "t_worker": Cast(_column(kind.worker), TextField()),
        "t_holder": Cast(_column(kind.holder), UUIDField()),
        "t_number": Cast(_column(kind.number), IntegerField()),
    }
    rows = rows.annotate(**columns).filter(t_day__isnull=False)
    if asked.words:
        rows = rows.filter(_holding(kind, rows, asked.words))
    if asked.place is not None:
        rows = rows.filter(_side_of(kind, asked.place, back=asked.back))
    ready: QuerySet[Any] = rows.order_by().values_list(*_COLUMNS)
    return ready


def _holding(kind: Kind, rows: QuerySet[Any], words: tuple[str, ...]) -> Q:
    """Which of the rows of a kind hold all the words."""
    if kind.sealed is None:
        return holds(words, "t_text", "t_words")
    if not kind.sought:
        return holds(words, "t_words")
    texts = rows.values_list("pk", "t_text", "t_words")
    return Q(pk__in=[pk for pk, text, said in texts if is_held(words, kind.opened(text, pk), said)])


def _column(column: Column) -> Any:
    """The column as an expression; an empty value of its own where a kind has none."""
    if not column and not hasattr(column, "resolve_expression"):
        return Value(column)
    return F(column) if isinstance(column, str) else column


def _side_of(kind: Kind, place: Place, *, back: bool) -> Q:
    """Rows of a kind that stand before (`back`) or after a place."""
    local = localtime(place.at, get_default_timezone())
    day, clock = local.date(), local.time()
    same_day = _compared((kind.clock, kind.name), (clock, place.kind), back=back)
    beyond, side = ("lt", "t_day__lt") if back else ("gt", "t_day__gt")
    if same_day is None:
        return Q(**{side: day}) | Q(**{"t_day": day, f"pk__{beyond}": place.id})
    return Q(**{f"{side}e" if same_day else side: day})


def _compared(one: tuple[time, str], other: tuple[time, str], *, back: bool) -> bool | None:
    """Whether `one` lies on the side asked for; None when they are the same."""
    return None if one == other else (one < other) is back


def start_of(day: date) -> datetime:
    """The beginning of a day where the work is done."""
    return datetime.combine(day, time(), tzinfo=get_default_timezone())
