"""What a placing of people with workers costs, what it must never do, and why a line is proposed. Pure.

The points are the house's own, and stand on the page. What counts is their order: a person keeps their worker unless
something gains more than a change costs (seed 002, principle 1: one continuous worker).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from alongside.caseload.rules import Fit, Wishes, fits, lacks

CHANGE = 10.0
"""A person gets another case manager. The largest of all."""
OVER_NORM = 8.0
"""For each person more than the worker has places for."""
OVER_WEIGHT = 3.0
"""For each whole weight more than the post is made for."""
LACKS: Mapping[Fit, float] = {Fit.LANGUAGE: 5.0, Fit.GENDER: 5.0, Fit.AREA: 2.0}
"""For each wish of a person that the worker does not meet, as far as both are known."""
FILLING = 1.0
"""For the last place of a full-time post, an eighth of it for the first: it spreads those who must move."""
STEPS = tuple(step / 8 for step in range(8))
"""Where filling a post begins to cost more, as shares of what the post is made for."""


@dataclass(frozen=True, slots=True)
class Post:
    """A worker who walks, or could walk, with people of the team.

    Attributes:
        places: people the post has places for; `room` how much weight it is made for.
        elsewhere: people they walk with in other teams; `weight_elsewhere` how much work those are.
        promised: people they have been asked to take: room is kept for them, and nobody moves because of them.
        keeps: False for one who leaves: everyone moves.
        takes: whether somebody new may be given to them.
    """

    id: UUID
    name: str
    places: int
    room: float
    languages: str = ""
    gender: str = ""
    area: str = ""
    elsewhere: int = 0
    weight_elsewhere: float = 0.0
    promised: int = 0
    keeps: bool = True
    takes: bool = True


@dataclass(frozen=True, slots=True)
class Walked:
    """A person to be placed.

    Attributes:
        now: who walks with them (None: nobody).
        locked: who it must be.
        out: who must not see them, because they refuse them or the worker is too close to them.
    """

    id: UUID
    name: str
    weight: float
    now: UUID | None
    wishes: Wishes = field(default_factory=Wishes)
    locked: UUID | None = None
    out: frozenset[UUID] = frozenset()


Placing = Mapping[UUID, UUID]
"""Worker by person."""


class Because(StrEnum):
    """Why a person is proposed to move."""

    LEAVES = "leaves"
    NOBODY = "nobody"
    CHOSEN = "chosen"
    OVER_NORM = "over_norm"
    OVER_WEIGHT = "over_weight"
    LANGUAGE = "language"
    GENDER = "gender"
    AREA = "area"
    ROOM = "room"


@dataclass(frozen=True, slots=True)
class Line:
    """One person of a placing.

    Attributes:
        because: why they move; empty when they stay.
        lacks: wishes the new worker does not meet.
        cost: points this line costs, a change included.
    """

    person: Walked
    to: Post
    moves: bool
    because: tuple[Because, ...]
    lacks: tuple[Fit, ...]
    cost: float


def may_place(person: Walked, post: Post) -> bool:
    """Whether the person may walk with this worker: one who may see them, and their own if that one stays, else one
    who takes people."""
    if post.id in person.out:
        return False
    if person.locked is not None and person.locked != post.id:
        return False
    return post.keeps if person.now == post.id else post.takes


def most(post: Post, people: Sequence[Walked]) -> int:
    """How many people of this team the worker may walk with: never more than there are places, or than they have."""
    if not post.keeps:
        return 0
    has = sum(person.now == post.id for person in people)
    return max(post.places - post.elsewhere - post.promised, has) if post.takes else has


def lacking(person: Walked, post: Post) -> tuple[Fit, ...]:
    """The person's wishes that this worker does not meet."""
    return lacks(person.wishes, languages=post.languages, gender=post.gender, area=post.area)


def cost_of(person: Walked, post: Post) -> float:
    """Points for this one line, whatever the others."""
    change = CHANGE if person.now is not None and person.now != post.id else 0.0
    return change + sum(LACKS[fit] for fit in lacking(person, post))


def total(people: Sequence[Walked], posts: Sequence[Post], placed: Placing) -> float:
    """Points for a whole placing: its lines, and how full it makes the posts."""
    points = sum(cost_of(person, _post(posts, placed[person.id])) for person in people)
    for post in posts:
        count, weight = carried(people, post, placed)
        points += OVER_NORM * max(count - post.places, 0)
        points += OVER_WEIGHT * max(weight - post.room, 0.0)
        if post.room > 0:
            points += FILLING * sum(max(weight / post.room - step, 0.0) for step in STEPS)
    return points


def carried(people: Sequence[Walked], post: Post, placed: Placing) -> tuple[int, float]:
    """How many people the worker walks with in this placing, and how much work they are; other teams' included."""
    own = [person.weight for person in people if placed.get(person.id) == post.id]
    return len(own) + post.elsewhere, sum(own) + post.weight_elsewhere


def breaks(people: Sequence[Walked], posts: Sequence[Post], placed: Placing) -> list[str]:
    """The names of those with whom a placing does something that must never be; none when it is sound."""
    wrong = [
        person.name
        for person in people
        if person.id not in placed or not may_place(person, _post(posts, placed[person.id]))
    ]
    for post in posts:
        if sum(placed.get(person.id) == post.id for person in people) > most(post, people):
            wrong.append(post.name)
    return wrong


def lines(people: Sequence[Walked], posts: Sequence[Post], placed: Placing) -> list[Line]:
    """A placing line by line, those who move first, by name."""
    now = {person.id: person.now for person in people if person.now is not None}
    found = [_line(person, people, posts, placed, now) for person in people]
    return sorted(found, key=lambda line: (not line.moves, line.person.name, str(line.person.id)))


def _line(
    person: Walked, people: Sequence[Walked], posts: Sequence[Post], placed: Placing, now: Placing
) -> Line:
    to = _post(posts, placed[person.id])
    moves = person.now != to.id
    return Line(
        person=person,
        to=to,
        moves=moves,
        because=_because(person, to, people, posts, now) if moves else (),
        lacks=lacking(person, to),
        cost=cost_of(person, to),
    )


def _because(
    person: Walked, to: Post, people: Sequence[Walked], posts: Sequence[Post], now: Placing
) -> tuple[Because, ...]:
    said = [Because.CHOSEN] if person.locked == to.id else []
    before = next((post for post in posts if post.id == person.now), None)
    gained = set(fits(person.wishes, languages=to.languages, gender=to.gender, area=to.area))
    if before is None:
        said.append(Because.NOBODY)
    else:
        count, weight = carried(people, before, now)
        gained -= set(fits(person.wishes, languages=before.languages, gender=before.gender, area=before.area))
        if not before.keeps:
            said.append(Because.LEAVES)
        elif count > before.places:
            said.append(Because.OVER_NORM)
        elif weight > before.room:
            said.append(Because.OVER_WEIGHT)
    said += [_FIT[fit] for fit in Fit if fit in gained]
    if carried(people, to, now)[0] < to.places:
        said.append(Because.ROOM)
    return tuple(said)


_FIT = {Fit.LANGUAGE: Because.LANGUAGE, Fit.GENDER: Because.GENDER, Fit.AREA: Because.AREA}


def _post(posts: Sequence[Post], worker_id: UUID) -> Post:
    return next(post for post in posts if post.id == worker_id)
