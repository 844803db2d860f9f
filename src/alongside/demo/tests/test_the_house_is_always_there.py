"""Sofie walks with Jonas and seven others in a municipality of any size, and people wait at the door."""

from __future__ import annotations

from datetime import date

import pytest

from alongside.demo.cohort import Cohort

EIGHT = [
    "Jonas Krogh",
    "Birthe Olesen",
    "Palle Frandsen",
    "Mette Dalgaard",
    "Kim Thorsen",
    "Aisha Rahmani",
    "Yusuf Hamdi",
    "Line Skov",
]
USERS = {
    "sofie", "amina", "maja", "omar", "kasper", "ida",
    "intake", "karin", "oncall", "evaluator", "privacy", "admin",
}  # fmt: skip


@pytest.mark.parametrize("people", [10, 60])
def test_the_cast_is_there(people: int) -> None:
    today = date(2027, 2, 1)
    cohort = Cohort(people=people, seed=11, today=today)
    courses = list(cohort.courses())
    assert len(courses) == people
    named = {w.user: w for w in cohort.workers if w.user}
    assert set(named) == USERS
    assert named["ida"].fte == 0.5
    hers = [c for c in courses if c.end is None and c.assignments[-1].worker == "sofie"]
    assert [f"{c.person.given} {c.person.family}" for c in hers] == EIGHT
    jonas = hers[0]
    assert jonas.person.call_me == "Jon"
    assert "dør, jeg kan låse" in jonas.person.own_words
    rang = jonas.contacts[-1]
    assert (rang.by, (today - rang.at.date()).days, rang.at.hour) == ("amina", 1, 23)
    met = [c for c in jonas.contacts if c.kind == "visit" and c.status == "held"]
    assert (today - met[-1].at.date()).days == 12
    assert any(a.at.date() == today for a in jonas.appointments)


def test_the_door_has_its_cards() -> None:
    cohort = Cohort(people=10, seed=1, today=date(2026, 11, 21))
    by_state: dict[str, list[str]] = {}
    for referral in cohort.waiting:
        by_state.setdefault(referral.state, []).append(referral.person.given)
    assert by_state["new"] == ["Ea", "Basse", "Nadia"]
    assert by_state["clarifying"] == ["Henrik", "Sami"]
    assert by_state["waiting"] == ["Tove", "Ali"]
    assert by_state["redirected"][0] == "Per"


def test_ea_may_already_be_here() -> None:
    cohort = Cohort(people=10, seed=1, today=date(2026, 11, 21))
    ea = next(r.person for r in cohort.waiting if r.person.given == "Ea")
    eva = next(c.person for c in cohort.courses() if c.person.family == "Vinter")
    assert ea.born == eva.born
    assert (ea.cpr, bool(eva.cpr)) == ("", True)


def test_a_municipality_smaller_than_its_cast_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 10"):
        Cohort(people=9, seed=1, today=date(2026, 11, 21))
