"""Practice profiles: what differs between countries and methods, as data.

`profiles/*.toml` hold caseload norm, review interval, silence thresholds, the words on screen and every list
of choices the field uses (`choices.py` says what a line of each list means). A profile may stand on another
(`based_on`): its settings and words are laid over the base one by one, and a list of choices replaces the
base's list whole, because order and absence both mean something.

Reading is strict (`profile_reading.py`). Two periods of one paragraph of law that overlap are an error too.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from alongside.organisation.choices import (
    LANGUAGES,
    Choice,
    Choices,
    ClosureReason,
    ContactPlace,
    Criterion,
    FunctioningLevel,
    HandOverStep,
    Holiday,
    HomeStepKind,
    HousingKind,
    IdentifierSystem,
    InformationCategory,
    LegalBasis,
    OnCallShift,
    OutreachTry,
    PauseKind,
    RecordCategory,
    RefundClock,
    Rung,
    StartingLetter,
    StartingNote,
    TellingBasis,
    Text,
    ThreatOutcome,
    TriedOutcome,
    Word,
)
from alongside.organisation.holidays import day_of
from alongside.organisation.profile_bridges import Bridges
from alongside.organisation.profile_checklists import Checklist, ComingOut, require_checklists
from alongside.organisation.profile_directory import Directory
from alongside.organisation.profile_ladder import require_ladder, require_places, require_tries
from alongside.organisation.profile_law import require_clocks_that_run, require_periods_apart
from alongside.organisation.profile_oversight import Oversight
from alongside.organisation.profile_reading import ProfileError, read
from alongside.organisation.profile_reminders import Reminders
from alongside.organisation.profile_scales import ExampleScale, require_scales
from alongside.organisation.profile_shifts import OnCall, require_shifts

__all__ = ["PROFILE_KEYS", "Profile", "ProfileError", "load_profile", "with_overrides"]

PROFILE_KEYS = ("dk-icm", "qc-siv", "on-icm", "generic")

_FOLDER = Path(__file__).parent / "profiles"


@dataclass(frozen=True, slots=True)
class Caseload:
    norm: float
    """People per full-time case manager."""


@dataclass(frozen=True, slots=True)
class Weights:
    """How much work a person is by the intensity of their course, against 1 for a regular one.

    `source` says where the weights come from and since when, in words that stand on the screen.
    """

    intensive: float
    standard: float
    stepping_down: float
    source: Text

    def of(self, intensity: str) -> float:
        """The weight of a course; one of an intensity nobody knows counts as a regular one."""
        return {"intensive": self.intensive, "stepping_down": self.stepping_down}.get(
            intensity, self.standard
        )


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often we meet. A person is quiet when the days since we met pass `quiet_after` times the agreed
    rhythm, and silent past `silent_after` times."""

    default_days: int
    quiet_after: float
    silent_after: float


@dataclass(frozen=True, slots=True)
class Review:
    interval_months: int
    announce_days: int
    """Days before it is due that a review shows itself."""


@dataclass(frozen=True, slots=True)
class Crisis:
    plan_review_months: int
    """Months after which a crisis plan is looked at again with the person, unless another day is agreed."""
    follow_up_hours: int
    """Hours within which a critical event is followed up, counted from when it was written down."""


@dataclass(frozen=True, slots=True)
class Answering:
    within_days: int
    """Days from a referral's arrival until it must be answered."""


@dataclass(frozen=True, slots=True)
class Languages:
    default: str


@dataclass(frozen=True, slots=True)
class Calendar:
    week_starts: str
    """monday or sunday."""
    feed_title: Text
    """What a visit is called in a calendar outside the house, where no name may stand."""
    way_minutes: int
    """Minutes the way between two places usually takes; shown as an estimate."""
    prepare_days: int
    """Days before a meeting with others from which Today asks for its preparation."""


@dataclass(frozen=True, slots=True)
class Writing:
    dictation: bool
    """Whether dictation is offered where a browser has it: the browser may send what is said to its maker."""


