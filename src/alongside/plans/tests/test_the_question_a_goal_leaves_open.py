"""SMART as questions: what is asked, and what an answer makes silent."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from alongside.plans.rules import Question, asks_of_goal, asks_of_step, asks_of_sub_goal
from alongside.plans.wording import wording

TODAY = date(2026, 11, 21)


def _sub_goal(**said: Any) -> tuple[Question, ...]:
    whole = {
        "title": "Sleep inside",
        "indicator": "nights inside",
        "baseline": "2 of 30",
        "target": "20 of 30",
        "whose_wish": "person",
        "due_on": date(2027, 1, 31),
    }
    return asks_of_sub_goal(wording(), **{**whole, **said}, today=TODAY)


def test_a_whole_sub_goal_is_asked_nothing():
    assert _sub_goal() == ()


def test_nothing_is_asked_before_something_is_written():
    assert _sub_goal(title=" ", indicator="", due_on=None) == ()


@pytest.mark.parametrize(
    ("missing", "question"),
    [
        ({"indicator": ""}, Question.SEEN),
        ({"target": " "}, Question.ENOUGH),
        ({"whose_wish": ""}, Question.WHOSE),
        ({"baseline": ""}, Question.NOW),
        ({"due_on": None}, Question.WHEN),
        ({"due_on": date(2026, 11, 20)}, Question.NEW_DAY),
    ],
)
def test_what_is_missing_is_asked_for(missing, question):
    assert _sub_goal(**missing) == (question,)


def test_the_day_itself_is_not_past():
    assert _sub_goal(due_on=TODAY) == ()


@pytest.mark.parametrize(
    "title",
    [
        "Få det bedre",
        "Mere ro på",
        "Forbedre økonomien",
        "Trives i boligen",
        "Feel better",
        "Improving my money",
        "More stable housing",
        "Aller mieux",
        "Améliorer mes finances",
        "Une meilleure santé",
    ],
)
def test_a_direction_without_a_place_to_arrive_asks_what_would_be_different(title):
    asked = _sub_goal(title=title, indicator="", target="")
    assert asked[0] is Question.DIFFERENT
    assert _sub_goal(title=title) == ()


@pytest.mark.parametrize(
    "title",
    [
        "En nøgle til min egen dør",
        "Sove inde mere end 20 nætter",
        "Morfar kommer på besøg",
        "See Bella every week",
        "A door I can lock",
        "Eat more than 2 meals",
        "Ma mère me rend visite",
        "Une clé à moi",
        "Dormir dedans plus de 20 nuits",
    ],
)
def test_words_that_can_be_seen_are_left_alone(title):
    assert Question.DIFFERENT not in _sub_goal(title=title, indicator="", target="")


@pytest.mark.parametrize("title", ["Aldrig drikke", "ALWAYS come on time", "Ne jamais dormir dehors"])
def test_all_or_nothing_asks_for_something_smaller(title):
    assert _sub_goal(title=title) == (Question.SMALLER,)


def test_a_goal_asks_for_the_persons_words_and_leaves_measure_to_its_sub_goals():
    asked = asks_of_goal(wording(), title="Have it better", person_view="", sub_goals=0)
    assert asked == (Question.DIFFERENT, Question.THEIR_WORDS, Question.SEEN)
    assert asks_of_goal(wording(), title="Have it better", person_view="“Sleep.”", sub_goals=1) == ()


def test_a_step_asks_for_a_day_until_it_is_done():
    asked = {"title": "Call the landlord", "today": TODAY}
    assert asks_of_step(wording(), due_on=None, finished=False, **asked) == (Question.WHEN,)
    assert asks_of_step(wording(), due_on=None, finished=True, **asked) == ()
    assert asks_of_step(wording(), due_on=date(2026, 11, 1), finished=False, **asked) == (Question.NEW_DAY,)
