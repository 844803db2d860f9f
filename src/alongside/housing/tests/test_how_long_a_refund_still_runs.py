from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.access.actor import Actor
from alongside.enrolments.models import Enrolment
from alongside.housing.operations import record_stay
from alongside.housing.queries import refunds_of, running_out, strip
from alongside.housing.rules import Span, clock, nights
from alongside.organisation.profile import ProfileError, load_profile, with_overrides
from tests.people_of_the_house import House, writing

DENMARK = load_profile("dk-icm")
SHELTER, SUPPORT = DENMARK.refund_clocks
TODAY = date(2026, 11, 24)
BEFORE = timedelta(days=1)

slowly = settings(max_examples=60, deadline=None)
days = st.dates(date(2023, 6, 1), date(2028, 6, 1))


@st.composite
def spans(draw: st.DrawFn) -> Span:
    start = draw(days)
    return Span(None, start, draw(st.none() | st.integers(0, 400).map(lambda more: start + timedelta(more))))


def here(since: date, until: date | None = None) -> Span:
    return Span(None, since, until)


def slept(stays: list[Span], today: date) -> set[date]:
    """Night by night, as one would with a calendar and a pencil."""
    every = [date(2023, 6, 1) + timedelta(at) for at in range(2250)]
    return {
        day
        for day in every
        if day < today
        and any(stay.starts_on <= day and (stay.ends_on is None or day < stay.ends_on) for stay in stays)
    }


@slowly
@given(st.lists(spans(), max_size=8), days)
def test_each_night_counts_once_whatever_overlaps(stays, today):
    assert nights(stays, today=today) == sorted(slept(stays, today))


@slowly
@given(st.lists(spans(), max_size=8), days, st.randoms())
def test_the_order_in_which_stays_were_written_does_not_matter(stays, today, chance):
    shuffled = [*stays, *stays]
    chance.shuffle(shuffled)
    for rule in DENMARK.refund_clocks:
        assert clock(rule, stays, today=today) == clock(rule, shuffled, today=today)


@slowly
@given(st.lists(spans(), max_size=8), days)
def test_a_clock_of_nights_never_counts_more_than_was_slept_in_its_year(stays, today):
    found = clock(SHELTER, stays, today=today)
    if found is None:
        return
    mine = {day for day in slept(stays, today) if found.starts_on <= day}
    assert found.starts_on <= today < found.ends_on
    assert found.used == len(mine) <= (today - found.starts_on).days
    assert found.left == max(found.limit - found.used, 0)
    assert found.limit == (120 if today < date(2026, 4, 1) else 90)
    if not found.left:
        assert found.reached_on is not None
        assert found.reached_on <= today


@slowly
@given(st.lists(spans(), max_size=6), days)
def test_the_day_that_was_foretold_is_the_day_it_is_reached(stays, today):
    staying = any(stay.ends_on is None and stay.starts_on <= today for stay in stays)
    known = [stay for stay in stays if stay.starts_on <= today]
    found = clock(SHELTER, known, today=today)
    if found is None or not staying or found.reached_on is None or found.reached_on <= today:
        return
    evening_before = clock(SHELTER, known, today=found.reached_on - BEFORE)
    then = clock(SHELTER, known, today=found.reached_on)
    assert evening_before is not None
    assert then is not None
    assert evening_before.left > 0
    assert then.left == 0


@slowly
@given(st.lists(spans(), max_size=8), days)
def test_two_years_from_the_first_day_out_whatever_comes_after(stays, today):
    found = clock(SUPPORT, stays, today=today)
    if found is None:
        return
    asleep = slept(stays, today)
    assert found.starts_on - BEFORE in asleep
    assert found.starts_on not in asleep
    again = [*stays, here(today)]
    assert clock(SUPPORT, again, today=today) is None or clock(SUPPORT, again, today=today) == found


def test_a_stay_that_goes_on_is_counted_to_today_without_tonight():
    found = clock(SHELTER, [here(date(2026, 9, 1))], today=TODAY)
    assert found is not None
    assert (found.used, found.limit, found.left) == (84, 90, 6)
    assert (found.starts_on, found.ends_on) == (date(2026, 9, 1), date(2027, 9, 1))
    assert found.reached_on == date(2026, 11, 30)


def test_the_first_evening_opens_the_year():
    found = clock(SHELTER, [here(TODAY)], today=TODAY)
    assert found is not None
    assert (found.used, found.left, found.starts_on) == (0, 90, TODAY)


def test_hundred_nights_are_too_many_when_the_limit_falls():
    stays = [here(date(2025, 12, 1), date(2026, 3, 11))]
    before = clock(SHELTER, stays, today=date(2026, 3, 31))
    after = clock(SHELTER, stays, today=date(2026, 4, 1))
    assert before is not None
    assert after is not None
    assert (before.used, before.limit, before.left) == (100, 120, 20)
    assert (after.used, after.limit, after.left) == (100, 90, 0)
    assert before.reached_on == after.reached_on == date(2026, 4, 1)


