"""A suggestion is the highest value whose share is reached, whatever is counted; and it is never more than that."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.fidelity.measures import BY_KEY
from alongside.organisation.profile import PROFILE_KEYS, load_profile
from alongside.scales import errors, rules
from alongside.scales.rules import Question, Step

COUNTS = st.integers(1, 3_000).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of)))
SHARES = st.sets(st.integers(1, 100), min_size=1, max_size=6).map(lambda found: (0, *sorted(found)))


@given(COUNTS, SHARES)
def test_the_suggestion_is_the_highest_value_that_is_reached(counted, shares):
    n, of = counted
    value = rules.suggest(n, of, shares)
    assert value is not None
    assert Fraction(n, of) >= Fraction(shares[value - 1], 100)
    assert all(Fraction(n, of) < Fraction(share, 100) for share in shares[value:])


@given(COUNTS, SHARES, st.integers(1, 50))
def test_more_of_the_same_never_lowers_it_and_size_alone_changes_nothing(counted, shares, times):
    n, of = counted
    here, more = rules.suggest(n, of, shares), rules.suggest(min(n + times, of), of, shares)
    assert here is not None
    assert more is not None
    assert more >= here
    assert rules.suggest(n * times, of * times, shares) == here


@given(SHARES)
def test_none_is_the_least_all_is_the_most_and_nothing_to_count_is_no_suggestion(shares):
    assert rules.suggest(0, 7, shares) == 1
    assert rules.suggest(7, 7, shares) == len(shares)
    assert rules.suggest(0, 0, shares) is None


@given(st.integers(1, 99))
def test_a_share_that_is_just_reached_is_reached(share):
    assert rules.suggest(share, 100, (0, share)) == 2
    assert rules.suggest(share - 1, 100, (0, share)) == 1


@pytest.mark.parametrize(
    ("n", "of", "value"), [(0, 3, 1), (1, 3, 1), (2, 3, 2), (3, 3, 3), (7, 10, 2), (17, 20, 3)]
)
def test_some_counted_by_hand(n, of, value):
    # 1 from 0 %, 2 from 50 %, 3 from 85 %: a third is 1; two thirds and seven tenths are 2; 17 of 20 are 85 %.
    assert rules.suggest(n, of, (0, 50, 85)) == value


@given(st.integers(rules.FEWEST, rules.MOST))
def test_the_shares_to_begin_with_can_be_kept(steps):
    shares = rules.spread(steps)
    question = Question("A", "", tuple(Step("x", share) for share in shares), "outside")
    assert rules.tidy_question(question, steps=steps, measures=BY_KEY) == question


@pytest.mark.parametrize(
    ("shares", "error", "field"),
    [
        ((0, 50, 50), errors.NotRising, "from_3"),
        ((0, 60, 40), errors.NotRising, "from_3"),
        ((10, 50, 90), errors.NotRising, "from_1"),
        ((0, 50, 101), errors.NotAShare, "from_3"),
        ((0, None, 90), errors.NotAShare, "from_2"),
    ],
)
def test_what_is_counted_needs_shares_that_rise_from_nothing(shares, error, field):
    question = Question("A", "", tuple(Step("x", share) for share in shares), "outside")
    with pytest.raises(error) as said:
        rules.tidy_question(question, steps=3, measures=BY_KEY)
    assert said.value.field == field


def test_without_a_measure_no_share_is_kept_and_every_value_needs_its_words():
    plain = rules.tidy_question(
        Question(" Hope ", " How? ", (Step(" a ", 0), Step("b", 7))), steps=2, measures=BY_KEY
    )
    assert plain == Question("Hope", "How?", (Step("a"), Step("b")))
    with pytest.raises(errors.WordsMissing) as said:
        rules.tidy_question(Question("A", "", (Step("a"), Step(" "))), steps=2, measures=BY_KEY)
    assert said.value.field == "words_2"
    with pytest.raises(errors.NoSuchMeasure):
        rules.tidy_question(Question("A", "", (Step("a"), Step("b")), "mood"), steps=2, measures=BY_KEY)
    with pytest.raises(errors.NotSoManySteps):
        rules.tidy_question(Question("A", "", (Step("a"), Step("b"))), steps=3, measures=BY_KEY)


@pytest.mark.parametrize(("value", "suggested", "needs"), [(2, 2, False), (3, 2, True), (2, None, True)])
def test_whoever_sees_it_otherwise_says_why(value, suggested, needs):
    assert rules.needs_words(value, suggested) is needs
    if needs:
        with pytest.raises(errors.ReasonMissing):
            rules.tidy_reason("  ", value=value, suggested=suggested)
    assert rules.tidy_reason(" So. ", value=value, suggested=suggested) == "So."


def test_a_mean_is_exact_and_of_nothing_there_is_none():
    assert rules.mean([1, 2, 2]) == Fraction(5, 3)
    assert rules.mean([]) is None


def test_a_period_is_of_days_that_were_and_of_two_years_at_most():
    today = date(2026, 11, 24)
    first, last = rules.usual_period(today)
    assert (first, last) == (date(2026, 8, 25), today)
    rules.check_period(first, last, today)
    rules.check_period(today, today, today)
    rules.check_period(today - timedelta(days=rules.MOST_DAYS - 1), today, today)
    for wrong, error in (
        ((today, first), errors.EndsBeforeItBegins),
        ((first, today + timedelta(days=1)), errors.NotYet),
        ((today - timedelta(days=rules.MOST_DAYS), today), errors.PeriodTooLong),
    ):
        with pytest.raises(error):
            rules.check_period(*wrong, today)


@pytest.mark.parametrize("key", PROFILE_KEYS)
@pytest.mark.parametrize("language", ["en", "da", "fr"])
def test_every_example_can_be_begun_with_in_every_language(key, language):
    examples = load_profile(key).example_scales
    assert examples
    for example in examples:
        assert any(item.measure for item in example.items)
        assert any(not item.measure for item in example.items)
        rules.tidy_words(example.label.in_(language), example.purpose.in_(language))
        for item in example.items:
            steps = tuple(Step(anchor.words.in_(language), anchor.at_least) for anchor in item.anchors)
            question = Question(item.title.in_(language), item.asks.in_(language), steps, item.measure)
            assert rules.tidy_question(question, steps=4, measures=BY_KEY) == question
