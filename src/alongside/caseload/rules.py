"""How many people one case manager walks with, and how a case manager begins and changes. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Protocol

from alongside.caseload import errors

FARTHEST_START = timedelta(days=366)
"""A start later than this is a slip of the pen."""


def places(norm: float, fte: Decimal) -> int:
    """How many people a post has places for: norm times share of a full post, whole people only.

    The norm comes from the profile: 8 in Denmark ("caseload er 8:1", seed 004); with 0.75 of a post that is 6.
    """
    return int(Decimal(str(norm)) * fte)


def free_capacity(norm: float, fte: Decimal, people: int) -> int:
    """Places left; below zero when the worker is over the norm."""
    return places(norm, fte) - people


def check_norm(*, norm: float, fte: Decimal, people: int, over_norm_reason: str, worker: str) -> bool:
    """Whether one more person is over the norm; over is possible when somebody says why it is right.

    Args:
        people: those the worker walks with as primary case manager now, without the new one.

    Raises:
        OverTheNorm: it would be over, and no reason is given.
    """
    over = free_capacity(norm, fte, people) < 1
    if over and not over_norm_reason.strip():
        raise errors.OverTheNorm(
            field="over_norm_reason", worker=worker, people=people + 1, places=places(norm, fte)
        )
    return over


def check_leaving(people: int, *, worker: str) -> None:
    """Nobody loses their case manager without getting another (seed 002, principle 1: one continuous worker).

    Args:
        people: those the worker would still walk with on the first day without the role.

    Raises:
        StillWalksWithPeople: there is someone.
    """
    if people:
        raise errors.StillWalksWithPeople(field="ends_on", worker=worker, people=people)


def check_start(starts_on: date, *, received_on: date, today: date) -> None:
    """A course begins on a day one can mean: not before we heard of the person, and not in years.

    Args:
        received_on: the day the referral reached us.

    Raises:
        StartsBeforeReferral: a day before `received_on`.
        StartsTooFarAhead: more than a year ahead.
    """
    if starts_on < received_on:
        raise errors.StartsBeforeReferral(field="starts_on", day=received_on)
    if starts_on > today + FARTHEST_START:
        raise errors.StartsTooFarAhead(field="starts_on")


def check_change(
    *,
    reason: str,
    same_worker: bool,
    worker: str,
    starts_on: date,
    present_since: date | None,
    today: date,
    course_open: bool,
) -> None:
    """A change of case manager is rare and told (seed 002, principle 1: one continuous worker).

    Args:
        present_since: since when the present one walks along; None when nobody does.

    Raises:
        CourseNotOpen: the course has ended.
        ChangeReasonMissing: no reason is given.
        SameCaseManager: the new one is the present one.
        ChangeBeforeStart: the change would lie before the present one began.
        StartsTooFarAhead: more than a year ahead.
    """
    if not course_open:
        raise errors.CourseNotOpen
    if not reason.strip():
        raise errors.ChangeReasonMissing(field="reason")
    if same_worker:
        raise errors.SameCaseManager(field="worker", worker=worker)
    if present_since is not None and starts_on < present_since:
        raise errors.ChangeBeforeStart(field="starts_on", day=present_since)
    if starts_on > today + FARTHEST_START:
        raise errors.StartsTooFarAhead(field="starts_on")


LONGEST_COVER = timedelta(days=183)
"""Half a year (our own choice): whoever is away longer hands over, so that a person knows who walks with them."""


def check_cover(
    *, starts_on: date, ends_on: date, today: date, same_worker: bool, people: int, whole: bool
) -> None:
    """Cover is for a time, by another, for somebody.

    Args:
        ends_on: the first day without cover.
        people: how many it is for.
        whole: for everyone, which may be nobody yet.

    Raises:
        CoverNeedsDays, CoverIsOver, CoverTooLong, CoversThemself, NobodyToCover
    """
    if same_worker:
        raise errors.CoversThemself(field="cover")
    if ends_on <= starts_on:
        raise errors.CoverNeedsDays(field="ends_on")
    if ends_on <= today:
        raise errors.CoverIsOver(field="ends_on")
    if ends_on - starts_on > LONGEST_COVER:
        raise errors.CoverTooLong(field="ends_on")
    if starts_on > today + FARTHEST_START:
        raise errors.StartsTooFarAhead(field="starts_on")
    if not people and not whole:
        raise errors.NobodyToCover(field="people")


def check_cover_end(*, starts_on: date, was: date, ends_on: date, today: date) -> None:
    """The end of cover moves while it has not passed: forward, or back to today at the earliest.

    Raises:
        CoverIsOver: it has passed, or would have.
        CoverNeedsDays, CoverTooLong
    """
    if was <= today or ends_on < today:
        raise errors.CoverIsOver(field="ends_on")
    if ends_on < starts_on:
        raise errors.CoverNeedsDays(field="ends_on")
    if ends_on - starts_on > LONGEST_COVER:
        raise errors.CoverTooLong(field="ends_on")


def check_asking(*, reason: str, planned_on: date, today: date, course_open: bool) -> None:
    """A hand-over is asked with a reason, for a day that comes.

    Raises:
        CourseNotOpen, ChangeReasonMissing, HandOverPast, StartsTooFarAhead
    """
    if not course_open:
        raise errors.CourseNotOpen
    if not reason.strip():
        raise errors.ChangeReasonMissing(field="reason")
    if planned_on < today:
        raise errors.HandOverPast(field="planned_on")
    if planned_on > today + FARTHEST_START:
        raise errors.StartsTooFarAhead(field="planned_on")


def check_promises(waiting: int, *, worker: str) -> None:
    """Whoever stops has promised nothing beyond that day.

    Args:
        waiting: hand-overs they are asked to take, and cover they give, on or after the first day without the role.

    Raises:
        StillHandsOver: there is something.
    """
    if waiting:
        raise errors.StillHandsOver(field="ends_on", worker=worker)


def were_both_there(worker: str, others_present: str, *, giver: str, receiver: str) -> bool:
    """Whether a contact was a meeting with both: one wrote the note, and it names the other among those present.

    Args:
        worker: name of who wrote the note.
        others_present: who else was there, as written.
    """
    pair = {giver, receiver}
    if worker not in pair:
        return False
    (other,) = pair - {worker}
    written = others_present.casefold().replace(",", " ").replace(".", " ").split()
    return bool(other) and other.split()[0].casefold() in written


class Fit(StrEnum):
    """What of a person's wishes speaks for a worker."""

    LANGUAGE = "language"
    GENDER = "gender"
    AREA = "area"


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a person wishes of the one who walks with them, as far as it is known; all of it may be empty.

    Attributes:
        language: the language they speak.
        gender: "woman", "man" or nothing.
        around: postal code, town and where they are mostly found.
    """

    language: str = ""
    gender: str = ""
    around: tuple[str, ...] = ()


class _Known(Protocol):
    language: str
    worker_wish: str
    postal_code: str
    city: str
    whereabouts: str
    address_protected: bool


def wishes_of(person: _Known) -> Wishes:
    """What is known of a person's wishes. A protected address says nothing, not even its postal code."""
    home = () if person.address_protected else (person.postal_code, person.city)
    around = tuple(place for place in (*home, person.whereabouts) if place.strip())
    return Wishes(person.language, person.worker_wish, around)


