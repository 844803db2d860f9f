"""The rules of telling, each as a person would say it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from alongside.consents import errors, rules
from alongside.consents.rules import (
    Answer,
    Basis,
    Because,
    Evidence,
    Part2Elements,
    Party,
    Said,
    To,
    Without,
    may_tell,
)

TODAY = date(2026, 11, 24)
CLINIC = Party(To.RECIPIENT, "clinic", "treatment")
YES = Said(
    Answer.YES,
    To.RECIPIENT,
    "clinic",
    "treatment",
    frozenset({"plan", "housing"}),
    TODAY - timedelta(days=10),
)
NO = Said(Answer.NO, To.RECIPIENT, "clinic", "", frozenset(), TODAY)


def decided(
    *said: Said, category: str = "plan", purpose: str = "treatment", on: date = TODAY, **more: object
):
    return may_tell(said, CLINIC, category, purpose, on, **more)


def test_a_yes_opens_what_it_names_for_what_it_names() -> None:
    assert decided(YES).allowed
    assert decided(YES).basis == Basis.CONSENT
    assert decided(YES, category="health").because == Because.OTHER_INFORMATION
    assert decided(YES, purpose="money").because == Because.OTHER_PURPOSE
    assert may_tell([YES], Party(To.RECIPIENT, "job", "job_centre"), "plan", "treatment", TODAY).because == (
        Because.NOT_ASKED
    )


@pytest.mark.parametrize("order", [(YES, NO), (NO, YES)])
def test_a_no_wins_whatever_came_first(order) -> None:
    assert decided(*order).because == Because.REFUSED
    assert not decided(*order).allowed


def test_a_no_to_one_thing_leaves_the_rest() -> None:
    no_housing = replace(NO, categories=frozenset({"housing"}))
    assert decided(YES, no_housing).allowed
    assert not decided(YES, no_housing, category="housing").allowed
    no_for_money = replace(NO, purpose="money")
    assert decided(YES, no_for_money).allowed


def test_a_no_to_everyone_of_a_kind_reaches_each_of_them() -> None:
    assert decided(YES, replace(NO, to=To.KIND, key="treatment")).because == Because.REFUSED
    assert decided(replace(YES, to=To.KIND, key="treatment")).allowed


def test_the_last_day_is_the_day_before_the_end() -> None:
    until = replace(YES, ends_on=TODAY + timedelta(days=1))
    assert decided(until).allowed
    assert decided(until, on=TODAY + timedelta(days=1)).because == Because.ENDED
    assert decided(replace(YES, starts_on=TODAY + timedelta(days=1))).because == Because.NOT_YET


def test_what_was_withdrawn_holds_no_more() -> None:
    assert decided(replace(YES, withdrawn=True)).because == Because.WITHDRAWN
    assert decided(YES, replace(NO, withdrawn=True)).allowed


def test_ask_each_time_is_not_a_yes() -> None:
    assert decided(replace(YES, answer=Answer.ASK)).because == Because.ASK


def test_records_under_part_2_need_a_consent_that_has_its_elements() -> None:
    assert decided(YES, part2=True).because == Because.NOT_PART2
    assert decided(replace(YES, part2=True), part2=True).allowed
    law = Without(Basis.LAW, "duty")
    assert decided(part2=True, without=law).because == Because.LAW_NOT_PART2
    assert decided(part2=True, without=replace(law, reaches_part2=True)).allowed
    assert decided(part2=True, without=Without(Basis.EMERGENCY)).allowed


def test_whom_we_may_speak_with_in_one_word() -> None:
    def word(*said: Said) -> Answer | None:
        return rules.speaks(said, CLINIC, TODAY)

    assert word() is None
    assert word(YES) == Answer.YES
    assert word(YES, replace(NO, answer=Answer.ASK)) == Answer.ASK
    assert word(YES, NO) == Answer.NO
    assert word(YES, replace(NO, categories=frozenset({"health"}))) == Answer.YES


def check(said: Said, **more: object) -> None:
    told = {"evidence": Evidence.SIGNED, "said_on": TODAY, "today": TODAY, "paper": "Folder 3", **more}
    rules.check_answer(said, light=["everyday"], alone=["counselling_notes"], **told)


@pytest.mark.parametrize(
    ("said", "more", "error"),
    [
        (replace(YES, key=""), {}, errors.NobodyToTell),
        (replace(YES, categories=frozenset()), {}, errors.NothingToTell),
        (replace(YES, purpose=""), {}, errors.PurposeMissing),
        (replace(YES, ends_on=YES.starts_on), {}, errors.EndsBeforeItBegins),
        (YES, {"said_on": TODAY + timedelta(days=1)}, errors.SaidInTheFuture),
        (YES, {"paper": " "}, errors.PaperMissing),
        (YES, {"evidence": Evidence.VERBAL}, errors.WitnessMissing),
        (YES, {"evidence": Evidence.SAID}, errors.OnlyLightWithoutWitness),
        (replace(YES, categories=frozenset({"plan", "counselling_notes"})), {}, errors.AskedAlone),
    ],
)
def test_a_yes_has_evidence_that_fits_it(said, more, error) -> None:
    with pytest.raises(error):
        check(said, **more)


def test_a_no_needs_no_witness_and_no_reason() -> None:
    check(NO, evidence=Evidence.SAID, paper="")
    check(replace(YES, categories=frozenset({"everyday"})), evidence=Evidence.SAID, paper="")


WHOLE = Part2Elements("Solby ICM", True, "when treatment ends", "Jonas Krogh", TODAY)


@pytest.mark.parametrize(
    ("elements", "field"),
    [
        (replace(WHOLE, discloser=""), "discloser"),
        (replace(WHOLE, told_of_withdrawing=False), "told_of_withdrawing"),
        (replace(WHOLE, ends_when=""), "ends_on"),
        (replace(WHOLE, signed_by=""), "signed_by"),
        (replace(WHOLE, signed_on=None), "signed_on"),
    ],
)
def test_each_element_of_part_2_is_asked_for(elements, field) -> None:
    rules.check_part2(YES, WHOLE, evidence=Evidence.SIGNED)
    with pytest.raises(errors.Part2Incomplete) as wrong:
        rules.check_part2(YES, elements, evidence=Evidence.SIGNED)
    assert wrong.value.field == field


def test_part_2_is_never_only_spoken() -> None:
    with pytest.raises(errors.Part2Incomplete):
        rules.check_part2(YES, WHOLE, evidence=Evidence.VERBAL)


def test_it_is_time_to_ask_again_in_the_last_month() -> None:
    assert not rules.to_renew(YES, TODAY)
    assert not rules.to_renew(replace(YES, ends_on=TODAY + timedelta(days=31)), TODAY)
    assert rules.to_renew(replace(YES, ends_on=TODAY + timedelta(days=14)), TODAY)
    assert not rules.to_renew(replace(YES, ends_on=TODAY), TODAY)
