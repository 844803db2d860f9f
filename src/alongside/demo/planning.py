"""Needs, plan and reviews of one course."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from alongside.demo.days import at, working_day
from alongside.demo.published import DOMAINS
from alongside.demo.scripts import read_texts
from alongside.demo.shapes import (
    Assessment,
    DomainRating,
    Goal,
    Judgement,
    Need,
    Plan,
    PlanVersion,
    Review,
    Step,
    SubGoal,
)
from alongside.demo.sheet import Row
from alongside.demo.speech import Speech

DIMENSIONS = (
    "housing", "mental_health", "physical_health", "economy",
    "daily_activities", "network", "substance_use", "education_work",
)  # fmt: skip
_DOMAINS_OF = {
    "mental_health": ("mental",),
    "physical_health": ("physical",),
    "economy": ("economy",),
    "daily_activities": ("daily",),
    "network": ("network",),
    "substance_use": ("alcohol", "drugs", "cannabis"),
}
_GOAL_TYPES = ("d41c8072-52f8-42b5-9375-ddbea454d27f",) * 3 + (
    "10752a63-00b4-4958-b7f4-9f3a18f74266",
    "e47c22bd-d88d-48ab-882b-419923e1f44e",
)
"""KL's FFB goal types: develop (most often), keep, limit the loss of functioning."""


def troubled_dimensions(row: Row) -> list[str]:
    """The life dimensions that were hard at the start, housing always."""
    return ["housing"] + [d for d, domains in _DOMAINS_OF.items() if row.problems.intersection(domains)]


def assess(
    row: Row, days: Sequence[datetime], by: Sequence[str], rng: Random, speech: Speech
) -> tuple[Assessment, ...]:
    """Needs in the eight dimensions, seen again on each of `days`; levels move as the nine-domain change says."""
    troubled = set(troubled_dimensions(row))
    urgent = set(rng.sample(sorted(troubled), min(2, len(troubled))))
    found = []
    for number, day in enumerate(days):
        late = number / (len(days) - 1) if len(days) > 1 else 0.0
        needs = []
        for dimension in DIMENSIONS:
            level = rng.choice((3, 3, 4)) if dimension in troubled else rng.choice((0, 1, 1, 2))
            level = max(0, min(4, level - round(_change(row, dimension) * 2 * late)))
            tone = "hard" if level >= 3 else "easier"
            needs.append(
                Need(
                    dimension,
                    speech.say("needs", dimension, f"person_{tone}"),
                    speech.say("needs", dimension, f"worker_{tone}"),
                    level if rng.random() > 0.06 else None,
                    speech.say("needs", dimension, "strengths") if rng.random() < 0.5 else "",
                    dimension in urgent and number == 0,
                )
            )
        found.append(Assessment(day, by[number], tuple(needs)))
    return tuple(found)


def _change(row: Row, dimension: str) -> int:
    if dimension == "housing":
        return {"housed": 1, "rehoused": 1, "lost": 0, "never": 0}[row.outcome]
    moves = [(row.changes or {}).get(domain, 0) for domain in _DOMAINS_OF.get(dimension, ())]
    return max(-1, min(1, sum(moves)))


