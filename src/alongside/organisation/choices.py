"""The lines of a practice profile's lists: what may be chosen, in three languages, and what it means.

Lists are read when a choice is offered. A record keeps the key it was given, also after an agency has taken
the choice away; `Choices.label` then answers with the key itself rather than fail.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

LANGUAGES = ("en", "da", "fr")


@dataclass(frozen=True, slots=True)
class Text:
    """One text in every language of the product, each written and not translated word by word."""

    en: str
    da: str
    fr: str

    def in_(self, language: str) -> str:
        """The text for a language code such as `da` or `da-dk`; English when we do not speak the language."""
        chosen: str = getattr(self, language[:2].lower(), self.en)
        return chosen


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the field alone, with its article, in the plural ("borger", "borgeren", "borgere")."""

    one: Text
    the: Text
    many: Text


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of a list. `key` is what a record keeps; `hint` helps the one who chooses."""

    key: str
    label: Text
    hint: Text | None = field(default=None, kw_only=True)


@dataclass(frozen=True, slots=True)
class Coded(Choice):
    """A choice that a national terminology has a code for (in Denmark KL's FFB and CareSocialCodes)."""

    code: str | None = field(default=None, kw_only=True)


@dataclass(frozen=True, slots=True)
class Criterion(Choice):
    """A question about the target group, answered yes / no / not yet known with evidence.

    `central` marks what the method's description calls the target group itself; the others make ICM more
    fitting. Neither is enforced: a person may be enrolled without being fully assessed (seed 004).
    """

    source: str = field(kw_only=True)
    central: bool = field(default=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class LegalBasis(Choice):
    """A paragraph as it read in the period `[valid_from, valid_to)`; null: always, until further notice.

    `use` is what may be decided under it: `support`, `stay` or `plan`. `wish_needs_reason`: when the person's
    wish for a provider is not followed, the decision must say why (SEL § 85 a stk. 2).
    """

    paragraph: str = field(kw_only=True)
    use: str = field(kw_only=True)
    source: str = field(kw_only=True)
    valid_from: date | None = field(default=None, kw_only=True)
    valid_to: date | None = field(default=None, kw_only=True)
    wish_needs_reason: bool = field(default=False, kw_only=True)

    def holds_on(self, day: date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day < self.valid_to
        )


@dataclass(frozen=True, slots=True)
class InformationCategory(Choice):
    """A kind of information that may be told. `light`: may be told on a spoken yes without a witness. `areas`: goals in
    these areas of life belong to it. `alone`: a consent to it names nothing else (42 CFR 2.31(b), counselling notes).
    `part2`: a record of substance use treatment where 42 CFR part 2 is in force."""

    light: bool = field(default=False, kw_only=True)
    areas: tuple[str, ...] = field(default=(), kw_only=True)
    alone: bool = field(default=False, kw_only=True)
    part2: bool = field(default=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class TellingBasis(Choice):
    """A law that may allow to tell without consent, in the period `[valid_from, valid_to)`; null: until further notice.

    `verified`: the agency has read it against the law in force; until then the page says that it has to.
    `part2`: it reaches records under 42 CFR part 2 too.
    """

    paragraph: str = field(kw_only=True)
    source: str = field(kw_only=True)
    valid_from: date | None = field(default=None, kw_only=True)
    valid_to: date | None = field(default=None, kw_only=True)
    verified: bool = field(default=False, kw_only=True)
    part2: bool = field(default=False, kw_only=True)

    def holds_on(self, day: date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day < self.valid_to
        )


@dataclass(frozen=True, slots=True)
class ClosureReason(Coded):
    """`non_attendance`: the method forbids it as a reason by itself ("giver ikke slip", seed 004); it warns
    and needs a second person. `event`: something happened that is nobody's choice (death, moving away)."""

    non_attendance: bool = field(default=False, kw_only=True)
    event: bool = field(default=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class HousingKind(Choice):
    """`standing`: `own` (a home of one's own), `inst` (an institution or a home lent for a time), `out`
    (without a place of one's own, also on a friend's sofa) or `unknown`. `tenancy`: losing it is the loss of
    a dwelling. `shelter`: nights count under the shelter paragraph (SEL § 110)."""

    standing: str = field(kw_only=True)
    tenancy: bool = field(default=False, kw_only=True)
    shelter: bool = field(default=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class NightLimit:
    """So many nights from a day on, until the next limit."""

    nights: int
    valid_from: date


@dataclass(frozen=True, slots=True)
class RefundClock(Choice):
    """How long the state pays a part of something; `housing.rules` says how it is counted.

    `counts`: `nights` (nights in a shelter within `months` from the first one; `limits` says how many) or `time`
    (`months` from the first day the person left a shelter). Only what happened from `valid_from` on counts.
    `legal_basis`: only for a course under that key of the legal bases. `warn_days`: so long before it runs out, the
    lead is told. `condition`: what has to hold and no record here says. `silent`: what the source does not say, and
    how it is counted here for want of it; both stand on the page.
    """

    counts: str = field(kw_only=True)
    months: int = field(kw_only=True)
    valid_from: date = field(kw_only=True)
    paragraph: str = field(kw_only=True)
    source: str = field(kw_only=True)
    warn_days: int = field(kw_only=True)
    silent: Text = field(kw_only=True)
    condition: Text | None = field(default=None, kw_only=True)
    limits: tuple[NightLimit, ...] = field(default=(), kw_only=True)
    legal_basis: str = field(default="", kw_only=True)


@dataclass(frozen=True, slots=True)
class HomeStepKind(Choice):
    """A line of the road to a home. `moves_in`: when it is done, a stay in the new home can be written down."""

    moves_in: bool = field(default=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class ThreatOutcome(Choice):
    """How a threat to a home ended. `lost`: the home was lost by it."""

    lost: bool = field(default=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class RecordCategory(Choice):
    """A part of what is written about someone that can be closed to all but those who walk with them.

    Each list names the keys of another list of the profile whose records belong to it; `all` stands for every key.
    A note belongs to the life dimensions of the goals it worked on.
    """

    life_dimensions: tuple[str, ...] = field(default=(), kw_only=True)
    domains: tuple[str, ...] = field(default=(), kw_only=True)
    housing_kinds: tuple[str, ...] = field(default=(), kw_only=True)
    plan_kinds: tuple[str, ...] = field(default=(), kw_only=True)
    daily_kinds: tuple[str, ...] = field(default=(), kw_only=True)
    event_kinds: tuple[str, ...] = field(default=(), kw_only=True)
    criteria: tuple[str, ...] = field(default=(), kw_only=True)
    service_kinds: tuple[str, ...] = field(default=(), kw_only=True)
    """Kinds of services whose users it tells of."""
    around: tuple[str, ...] = field(default=(), kw_only=True)
    """Kinds of people around the person: `private`, `professional`."""


@dataclass(frozen=True, slots=True)
class ContactPlace(Choice):
    """`setting`: `community` (where the person is; principle 13 of seed 002), `office` or `remote`."""

    setting: str = field(kw_only=True)


@dataclass(frozen=True, slots=True)
class TriedOutcome(Choice):
    """A try that did not become a meeting. `by_us`: we or another body did not come, which says nothing of the person.
    `called_off`: it may be said in good time, so that it also answers who called off what was planned."""

    by_us: bool = field(default=False, kw_only=True)
    called_off: bool = field(default=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class OutreachTry(Choice):
    """A way to reach somebody who was not there. One tap writes it down as a try of this `kind` of contact (visit,
    phone or message), with the outcome `how` (`tried_outcomes`) at `place` (`contact_places`; empty: nowhere)."""

    kind: str = field(kw_only=True)
    how: str = field(kw_only=True)
    place: str = field(default="", kw_only=True)


RUNGS_ARE_FOR = ("case_manager", "cover", "lead", "conference")


@dataclass(frozen=True, slots=True)
class Rung(Choice):
    """A rung of the ladder, reached `after_days` days after somebody was missed. `acts`: who acts from then on, one of
    `RUNGS_ARE_FOR`; `conference` is the lead, with everybody around the person. No rung closes anything."""

    after_days: int = field(kw_only=True)
    acts: str = field(kw_only=True)


@dataclass(frozen=True, slots=True)
class HandOverStep(Choice):
    """A line of the warm checklist. `by_record`: what in the record ticks it by itself; `met_together` is a contact
    that both case managers took part in. Empty: somebody ticks it."""

    by_record: str = field(default="", kw_only=True)


@dataclass(frozen=True, slots=True)
class Holiday(Choice):
    """A public holiday: `rule` gives its day in a year (`organisation/holidays.py`), `[valid_from, valid_to)` the days
    between which it is one; null: always, until further notice."""

    rule: str = field(kw_only=True)
    valid_from: date | None = field(default=None, kw_only=True)
    valid_to: date | None = field(default=None, kw_only=True)

    def holds_on(self, day: date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day < self.valid_to
        )


@dataclass(frozen=True, slots=True)
class PauseKind(Choice):
    """Why a course rests. `comes_out`: what leaving the place is called (discharge, release), where somebody else says
    when that is; none where the person goes and comes as they wish. `met_at`: where they are met meanwhile (a key of
    `contact_places`)."""

    comes_out: Text | None = field(default=None, kw_only=True)
    met_at: str = field(default="", kw_only=True)


@dataclass(frozen=True, slots=True)
class OnCallShift(Choice):
    """A shift of the on-call roster. `days`: `every`, `working` or `free` (weekends and holidays). `begins` and `ends`
    are times of day where the work is done, as HH:MM; one that ends before it begins ends on the next day."""

    days: str = field(kw_only=True)
    begins: str = field(kw_only=True)
    ends: str = field(kw_only=True)


@dataclass(frozen=True, slots=True)
class FunctioningLevel(Coded):
    """FFB functioning: 0 no limitation to 4 complete limitation; `value` is null for "not assessed"."""

    value: int | None = field(default=None, kw_only=True)


@dataclass(frozen=True, slots=True)
class IdentifierSystem(Choice):
    """A national or local number of a person. `system` is the URI used in exchange, `pattern` a full-match
    expression on the bare characters (no blanks, dashes)."""

    system: str = field(kw_only=True)
    pattern: str = field(kw_only=True)


@dataclass(frozen=True, slots=True)
class StartingLetter(Choice):
    """A letter to begin with, with fields in braces (`paper.rules.FieldName`). `to`: `person` or `authority`."""

    subject: Text = field(kw_only=True)
    body: Text = field(kw_only=True)
    to: str = field(default="person", kw_only=True)


@dataclass(frozen=True, slots=True)
class StartingNote(Choice):
    """Headings for a note to begin with. `kinds`: for which kinds of contact (`phrases.rules.KINDS`); none: for all."""

    body: Text = field(kw_only=True)
    kinds: tuple[str, ...] = field(default=(), kw_only=True)


C = TypeVar("C", bound=Choice)


class Choices(tuple[C, ...]):
    """An ordered list of choices; the order is the order on screen."""

    __slots__ = ()

    def get(self, key: str) -> C | None:
        return next((choice for choice in self if choice.key == key), None)

    def __getitem__(self, at: Any) -> Any:
        """`choices["hospital"]` by key (raises KeyError), `choices[0]` by place."""
        if not isinstance(at, str):
            return super().__getitem__(at)
        found = self.get(at)
        if found is None:
            raise KeyError(at)
        return found

    def label(self, key: str, language: str) -> str:
        """The words for a kept key; the key itself when the list no longer has it."""
        found = self.get(key)
        return found.label.in_(language) if found else key

    def for_form(self, language: str) -> list[tuple[str, str]]:
        """(key, words) pairs, as a form's select or radios want them."""
        return [(choice.key, choice.label.in_(language)) for choice in self]