def test_a_year_later_it_begins_again_with_the_next_night():
    stays = [here(date(2025, 1, 10), date(2025, 6, 1)), here(date(2026, 2, 1), date(2026, 2, 5))]
    assert clock(SHELTER, stays, today=date(2026, 1, 20)) is None
    found = clock(SHELTER, stays, today=date(2026, 3, 1))
    assert found is not None
    assert (found.used, found.starts_on) == (4, date(2026, 2, 1))


def test_a_year_that_began_on_a_leap_day_ends_on_the_last_of_february():
    found = clock(SHELTER, [here(date(2024, 2, 29), date(2024, 3, 2))], today=date(2024, 6, 1))
    assert found is not None
    assert (found.used, found.ends_on) == (2, date(2025, 2, 28))


def test_nights_before_the_rule_do_not_count():
    found = clock(SHELTER, [here(date(2023, 9, 1), date(2023, 10, 11))], today=date(2023, 11, 1))
    assert found is not None
    assert (found.used, found.starts_on) == (10, date(2023, 10, 1))


def test_coming_back_does_not_start_the_two_years_anew():
    first, again = here(date(2025, 1, 1), date(2025, 3, 1)), here(date(2025, 9, 1), date(2025, 10, 1))
    found = clock(SUPPORT, [again, first], today=TODAY)
    assert found is not None
    assert (found.starts_on, found.ends_on) == (date(2025, 3, 1), date(2027, 3, 1))


def test_moving_from_shelter_to_shelter_is_not_leaving():
    stays = [here(date(2026, 1, 1), date(2026, 3, 1)), here(date(2026, 3, 1), date(2026, 5, 1))]
    found = clock(SUPPORT, stays, today=TODAY)
    assert found is not None
    assert found.starts_on == date(2026, 5, 1)


def test_it_is_counted_from_the_record_and_says_from_what(jonas: Enrolment, sofie: Actor):
    record_stay(by=sofie, person=jonas.person, kind="shelter", starts_on=date(2026, 2, 1))
    record_stay(by=sofie, person=jonas.person, kind="street", starts_on=date(2026, 2, 11))
    record_stay(by=sofie, person=jonas.person, kind="shelter", starts_on=date(2026, 11, 1))
    stays = strip(sofie, jonas.person).stays
    (found,) = refunds_of(stays, profile=DENMARK, legal_basis="sel-85", today=sofie.today)
    assert (found.clock.used, found.clock.left, found.staying) == (33, 57, True)
    assert [(one.id, one.nights) for one in found.counted] == [(stays[0].id, 10), (stays[2].id, 23)]
    both = refunds_of(stays, profile=DENMARK, legal_basis="sel-85a", today=sofie.today)
    assert [one.rule.key for one in both] == ["shelter", "support"]
    assert [one.id for one in both[1].counted] == [stays[0].id]


def test_elsewhere_no_clock_runs(jonas: Enrolment, sofie: Actor):
    record_stay(by=sofie, person=jonas.person, kind="shelter", starts_on=date(2026, 2, 1))
    stays = strip(sofie, jonas.person).stays
    for key in ("generic", "qc-siv", "on-icm"):
        assert refunds_of(stays, profile=load_profile(key), legal_basis="sel-85a", today=sofie.today) == []


def test_who_runs_out_soon_stands_on_top(jonas: Enrolment, sofie: Actor, omar: Actor, house: House):
    every = Q()
    with CaptureQueriesContext(connection) as seen:
        assert running_out(sofie, every, profile=DENMARK) == []
    assert len(seen) == 2
    stay = record_stay(by=sofie, person=jonas.person, kind="shelter", starts_on=date(2026, 11, 1))
    assert running_out(sofie, every, profile=DENMARK) == []
    with writing(house.agency):
        stay.starts_on = date(2026, 9, 1)
        stay.save()
    (found,) = running_out(sofie, every, profile=DENMARK)
    assert (found.enrolment_id, found.refund.clock.left) == (jonas.pk, 6)
    assert running_out(omar, every, profile=DENMARK) == []


def test_a_clock_without_its_numbers_is_refused():
    table = dict(DENMARK.tables["refund_clocks"])
    for wrong in (
        {**table["shelter"], "counts": "beds"},
        {**table["shelter"], "limits": []},
        {**table["shelter"], "limits": list(reversed(table["shelter"]["limits"]))},
        {**table["shelter"], "limits": [{"nights": "many", "valid_from": date(2023, 10, 1)}]},
    ):
        with pytest.raises(ProfileError, match="refund_clocks"):
            with_overrides(DENMARK, {"refund_clocks": {"shelter": wrong}})
