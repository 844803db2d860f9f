"""Small groups are hidden, also from those who can subtract."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from alongside.evaluation.rules import (
    SMALLEST,
    HousingOutcome,
    Share,
    hide_small,
    housing_outcome,
    percent,
    share_of,
    shares,
    two_groups,
)

COUNTS = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 40), min_size=1)


def test_one_to_four_people_are_hidden_and_nobody_is_not_a_person() -> None:
    assert hide_small({"a": 40, "b": 4, "c": 1, "d": 0}) == {"a": 40, "b": None, "c": None, "d": 0}


def test_a_single_hidden_part_takes_the_smallest_other_part_with_it() -> None:
    assert hide_small({"a": 40, "b": 4, "c": 12}) == {"a": 40, "b": None, "c": None}


@given(COUNTS)
def test_nothing_small_is_shown_and_nothing_hidden_can_be_worked_out(counts: dict[str, int]) -> None:
    shown = hide_small(counts)

    assert all(count is None or count == 0 or count >= SMALLEST for count in shown.values())
    hidden = [key for key, count in shown.items() if count is None]
    others = [key for key, count in counts.items() if count]
    assert len(hidden) != 1 or others == hidden


def test_percents_round_as_the_published_ones_do() -> None:
    assert [percent(part, 928) for part in (530, 650, 278)] == [57, 70, 30]
    assert (percent(1, 8), percent(1, 200), percent(0, 0)) == (13, 1, None)


def test_a_share_is_hidden_when_it_or_the_rest_is_small() -> None:
    assert share_of(30, 60) == Share(30, 50)
    assert share_of(3, 60).hidden
    assert share_of(58, 60).hidden
    assert share_of(60, 60) == Share(60, 100)


def test_two_groups_that_sum_to_a_third_are_shown_both_or_not_at_all() -> None:
    assert two_groups((10, 40), (20, 40)) == (Share(10, 25), Share(20, 50))
    assert all(share.hidden for share in two_groups((3, 40), (20, 40)))


def test_the_parts_of_a_group_are_percents_of_what_is_known() -> None:
    assert shares({"male": 650, "female": 278}) == {"male": Share(650, 70), "female": Share(278, 30)}


def test_the_housing_outcome_of_one_course() -> None:
    """Socialstyrelsen's split: housed, lost and housed again, lost, never; and one they do not have."""

    def outcome(*, recorded: bool = True, ever: bool = True, lost: bool = False, now: bool = False) -> str:
        return housing_outcome(recorded=recorded, ever=ever, lost=lost, now=now)

    assert outcome(now=True) == HousingOutcome.HOUSED
    assert outcome(now=True, lost=True) == HousingOutcome.REHOUSED
    assert outcome(lost=True) == HousingOutcome.LOST
    assert outcome() == HousingOutcome.LEFT
    assert outcome(ever=False) == HousingOutcome.NEVER
    assert outcome(ever=False, recorded=False) == HousingOutcome.UNKNOWN
