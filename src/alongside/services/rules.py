"""The rules of the directory. Pure: no Django, no clock."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from enum import StrEnum
from urllib.parse import quote, urlsplit

from alongside.services.errors import CheckedLater, NameMissing, NotAnAddress, TooLong

LINE = 200
"""Characters of a line."""
WORDS = 4_000
"""Characters of a longer text."""
LONGER = ("description", "requires", "how_to_ask", "hours")


@dataclass(frozen=True)
class Offer:
    """What we know of a service.

    Attributes:
        kind: a key of the profile's service kinds; empty when nobody has sorted it yet.
        requires: for whom it is, and what one must bring.
        how_to_ask: how one gets in.
        languages: names with commas between.
        verified_on: when somebody last made sure that all this is right.
        open: whether it still takes people.
    """

    name: str = ""
    kind: str = ""
    description: str = ""
    requires: str = ""
    how_to_ask: str = ""
    hours: str = ""
    languages: str = ""
    street: str = ""
    postcode: str = ""
    city: str = ""
    phone: str = ""
    email: str = ""
    website: str = ""
    verified_on: date | None = None
    open: bool = True


TEXTS = tuple(field.name for field in fields(Offer) if field.type == "str")
"""The fields that are text."""


class Clock(StrEnum):
    """How a service stands with being checked."""

    RIGHT = "right"
    SOON = "soon"
    """It must be checked within a month."""
    CHECK = "check"
    """It must be checked now, or nobody ever has."""


ANNOUNCED = timedelta(days=30)


def due_on(verified_on: date | None, *, check_after_days: int) -> date | None:
    """The day from which it must be checked again; None when nobody has ever checked."""
    return verified_on + timedelta(days=check_after_days) if verified_on else None


def clock(verified_on: date | None, today: date, *, check_after_days: int) -> Clock:
    """How a service stands with being checked on `today`.

    Args:
        check_after_days: days for which a check is good, from the profile.
    """
    due = due_on(verified_on, check_after_days=check_after_days)
    if due is None or due <= today:
        return Clock.CHECK
    return Clock.SOON if due - ANNOUNCED <= today else Clock.RIGHT


def tidy(offer: Offer, today: date) -> Offer:
    """The offer as it is kept: without space around its texts, languages with a comma and a blank between.

    Raises:
        NameMissing, TooLong, NotAnAddress
        CheckedLater: it is said to have been checked on a day to come.
    """
    said = {name: getattr(offer, name).strip() for name in TEXTS}
    said["languages"] = ", ".join(names_of(said["languages"]))
    if not said["name"]:
        raise NameMissing(field="name")
    for name, text in said.items():
        most = WORDS if name in LONGER else LINE
        if len(text) > most:
            raise TooLong(field=name, most=most)
    if said["website"] and not link_to(said["website"]):
        raise NotAnAddress(field="website")
    if offer.verified_on and offer.verified_on > today:
        raise CheckedLater(field="verified_on")
    return replace(offer, **said)


def names_of(languages: str) -> list[str]:
    """The languages one by one."""
    return [name.strip() for name in languages.split(",") if name.strip()]


def link_to(website: str) -> str:
    """The address when a browser can open it safely (http or https), else nothing: files bring whatever they like."""
    try:
        parts = urlsplit(website)
    except ValueError:
        return ""
    return website if parts.scheme in ("http", "https") and parts.netloc else ""


def map_link(offer: Offer) -> str:
    """Where a map shows the address, for a tap; nothing is fetched. Empty when there is no address."""
    town = f"{offer.postcode} {offer.city}".strip()
    where = ", ".join(part for part in (offer.street, town) if part)
    return f"https://www.openstreetmap.org/search?query={quote(where)}" if where else ""
