"""Never letting go in a practice profile: the ways to try and the ladder, and that they can be climbed."""

from __future__ import annotations

from alongside.organisation.choices import (
    RUNGS_ARE_FOR,
    Choices,
    ContactPlace,
    OutreachTry,
    PauseKind,
    Rung,
    TriedOutcome,
)
from alongside.organisation.profile_reading import ProfileError

KINDS = ("visit", "phone", "message")


def require_ladder(rungs: Choices[Rung], origin: str) -> None:
    """The ladder begins on the day somebody is missed and only goes up.

    Raises:
        ProfileError: it does not.
    """
    before = -1
    for rung in rungs:
        at = f"{origin}: outreach_rungs.{rung.key}"
        if rung.acts not in RUNGS_ARE_FOR:
            raise ProfileError(f"{at}.acts: {rung.acts!r} is none of {', '.join(RUNGS_ARE_FOR)}")
        if rung.after_days <= before or (before < 0 and rung.after_days != 0):
            raise ProfileError(f"{at}.after_days: the first rung is at 0 days, each other later")
        before = rung.after_days


def require_places(kinds: Choices[PauseKind], places: Choices[ContactPlace], origin: str) -> None:
    """Where somebody is met while their course rests is a place of the profile.

    Raises:
        ProfileError: it is none.
    """
    for kind in kinds:
        if kind.met_at and places.get(kind.met_at) is None:
            raise ProfileError(
                f"{origin}: pause_kinds.{kind.key}.met_at: {kind.met_at!r} is no place of the list"
            )


def require_tries(
    tries: Choices[OutreachTry],
    outcomes: Choices[TriedOutcome],
    places: Choices[ContactPlace],
    origin: str,
) -> None:
    """Every way to try can be written down with one tap.

    Raises:
        ProfileError: its kind, its outcome or its place is not one of the profile's.
    """
    for one in tries:
        at = f"{origin}: outreach_tries.{one.key}"
        outcome = outcomes.get(one.how)
        if outcome is None or outcome.by_us or outcome.called_off:
            raise ProfileError(f"{at}.how: {one.how!r} is no outcome of a try")
        if one.kind not in KINDS:
            raise ProfileError(f"{at}.kind: {one.kind!r} is none of {', '.join(KINDS)}")
        if one.place and places.get(one.place) is None:
            raise ProfileError(f"{at}.place: {one.place!r} is no place of the list")
