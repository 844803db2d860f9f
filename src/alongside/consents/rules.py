"""Whether something may be told. Pure: no Django, no clock.

Sources: GDPR article 7 (consent is specific and as easy to withdraw as to give); Quebec's R-22.1 (a refusal is lodged
and wins, a consent may be spoken); 42 CFR 2.31 (elements of a consent to records of substance use treatment), 2.51 (a
medical emergency needs no consent). What an agency's law allows beside consent is in its practice profile.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from alongside.consents import errors

RENEW_WITHIN = timedelta(days=30)
"""A consent that ends within these days shows itself as something to renew."""
LEAST_WHY = 15
"""Characters of an explanation: fewer explain nothing."""


class Answer(StrEnum):
    """What the person says."""

    YES = "yes"
    NO = "no"
    ASK = "ask"
    """Ask each time: neither a yes nor a no that stands."""


class Evidence(StrEnum):
    """How we know."""

    SIGNED = "signed"
    VERBAL = "verbal"
    SAID = "said"
    """Said to one of us, nobody else there."""


class To(StrEnum):
    """Whom an answer is about."""

    RECIPIENT = "recipient"
    KIND = "kind"
    MEMBER = "member"
    """Someone around the person, by the key of the network."""
    AUTHORITY = "authority"
    PERSON = "person"
    """The person themselves, who gets everything."""
    ARCHIVE = "archive"
    """Where records are kept when their time here is over."""


class Basis(StrEnum):
    """Why something may be told."""

    CONSENT = "consent"
    LAW = "law"
    EMERGENCY = "emergency"
    ORDER = "order"
    """The authority follows the order it gave."""
    RIGHT = "right"
    """The person's own right to have it."""
    RULE = "rule"
    """The agency's rule of how long records are kept."""


class Because(StrEnum):
    """What decided."""

    CONSENT = "consent"
    REFUSED = "refused"
    ASK = "ask"
    NOT_ASKED = "not_asked"
    ENDED = "ended"
    NOT_YET = "not_yet"
    WITHDRAWN = "withdrawn"
    OTHER_PURPOSE = "other_purpose"
    OTHER_INFORMATION = "other_information"
    NOT_PART2 = "not_part2"
    LAW = "law"
    EMERGENCY = "emergency"
    ORDER = "order"
    LAW_NOT_PART2 = "law_not_part2"


@dataclass(frozen=True)
class Party:
    """Someone who might be told. `key` is empty for the authority; `kind` is a key of the profile's recipient kinds."""

    to: To
    key: str = ""
    kind: str = ""

    def is_meant_by(self, said: Said) -> bool:
        """Whether an answer is about them, by themselves or by their kind."""
        if said.to == To.KIND:
            return bool(self.kind) and said.key == self.kind
        return (said.to, said.key) == (self.to, self.key)


@dataclass(frozen=True)
class Said:
    """One answer of the person.

    Attributes:
        id: of the consent; empty for a light answer of the network.
        purpose: empty for every purpose (only a no or an "ask").
        categories: empty for everything (only a no or an "ask").
        starts_on, ends_on: the period `[from, to)`; no end while it is None.
        part2: it has the elements of 42 CFR 2.31.
    """

    answer: Answer
    to: To
    key: str
    purpose: str
    categories: frozenset[str]
    starts_on: date
    ends_on: date | None = None
    withdrawn: bool = False
    part2: bool = False
    id: str = ""

    def holds_on(self, day: date) -> bool:
        """Whether it stands on a day. A no has no end, unless one was agreed."""
        return not self.withdrawn and self.starts_on <= day and (self.ends_on is None or day < self.ends_on)

    def is_about(self, category: str, purpose: str) -> bool:
        """Whether it speaks of this information for this purpose."""
        return (not self.categories or category in self.categories) and self.purpose in ("", purpose)


@dataclass(frozen=True)
class Without:
    """Another reason than consent, which somebody names and answers for.

    Attributes:
        law: the key of a law of the profile, for a law.
        reaches_part2: whether it allows records under 42 CFR part 2 too.
    """

    basis: Basis
    law: str = ""
    reaches_part2: bool = False


