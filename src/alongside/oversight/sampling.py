"""Drawing the looks of a half-year that somebody looks at.

The trail is read once, day by day, and never held as a whole: what is kept are the drawn lines, and the looks of a
few days until what ties were made of has been read for them.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from uuid import UUID

from django.utils.timezone import get_default_timezone

from alongside.access.actor import Role
from alongside.audit.models import Entry
from alongside.organisation.models import Worker
from alongside.oversight.rules import looks as rules
from alongside.oversight.rules.looks import About, AtWork, Look, Sign
from alongside.oversight.ties import Posts, Ties
from alongside.people.models import Person
from alongside.people.rules import fold
from alongside.restrictions.queries import Marks, marks_of

LOOKED = ("read", "print", "export", "denied")
TOGETHER = 3_000
"""Looks for which ties are read together."""
_PAGES = 12
_MOST_PEOPLE = 900
"""Keys in one query: SQLite takes a bounded number."""


@dataclass(frozen=True)
class Drawn:
    """A look of the sample. `signs` is empty when it came by chance and has none."""

    look: Look
    worker_id: UUID | None
    signs: tuple[Sign, ...]


@dataclass(frozen=True)
class Sample:
    """What was drawn for a period, by a seed with which it can be drawn again."""

    since: datetime
    until: datetime
    seed: int
    entries: int
    looks: int
    by_chance: tuple[Drawn, ...]
    by_risk: tuple[Drawn, ...]


@dataclass
class _Day:
    """What is gathered of one day."""

    day: date
    looks: dict[tuple[UUID, UUID], list[tuple[int, str, int, bool]]] = field(default_factory=dict)
    opens: Counter[UUID] = field(default_factory=Counter)

    def close(self) -> Iterator[Look]:
        for (user_id, person_id), lines in self.looks.items():
            yield Look(
                user_id=user_id,
                person_id=person_id,
                day=self.day,
                place=lines[0][0],
                opens=len(lines),
                pages=tuple(dict.fromkeys(page for _place, page, _hour, _refused in lines))[:_PAGES],
                at_night=any(rules.at_night(hour) for _place, _page, hour, _refused in lines),
                refused=all(refused for _place, _page, _hour, refused in lines),
                opens_that_day=self.opens[user_id],
            )


def draw(agency_id: UUID, *, since: datetime, until: datetime, seed: int) -> Sample:
    """Draw the sample of a period: by chance, and by risk. The same seed draws the same by chance.

    Args:
        since, until: from, up to but not including.
    """
    drawing = _Drawing(agency_id, seed)
    waiting: list[Look] = []
    entries = 0
    for one in _days(agency_id, since, until):
        entries += sum(one.opens.values())
        waiting += one.close()
        if len(waiting) >= TOGETHER:
            drawing.take(waiting)
            waiting = []
    drawing.take(waiting)
    return Sample(since, until, seed, entries, drawing.seen, drawing.by_chance(), drawing.by_risk())


def _days(agency_id: UUID, since: datetime, until: datetime) -> Iterator[_Day]:
    zone = get_default_timezone()
    rows = Entry.objects.filter(
        agency_id=agency_id,
        at__gte=since,
        at__lt=until,
        action__in=LOOKED,
        person_id__isnull=False,
        user_id__isnull=False,
    ).order_by("at", "place")
    gathered: _Day | None = None
    columns = ("place", "at", "user_id", "person_id", "operation", "action")
    for place, at, user_id, person_id, page, action in rows.values_list(*columns).iterator(chunk_size=5_000):
        here = at.astimezone(zone)
        if gathered is None or gathered.day != here.date():
            if gathered is not None:
                yield gathered
            gathered = _Day(here.date())
        gathered.looks.setdefault((user_id, person_id), []).append(
            (place, page, here.hour, action == "denied")
        )
        gathered.opens[user_id] += 1
    if gathered is not None:
        yield gathered


class _Drawing:
    """Draws while the trail goes by."""

    def __init__(self, agency_id: UUID, seed: int) -> None:
        self._agency_id, self._seed = agency_id, seed
        self._posts = Posts.of(agency_id)
        self._workers = {
            worker.user_id: worker
            for worker in Worker.objects.filter(agency_id=agency_id, user__isnull=False)
        }
        self._knows_addresses = any(worker.home_address for worker in self._workers.values())
        self._known = {user_id: self._as_known(worker) for user_id, worker in self._workers.items()}
        self.seen = 0
        self._chosen: list[_Ranked] = []
        self._risky: dict[UUID, list[_Ranked]] = {}

    def take(self, looks: list[Look]) -> None:
        """Judge these looks, in their order, and draw among them. A handful of queries, however many there are."""
        people = list({look.person_id for look in looks})
        known: dict[UUID, tuple[About, Ties]] = {}
        for start in range(0, len(people), _MOST_PEOPLE):
            part = people[start : start + _MOST_PEOPLE]
            about, ties = self._about(part), Ties(self._posts, part)
            known.update((person_id, (about.get(person_id, About()), ties)) for person_id in part)
        for look in looks:
            self._judge(look, *known[look.person_id])

    def _about(self, person_ids: list[UUID]) -> dict[UUID, About]:
        """What is known of people. An address is decrypted only where some worker's own is known to compare it with."""
        people = Person.objects.unscoped().filter(pk__in=person_ids)
        marks, unmarked = marks_of(person_ids), Marks(False, frozenset(), frozenset())
        return {
            one.pk: About(
                name=fold(f"{one.given_name} {one.family_name}"),
                surname=(fold(one.family_name).split() or [""])[-1],
                address=fold(one.address) if self._knows_addresses else "",
                postal_code=one.postal_code.strip(),
                well_known=marks.get(one.pk, unmarked).known_to_many,
                own_of=marks.get(one.pk, unmarked).own,
                family_of=marks.get(one.pk, unmarked).family,
            )
            for one in people
        }

    def _judge(self, look: Look, person: About, ties: Ties) -> None:
        worker = self._workers.get(look.user_id)
        tied = worker is not None and ties.holds(worker.pk, look.person_id, look.day)
        signs = rules.signs_of(look, self._at_work(worker, look), person, tied=tied)
        drawn = Drawn(look, worker.pk if worker else None, signs)
        self.seen += 1
        drawn_lot = rules.lot(self._seed, look)
        _keep_highest(self._chosen, (0, drawn_lot, drawn), rules.BY_CHANCE)
        if signs:
            own = self._risky.setdefault(look.user_id, [])
            _keep_highest(own, (rules.score(signs), drawn_lot, drawn), rules.OF_ONE_WORKER)

    def _as_known(self, worker: Worker) -> AtWork:
        return AtWork(
            worker_id=worker.pk,
            name=fold(worker.name),
            address=fold(worker.home_address),
            postal_code=worker.home_postal_code.strip(),
            leaves_on=self._posts.leaves_on(worker.pk),
        )

    def _at_work(self, worker: Worker | None, look: Look) -> AtWork:
        if worker is None:
            return AtWork()
        known = self._known[look.user_id]
        if not look.at_night:
            return known
        return replace(known, on_call=self._posts.has(worker.pk, Role.ON_CALL, look.day))

    def by_chance(self) -> tuple[Drawn, ...]:
        """Those with the highest lots, as they stand in the trail: any look is as likely as any other."""
        return tuple(sorted((one[2] for one in self._chosen), key=lambda drawn: drawn.look.place))

    def by_risk(self) -> tuple[Drawn, ...]:
        """What stands out most, a few of each worker; among equals the lot decides."""
        ranked = sorted((one for own in self._risky.values() for one in own), key=_rank, reverse=True)
        return tuple(drawn for _score, _lot, drawn in ranked[: rules.BY_RISK])


_Ranked = tuple[int, str, Drawn]


def _rank(one: _Ranked) -> tuple[int, str]:
    return one[:2]


def _keep_highest(kept: list[_Ranked], one: _Ranked, most: int) -> None:
    """Keep the `most` highest. No two lots of a review are equal, so what is drawn is never compared itself."""
    if len(kept) < most:
        heapq.heappush(kept, one)
    else:
        heapq.heappushpop(kept, one)