class PlanWriter:
    """Writes the goals of one plan, and lets reviews reach or rest them."""

    def __init__(
        self,
        row: Row,
        rng: Random,
        speech: Speech,
        *,
        begun: date,
        agreed: date | None,
        today: date,
        ordered: bool,
    ) -> None:
        self._row, self._rng, self._speech = row, rng, speech
        self._begun, self._agreed, self._today, self._ordered = begun, agreed, today, ordered
        self.drafts = list(self._choose())
        self.ended: dict[str, tuple[date, str]] = {}
        self.sub_ended: dict[tuple[str, int], date] = {}

    def open_sub_goals(self, key: str, day: date) -> list[int]:
        """Which sub-goals of a goal are worked on that day, by their place."""
        if self._agreed is None or day < self._agreed:
            return []
        count = len(dict(self.drafts)[key]["sub_goals"])
        return [n for n in range(count) if (key, n) not in self.sub_ended or day < self.sub_ended[key, n]]

    def open_on(self, day: date) -> list[str]:
        """Keys of the goals worked on that day, from the day after they came."""
        return [
            key
            for key, template in self.drafts
            if self._added(template) < day and (key not in self.ended or day < self.ended[key][0])
        ]

    def dimension(self, key: str) -> str:
        return str(dict(self.drafts)[key]["dimension"])

    def _choose(self) -> list[tuple[str, Mapping[str, Any]]]:
        if self._row.script and self._row.script.goals:
            told = list(self._row.script.goals)
            if not any(goal["origin"] == "commissioned" for goal in told):
                home = next(goal for goal in read_texts("goals")["order"] if goal["dimension"] == "housing")
                told.append({**home, "origin": "commissioned"})
            return [(f"goal-{n}", goal) for n, goal in enumerate(told, 1)]
        dimensions = troubled_dimensions(self._row)
        if self._rng.random() < 0.2:
            dimensions.append("education_work")
        texts = read_texts("goals")
        own_in = self._rng.sample(dimensions, min(len(dimensions), self._rng.choice((1, 2, 2, 3))))
        many = self._rng.choice((1, 1, 2)) if self._ordered else 0
        ordered_in = self._rng.sample(dimensions, min(len(dimensions), many))
        chosen = [
            {**self._rng.choice([t for t in texts["own"] if t["dimension"] == dimension]), "origin": "own"}
            for dimension in own_in
        ] + [
            {
                **self._rng.choice([t for t in texts["order"] if t["dimension"] == dimension]),
                "origin": "commissioned",
            }
            for dimension in ordered_in
        ]
        if self._agreed is None:
            chosen = [{**goal, "sub_goals": ()} for goal in chosen if goal["origin"] == "commissioned"]
        return [(f"goal-{n}", goal) for n, goal in enumerate(chosen, 1)]

    def _added(self, template: Mapping[str, Any]) -> date:
        """Commissioned goals come with the order; own goals with the plan."""
        return self._begun if template["origin"] == "commissioned" or self._agreed is None else self._agreed

    def goals(self) -> tuple[Goal, ...]:
        return tuple(self._goal(key, template) for key, template in self.drafts)

    def _goal(self, key: str, t: Mapping[str, Any]) -> Goal:
        added = self._added(t)
        ended, ending = self.ended.get(key, (None, ""))
        commissioned = t["origin"] == "commissioned"
        expected = self._rng.choice((1, 1, 2))
        view = "there" if ending == "reached" else self._rng.choice(("closer", "same", "closer", "further"))
        return Goal(
            key,
            t["title"],
            t["origin"],
            t["dimension"],
            t.get("theme", ""),
            self._rng.choice(_GOAL_TYPES) if commissioned else "",
            t.get("current", expected + self._rng.choice((1, 1, 2))) if commissioned else None,
            t.get("expected", expected) if commissioned else None,
            t.get("person_view") or self._speech.say("goals", "person_view", view),
            t.get("worker_view") or self._speech.say("goals", "worker_view", view),
            added,
            ended,
            ending,
            tuple(self._sub_goal(t, sub, ended) for sub in t["sub_goals"]),
        )

    def _sub_goal(self, t: Mapping[str, Any], sub: Mapping[str, Any], ended: date | None) -> SubGoal:
        added = self._agreed or self._begun
        stop = ended or self._row.end
        if "due" in sub:
            due = self._today + timedelta(days=sub["due"])
        elif stop:
            due = working_day(stop + timedelta(days=self._rng.randint(-15, 20)))
        else:
            due = working_day(self._today + timedelta(days=self._rng.randint(10, 100)))
        steps = [self._step(step, added, stop, number) for number, step in enumerate(sub["steps"])]
        return SubGoal(
            sub["title"],
            sub["indicator"],
            sub["baseline"],
            sub["target"],
            "order" if t["origin"] == "commissioned" else "person",
            max(due, added + timedelta(days=7)),
            added,
            tuple(steps),
        )

    def _step(self, step: Any, added: date, stop: date | None, number: int) -> Step:
        if isinstance(step, Mapping):
            due = self._today + timedelta(days=step["due"]) if "due" in step else None
            done = self._today - timedelta(days=step["done"]) if "done" in step else None
            return Step(step["title"], step["owner"], step.get("owner_name", ""), due, added, done)
        owner, title = step.split(": ", 1)
        owner, _, name = owner.removesuffix(")").partition(" (")
        worked = max(8, ((stop or self._today) - added).days)
        due = working_day(added + timedelta(days=self._rng.randint(7, 30) * (number + 1)))
        done_by = added + timedelta(days=self._rng.randint(3, worked + 20))
        closed = self._row.closed_between
        if closed and closed[0] <= done_by < closed[1]:
            done_by = closed[0] - timedelta(days=1)
        done = done_by if done_by < (stop or self._today) and self._rng.random() < 0.85 else None
        if done is None and stop is None and due < self._today:
            due = working_day(self._today + timedelta(days=self._rng.randint(-4, 30)))
        return Step(title, owner, name, due, added, done)


def agreements(
    row: Row, reviews: Sequence[datetime], agreed: datetime, by: Sequence[str], rng: Random, today: date
) -> tuple[PlanVersion, ...]:
    """The plan's versions: first agreed after some weeks, and again at every third review. `by` names the worker
    of each. One person in twelve does not want to agree; the plan stands all the same."""
    days = [agreed, *reviews[1::3]]
    versions = []
    for number, day in enumerate(days):
        how = rng.choices(("aloud", "signed", "refused"), (62, 30, 8))[0]
        note = "Ønskede ikke at skrive under. Planen gælder alligevel." if how == "refused" else ""
        versions.append(PlanVersion(day, how, by[number], note))
    script = row.script
    if script and script.agreed is not None:
        told = at(today - timedelta(days=script.agreed), 14, 0)
        kept = [version for version in versions if version.agreed < told - timedelta(days=30)]
        return (*kept, PlanVersion(told, script.agreed_how, script.worker, script.agreed_note))
    return tuple(versions)