@dataclass(frozen=True)
class Decision:
    """Whether something may be told, on which basis, and what decided. `said` is the answer that did."""

    allowed: bool
    basis: Basis | None
    because: Because
    said: Said | None = None


def may_tell(
    consents: Iterable[Said],
    recipient: Party,
    category: str,
    purpose: str,
    on: date,
    *,
    part2: bool = False,
    without: Without | None = None,
) -> Decision:
    """Whether `category` may be told to `recipient` for `purpose` on a day.

    A refusal that stands wins over every consent. A basis without consent (law, emergency, the order) is weighed by
    the one who names it and stands beside the refusal, never in silence: the caller keeps the reason.

    Args:
        part2: the information is a record of substance use treatment under 42 CFR part 2.
        without: a basis that somebody names instead of a consent.
    """
    about = [said for said in consents if recipient.is_meant_by(said)]
    standing = [said for said in about if said.holds_on(on)]
    if without is not None:
        return _without_consent(without, part2)
    for said in standing:
        if said.answer == Answer.NO and said.is_about(category, purpose):
            return Decision(False, None, Because.REFUSED, said)
    yes = [said for said in standing if said.answer == Answer.YES and said.is_about(category, purpose)]
    for said in yes:
        if said.part2 or not part2:
            return Decision(True, Basis.CONSENT, Because.CONSENT, said)
    if yes:
        return Decision(False, None, Because.NOT_PART2, yes[0])
    return _why_not(about, standing, category, purpose, on)


def _without_consent(without: Without, part2: bool) -> Decision:
    if without.basis == Basis.CONSENT:
        raise ValueError("a consent is not a basis without consent")
    # 42 CFR 2.51: a medical emergency needs no consent; other laws only where they say so (§§ 2.61-2.67).
    if part2 and without.basis != Basis.EMERGENCY and not without.reaches_part2:
        return Decision(False, None, Because.LAW_NOT_PART2)
    return Decision(True, without.basis, Because(without.basis.value))


def _why_not(
    about: Sequence[Said], standing: Sequence[Said], category: str, purpose: str, on: date
) -> Decision:
    """What comes nearest to a yes, so that the page can say what would make it one."""
    nearest: tuple[tuple[Because, list[Said]], ...] = (
        (
            Because.ASK,
            [one for one in standing if one.answer == Answer.ASK and one.is_about(category, purpose)],
        ),
        (
            Because.OTHER_PURPOSE,
            [one for one in standing if one.answer == Answer.YES and category in one.categories],
        ),
        (
            Because.WITHDRAWN,
            [
                one
                for one in about
                if one.withdrawn and one.answer == Answer.YES and one.is_about(category, purpose)
            ],
        ),
        (
            Because.ENDED,
            [
                one
                for one in about
                if one.answer == Answer.YES
                and not one.withdrawn
                and one.ends_on is not None
                and one.ends_on <= on
                and one.is_about(category, purpose)
            ],
        ),
        (
            Because.NOT_YET,
            [
                one
                for one in about
                if one.answer == Answer.YES and one.starts_on > on and one.is_about(category, purpose)
            ],
        ),
        (Because.OTHER_INFORMATION, [one for one in standing if one.answer == Answer.YES]),
    )
    for because, found in nearest:
        if found:
            return Decision(False, None, because, found[-1])
    return Decision(False, None, Because.NOT_ASKED)


def speaks(consents: Iterable[Said], recipient: Party, on: date) -> Answer | None:
    """The answer to "may we speak with them", in one word: no before ask, ask before yes; None when nobody has asked.

    A no to a part of what might be told is not a no to speaking.
    """
    standing = [said for said in consents if recipient.is_meant_by(said) and said.holds_on(on)]
    if any(said.answer == Answer.NO and not said.categories for said in standing):
        return Answer.NO
    if any(said.answer == Answer.ASK for said in standing):
        return Answer.ASK
    return Answer.YES if any(said.answer == Answer.YES for said in standing) else None


