"""Reads the named people's stories (`texts/cast.toml`) and the intake cards (`texts/intake.toml`)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, TypeVar

_FOLDER = Path(__file__).parent / "texts"


@dataclass(frozen=True, slots=True)
class Script:
    """A named person's course. Days count back from today; keys are those of the practice profile."""

    given: str
    family: str
    sex: str
    age_band: str
    age: int
    """At the start of the course."""
    worker: str
    started: int
    rhythm: int
    last_met: int
    outcome: str
    problems: tuple[str, ...]
    income: str
    next_review: int
    """Days from today, negative when it is late."""
    own_words: str
    own_words_on: int
    own_words_where: str
    wishes: tuple[str, ...]
    purpose: str
    reason: str
    housing: tuple[Mapping[str, Any], ...]
    """`kind`, `place`, `since` (days ago), `lost` when a tenancy before it was lost."""
    goals: tuple[Mapping[str, Any], ...] = ()
    contacts: tuple[Mapping[str, Any], ...] = ()
    """The last weeks, told one by one; they replace what would be made up for that time."""
    appointments: tuple[Mapping[str, Any], ...] = ()
    pauses: tuple[Mapping[str, Any], ...] = ()
    drafts: tuple[Mapping[str, Any], ...] = ()
    ended: int | None = None
    closing: Mapping[str, Any] = field(default_factory=dict)
    call_me: str = ""
    nationality: str = "danish"
    agreed: int | None = None
    """Days since the plan was last agreed."""
    agreed_how: str = "aloud"
    agreed_note: str = ""

    @property
    def nationality_share(self) -> str:
        """The share of the published profile that this nationality counts in."""
        return self.nationality if self.nationality in ("danish", "african", "middle_eastern") else "other"

    @property
    def income_share(self) -> str:
        return self.income if self.income in ("social_assistance", "disability_pension", "wage") else "other"


@dataclass(frozen=True, slots=True)
class IntakeCard:
    """A named person who waits for an answer, or was answered this month."""

    given: str
    family: str
    sex: str
    state: str
    arrived: int
    source: str
    referrer: str
    place: str
    reason: str
    age: int | None = None
    nationality: str = "danish"
    income: str = "unknown"
    call_me: str = ""
    wish: str = ""
    purpose: str = ""
    target_groups: tuple[str, ...] = ()
    answers: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    decided: int | None = None
    decision: Mapping[str, Any] = field(default_factory=dict)
    same_birth_as: str = ""
    """Family name of someone in the cast with the same birth date: perhaps the same person."""


T = TypeVar("T", Script, IntakeCard)


@cache
def read_texts(name: str) -> Mapping[str, Any]:
    """One file of the demo's texts."""
    return tomllib.loads((_FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def read_scripts() -> tuple[Script, ...]:
    """The named people, in the order of Sofie's page."""
    return tuple(_read(Script, table) for table in read_texts("cast")["person"])


def read_intake() -> tuple[IntakeCard, ...]:
    """The named people at the door, newest first."""
    return tuple(_read(IntakeCard, table) for table in read_texts("intake")["card"])


def any_name(nationality: str, sex: str, rng: Random) -> tuple[str, str]:
    """A given and a family name, as frequent as they come."""
    texts = read_texts("names")
    return rng.choice(texts["given"][nationality][sex]), rng.choice(texts["family"][nationality])


def _read(kind: type[T], table: Mapping[str, Any]) -> T:
    known = {f.name for f in fields(kind)}
    unknown = set(table) - known
    if unknown:
        raise ValueError(f"{table.get('given')}: unknown {', '.join(sorted(unknown))}")
    values: dict[str, Any] = {n: tuple(v) if isinstance(v, list) else v for n, v in table.items()}
    return kind(**values)
