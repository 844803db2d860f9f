"""The contacts of one course: in rhythm, or quiet, or silent, as the sheet says."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from alongside.demo.days import at, working_day
from alongside.demo.homes import kind_on
from alongside.demo.planning import PlanWriter, troubled_dimensions
from alongside.demo.rests import Pause
from alongside.demo.shapes import Appointment, Contact, Draft, HousingPeriod, Touch
from alongside.demo.sheet import Row
from alongside.demo.speech import Speech

_KINDS = {"held": 68, "tried": 13, "phone": 13, "message": 6}
_TRIED = {
    "did_not_come": 28, "not_found": 14, "did_not_open": 20, "no_answer": 16,
    "cancelled_by_person": 11, "cancelled_by_us": 3,
}  # fmt: skip
_MINUTES = (15, 20, 30, 30, 30, 45, 45, 45, 60, 60, 75, 90, 120)
_WHERE: Mapping[str, Mapping[str, int]] = {
    "own_tenancy": {"home": 56, "public": 15, "street": 4, "service": 13, "office": 9, "other": 3},
    "transition_flat": {"home": 50, "public": 18, "service": 18, "office": 14},
    "supported": {"home": 50, "public": 18, "service": 18, "office": 14},
    "shelter": {"shelter": 46, "public": 22, "street": 8, "service": 16, "office": 8},
    "street": {"street": 50, "public": 28, "service": 14, "office": 8},
    "with_others": {"public": 42, "street": 16, "service": 22, "office": 20},
    "ward": {"ward": 80, "public": 10, "service": 10},
    "treatment": {"treatment": 80, "public": 20},
    "prison": {"prison": 100},
}
_PAUSED_AT = {"hospital": "ward", "prison": "prison", "treatment": "treatment"}
_LOST_DAYS = 180
_COMPANIONS = (
    "Søster",
    "Bror",
    "Mor",
    "En ven",
    "Sagsbehandler",
    "Sygeplejerske",
    "Vicevært",
    "Kontaktperson",
)


@dataclass(frozen=True, slots=True)
class Setting:
    """What a contact needs to know of the course around it."""

    row: Row
    today: date
    housing: tuple[HousingPeriod, ...]
    pauses: tuple[Pause, ...]
    plan: PlanWriter
    worker_on: Callable[[date], str]
    lost_touch: bool = False
    """The course ended because we could not reach the person: half a year of tries comes before that."""


class ContactWriter:
    """Writes every contact of one course, oldest first."""

    def __init__(self, setting: Setting, rng: Random, speech: Speech) -> None:
        self._s, self._rng, self._speech = setting, rng, speech
        self._dimensions = troubled_dimensions(setting.row)

    def write(self) -> tuple[Contact, ...]:
        row, today = self._s.row, self._s.today
        told = sorted(row.script.contacts, key=lambda c: (-c["days"], c["at"])) if row.script else []
        if row.end is not None:
            stop = row.end - timedelta(days=_LOST_DAYS if self._s.lost_touch else 1)
        elif told:
            stop = today - timedelta(days=told[0]["days"] + row.rhythm)
        else:
            stop = self._last_met()
        contacts = [self._contact(day, "held" if day == stop else None) for day in self._meeting_days(stop)]
        if told:
            contacts += [self._told(entry) for entry in told]
        elif row.end is None or self._s.lost_touch:
            contacts += self._since(stop)
        contacts.sort(key=lambda contact: contact.at)
        return tuple(contacts)

    def _last_met(self) -> date:
        """The day of the last meeting of a course that goes on: within the rhythm, past it, or long past it."""
        row, today = self._s.row, self._s.today
        ago = {
            "in_rhythm": self._rng.randint(1, row.rhythm),
            "quiet": self._rng.randint(row.rhythm + 1, row.rhythm * 2),
            "silent": self._rng.randint(row.rhythm * 2 + 1, min(row.rhythm * 5, 45)),
        }[row.signal]
        return max(today - timedelta(days=ago), row.start + timedelta(days=1))

    def _meeting_days(self, stop: date) -> list[date]:
        """Working days up to `stop`, which is one of them: closer together in the first weeks, further in a pause."""
        row = self._s.row
        day = row.start + timedelta(days=1)
        days = []
        while day < stop:
            if not (row.closed_between and row.closed_between[0] <= day < row.closed_between[1]):
                days.append(day)
            pace = self._rng.uniform(0.5, 1.3)
            if (day - row.start).days < 60:
                pace *= 0.7
            if self._pause_on(day):
                pace *= 2.5
            day = working_day(day + timedelta(days=max(1, round(row.rhythm * pace))))
        return [*days, stop] if stop > row.start else days

    def _pause_on(self, day: date) -> Pause | None:
        return next((p for p in self._s.pauses if p.start <= day and (p.end is None or day < p.end)), None)

    def _contact(self, day: date, kind: str | None = None) -> Contact:
        rng = self._rng
        kind = kind or rng.choices(list(_KINDS), list(_KINDS.values()))[0]
        pause = self._pause_on(day)
        if pause and pause.kind == "travelling":
            kind = "phone" if kind in ("held", "tried") else kind
        when = at(day, rng.randint(8, 16), rng.randrange(0, 60, 5))
        if kind in ("phone", "message"):
            minutes = rng.randint(3, 25) if kind == "phone" else 1
            return self._make(
                when, kind, "held", "remote", "", "", minutes, self._speech.say("notes", kind, "any"), ()
            )
        place, place_name, opening = self._where(day, pause)
        if kind == "tried":
            return self._tried(when, place, place_name)
        goals = self._s.plan.open_on(day)
        touched = rng.sample(goals, min(len(goals), rng.choice((0, 1, 1, 1, 2))))
        moves = [rng.choices(("forward", "same", "back"), (42, 43, 15))[0] for _ in touched]
        about = self._s.plan.dimension(touched[0]) if touched else rng.choice(self._dimensions)
        mood = moves[0] if moves else rng.choice(("forward", "same", "same"))
        return self._make(
            when,
            "visit",
            "held",
            place,
            place_name,
            "",
            45 if place == "prison" else rng.choice(_MINUTES),
            self._note(opening, about, mood),
            tuple(Touch(goal, move) for goal, move in zip(touched, moves, strict=True)),
        )

    def _tried(self, when: datetime, place: str, place_name: str) -> Contact:
        outcome = self._rng.choices(list(_TRIED), list(_TRIED.values()))[0]
        if outcome == "did_not_open" and place != "home":
            outcome = "did_not_come"
        if outcome == "not_found" and place == "home":
            outcome = "did_not_open"
        kind, status = "visit", "cancelled" if outcome.startswith("cancelled") else "tried"
        if outcome == "no_answer" or status == "cancelled":
            kind, place, place_name = "phone", "remote", ""
        minutes = 2 if place == "remote" else self._rng.choice((10, 15, 20, 30))
        note = self._speech.say("notes", "tried", outcome)
        return self._make(when, kind, status, place, place_name, outcome, minutes, note, ())

    def _note(self, opening: str, about: str, mood: str) -> str:
        rng, say = self._rng, self._speech.say
        parts = [opening, say("notes", "did", about)]
        if rng.random() < 0.65:
            parts.append(say("notes", "said", mood))
        if rng.random() < 0.6:
            parts.append(say("notes", "agreed", "any"))
        return " ".join(parts)

    def _where(self, day: date, pause: Pause | None) -> tuple[str, str, str]:
        """Key of the place, its name, and the sentence a note opens with there."""
        home = kind_on(self._s.housing, day)
        where = _WHERE[home.kind]
        if pause and pause.kind in _PAUSED_AT:
            where = {_PAUSED_AT[pause.kind]: 100}
        place = self._rng.choices(list(where), list(where.values()))[0]
        told = self._speech.say("notes", "opening", place)
        name, bar, opening = told.partition(" | ")
        if bar:
            return place, name, opening
        return place, home.place if place == "home" else "", told

    def _make(
        self,
        when: datetime,
        kind: str,
        status: str,
        place: str,
        place_name: str,
        outcome: str,
        minutes: int,
        note: str,
        touches: tuple[Touch, ...],
    ) -> Contact:
        rng = self._rng
        written = when + timedelta(minutes=minutes + rng.randint(2, 40))
        if rng.random() < 0.07:
            written += timedelta(hours=rng.randint(15, 40))
        written = min(written, at(self._s.today, 0, 0) - timedelta(minutes=1))
        met = kind == "visit" and status == "held"
        present = (rng.choice(_COMPANIONS),) if met and rng.random() < 0.12 else ()
        amendment, amended = "", None
        if met and rng.random() < 0.012:
            amendment = self._speech.say("notes", "amendment", "any")
            amended = min(
                written + timedelta(hours=rng.randint(20, 70)), at(self._s.today, 0, 0) - timedelta(minutes=1)
            )
        worker = self._s.worker_on(when.date())
        return Contact(
            when,
            written,
            kind,
            status,
            place,
            place_name,
            outcome,
            minutes,
            worker,
            present,
            note,
            touches,
            amendment,
            amended,
        )

    def _since(self, last_met: date) -> list[Contact]:
        """What happened after the last meeting: we tried, the more often the longer it has been."""
        row, today = self._s.row, self._s.today
        if row.end is None and row.signal == "in_rhythm":
            return []
        tries = []
        day = working_day(last_met + timedelta(days=max(1, row.rhythm // 2)))
        while day < (row.end or today):
            when = at(day, self._rng.randint(8, 19), self._rng.randrange(0, 60, 5))
            tries.append(self._tried(when, *self._where(day, None)[:2]))
            day = working_day(day + timedelta(days=max(2, row.rhythm // 2)))
        return tries

    def _told(self, entry: Mapping[str, Any]) -> Contact:
        hour, minute = (int(part) for part in entry["at"].split(":"))
        day = self._s.today - timedelta(days=entry["days"])
        keys = {t["title"]: key for key, t in self._s.plan.drafts}
        when = at(day, hour, minute)
        return Contact(
            when,
            min(when + timedelta(minutes=entry["minutes"] + 5), at(self._s.today, 0, 0)),
            entry["kind"],
            entry.get("status", "held"),
            entry.get("place", "remote"),
            entry.get("place_name", ""),
            entry.get("outcome", ""),
            entry["minutes"],
            entry.get("by") or self._s.worker_on(day),
            tuple(entry.get("present", ())),
            entry["note"],
            tuple(Touch(keys[title], movement) for title, movement in entry.get("touches", {}).items()),
        )


def appointments(
    setting: Setting, last_met: date | None, rng: Random, speech: Speech
) -> tuple[Appointment, ...]:
    """What is planned from today on. Everyone in rhythm has a next time; some of those are today."""
    row, today = setting.row, setting.today
    if row.end is not None:
        return ()
    if row.script:
        return tuple(_told_appointment(entry, row.script.worker, today) for entry in row.script.appointments)
    if row.signal == "silent" or rng.random() < 0.12:
        return ()
    due = (last_met or today) + timedelta(days=row.rhythm)
    day = max(today, due - timedelta(days=rng.randint(0, 2)))
    day = day if day == today else working_day(day)
    home = kind_on(setting.housing, day)
    place = "home" if home.kind in ("own_tenancy", "transition_flat") else "public"
    # Hours go by the person's place on the list, so that a worker's day does not collide with itself.
    when = at(day, 8 + row.index % 8, rng.choice((0, 15, 30, 45)))
    place_name = (
        home.place if place == "home" else speech.say("notes", "opening", "public").partition(" | ")[0]
    )
    about = speech.say("notes", "appointment", "any")
    return (Appointment(when, rng.choice((30, 45, 60)), place, place_name, about, setting.worker_on(today)),)


def _told_appointment(entry: Mapping[str, Any], worker: str, today: date) -> Appointment:
    hour, minute = (int(part) for part in entry["at"].split(":"))
    when = at(today + timedelta(days=entry["in"]), hour, minute)
    return Appointment(when, entry["minutes"], entry["place"], entry["place_name"], entry["about"], worker)


def drafts(setting: Setting, contacts: Sequence[Contact], rng: Random, speech: Speech) -> tuple[Draft, ...]:
    """A note begun and not signed: the worker was called away."""
    row = setting.row
    if row.end is not None:
        return ()
    if row.script:
        return tuple(
            Draft(
                at(setting.today - timedelta(days=d["days"]), *(int(part) for part in d["at"].split(":"))),
                row.script.worker,
                d["place"],
                d["minutes"],
                d["text"],
            )
            for d in row.script.drafts
        )
    if row.signal != "in_rhythm" or not contacts or rng.random() > 0.03:
        return ()
    last = contacts[-1]
    begun = min(
        last.at + timedelta(minutes=rng.randint(60, 200)), at(setting.today, 0, 0) - timedelta(minutes=5)
    )
    return (Draft(begun, last.by, last.place, 30, speech.say("notes", "draft", "any")),)