def days_left(ends_on: date | None, on: date) -> int | None:
    """How many days a consent still holds; None when it has no end."""
    return None if ends_on is None else (ends_on - on).days


def to_renew(said: Said, on: date) -> bool:
    """Whether it is time to ask again: a yes that holds and ends soon."""
    return (
        said.answer == Answer.YES
        and said.holds_on(on)
        and said.ends_on is not None
        and said.ends_on - on <= RENEW_WITHIN
    )


@dataclass(frozen=True)
class Part2Elements:
    """What 42 CFR 2.31(a) asks for beside what every consent has: who tells, the right to withdraw and how, when it
    ends, who signed and when."""

    discloser: str = ""
    told_of_withdrawing: bool = False
    ends_when: str = ""
    signed_by: str = ""
    signed_on: date | None = None


def check_answer(
    said: Said,
    *,
    evidence: Evidence,
    said_on: date,
    today: date,
    paper: str = "",
    witness: str = "",
    light: Collection[str] = (),
    alone: Collection[str] = (),
    labels: dict[str, str] | None = None,
) -> None:
    """An answer is about somebody and has evidence that fits it. A no needs none but the one who heard it.

    Args:
        light: categories for which a yes to one of us is enough.
        alone: categories that need a consent of their own.

    Raises:
        NobodyToTell, NothingToTell, PurposeMissing, EndsBeforeItBegins, SaidInTheFuture
        PaperMissing, WitnessMissing, OnlyLightWithoutWitness, AskedAlone
    """
    if not said.key and said.to != To.AUTHORITY:
        raise errors.NobodyToTell(field="to")
    if said.ends_on is not None and said.ends_on <= said.starts_on:
        raise errors.EndsBeforeItBegins(field="ends_on")
    if said_on > today:
        raise errors.SaidInTheFuture(field="said_on")
    if said.answer == Answer.YES:
        _check_yes(said, evidence, paper, witness, light, alone, labels or {})


def _check_yes(
    said: Said,
    evidence: Evidence,
    paper: str,
    witness: str,
    light: Collection[str],
    alone: Collection[str],
    labels: dict[str, str],
) -> None:
    if not said.categories:
        raise errors.NothingToTell(field="categories")
    if not said.purpose:
        raise errors.PurposeMissing(field="purpose")
    for category in sorted(said.categories & set(alone)):
        if len(said.categories) > 1:
            raise errors.AskedAlone(field="categories", category=labels.get(category, category))
    if evidence == Evidence.SIGNED and not paper.strip():
        raise errors.PaperMissing(field="paper")
    if evidence == Evidence.VERBAL and not witness.strip():
        raise errors.WitnessMissing(field="witness")
    if evidence == Evidence.SAID and said.categories - set(light):
        raise errors.OnlyLightWithoutWitness(field="evidence")


def check_part2(said: Said, elements: Part2Elements, *, evidence: Evidence) -> None:
    """A yes to records under part 2 has every element of 42 CFR 2.31(a).

    Raises:
        Part2Incomplete: with the field that is missing.
    """
    missing = (
        ("evidence", evidence == Evidence.SIGNED),
        ("discloser", bool(elements.discloser.strip())),
        ("told_of_withdrawing", elements.told_of_withdrawing),
        ("ends_on", said.ends_on is not None or bool(elements.ends_when.strip())),
        ("signed_by", bool(elements.signed_by.strip())),
        ("signed_on", elements.signed_on is not None),
    )
    for field, there in missing:
        if not there:
            raise errors.Part2Incomplete(field=field)


def check_why(without: Without | None, why: str) -> None:
    """Telling on the ground of a law or an emergency is explained.

    Raises:
        WhyMissing
    """
    explained = without is None or without.basis == Basis.ORDER
    if not explained and len(why.strip()) < LEAST_WHY:
        raise errors.WhyMissing(field="why", least=LEAST_WHY)