def fits(wishes: Wishes, *, languages: str, gender: str, area: str) -> tuple[Fit, ...]:
    """What of the wishes a worker meets. What nobody wishes or knows speaks neither for nor against.

    Args:
        languages, area: as they are written about the worker, with commas between.
    """
    found = []
    if wishes.language and _among(wishes.language, languages):
        found.append(Fit.LANGUAGE)
    if wishes.gender and wishes.gender == gender:
        found.append(Fit.GENDER)
    if any(_is_there(known, place) for known in _parts(area) for place in wishes.around):
        found.append(Fit.AREA)
    return tuple(found)


def lacks(wishes: Wishes, *, languages: str, gender: str, area: str) -> tuple[Fit, ...]:
    """What of the wishes a worker does not meet, as far as both are known."""
    met = fits(wishes, languages=languages, gender=gender, area=area)
    asked = (
        (Fit.LANGUAGE, bool(wishes.language and languages)),
        (Fit.GENDER, bool(wishes.gender)),
        (Fit.AREA, bool(wishes.around and area)),
    )
    return tuple(fit for fit, known in asked if known and fit not in met)


def _parts(text: str) -> list[str]:
    return [part for piece in re.split(r"[,;/]", text) if (part := piece.strip().casefold())]


def _among(wanted: str, languages: str) -> bool:
    return bool(set(_parts(wanted)) & set(_parts(languages)))


def _is_there(known: str, place: str) -> bool:
    """Whether a part of town stands as whole words in a place: "Havn" is in "Havn, 2450" and not in "Københavns"."""
    return re.search(rf"(?<!\w){re.escape(known)}(?!\w)", place.casefold()) is not None
