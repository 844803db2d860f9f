"""Where people lived, and when a course paused: both follow from what was dealt on the sheet."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from alongside.demo.rests import Pause, scripted
from alongside.demo.scripts import read_texts
from alongside.demo.shapes import HousingPeriod
from alongside.demo.sheet import Row
from alongside.demo.speech import Speech

_WITHOUT_HOME = {
    "shelter": 36, "with_others": 25, "street": 14, "transition_flat": 8, "ward": 5, "treatment": 5, "prison": 5
}  # fmt: skip
_PAUSES = {"hospital": 50, "prison": 15, "treatment": 20, "travelling": 9, "wish": 6}


def housing(row: Row, rng: Random, today: date) -> tuple[HousingPeriod, ...]:
    """The whole housing history, without gaps, from before the course to its end or today."""
    if row.script:
        return _scripted(row, today)
    days = row.days(today)
    end = row.start + timedelta(days=days)
    periods: list[HousingPeriod] = []

    def tenancy(start: date, until: date | None, how_ended: str = "") -> None:
        periods.append(HousingPeriod("own_tenancy", address(rng), start, until, how_ended))

    def without(start: date, until: date | None) -> None:
        periods.extend(_spells(start, until, end, rng))

    before = row.start - timedelta(days=rng.randint(40, 500))
    if row.outcome == "never":
        without(before, None)
    elif row.outcome == "housed":
        if days < 60 or rng.random() < 0.3:
            tenancy(row.start - timedelta(days=rng.randint(60, 1500)), None)
        else:
            moved_in = row.start + timedelta(days=min(400, max(20, int(days * rng.uniform(0.1, 0.6)))))
            without(before, moved_in)
            tenancy(moved_in, None)
    else:
        first = row.start + timedelta(days=int(days * rng.uniform(0.05, 0.2)))
        lost = row.start + timedelta(days=int(days * rng.uniform(0.35, 0.55)))
        without(before, first)
        tenancy(first, lost, "lost")
        if row.outcome == "lost":
            without(lost, None)
        else:
            again = row.start + timedelta(days=int(days * rng.uniform(0.7, 0.9)))
            without(lost, again)
            tenancy(again, None)
    return tuple(periods)


def _spells(start: date, until: date | None, horizon: date, rng: Random) -> list[HousingPeriod]:
    """One to three stays without a home of one's own, one after the other."""
    days = ((until or horizon) - start).days
    cuts = sorted({rng.randrange(10, days - 5) for _ in range(rng.choice((0, 1, 1, 2)))}) if days > 60 else []
    edges = [start, *(start + timedelta(days=cut) for cut in cuts), until]
    spells: list[HousingPeriod] = []
    last_kind = ""
    for at in range(len(edges) - 1):
        kinds = {kind: weight for kind, weight in _WITHOUT_HOME.items() if kind != last_kind}
        last_kind = rng.choices(list(kinds), list(kinds.values()))[0]
        begin = edges[at]
        assert begin is not None
        spells.append(
            HousingPeriod(
                last_kind, _place(last_kind, rng), begin, edges[at + 1], "moved" if edges[at + 1] else ""
            )
        )
    return spells


def _place(kind: str, rng: Random) -> str:
    places = read_texts("course")["places"]
    return str(rng.choice(places[kind])) if kind in places else address(rng)


def address(rng: Random) -> str:
    """An address in Solby, which does not exist."""
    return f"{rng.choice(Speech.options('course', 'places', 'streets'))} {rng.randint(1, 140)}"


def _scripted(row: Row, today: date) -> tuple[HousingPeriod, ...]:
    assert row.script
    told = row.script.housing
    periods = []
    for at, place in enumerate(told):
        after = told[at + 1] if at + 1 < len(told) else None
        end = today - timedelta(days=after["since"]) if after else None
        how = "" if after is None else "lost" if after.get("lost") else "moved"
        periods.append(
            HousingPeriod(place["kind"], place["place"], today - timedelta(days=place["since"]), end, how)
        )
    return tuple(periods)


def kind_on(periods: tuple[HousingPeriod, ...], day: date) -> HousingPeriod:
    """Where the person lived on `day`; the first place before that is known."""
    for period in periods:
        if period.end is None or day < period.end:
            return period
    return periods[-1]


def pauses(row: Row, rng: Random, speech: Speech, today: date) -> tuple[Pause, ...]:
    """At most one pause, clear of the first weeks and of the time a course was closed. Few pauses last today."""
    if row.script:
        return tuple(scripted(pause, today) for pause in row.script.pauses)
    days = row.days(today)
    kind = rng.choices(list(_PAUSES), list(_PAUSES.values()))[0]
    note = speech.say("course", "pause", kind)
    if row.end is None and row.signal == "in_rhythm" and days > 60 and rng.random() < 0.025:
        start = today - timedelta(days=rng.randint(2, 20))
        if row.closed_between is None or start > row.closed_between[1]:
            return (Pause(kind, start, None, note),)
    if days < 150 or rng.random() > 0.12:
        return ()
    start = row.start + timedelta(days=rng.randint(40, days - 80))
    end = start + timedelta(days=rng.randint(8, 60))
    if row.closed_between and start <= row.closed_between[1] and row.closed_between[0] <= end:
        return ()
    return (Pause(kind, start, end, note),)
