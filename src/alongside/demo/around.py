"""Invents who is around a person, the plans that others lead, and what one has to know before meeting them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from alongside.demo.chance import chance
from alongside.demo.days import at, working_day
from alongside.demo.scripts import any_name, read_texts
from alongside.demo.sheet import Row
from alongside.demo.speech import Speech
from alongside.demo.warned import (
    AroundPerson,
    AroundPlan,
    Crisis,
    DailyLine,
    Drawn,
    Event,
    FoundPlace,
    Heed,
    MeetingAhead,
    PlanAsks,
    RoadLine,
    Surroundings,
    ThreadWords,
)

_MAY_SPEAK = {"yes": 5, "ask": 2, "no": 1, "unasked": 3}
_DAYS_OF_A_HEED = 14


def surroundings(row: Row, name: str, *, seed: int, today: date) -> Surroundings:
    """Whom a person has around them today. Nothing for courses that have ended: it is written while one walks along."""
    if row.end is not None:
        return Surroundings()
    texts = read_texts("around")
    if row.script is not None and row.script.given in texts["named"]:
        return _told(texts["named"][row.script.given], today)
    rng = chance("around", seed, row.index)
    speech = Speech(rng, name, row.sex)
    kinds = rng.sample(sorted(texts["plans"]), k=rng.choice((0, 1, 1, 2)))
    return Surroundings(
        tuple(_people(row, rng, texts)),
        tuple(
            replace(
                _plan(kind, texts["plans"][kind], rng, today),
                asks=_asks(texts["plans"][kind], row, seed, today),
            )
            for kind in kinds
        ),
        tuple(_heeds(rng, speech, today)),
    )


def _people(row: Row, rng: Any, texts: Any) -> Iterator[AroundPerson]:
    def may_speak() -> str:
        return str(rng.choices(list(_MAY_SPEAK), list(_MAY_SPEAK.values()))[0])

    for relation in rng.sample(texts["family"]["relation"], k=rng.choice((0, 1, 1, 2))):
        given, family = any_name(row.nationality, rng.choice(("female", "male")), rng)
        phone = f"55 50 {rng.randrange(10, 99)} {rng.randrange(10, 99)}" if rng.random() < 0.6 else ""
        note = rng.choice(texts["family"]["note"])
        yield AroundPerson("private", f"{given} {family}", relation, "", phone, may_speak(), note)
    if rng.random() < 0.5:
        yield AroundPerson("private", rng.choice(texts["friends"]["someone"]), "ven", "", "", may_speak(), "")
    for one in rng.sample(texts["professionals"], k=rng.choice((0, 1, 2))):
        yield AroundPerson(
            "professional", one["name"], one["relation"], one["organisation"], "", may_speak(), ""
        )


def _plan(kind: str, texts: Any, rng: Any, today: date) -> AroundPlan:
    following = rng.random() < 0.7
    return AroundPlan(
        kind,
        texts["organisation"],
        "",
        today - timedelta(days=rng.randrange(40, 300)),
        today + timedelta(days=rng.randrange(-5, 45)) if following else None,
        rng.choice(texts["next"]) if following else "",
        "",
    )


def _asks(texts: Any, row: Row, seed: int, today: date) -> tuple[PlanAsks, ...]:
    """One demand of every second plan, sometimes with somebody who helps."""
    rng = chance("asks", seed, row.index, texts["organisation"])
    if rng.random() < 0.5:
        return ()
    due_on = today + timedelta(days=rng.randrange(3, 60)) if rng.random() < 0.4 else None
    return (PlanAsks(rng.choice(texts["asks"]), due_on, rng.choice((texts["helps"], ""))),)


def _heeds(rng: Any, speech: Speech, today: date) -> Iterator[Heed]:
    if rng.random() < 0.12:
        said = today - timedelta(days=rng.randrange(1, 18))
        yield Heed(
            speech.say("around", "flags", "ours"), said, said + timedelta(days=_DAYS_OF_A_HEED), False, ""
        )
    if rng.random() < 0.1:
        said = today - timedelta(days=rng.randrange(5, 80))
        yield Heed(speech.say("around", "flags", "asked"), said, said + timedelta(days=90), True, "")


def _told(named: Any, today: date) -> Surroundings:
    """What the cast's texts say, in days from today."""

    def day(days: int | None) -> date | None:
        return None if days is None else today + timedelta(days=days)

    return Surroundings(
        tuple(
            AroundPerson(
                one["kind"],
                one["name"],
                one["relation"],
                one.get("organisation", ""),
                one.get("phone", ""),
                one["may_speak"],
                one.get("note", ""),
            )
            for one in named["members"]
        ),
        tuple(
            AroundPlan(
                one["kind"],
                one["organisation"],
                one.get("worker_name", ""),
                today - timedelta(days=one["since"]),
                day(one.get("next")),
                one.get("next_text", ""),
                one.get("note", ""),
                tuple(
                    PlanAsks(
                        asked["text"], day(asked.get("due")), asked.get("support", ""), asked.get("goal", "")
                    )
                    for asked in one.get("asks", ())
                ),
            )
            for one in named["plans"]
        ),
        tuple(
            Heed(
                one["text"],
                today - timedelta(days=one["said"]),
                today + timedelta(days=one["until"]),
                one.get("asked_for", False),
                one["by"],
            )
            for one in named["flags"]
        ),
        _crisis(named["crisis"], today) if "crisis" in named else None,
        tuple(
            DailyLine(one["kind"], one["text"], one["told_by"], today - timedelta(days=one["said"]))
            for one in named.get("daily", ())
        ),
        tuple(_event(one, today) for one in named.get("events", ())),
        tuple(
            Drawn(today - timedelta(days=one["days"]), one["rings"], one["words"])
            for one in named.get("maps", ())
        ),
        tuple(
            RoadLine(one["kind"], today - timedelta(days=one["done"]) if "done" in one else None, one["note"])
            for one in named.get("road", ())
        ),
        named.get("reminded_at", ""),
        _meeting(named["meeting"], today) if "meeting" in named else None,
        tuple(FoundPlace(one["place"], one["best"], one["told_by"]) for one in named.get("found_at", ())),
        tuple(
            ThreadWords(
                at(today - timedelta(days=one["days"]), 10, 15),
                one["kind"],
                one["from"] == "them",
                one["text"],
            )
            for one in named.get("thread", ())
        ),
    )


def _meeting(told: Any, today: date) -> MeetingAhead:
    day = working_day(today + timedelta(days=told["in"]))
    own = ("in", "text", "place", "place_text", "about", "papers", "names")
    return MeetingAhead(
        at=at(day, 13, 0),
        text=told["text"],
        place=told["place"],
        place_text=told["place_text"],
        about=told["about"],
        papers=tuple(told["papers"]),
        names=tuple(told["names"]),
        said={name: text for name, text in told.items() if name not in own},
    )


def _event(told: Any, today: date) -> Event:
    apart = ("kind", "days", "clock", "follow_up", "learning")
    return Event(
        told["kind"],
        datetime.combine(today - timedelta(days=told["days"]), told["clock"]),
        {name: text for name, text in told.items() if name not in apart},
        told.get("follow_up", ""),
        told.get("learning", ""),
    )


def _crisis(told: Any, today: date) -> Crisis:
    said = {name: text for name, text in told.items() if name not in ("agreed", "calls")}
    agreed_on = today - timedelta(days=told["agreed"])
    return Crisis(agreed_on, tuple(told["calls"]), said)
