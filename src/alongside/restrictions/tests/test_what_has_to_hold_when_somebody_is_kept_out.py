"""The rules: how a refusal is shown later, and what follows from it."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product

import pytest

from alongside.kernel.errors import DomainError
from alongside.restrictions import errors, rules
from alongside.restrictions.rules import Consequence

TODAY = date(2026, 11, 24)
FINE = {
    "by_person": True,
    "signed": True,
    "witness": "",
    "said_on": TODAY,
    "until": None,
    "today": TODAY,
}


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"signed": False, "witness": "Maja Toft"},
        {"by_person": False, "signed": None},
        {"until": TODAY},
        {"said_on": TODAY - timedelta(days=30)},
    ],
)
def test_what_can_be_shown_later_is_kept(said) -> None:
    rules.check_restriction(**{**FINE, **said})


@pytest.mark.parametrize(
    ("said", "no"),
    [
        ({"signed": None}, errors.EvidenceMissing),
        ({"signed": False}, errors.WitnessMissing),
        ({"signed": False, "witness": "  "}, errors.WitnessMissing),
        ({"said_on": TODAY + timedelta(days=1)}, errors.SaidInTheFuture),
        ({"until": TODAY - timedelta(days=1)}, errors.UntilPast),
    ],
)
def test_what_cannot_be_shown_later_is_asked_about(said, no: type[DomainError]) -> None:
    with pytest.raises(no):
        rules.check_restriction(**{**FINE, **said})


def test_refusing_the_only_one_is_never_without_an_answer() -> None:
    for walks, others_walk, others_lead in product([True, False], repeat=3):
        follows = rules.consequence(walks=walks, others_walk=others_walk, others_lead=others_lead)
        alone = walks and not others_walk
        assert (follows in (Consequence.LEAD_CHOOSES, Consequence.NOBODY_LEADS)) is alone
        assert (follows is Consequence.NONE) is not walks
        if alone:
            assert (follows is Consequence.LEAD_CHOOSES) is others_lead


def test_a_mark_names_whom_it_keeps_out() -> None:
    rules.check_mark(names_worker=True, known_to_many=False)
    rules.check_mark(names_worker=False, known_to_many=True)
    with pytest.raises(errors.WorkerMissing):
        rules.check_mark(names_worker=False, known_to_many=False)
    with pytest.raises(errors.WorkerOfNobody):
        rules.check_mark(names_worker=True, known_to_many=True)


def test_taking_it_back_says_why() -> None:
    assert rules.require_why("  They made up. ") == "They made up."
    with pytest.raises(errors.LiftReasonMissing):
        rules.require_why(" ")
