"""The case manager's checklists in a practice profile, and how long before somebody comes out Today tells it."""

from __future__ import annotations

from dataclasses import dataclass, field

from alongside.organisation.choices import Choice, Choices
from alongside.organisation.profile_reading import ProfileError

EVENTS = ("course", "coming_out", "moving_in", "closing")
"""What a list begins with: the course itself; a stay on a ward, in prison or in treatment; the contract of a home
(`moves_in` of the home steps); that closing is talked about."""

FACTS = {
    "met": "",
    "met_at_home": "",
    "meeting": "",
    "meets_on_day": "",
    "consent_asked": "",
    "found_at": "",
    "lives": "",
    "lives_own": "",
    "needs_asked": "",
    "network_drawn": "",
    "daily": "daily_kinds",
    "other_plan": "plan_kinds",
    "home_step": "home_steps",
    "crisis_plan": "",
    "plan_agreed": "",
    "review_held": "",
    "told": "",
}
"""What in the record can tick a line, with the list of the profile that its `of` is a key of; empty: it takes none."""


@dataclass(frozen=True, slots=True)
class ComingOut:
    """Days around the day on which somebody comes out of hospital, prison or treatment."""

    announce_days: int
    """So many days before, Today begins to tell it."""
    ask_days: int
    """After so many days in which nobody has said when it is, Today asks; and so again."""


@dataclass(frozen=True, slots=True)
class ChecklistItem(Choice):
    """A line of a checklist. `by_record`: the fact of the record that ticks it (`FACTS`), `of` the key it is about;
    without one somebody ticks it. `only`: it is for these kinds of pause; none: for all."""

    by_record: str = field(default="", kw_only=True)
    of: str = field(default="", kw_only=True)
    only: tuple[str, ...] = field(default=(), kw_only=True)


@dataclass(frozen=True, slots=True)
class Checklist(Choice):
    """What is easily forgotten around an event. `begins`: the event, one of `EVENTS`. `looks_back_days`: what happened
    so many days before the event ticks a line too."""

    begins: str = field(kw_only=True)
    looks_back_days: int = field(default=0, kw_only=True)
    items: Choices[ChecklistItem] = field(kw_only=True)


def require_checklists(lists: Choices[Checklist], origin: str) -> None:
    """Every list can begin, and every line can be ticked.

    What a line is about (`of`, `only`) may be missing in an agency's own list of plans or pauses: then it is not shown.

    Raises:
        ProfileError: an event or a fact is unknown.
    """
    for one in lists:
        at = f"{origin}: checklists.{one.key}"
        if one.begins not in EVENTS:
            raise ProfileError(f"{at}.begins: {one.begins!r} is none of {', '.join(EVENTS)}")
        for item in one.items:
            if item.by_record and item.by_record not in FACTS:
                what = f"{item.by_record!r} is none of {', '.join(FACTS)}"
                raise ProfileError(f"{at}.items.{item.key}.by_record: {what}")
            if item.of and not FACTS.get(item.by_record):
                raise ProfileError(f"{at}.items.{item.key}.of: {item.by_record!r} takes none")
