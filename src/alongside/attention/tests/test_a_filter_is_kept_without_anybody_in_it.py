"""What is kept of a way of looking at a list, and whose it is."""

from __future__ import annotations

import pytest

from alongside.attention.errors import (
    AboutOnePerson,
    FilterNameTaken,
    FilterUnnamed,
    NameInFilter,
    NothingChosen,
    NumberInFilter,
)
from alongside.attention.filters import filters_for, keep_filter, remove_filter
from alongside.attention.models import SavedFilter
from alongside.attention.rules.filters import filter_name, what_is_kept
from alongside.kernel.errors import NotAllowed
from alongside.people.operations import change_person


def test_only_what_is_chosen_is_kept_never_a_day_or_a_page():
    asked = {"view": "week", "day": "2026-11-24", "team": "t", "after": "x", "worker": ""}
    assert what_is_kept("calendar", asked) == {"view": "week", "team": "t"}


@pytest.mark.parametrize(
    ("place", "asked", "refused"),
    [
        ("people", {"after": "x"}, NothingChosen),
        ("people", {"q": "jonas"}, NothingChosen),
        ("nowhere", {"show": "x"}, NothingChosen),
        ("story", {"q": "010190"}, NumberInFilter),
        ("story", {"q": "room 7"}, NumberInFilter),
        ("story", {"show": "met", "goal": "g"}, AboutOnePerson),
    ],
)
def test_what_is_about_somebody_is_refused_with_the_reason(place, asked, refused):
    with pytest.raises(refused):
        what_is_kept(place, asked)


@pytest.mark.parametrize(
    ("typed", "refused"),
    [(" ", FilterUnnamed), ("x" * 61, FilterUnnamed), ("CPR 010190-9999", NumberInFilter)],
)
def test_a_name_is_short_and_holds_no_number(typed, refused):
    with pytest.raises(refused):
        filter_name(typed)


def test_a_name_of_somebody_is_not_kept_in_a_search(jonas, sofie):
    change_person(by=sofie, person=jonas.person, phone="55 50 01 40")
    for words in ("jonas", "medicin KROGH"):
        with pytest.raises(NameInFilter):
            keep_filter(by=sofie, place="story", name="x", asked={"q": words})
    assert keep_filter(by=sofie, place="story", name="Medicine", asked={"q": "medicin"}).asked == {
        "q": "medicin"
    }


def test_a_filter_is_its_owners_until_it_is_shared_with_a_team(house, sofie):
    maja, omar = house.actor("maja"), house.actor("omar")
    own = keep_filter(by=sofie, place="people", name="Mine", asked={"show": "mine"})
    team = house.team
    shared = keep_filter(by=sofie, place="people", name="Ours", asked={"show": "team"}, team_id=team.pk)
    assert list(filters_for(sofie)) == [own, shared]
    assert list(filters_for(maja, "people")) == [shared]
    assert list(filters_for(maja, "calendar")) == []
    assert list(filters_for(omar)) == []
    with pytest.raises(NotAllowed):
        remove_filter(by=maja, saved=shared)
    with pytest.raises(NotAllowed):
        keep_filter(by=omar, place="people", name="Theirs", asked={"show": "team"}, team_id=team.pk)
    remove_filter(by=sofie, saved=shared)
    assert list(SavedFilter.objects.all()) == [own]


def test_two_filters_of_a_list_have_two_names(sofie):
    keep_filter(by=sofie, place="people", name="Mine", asked={"show": "mine"})
    with pytest.raises(FilterNameTaken):
        keep_filter(by=sofie, place="people", name=" Mine ", asked={"show": "team"})
    keep_filter(by=sofie, place="story", name="Mine", asked={"show": "met"})
