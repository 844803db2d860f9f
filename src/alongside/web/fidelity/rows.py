"""The principles as rows of a page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.translation import get_language, gettext

from alongside.caseload.queries import Load
from alongside.fidelity import rules
from alongside.fidelity.facts import Item, Kind
from alongside.fidelity.measures import MEASURES as COUNTED
from alongside.fidelity.models import OwnWord
from alongside.fidelity.queries import Held, Line
from alongside.fidelity.rules import Counted, Principle, Sum, Unit, Window
from alongside.organisation.models import Worker
from alongside.organisation.profile import Profile
from alongside.web.fidelity.words import MEASURES, PRINCIPLES, Said, Words, number


@dataclass(frozen=True)
class Behind:
    """A course behind a number of many."""

    url: str
    name: str
    detail: str


@dataclass(frozen=True)
class Row:
    """A measure. `url` leads to the records behind it; `behind` are the courses, of many."""

    key: str
    label: Words
    how: Words
    value: str
    share: int | None
    url: str = ""
    behind: tuple[Behind, ...] = ()


@dataclass(frozen=True)
class Own:
    """What a case manager says of themselves. `level` is empty while they have said nothing."""

    name: str
    level: str
    words: str
    said: OwnWord | None
    url: str = ""


@dataclass(frozen=True)
class Block:
    """A principle with its measures, and with the own words where no record tells."""

    place: int
    key: str
    said: Said
    rows: tuple[Row, ...]
    own: tuple[Own, ...] = field(default=())


def of_course(
    line: Line, window: Window, own: Sequence[Worker], words: Mapping[tuple[UUID, str], OwnWord], asked: Asked
) -> list[Block]:
    """The principles of one course; each number leads to its records."""

    def row(measure: rules.Measure) -> Row:
        found = line.counts[measure.key]
        url = reverse("principles_evidence", args=[line.course.pk, measure.key])
        return _row(measure, found, f"{url}?{urlencode({'months': window.value})}", one=True)

    return _blocks(row, own, words, asked)


def of_many(
    held: Held,
    window: Window,
    own: Sequence[Worker],
    words: Mapping[tuple[UUID, str], OwnWord],
    asked: Asked,
) -> list[Block]:
    """The principles of several courses; each number opens to the courses behind it, each of which to its records."""

    def row(measure: rules.Measure) -> Row:
        behind = tuple(_behind(measure, line, window) for line in held.lines if line.counts[measure.key].of)
        return _row(measure, held.sums[measure.key], behind=behind)

    return _blocks(row, own, words, asked)


def of_all(sums: Mapping[str, Sum]) -> list[Block]:
    """The principles of the agency; a measure that could point at somebody is absent."""

    def row(measure: rules.Measure) -> Row | None:
        found = sums.get(measure.key)
        return None if found is None else _row(measure, found)

    return [block for block in _blocks(row, (), {}, None) if block.rows]


@dataclass(frozen=True)
class Asked:
    """Who reads, so that only their own word has a way to say it."""

    profile: Profile
    own_id: UUID | None


def _blocks(
    row: Callable[[rules.Measure], Row | None],
    own: Sequence[Worker],
    words: Mapping[tuple[UUID, str], OwnWord],
    asked: Asked | None,
) -> list[Block]:
    found = []
    for place, principle in enumerate(Principle, start=1):
        rows = [row(one) for one in COUNTED if one.principle is principle]
        mine: tuple[Own, ...] = ()
        if asked is not None and principle in rules.OWN_WORD:
            mine = tuple(_own(principle, worker, words, asked) for worker in own)
        found.append(
            Block(place, principle.value, PRINCIPLES[principle], tuple(one for one in rows if one), mine)
        )
    return found


def _own(
    principle: Principle, worker: Worker, words: Mapping[tuple[UUID, str], OwnWord], asked: Asked
) -> Own:
    said = words.get((worker.pk, principle.value))
    level = asked.profile.fidelity_levels.label(said.level, get_language() or "en") if said else ""
    url = reverse("own_word", args=[principle.value]) if worker.pk == asked.own_id else ""
    return Own(worker.name, level, said.words if said else "", said, url)


def _row(
    measure: rules.Measure,
    found: Counted | Sum,
    url: str = "",
    *,
    one: bool = False,
    behind: tuple[Behind, ...] = (),
) -> Row:
    label, how = MEASURES[measure.key]
    asks = one and measure.unit is Unit.COURSE
    return Row(
        key=measure.key,
        label=label,
        how=how,
        value=number(measure.unit, found.n, found.of, one=one),
        share=None if asks or not found.of else round(100 * found.n / found.of),
        url=url,
        behind=behind,
    )


def _behind(measure: rules.Measure, line: Line, window: Window) -> Behind:
    found = line.counts[measure.key]
    url = reverse("principles_evidence", args=[line.course.pk, measure.key])
    return Behind(
        f"{url}?{urlencode({'months': window.value})}",
        line.course.person.full_name,
        number(measure.unit, found.n, found.of, one=True),
    )


@dataclass(frozen=True)
class Record:
    """A record behind a number. `url` is empty where it has no page of its own."""

    url: str
    what: str
    on: object
    counts: bool


def records(line: Line, items: Iterable[Item]) -> list[Record]:
    """The records behind a number, those that do not count first, then by day."""
    found = [Record(_address(line, item), item.says or _what(item), item.on, item.counts) for item in items]
    return sorted(found, key=lambda one: one.counts)


def _what(item: Item) -> str:
    return str(
        {
            Kind.CONTACT: gettext("Meeting"),
            Kind.VERSION: gettext("A version of the plan"),
            Kind.REVIEW: gettext("Review"),
            Kind.ASSESSMENT: gettext("A look at needs"),
            Kind.CLOSURE: gettext("The course was closed"),
            Kind.ORDERED: gettext("Order"),
            Kind.REFERRAL: gettext("The referral"),
            Kind.TOLD: gettext("Told to the authority"),
        }.get(item.kind, gettext("A record"))
    )


def _address(line: Line, item: Item) -> str:
    """The page on which a record stands."""
    course, person = line.course.pk, line.course.person_id
    by_itself = {
        Kind.CONTACT: "contact",
        Kind.GOAL: "goal",
        Kind.SUB_GOAL: "sub_goal",
        Kind.STEP: "step",
        Kind.OTHER_PLAN: "other_plan",
        Kind.MEMBER: "member",
        Kind.WAY: "bridge",
        Kind.REFERRAL: "referral",
        Kind.SERVICE: "service",
    }
    if item.kind in by_itself:
        return reverse(by_itself[item.kind], args=[item.id])
    on_the_course = {
        Kind.VERSION: "plan_versions",
        Kind.REVIEW: "reviews",
        Kind.JUDGEMENT: "reviews",
        Kind.ASSESSMENT: "needs",
    }
    if item.kind in on_the_course:
        return reverse(on_the_course[item.kind], args=[course])
    if item.kind is Kind.TOLD:
        return reverse("told", args=[person])
    if item.kind is Kind.ORDERED:
        return reverse("referral", args=[line.course.referral_id])
    return f"{reverse('story', args=[course])}?show=course"


@dataclass(frozen=True)
class Room:
    """A case manager, and how many they walk with today against the norm."""

    name: str
    people: int
    places: int

    @property
    def over(self) -> bool:
        """Whether there are more than the norm."""
        return self.people > self.places


def rooms(loads: Iterable[Load]) -> list[Room]:
    """Whom each walks with, in a number: what makes the rest possible."""
    return [Room(load.name, load.people, load.places) for load in loads]