def domain_sequence(change: int, reviews: int, rng: Random) -> list[str]:
    """Ratings of one domain over `reviews` reviews whose last and whose balance both say `change`."""
    words = {1: "better", -1: "worse"}
    ratings = ["unchanged"] * reviews
    if change:
        ratings = [words[change] if rng.random() < 0.3 else "unchanged" for _ in range(reviews)]
        ratings[-1] = words[change]
    elif reviews > 2 and rng.random() < 0.25:
        up, down = rng.sample(range(reviews - 1), 2)
        ratings[up], ratings[down] = "better", "worse"
    return ratings


class ReviewWriter:
    """Writes the held reviews of one course in order of time."""

    def __init__(self, row: Row, rng: Random, speech: Speech, plan: PlanWriter, held: int) -> None:
        self._row, self._rng, self._speech, self._plan, self._held = row, rng, speech, plan, held
        changes = row.changes or {}
        self._ratings = {domain: domain_sequence(changes.get(domain, 0), held, rng) for domain in DOMAINS}

    def write(
        self, number: int, due: date, held: datetime, by: str, next_due: date | None, home: bool
    ) -> Review:
        """Review `number` (from 0) of this course."""
        last = number == self._held - 1 and self._row.end is not None
        ending = last and self._row.end is not None and (self._row.end - held.date()).days < 60
        need = self._rng.choice(("less", "no") if ending else ("yes", "yes", "yes", "more", "less"))
        present = (
            ()
            if self._rng.random() < 0.6
            else (self._rng.choice(("Karin Holst", "Søster", "Kontaktperson", "Ven")),)
        )
        return Review(
            due,
            held,
            by,
            "home" if home else "public",
            present,
            tuple(one for key in self._plan.open_on(held.date()) for one in self._judge(key, held.date())),
            tuple(self._rate(domain, number) for domain in DOMAINS),
            need,
            self._rng.choice(("yes", "yes", need)),
            self._rng.choice(("yes", "yes", need)),
            self._rng.choice(("end", "end_and_redirect")) if ending else "continue",
            None if ending else next_due,
        )

    def _judge(self, key: str, day: date) -> list[Judgement]:
        """The goal, and then those of its sub-goals that are worked on."""
        told = self._row.script is not None and bool(self._row.script.goals)
        worker = self._rng.choices(("closer", "same", "further", "there"), (40, 35, 13, 0 if told else 12))[0]
        after = "reached" if worker == "there" else "go_on"
        if after == "go_on" and not told:
            after = self._rng.choices(("go_on", "change", "rest"), (84, 11, 5))[0]
        if after == "rest" and len(self._plan.open_on(day)) < 2:
            after = "go_on"
        subs = self._plan.open_sub_goals(key, day)
        if after in ("reached", "rest"):
            self._plan.ended[key] = (day + timedelta(days=1), "reached" if after == "reached" else "resting")
        found = [self._judgement(key, None, worker, after)]
        for number in subs:
            sub_after = after
            if after == "go_on" and worker == "closer" and len(subs) > 1 and self._rng.random() < 0.15:
                sub_after = "reached"
            if sub_after in ("reached", "rest"):
                self._plan.sub_ended[key, number] = day + timedelta(days=1)
            movement = "there" if sub_after == "reached" else worker
            found.append(self._judgement(key, number, movement, sub_after))
        return found

    def _judgement(self, key: str, sub_goal: int | None, worker: str, after: str) -> Judgement:
        person = worker if self._rng.random() < 0.75 else self._rng.choice(("closer", "same", "further"))
        return Judgement(
            key,
            sub_goal,
            person,
            self._speech.say("goals", "person_view", person),
            worker,
            self._speech.say("goals", "worker_view", worker),
            after,
        )

    def _rate(self, domain: str, number: int) -> DomainRating:
        worker = self._ratings[domain][number]
        chance = self._rng.random()
        person = (
            worker
            if chance < 0.75
            else ""
            if chance < 0.87
            else self._rng.choice(("better", "unchanged", "worse"))
        )
        return DomainRating(domain, person, worker)


def write_plan(
    writer: PlanWriter, versions: tuple[PlanVersion, ...], speech: Speech, row: Row, rng: Random
) -> Plan:
    """The plan with everything its reviews have reached."""
    dimensions = troubled_dimensions(row)
    if row.script:
        return Plan(row.script.wishes, row.script.purpose, writer.goals(), versions)
    wishes = [speech.say("wishes", "wishes", d) for d in rng.sample(dimensions, min(3, len(dimensions)))]
    return Plan(
        tuple(wishes), speech.say("wishes", "purposes", rng.choice(dimensions)), writer.goals(), versions
    )