@dataclass(frozen=True, slots=True)
class Retention:
    """For how long records are usually kept. Proposed to the agency, which must decide it; nothing goes before."""

    years: int
    """After the last course closed."""
    basis: Text
    """On what the proposal rests."""


@dataclass(frozen=True, slots=True)
class Part2:
    """42 CFR part 2 (substance use treatment records in the United States)."""

    in_force: bool
    """Whether the agency's records fall under it."""


@dataclass(frozen=True, slots=True)
class SignIn:
    """Minutes after which a page that nobody uses locks itself."""

    idle_minutes: int
    idle_minutes_phone: int


IDLE_BOUNDS = {"idle_minutes": (2, 30), "idle_minutes_phone": (1, 10)}
"""What an agency may choose between: shorter is no work, longer is an open door."""


@dataclass(frozen=True, slots=True)
class Words:
    person: Word
    case_manager: Word
    authority_worker: Word
    course: Word
    order: Word
    plan: Word
    commissioned_goal: Word
    sub_goal: Word


@dataclass(frozen=True, slots=True)
class Profile:
    """A whole practice profile. Every list keeps the order of its file."""

    key: str
    label: Text
    languages: Languages
    calendar: Calendar
    caseload: Caseload
    weights: Weights
    rhythm: Rhythm
    review: Review
    crisis: Crisis
    coming_out: ComingOut
    reminders: Reminders
    on_call: OnCall
    answering: Answering
    writing: Writing
    oversight: Oversight
    retention: Retention
    directory: Directory
    bridges: Bridges
    part2: Part2
    sign_in: SignIn
    words: Words
    identifier_systems: Choices[IdentifierSystem]
    referral_sources: Choices[Choice]
    criteria: Choices[Criterion]
    legal_bases: Choices[LegalBasis]
    destinations: Choices[Choice]
    closure_reasons: Choices[ClosureReason]
    closure_destinations: Choices[Choice]
    housing_kinds: Choices[HousingKind]
    home_steps: Choices[HomeStepKind]
    tenancy_threats: Choices[Choice]
    threat_outcomes: Choices[ThreatOutcome]
    service_kinds: Choices[Choice]
    bridge_refusals: Choices[Choice]
    bridge_stops: Choices[Choice]
    pause_kinds: Choices[PauseKind]
    checklists: Choices[Checklist]
    hand_over_steps: Choices[HandOverStep]
    contact_places: Choices[ContactPlace]
    tried_outcomes: Choices[TriedOutcome]
    outreach_tries: Choices[OutreachTry]
    outreach_rungs: Choices[Rung]
    holidays: Choices[Holiday]
    on_call_shifts: Choices[OnCallShift]
    fidelity_levels: Choices[Choice]
    plan_kinds: Choices[Choice]
    daily_kinds: Choices[Choice]
    event_kinds: Choices[Choice]
    document_kinds: Choices[Choice]
    life_dimensions: Choices[Choice]
    domains: Choices[Choice]
    record_categories: Choices[RecordCategory]
    functioning_levels: Choices[FunctioningLevel]
    income_bases: Choices[Choice]
    nationality_groups: Choices[Choice]
    urgent_reasons: Choices[Choice]
    letters: Choices[StartingLetter]
    note_templates: Choices[StartingNote]
    recipient_kinds: Choices[Choice]
    telling_purposes: Choices[Choice]
    information: Choices[InformationCategory]
    telling_bases: Choices[TellingBasis]
    tables: Mapping[str, Any] = field(repr=False, compare=False)
    """What the profile was read from, so that an agency's overrides can be laid over it."""
    refund_clocks: Choices[RefundClock] = field(default=Choices(), kw_only=True)
    """How long the state pays a part; none where no such rule is known."""
    example_scales: Choices[ExampleScale] = field(default=Choices(), kw_only=True)

    def legal_bases_on(self, day: date, *, use: str | None = None) -> Choices[LegalBasis]:
        """The legal bases that hold on `day`, for one use or for all."""
        return Choices(
            basis for basis in self.legal_bases if basis.holds_on(day) and (use is None or basis.use == use)
        )


