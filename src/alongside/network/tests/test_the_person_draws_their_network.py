"""How near somebody is says the person; a map stays as it was drawn, and two of them can be held side by side."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from alongside.corrections.operations import strike_record
from alongside.kernel.errors import NotAllowed
from alongside.network import errors
from alongside.network.drawing import draw_map
from alongside.network.models import NetworkMember
from alongside.network.operations import add_member, change_member
from alongside.network.queries import around, maps_of, placed_now, placed_on
from alongside.network.rules import Moved, moves
from alongside.restrictions.operations import close_category

TODAY = date(2026, 11, 24)


@pytest.fixture
def rikke(jonas, sofie) -> NetworkMember:
    return add_member(by=sofie, person=jonas.person, name="Rikke Krogh", relation="sister")


@pytest.fixture
def ole(jonas, sofie) -> NetworkMember:
    return add_member(by=sofie, person=jonas.person, name="Ole", closeness="known")


def _drawn(sofie, jonas, rings, *, days: int = 0, words: str = ""):
    return draw_map(
        by=sofie,
        person=jonas.person,
        rings={one.pk: ring for one, ring in rings.items()},
        drawn_on=TODAY - timedelta(days=days),
        words=words,
    )


def test_a_map_stays_while_life_goes_on(jonas, sofie, rikke, ole) -> None:
    first = _drawn(sofie, jonas, {rikke: "near", ole: "known"}, days=60, words="I miss my father.")
    _drawn(sofie, jonas, {rikke: "very_near", ole: ""})
    change_member(
        by=sofie, member=NetworkMember.objects.visible_to(sofie).get(pk=rikke.pk), name="Rikke Holm"
    )
    latest, before = maps_of(sofie, jonas.person)
    assert (before.words, before.drawn_on) == ("I miss my father.", TODAY - timedelta(days=60))
    assert [(one.name, one.ring) for one in placed_on(sofie, first)] == [
        ("Rikke Holm", "near"),
        ("Ole", "known"),
    ]
    assert [(one.name, one.ring) for one in placed_on(sofie, latest)] == [("Rikke Holm", "very_near")]
    assert [one.name for one in placed_now(around(sofie, jonas.person), TODAY)] == ["Rikke Holm"]


def test_two_maps_say_who_is_new_nearer_further_and_gone() -> None:
    before = {"rikke": "near", "ole": "known", "far": "very_near", "lene": "near"}
    after = {"rikke": "very_near", "ole": "known", "lene": "not_now", "bo": "near"}
    assert moves(before, after) == [
        (Moved.NEW, "bo"),
        (Moved.NEARER, "rikke"),
        (Moved.FURTHER, "lene"),
        (Moved.GONE, "far"),
    ]
    assert moves(after, after) == []


def test_a_map_has_somebody_on_it_and_is_drawn_in_order(jonas, sofie, rikke) -> None:
    with pytest.raises(errors.NobodyPlaced):
        _drawn(sofie, jonas, {rikke: ""})
    with pytest.raises(errors.DrawnInTheFuture):
        _drawn(sofie, jonas, {rikke: "near"}, days=-1)
    _drawn(sofie, jonas, {rikke: "near"}, days=5)
    with pytest.raises(errors.DrawnBefore):
        _drawn(sofie, jonas, {rikke: "near"}, days=6)


def test_nobody_is_drawn_who_has_left(jonas, sofie, rikke, ole) -> None:
    change_member(by=sofie, member=ole, ended_on=TODAY)
    with pytest.raises(errors.NotAround):
        _drawn(sofie, jonas, {rikke: "near", ole: "known"})
    assert maps_of(sofie, jonas.person) == []


def test_what_was_entered_in_error_is_on_no_map(jonas, sofie, rikke, ole) -> None:
    drawn = _drawn(sofie, jonas, {rikke: "near", ole: "known"})
    strike_record(by=sofie, record=ole, why="He is somebody else's friend.")
    assert [one.name for one in placed_on(sofie, drawn)] == ["Rikke Krogh"]
    strike_record(by=sofie, record=drawn, why="Drawn with somebody else.")
    assert maps_of(sofie, jonas.person) == []


def test_what_is_closed_is_closed_on_the_map_too(house, jonas, sofie, rikke) -> None:
    doctor = add_member(by=sofie, person=jonas.person, kind="professional", name="Dr Juhl")
    drawn = _drawn(sofie, jonas, {rikke: "near", doctor: "known"})
    close_category(by=sofie, person=jonas.person, category="network", evidence="signed")
    assert [one.name for one in placed_on(house.actor("maja"), drawn)] == ["Dr Juhl"]
    assert len(placed_on(sofie, drawn)) == 2


@pytest.mark.parametrize("stranger", ["omar", "karin", "ilse", "vagn", "per", "eva", "ada"])
def test_nobody_else_draws_or_reads_it(house, jonas, sofie, rikke, stranger) -> None:
    _drawn(sofie, jonas, {rikke: "near"})
    assert maps_of(house.actor(stranger), jonas.person) == []
    with pytest.raises(NotAllowed):
        _drawn(house.actor(stranger), jonas, {rikke: "near"})
