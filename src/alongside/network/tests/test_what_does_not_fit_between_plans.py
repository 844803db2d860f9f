"""What does not fit between the plans that others lead and our visits."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID, uuid4

from hypothesis import given
from hypothesis import strategies as st

from alongside.network.rules import ENDS_SOON_DAYS, Running, Trouble, findings

TODAY = date(2026, 11, 24)
JOB, CARE = UUID(int=1), UUID(int=2)


def _plan(
    id: UUID = JOB, *, ends: int | None = None, following: int | None = None, text: str = "Meeting"
) -> Running:
    def day(days: int | None) -> date | None:
        return None if days is None else TODAY + timedelta(days=days)

    return Running(id, None, day(ends), day(following), text)


def _troubles(*plans: Running, visits: tuple[int, ...] = ()) -> list[Trouble]:
    days = [TODAY + timedelta(days=one) for one in visits]
    return [one.trouble for one in findings(plans, visits=days, today=TODAY)]


def test_a_day_has_gone_by_only_when_it_is_over() -> None:
    assert _troubles(_plan(following=-1)) == [Trouble.PASSED]
    assert _troubles(_plan(following=0)) == []


def test_two_plans_on_one_day_are_one_finding_about_both() -> None:
    (one,) = findings([_plan(JOB, following=3), _plan(CARE, following=3)], visits=(), today=TODAY)
    assert (one.trouble, one.plans, one.day) == (Trouble.SAME_DAY, (JOB, CARE), TODAY + timedelta(days=3))
    assert _troubles(_plan(JOB, following=3), _plan(CARE, following=4)) == []


def test_a_visit_of_ours_on_that_day_is_said() -> None:
    assert _troubles(_plan(following=3), visits=(3,)) == [Trouble.VISIT_THAT_DAY]
    assert _troubles(_plan(following=3), visits=(2, 4)) == []


def test_a_plan_runs_out_from_thirty_days_before_its_end() -> None:
    assert _troubles(_plan(ends=ENDS_SOON_DAYS)) == [Trouble.ENDS_SOON]
    assert _troubles(_plan(ends=ENDS_SOON_DAYS + 1)) == []


def test_a_plan_without_anything_next_is_a_gap_but_words_without_a_day_are_enough() -> None:
    assert _troubles(_plan(text="")) == [Trouble.NOTHING_NEXT]
    assert _troubles(_plan(text="They will write")) == []


def test_a_plan_that_is_over_asks_for_nothing() -> None:
    assert _troubles(_plan(ends=0, following=-3), _plan(CARE, ends=-9, text="")) == []


def test_what_has_gone_by_stands_first() -> None:
    assert _troubles(_plan(CARE, text=""), _plan(ends=5, following=-2)) == [
        Trouble.PASSED,
        Trouble.ENDS_SOON,
        Trouble.NOTHING_NEXT,
    ]


_DAYS = st.none() | st.integers(min_value=-60, max_value=60)


@given(st.lists(st.tuples(_DAYS, _DAYS, st.sampled_from(["", "Meeting"])), max_size=6), st.randoms())
def test_the_order_in_which_plans_are_written_changes_nothing(drawn, random) -> None:
    plans = [_plan(uuid4(), ends=ends, following=following, text=text) for ends, following, text in drawn]
    mixed = random.sample(plans, len(plans))

    def said(given_plans: list[Running]) -> list[tuple[str, list[UUID], str]]:
        found = findings(given_plans, visits={TODAY}, today=TODAY)
        return sorted((one.trouble, sorted(one.plans), str(one.day)) for one in found)

    assert said(plans) == said(mixed)