@cache
def load_profile(key: str) -> Profile:
    """The profile that ships under `key`.

    Raises:
        ProfileError: no such profile, or its file (or one it stands on) is damaged.
    """
    return _build(_tables(key, seen=()), origin=f"{key}.toml")


def with_overrides(profile: Profile, overrides: Mapping[str, Any]) -> Profile:
    """`profile` with an agency's own settings laid over it, in the shape of the files.

    `{"caseload": {"norm": 7}}` changes one setting; `{"pause_kinds": {...}}` replaces that whole list. Dates
    may be ISO strings, since an agency's settings are kept as JSON.

    Raises:
        ProfileError: an override has an unknown key, misses a language or has a value of the wrong kind.
    """
    if not overrides:
        return profile
    return _build(_laid_over(profile.tables, overrides), origin=f"the agency's overrides of {profile.key}")


def _tables(key: str, *, seen: tuple[str, ...]) -> dict[str, Any]:
    path = _FOLDER / f"{key}.toml"
    if key not in PROFILE_KEYS or not path.is_file():
        raise ProfileError(
            f"{key}.toml: there is no such practice profile; known are {', '.join(PROFILE_KEYS)}"
        )
    try:
        own = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ProfileError(f"{path.name}: not readable as TOML: {error}") from error
    if own.get("key") != key:
        raise ProfileError(f"{path.name}: key: expected {key!r}, found {own.get('key')!r}")
    base = own.pop("based_on", None)
    if base is None:
        return own
    if base in (*seen, key):
        raise ProfileError(f"{path.name}: based_on: {base!r} stands on this profile itself")
    return _laid_over(_tables(base, seen=(*seen, key)), own)


_LAID_OVER_BY_KEY = (
    "languages",
    "calendar",
    "caseload",
    "weights",
    "rhythm",
    "review",
    "crisis",
    "coming_out",
    "reminders",
    "on_call",
    "answering",
    "writing",
    "oversight",
    "part2",
    "sign_in",
    "retention",
    "directory",
    "bridges",
    "words",
)


def _laid_over(base: Mapping[str, Any], top: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(base)
    for name, value in top.items():
        both = isinstance(value, Mapping) and isinstance(base.get(name), Mapping)
        merged[name] = {**base[name], **value} if both and name in _LAID_OVER_BY_KEY else value
    return merged


def _build(tables: Mapping[str, Any], *, origin: str) -> Profile:
    profile: Profile = read(Profile, {**tables, "tables": tables}, origin, "")
    if profile.languages.default not in LANGUAGES:
        raise ProfileError(
            f"{origin}: languages.default: {profile.languages.default!r} is not a language we speak"
        )
    for name, (least, most) in IDLE_BOUNDS.items():
        if not least <= getattr(profile.sign_in, name) <= most:
            raise ProfileError(f"{origin}: sign_in.{name}: from {least} to {most} minutes")
    for pattern in profile.identifier_systems:
        try:
            re.compile(pattern.pattern)
        except re.error as error:
            raise ProfileError(f"{origin}: identifier_systems.{pattern.key}.pattern: {error}") from error
    if profile.calendar.week_starts not in ("monday", "sunday"):
        raise ProfileError(
            f"{origin}: calendar.week_starts: a week starts on monday or sunday, not on "
            f"{profile.calendar.week_starts!r}"
        )
    for holiday in profile.holidays:
        try:
            day_of(holiday.rule, 2024)
        except ValueError:
            raise ProfileError(
                f"{origin}: holidays.{holiday.key}.rule: {holiday.rule!r} is not a rule"
            ) from None
    require_shifts(profile.on_call, profile.on_call_shifts, origin)
    require_periods_apart(profile.legal_bases, origin)
    require_clocks_that_run(profile.refund_clocks, origin)
    require_ladder(profile.outreach_rungs, origin)
    require_scales(profile.example_scales, origin)
    require_places(profile.pause_kinds, profile.contact_places, origin)
    require_tries(profile.outreach_tries, profile.tried_outcomes, profile.contact_places, origin)
    require_checklists(profile.checklists, origin)
    return profile
