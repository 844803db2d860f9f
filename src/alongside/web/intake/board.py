"""The board: who waits, for how long and for what, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from alongside.caseload.queries import WalksWith
from alongside.organisation.profile import Profile
from alongside.referrals.models import ReferralStatus
from alongside.referrals.policies import OPEN
from alongside.referrals.queries import MOST_COUNTED, Board, Card
from alongside.web import dates
from alongside.web.counting import beginning
from alongside.web.intake.words import Words, days

SOON = 7
"""Days before an answer is due that the card says how many are left."""


@dataclass(frozen=True)
class Shown:
    """A card in words. `due` is "late", "soon" or empty; `tag` a status with its tone."""

    referral_id: UUID
    name: str
    line: str
    detail: str
    age: str
    due: str
    missing: str = ""
    tag: str = ""
    tone: str = ""
    ordered: bool = False


@dataclass(frozen=True)
class Column:
    """A column of the board."""

    key: str
    title: str | Promise
    nobody: str | Promise
    cards: tuple[Shown, ...]
    count: int
    """How many there are in all, also of those without a card; one too many stands for "more than"."""

    @property
    def number(self) -> str:
        """The same for the head of the column."""
        return f"{MOST_COUNTED}+" if self.count > MOST_COUNTED else str(self.count)


COLUMNS: tuple[tuple[str, str | Promise, str | Promise], ...] = (
    ("new", ReferralStatus.NEW.label, gettext_lazy("Nobody new.")),
    ("clarifying", ReferralStatus.CLARIFYING.label, gettext_lazy("Nothing to find out just now.")),
    ("waiting", ReferralStatus.WAITING.label, gettext_lazy("Everyone with a yes has a case manager.")),
    ("answered", gettext_lazy("Answered this month"), gettext_lazy("Nobody yet this month.")),
)


def columns(
    board: Board, *, profile: Profile, assigned: Mapping[UUID, WalksWith], today: date
) -> list[Column]:
    """The four columns; in each, whoever waits longest stands first, and what was answered last stands first."""
    left = [card for card in board.cards if card.status not in OPEN]
    left.sort(key=lambda card: left_on(card, assigned.get(card.referral_id)), reverse=True)
    words = Words(profile)
    found = {
        str(status): waiting_cards([card for card in board.cards if card.status == status], words, today)
        for status in OPEN
    }
    found["answered"] = [answered(card, words, assigned.get(card.referral_id), today) for card in left]
    return [
        Column(key, title, nobody, tuple(found[key]), board.counts.get(key, len(found[key])))
        for key, title, nobody in COLUMNS
    ]


def waiting_cards(cards: Iterable[Card], words: Words, today: date) -> list[Shown]:
    """Cards of open referrals in words."""
    return [
        (_waiting if card.status == ReferralStatus.WAITING else _open)(card, words, today) for card in cards
    ]


def lede(board: Board, today: date) -> str:
    """How many wait for what, and how long the longest has waited, in sentences."""
    waiting = board.counts.get(ReferralStatus.WAITING, 0)
    others = [count for status, count in board.counts.items() if status != ReferralStatus.WAITING]
    asking = sum(others)
    if board.since is None:
        return _("Nobody waits for an answer.")
    said = []
    if asking:
        said.append(
            ngettext("%(count)s person waits for an answer.", "%(count)s people wait for an answer.", asking)
            % {"count": _so_many(asking, others)}
        )
    if waiting:
        said.append(
            ngettext(
                "%(count)s person has a yes and waits for a case manager.",
                "%(count)s people have a yes and wait for a case manager.",
                waiting,
            )
            % {"count": _so_many(waiting, [waiting])}
        )
    longest = (today - board.since).days
    if longest:
        said.append(
            ngettext("The longest has waited %(days)d day.", "The longest has waited %(days)d days.", longest)
            % {"days": longest}
        )
    return " ".join(said)


def _so_many(people: int, counts: Iterable[int]) -> str:
    """A number at the beginning of a sentence; a count that stopped somewhere says that there are more."""
    over = sum(count > MOST_COUNTED for count in counts)
    if not over:
        return beginning(people)
    return _("More than %(number)d") % {"number": people - over}


def answered(card: Card, words: Words, walks: WalksWith | None, today: date) -> Shown:
    """A card that left the board: with whom they walk, or where they went instead."""
    line = ""
    if walks is not None:
        line = _("Walks with %(worker)s") % {"worker": walks.worker}
    elif card.answered is not None:
        line = _joined(words.destination(card.answered.destination), card.answered.destination_text)
    return Shown(
        referral_id=card.referral_id,
        name=card.name,
        line=line,
        detail=dates.short_day(left_on(card, walks), today),
        age="",
        due="",
        tag=str(card.status.label),
        tone="good" if card.status == ReferralStatus.ASSIGNED else "",
    )


def left_on(card: Card, walks: WalksWith | None) -> date:
    """The day a referral left the board: the course began, or the answer was another one."""
    if walks is not None:
        return walks.since
    return card.answered.on if card.answered else card.received_on


def _open(card: Card, words: Words, today: date) -> Shown:
    age = (today - card.received_on).days
    left = (card.answer_due_on - today).days if card.answer_due_on else None
    due = "" if left is None or left > SOON else "late" if left < 0 else "soon"
    missing = card.unanswered if card.status == ReferralStatus.CLARIFYING else 0
    return Shown(
        referral_id=card.referral_id,
        name=card.name,
        line=card.source_text or words.source(card.source),
        detail=card.whereabouts,
        age=_due_in_words(left, due) if due else (days(age) if age else _("today")),
        due=due,
        missing=(
            ngettext("%(count)d answer missing", "%(count)d answers missing", missing) % {"count": missing}
            if missing
            else ""
        ),
        ordered=card.has_order,
    )


def _waiting(card: Card, words: Words, today: date) -> Shown:
    waited = (today - card.waits_since).days
    line = _("Yes since %(day)s") % {"day": dates.short_day(card.waits_since, today)}
    basis = words.basis(card.answered.legal_basis) if card.answered else ""
    return Shown(
        referral_id=card.referral_id,
        name=card.name,
        line=_joined(line, basis),
        detail=card.whereabouts,
        age=days(waited) if waited else _("today"),
        due="late" if waited > words.profile.answering.within_days else "",
        ordered=card.has_order,
    )


def _due_in_words(left: int | None, due: str) -> str:
    assert left is not None
    if due == "late":
        return ngettext("answer %(days)d day late", "answer %(days)d days late", -left) % {"days": -left}
    if left == 0:
        return _("answer due today")
    return ngettext("%(days)d day left to answer", "%(days)d days left to answer", left) % {"days": left}


def _joined(*parts: str) -> str:
    """Parts of a line with commas between; blank ones are left out."""
    return ", ".join(part for part in parts if part)
