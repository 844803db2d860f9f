"""What ties somebody to a person is put together once a day; only what is declared as passing may look at the hour."""

from dataclasses import fields

import pytest

from alongside.access import denials, policy
from alongside.access.actor import Actor, Role


class WithoutAClock(Actor):
    """Whoever asks this one for the hour is told off."""

    def __getattribute__(self, name: str) -> object:
        if name == "now":
            raise AssertionError("asks for the hour, and is not declared as passing")
        return super().__getattribute__(name)


@pytest.fixture
def everything(house) -> Actor:
    """Someone in every role."""
    known = house.actor("amina")
    values = {field.name: getattr(known, field.name) for field in fields(Actor)}
    found = WithoutAClock(**{**values, "roles": frozenset(Role) - {Role.SYSTEM}})
    found.__dict__["today"] = known.today
    return found


def test_no_tie_depends_on_the_hour_unless_it_says_so(everything) -> None:
    asked = 0
    for key, providers in policy._providers.items():
        if key not in policy._passing:
            for provider in providers:
                provider(everything)
                asked += 1
    assert asked > 15


def test_urgent_access_passes_within_the_day() -> None:
    assert (policy.Relation.BREAK_GLASS, "person") in policy._passing


def test_no_denial_depends_on_the_hour(everything) -> None:
    everything.__dict__["of_the_day"] = everything
    assert denials._deniers
    for denier, _ in denials._deniers:
        denier(everything)


def test_two_moments_of_a_day_are_one(house) -> None:
    now = house.actor("sofie")
    later = house.at(house.now.replace(hour=17)).actor("sofie")
    assert now.of_the_day == later.of_the_day
    assert now.of_the_day.today == now.today
