"""The ways through the house: which pages a role finds in the rail, in the thumb bar, and where it starts."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from alongside.access.actor import Actor, Role

HAVE_PEOPLE = (Role.CASE_MANAGER, Role.TEAM_LEAD, Role.ON_CALL, Role.INTAKE, Role.AUTHORITY)
KNOW_PLACES = (Role.CASE_MANAGER, Role.TEAM_LEAD, Role.INTAKE, Role.ON_CALL, Role.ADMINISTRATOR)
WRITE = (Role.CASE_MANAGER, Role.TEAM_LEAD)
APPROVALS = "approvals"
DECIDE = (Role.TEAM_LEAD, Role.PRIVACY_OFFICER, Role.ADMINISTRATOR)
"""Who decides about acts that take two people, and sees in the frame how many wait."""


@dataclass(frozen=True)
class Way:
    """A page someone goes to often. `short` is its name where there is room for one word."""

    route: str
    icon: str
    label: str | Promise
    roles: tuple[Role, ...]
    short: str | Promise = ""
    thumb: bool = False
    """Stands in the thumb bar of a phone before the others."""
    key: str = ""
    """The keys that lead there: "g t" is g, then t."""


WAYS: tuple[Way, ...] = (
    Way("privacy", "home", _("Privacy"), (Role.PRIVACY_OFFICER,), thumb=True),
    Way("today", "today", _("Today"), (Role.CASE_MANAGER,), thumb=True, key="g t"),
    Way("people", "people", _("People"), HAVE_PEOPLE, thumb=True, key="g p"),
    Way(
        "calendar",
        "calendar",
        _("Calendar"),
        (Role.CASE_MANAGER, Role.TEAM_LEAD, Role.ON_CALL, Role.INTAKE),
        key="g c",
    ),
    Way(
        "handover",
        "night",
        _("On call"),
        (Role.CASE_MANAGER, Role.TEAM_LEAD, Role.ON_CALL),
        key="g o",
    ),
    Way("note", "note", _("Write a note"), WRITE, pgettext_lazy("navigation", "Note"), thumb=True, key="n"),
    Way("team", "team", _("Team"), (Role.CASE_MANAGER, Role.TEAM_LEAD), thumb=True, key="g m"),
    Way(
        "principles",
        "check",
        _("The thirteen principles"),
        (Role.CASE_MANAGER, Role.TEAM_LEAD, Role.EVALUATOR),
        _("Principles"),
    ),
    Way("services", "office", _("Where one can go"), KNOW_PLACES, pgettext_lazy("navigation", "Services")),
    Way("numbers", "evaluation", _("Numbers"), (Role.CASE_MANAGER, Role.TEAM_LEAD), key="g s"),
    Way("intake", "intake", _("New referrals"), (Role.INTAKE, Role.TEAM_LEAD), _("Referrals")),
    Way("pairs", "people", _("Two records, one person?"), (Role.INTAKE, Role.TEAM_LEAD), _("Doubles")),
    Way("orders", "document", _("My orders"), (Role.AUTHORITY,)),
    Way("evaluation", "evaluation", _("How it goes"), (Role.TEAM_LEAD, Role.EVALUATOR)),
    Way("records_kept", "document", _("Records kept"), (Role.TEAM_LEAD, Role.PRIVACY_OFFICER)),
    Way(APPROVALS, "check", _("Second person"), DECIDE),
    Way("trail", "eye", _("Who did what"), (Role.PRIVACY_OFFICER,), thumb=True),
    Way(
        "ledger", "document", _("What was told"), (Role.PRIVACY_OFFICER,), pgettext_lazy("navigation", "Told")
    ),
    Way("shared", "people", _("Shared with me"), (Role.PARTNER,), thumb=True),
    Way("rights", "key", _("Who may what"), (Role.TEAM_LEAD, Role.ADMINISTRATOR, Role.PRIVACY_OFFICER)),
    Way(
        "permissions",
        "people",
        _("What each role may do"),
        (Role.PRIVACY_OFFICER, Role.ADMINISTRATOR),
        pgettext_lazy("navigation", "Roles"),
    ),
    Way(
        "register", "document", _("What is kept here"), (Role.PRIVACY_OFFICER, Role.ADMINISTRATOR), _("Data")
    ),
    Way("administration", "settings", _("Administration"), (Role.ADMINISTRATOR,)),
)
MORE = Way("more", "more", pgettext_lazy("navigation", "More"), (), thumb=True)
THUMBS = 5
"""How many ways the thumb bar has room for."""

STARTS: tuple[tuple[Role, str], ...] = (
    (Role.CASE_MANAGER, "today"),
    (Role.TEAM_LEAD, "team"),
    (Role.INTAKE, "intake"),
    (Role.ON_CALL, "handover"),
    (Role.AUTHORITY, "orders"),
    (Role.EVALUATOR, "evaluation"),
    (Role.PRIVACY_OFFICER, "privacy"),
    (Role.ADMINISTRATOR, "administration"),
    (Role.PARTNER, "shared"),
)
"""Where a day begins, by the first role that fits."""


def ways_of(actor: Actor) -> list[Way]:
    """The pages this actor finds in the rail."""
    return [way for way in WAYS if actor.has(*way.roles)]


def thumbs_of(actor: Actor) -> list[Way]:
    """The pages in the thumb bar: all of them when there is room, else the daily ones and the way to the rest."""
    ways = ways_of(actor)
    if len(ways) <= THUMBS:
        return ways
    return [*[way for way in ways if way.thumb][: THUMBS - 1], MORE]


def start_of(actor: Actor) -> str:
    """The route on which this actor's day begins."""
    return next((route for role, route in STARTS if role in actor.roles), "today")
