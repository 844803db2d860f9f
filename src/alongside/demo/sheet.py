"""Who gets what: the published shares dealt out over the people of a cohort, before any life is written.

Dealing is exact, so that the profile of a whole cohort is right whatever happens in single lives. A row is small
(some hundred bytes), so a hundred thousand of them fit in memory while lives are written one at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from alongside.demo import published
from alongside.demo.cast import SCRIPTS
from alongside.demo.chance import chance
from alongside.demo.cpr import TestNumbers
from alongside.demo.days import ReviewDay, add_months, review_days
from alongside.demo.published import shares
from alongside.demo.scripts import Script

YEARS = 4
"""The cohort enrolled over four years, as the published one did (2009 to 2013)."""

AGES = {"18-24": (18, 24), "25-29": (25, 29), "30-59": (30, 59), "60+": (60, 74)}
RHYTHMS = {3: 10, 4: 15, 5: 25, 7: 30, 10: 12, 14: 8}
"""Days between meetings, in percent of courses. Together some five contacts a month, near UK700's six at 8:1."""
SIGNALS = {"in_rhythm": 90, "quiet": 6, "silent": 4}


@dataclass(slots=True)
class Row:
    """One course to be: everything that is dealt and not made up on the way."""

    index: int
    script: Script | None
    start: date
    end: date | None = None
    closed_between: tuple[date, date] | None = None
    """`[closed, reopened)` when the course was closed too early and begun again."""
    sex: str = ""
    age_band: str = ""
    nationality: str = ""
    income: str = ""
    problems: frozenset[str] = frozenset()
    changes: Mapping[str, int] | None = None
    """Per domain -1, 0 or 1; null when the course has had no review to rate it at."""
    outcome: str = ""
    rhythm: int = 7
    signal: str = "in_rhythm"
    reviews: tuple[ReviewDay, ...] = ()
    desk: int = -1
    born: date = date.min
    cpr: str = ""

    def days(self, today: date) -> int:
        return ((self.end or today) - self.start).days


def write_sheet(people: int, *, seed: int, today: date, numbers: TestNumbers) -> list[Row]:
    """The rows of a cohort of `people` courses, cast first, with birth dates and CPR from `numbers`.

    Raises:
        ValueError: fewer people than the named cast needs.
    """
    if people < 10:
        raise ValueError("a demo municipality has at least 10 people")
    rng = chance("sheet", seed, people)
    rows = _periods(people, rng, today)
    for row in rows:
        schedule = chance("reviews", seed, row.index)
        row.reviews = review_days(row.start, row.end, row.closed_between, today, schedule, row.script)
    _deal_profile(rows, rng)
    _deal_problems(rows, rng)
    _deal_housing(rows, rng, today)
    _deal_changes(rows, rng)
    _deal_rhythm(rows, rng)
    for row in rows:
        _be_born(row, rng, numbers)
    return rows


def _be_born(row: Row, rng: Random, numbers: TestNumbers) -> None:
    youngest, oldest = (row.script.age, row.script.age) if row.script else AGES[row.age_band]
    row.born, row.cpr = numbers.birth(row.sex, lambda: birth_date(row.start, youngest, oldest, rng))


def birth_date(day: date, youngest: int, oldest: int, rng: Random) -> date:
    """A birth date of someone who is between `youngest` and `oldest` whole years old on `day`."""
    first, last = add_months(day, -12 * (oldest + 1)) + timedelta(days=1), add_months(day, -12 * youngest)
    return first + timedelta(days=rng.randrange((last - first).days + 1))


def _periods(people: int, rng: Random, today: date) -> list[Row]:
    """Starts spread over the years; the published share of courses has ended, the longest-standing first."""
    first = today - timedelta(days=YEARS * 365)
    rows = [_scripted_row(i, s, today) for i, s in enumerate(SCRIPTS)]
    drawn = []
    for index in range(len(rows), people):
        start = first + timedelta(days=int(rng.random() * (YEARS * 365 - 10)))
        length = int(min(max(rng.lognormvariate(6.05, 0.55), 60), 1300))
        drawn.append((Row(index, None, start), length))
        rows.append(drawn[-1][0])
    to_end = published.ended_of(people) - sum(row.end is not None for row in rows)
    drawn.sort(key=lambda pair: (pair[0].start + timedelta(days=pair[1]), pair[0].index))
    for row, length in drawn[: max(0, to_end)]:
        elapsed = (today - row.start).days
        row.end = row.start + timedelta(days=length if length < elapsed else max(6, int(elapsed * 0.8)))
    for row, _length in drawn:
        if row.days(today) > 420 and rng.random() < 0.04:
            closed = row.start + timedelta(days=int(row.days(today) * rng.uniform(0.4, 0.6)))
            row.closed_between = (closed, closed + timedelta(days=rng.randint(25, 90)))
    return rows


def _scripted_row(index: int, script: Script, today: date) -> Row:
    row = Row(index, script, today - timedelta(days=script.started))
    if script.ended is not None:
        row.end = today - timedelta(days=script.ended)
    return row


