"""Consents, decisions and lines of the ledger in the reader's words."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from alongside.consents.models import BasisChoice, Consent, Disclosure, EvidenceChoice, HowTold
from alongside.consents.queries import standing
from alongside.consents.rules import Because, Decision, days_left, to_renew
from alongside.organisation.profile import Profile
from alongside.web import dates

ANSWERS: dict[str, str | Promise] = {
    "yes": _("we may tell them"),
    "no": _("we may not tell them"),
    "ask": _("ask each time"),
}
TAGS = {"yes": "good", "no": "late", "ask": "due"}


@dataclass(frozen=True)
class ConsentLine:
    """One answer in words.

    Attributes:
        until: "until Tue 8 Dec", "until it is withdrawn".
        renew: "ends in 14 days", when it is time to ask again.
        over: why it holds no more; empty while it does.
    """

    id: UUID
    to: str
    answer: str | Promise
    tag: str
    what: str
    purpose: str
    until: str
    renew: str
    known: str
    note: str
    part2: bool
    over: str


def consent_line(row: Consent, profile: Profile, today: date) -> ConsentLine:
    """An answer of the person."""
    said = row.as_said()
    return ConsentLine(
        id=row.pk,
        to=row.to_name,
        answer=ANSWERS[row.answer],
        tag="" if not said.holds_on(today) else TAGS[row.answer],
        what=categories_in_words(row.category_keys, profile) or gettext("everything"),
        purpose=profile.telling_purposes.label(row.purpose, _language())
        if row.purpose
        else gettext("whatever it is for"),
        until=_until(row, today),
        renew=_renew(row, today),
        known=_known(row, today),
        note=row.note,
        part2=row.part2,
        over=_over(row, today),
    )


@dataclass(frozen=True)
class SpeakLine:
    """Whether we may speak with somebody, as it stands on the person's page."""

    id: UUID
    to: str
    answer: str | Promise
    tag: str
    until: str
    renew: str


def speak_lines(rows: Collection[Consent], today: date) -> list[SpeakLine]:
    """What holds today, a no first, then by whom it is about."""
    return [
        SpeakLine(
            row.pk,
            row.to_name,
            ANSWERS[row.answer],
            TAGS[row.answer],
            _until(row, today) if row.ends_on is not None else "",
            _renew(row, today),
        )
        for row in standing(rows, today)
    ]


def categories_in_words(keys: Collection[str], profile: Profile) -> str:
    """The categories, in the order of the profile."""
    return "; ".join(one.label.in_(_language()) for one in profile.information if one.key in set(keys))


def _renew(row: Consent, today: date) -> str:
    left = days_left(row.ends_on, today)
    if left is None or not to_renew(row.as_said(), today):
        return ""
    return ngettext("ends in %(days)d day", "ends in %(days)d days", left) % {"days": left}


def _until(row: Consent, today: date) -> str:
    if row.ends_on is not None:
        return gettext("until %(day)s") % {"day": dates.short_day(row.ends_on, today)}
    return row.ends_when or gettext("until it is withdrawn")


def _known(row: Consent, today: date) -> str:
    """How we know, in a line."""
    parts = [
        str(EvidenceChoice(row.evidence).label),
        dates.short_day(row.said_on, today),
        row.taken_by.name if row.taken_by else "",
        gettext("witness: %(name)s") % {"name": row.witness} if row.witness else "",
        gettext("paper: %(where)s") % {"where": row.paper} if row.paper else "",
        gettext("explained in %(language)s") % {"language": row.explained_in} if row.explained_in else "",
    ]
    return " · ".join(part for part in parts if part)


def _over(row: Consent, today: date) -> str:
    if row.withdrawn_at is not None:
        said = gettext("withdrawn %(day)s") % {
            "day": dates.short_day(localtime(row.withdrawn_at).date(), today)
        }
        return f"{said}: {row.withdrawn_how}" if row.withdrawn_how else said
    if row.ends_on is not None and row.ends_on <= today:
        return gettext("ended %(day)s") % {"day": dates.short_day(row.ends_on, today)}
    if row.starts_on > today:
        return gettext("begins %(day)s") % {"day": dates.short_day(row.starts_on, today)}
    return ""


_BECAUSE: dict[Because, str | Promise] = {
    Because.CONSENT: _("there is a consent"),
    Because.REFUSED: _("the person has said no"),
    Because.ASK: _("the person wants to be asked each time"),
    Because.NOT_ASKED: _("nobody has asked the person"),
    Because.ENDED: _("the consent has ended"),
    Because.NOT_YET: _("the consent has not begun"),
    Because.WITHDRAWN: _("the consent was withdrawn"),
    Because.OTHER_PURPOSE: _("the consent is for another purpose"),
    Because.OTHER_INFORMATION: _("the consent does not name this"),
    Because.NOT_PART2: _("the consent lacks what 42 CFR part 2 asks for"),
    Because.LAW: _("a law allows it"),
    Because.EMERGENCY: _("life or health is in danger"),
    Because.ORDER: _("the authority follows its order"),
    Because.LAW_NOT_PART2: _("this law does not reach records under 42 CFR part 2"),
}


@dataclass(frozen=True)
class Told:
    """One category of a document: whether it goes along, and why or why not."""

    key: str
    label: str
    allowed: bool
    because: str | Promise


def decided_in_words(decisions: Mapping[str, Decision], profile: Profile) -> list[Told]:
    """Each category, in the order of the profile."""
    return [
        Told(
            one.key,
            one.label.in_(_language()),
            decisions[one.key].allowed,
            _BECAUSE[decisions[one.key].because],
        )
        for one in profile.information
        if one.key in decisions
    ]


@dataclass(frozen=True)
class LedgerLine:
    """A line of the ledger in words. `wrong`: what was said when it was found to be wrong."""

    id: UUID
    day: str
    what: str
    to: str
    how: str
    purpose: str
    categories: str
    basis: str
    why: str
    who: str
    digest: str
    wrong: str
    is_wrong_note: bool
    person_id: UUID
    name: str


def ledger_lines(
    rows: Sequence[Disclosure], profile: Profile, today: date, *, names: bool = False
) -> list[LedgerLine]:
    """The ledger in words.

    Args:
        names: with the name of the person each line is about.
    """
    wrong = {row.wrong_id: row.why for row in rows if row.wrong_id is not None}
    return [_ledger_line(row, profile, today, wrong.get(row.pk, ""), names=names) for row in rows]


def _ledger_line(row: Disclosure, profile: Profile, today: date, wrong: str, *, names: bool) -> LedgerLine:
    basis = str(BasisChoice(row.basis).label)
    if row.law:
        basis = f"{basis}: {profile.telling_bases.label(row.law, _language())}"
    return LedgerLine(
        id=row.pk,
        day=dates.spoken_moment(row.told_at, today),
        what=row.what,
        to=row.to_name,
        how=str(HowTold(row.how).label),
        purpose=profile.telling_purposes.label(row.purpose, _language()) if row.purpose else "",
        categories=categories_in_words(row.category_keys, profile) or gettext("everything"),
        basis=basis,
        why=row.why,
        who=row.told_by_name,
        digest=row.digest,
        wrong=wrong,
        is_wrong_note=row.wrong_id is not None,
        person_id=row.person_id,
        name=row.person.full_name if names else "",
    )


def _language() -> str:
    return get_language() or "en"