def _deal(
    rows: Sequence[Row],
    weights: Mapping[str, float],
    fixed: Callable[[Row], str],
    give: Callable[[Row, str], None],
    order: Callable[[Row], float],
) -> None:
    """Give every row one value, in the exact shares of `weights` over all rows.

    Rows whose value is `fixed` keep it and count. The others are taken in `order`, the first weight first; so an
    order that puts short courses first and a first weight "never" gives short courses "never".
    """
    counts = shares(len(rows), weights)
    open_rows = []
    for row in rows:
        value = fixed(row)
        if value:
            give(row, value)
            counts[value] = max(0, counts[value] - 1)
        else:
            open_rows.append(row)
    if open_rows and sum(counts.values()) != len(open_rows):
        counts = shares(len(open_rows), counts if any(counts.values()) else weights)
    open_rows.sort(key=order)
    at = 0
    for value, count in counts.items():
        for row in open_rows[at : at + count]:
            give(row, value)
        at += count


def _deal_profile(rows: Sequence[Row], rng: Random) -> None:
    def give(name: str) -> Callable[[Row, str], None]:
        return lambda row, value: setattr(row, name, value)

    def fixed(name: str) -> Callable[[Row], str]:
        return lambda row: getattr(row.script, name) if row.script else ""

    def anyone(_row: Row) -> float:
        return rng.random()

    _deal(rows, published.SEX, fixed("sex"), give("sex"), anyone)
    _deal(rows, published.AGE_BANDS, fixed("age_band"), give("age_band"), anyone)
    _deal(rows, published.NATIONALITY, fixed("nationality_share"), give("nationality"), anyone)
    # A disability pension is rarely given to the young.
    pension_first = {
        key: published.INCOME[key] for key in ("disability_pension", "wage", "other", "social_assistance")
    }
    _deal(
        rows,
        pension_first,
        fixed("income_share"),
        give("income"),
        lambda row: rng.random() + (0.7 if row.age_band == "18-24" else 0.0),
    )
    for row in rows:
        if row.nationality == "other":
            row.nationality = (
                row.script.nationality if row.script else rng.choice(("nordic", "european", "european"))
            )
        if row.income == "other":
            row.income = (
                row.script.income if row.script else rng.choice(("sickness_benefit", "other_benefit"))
            )


def _deal_problems(rows: Sequence[Row], rng: Random) -> None:
    """Problems by age band. Those with few get the next one sooner, so that most people have four to six."""
    young = [row for row in rows if row.age_band == "18-24"]
    older = [row for row in rows if row.age_band != "18-24"]
    wanted: list[tuple[str, Sequence[Row], int]] = []
    for domain, percent in published.PROBLEMS_YOUNG.items():
        in_young = round(len(young) * percent / 100)
        wanted.append((domain, young, in_young))
        if domain in published.PROBLEMS_ALL:
            in_all = round(len(rows) * published.PROBLEMS_ALL[domain] / 100)
            wanted.append((domain, older, max(0, in_all - in_young)))
        else:
            wanted.append((domain, older, round(len(older) * published.PROBLEMS_OLDER[domain] / 100)))
    for domain, percent in published.PROBLEMS_UNPRINTED.items():
        wanted.append((domain, rows, round(len(rows) * percent / 100)))
    have: dict[int, set[str]] = {row.index: set(row.script.problems) if row.script else set() for row in rows}
    for domain, group, count in wanted:
        count -= sum(domain in have[row.index] for row in group)
        free = [row for row in group if row.script is None]
        free.sort(key=lambda row: len(have[row.index]) + rng.random() * 4.5)
        for row in free[: max(0, count)]:
            have[row.index].add(domain)
    for row in rows:
        mine = have[row.index]
        if mine & {"alcohol", "drugs", "cannabis"}:
            mine.add("substance_total")
        row.problems = frozenset(mine)


def _deal_housing(rows: Sequence[Row], rng: Random, today: date) -> None:
    """Who has a home at the last report. It takes time to find one, and more time to lose one and find another."""
    order = {key: published.HOUSING[key] for key in ("never", "housed", "lost", "rehoused")}
    _deal(
        rows,
        order,
        lambda row: row.script.outcome if row.script else "",
        lambda row, value: setattr(row, "outcome", value),
        lambda row: min(row.days(today), 500) + rng.random() * 400,
    )


def _deal_changes(rows: Sequence[Row], rng: Random) -> None:
    """The nine-domain change of those rated at least once; those with the problem move before those without."""
    rated = [row for row in rows if any(day.held for day in row.reviews)]
    changes: dict[int, dict[str, int]] = {row.index: {} for row in rated}
    for domain, (better, worse) in published.CHANGES.items():
        counts = shares(len(rated), {1: better, -1: worse, 0: 100 - better - worse})
        rated.sort(key=lambda row: (domain not in row.problems) + rng.random() * 0.9)
        moved = [1] * counts[1] + [-1] * counts[-1]
        rng.shuffle(moved)
        for at, row in enumerate(rated):
            changes[row.index][domain] = moved[at] if at < len(moved) else 0
    for row in rated:
        row.changes = changes[row.index]


def _deal_rhythm(rows: Sequence[Row], rng: Random) -> None:
    free = [row for row in rows if row.script is None]
    rhythms = [days for days, count in shares(len(free), RHYTHMS).items() for _ in range(count)]
    rng.shuffle(rhythms)
    for row, days in zip(free, rhythms, strict=True):
        row.rhythm = days
    active = [row for row in free if row.end is None]
    signals = [signal for signal, count in shares(len(active), SIGNALS).items() for _ in range(count)]
    rng.shuffle(signals)
    for row, signal in zip(active, signals, strict=True):
        row.signal = signal
    for row in rows:
        if row.script:
            row.rhythm = row.script.rhythm
