"""A warning has an author and a day on which it is looked at again; it neither stays for ever nor vanishes."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from alongside.kernel.errors import NotAllowed, StaleRecord
from alongside.people import errors
from alongside.people.models import Flag
from alongside.people.operations import keep_flag, raise_flag, take_down_flag

TODAY = date(2026, 11, 24)


@pytest.fixture
def after_dark(jonas, sofie) -> Flag:
    return raise_flag(
        by=sofie, person=jonas.person, text=" Two of you after dark. ", until=TODAY + timedelta(days=9)
    )


def test_it_says_who_said_it_and_when(after_dark, sofie) -> None:
    assert after_dark.text == "Two of you after dark."
    assert (after_dark.worker_id, after_dark.said_on) == (sofie.worker_id, TODAY)


@pytest.mark.parametrize(
    ("text", "days", "error"),
    [
        (" ", 9, errors.NothingToKnow),
        ("Two of you.", 0, errors.LookedAgainInThePast),
        ("Two of you.", 400, errors.LookedAgainTooLate),
    ],
)
def test_it_has_words_and_a_day_not_far_off(jonas, sofie, text, days, error) -> None:
    with pytest.raises(error):
        raise_flag(by=sofie, person=jonas.person, text=text, until=TODAY + timedelta(days=days))


def test_looking_again_names_who_looked_and_keeps_what_it_was(after_dark, amina) -> None:
    kept = keep_flag(
        by=amina,
        flag=after_dark,
        text="Two of you, also by day.",
        until=TODAY + timedelta(days=30),
        version=1,
    )
    assert kept.worker_id == amina.worker_id
    assert [row.text for row in kept.history.order_by("history_id")] == [
        "Two of you after dark.",
        "Two of you, also by day.",
    ]


def test_what_somebody_else_changed_is_not_overwritten(after_dark, sofie, amina) -> None:
    keep_flag(by=amina, flag=after_dark, text="Three of you.", until=TODAY + timedelta(days=30))
    with pytest.raises(StaleRecord):
        take_down_flag(by=sofie, flag=after_dark, version=1)


def test_it_is_taken_down_once(after_dark, sofie) -> None:
    take_down_flag(by=sofie, flag=after_dark, reason="He has paid them.")
    assert after_dark.ended_on == TODAY
    with pytest.raises(errors.FlagTakenDown):
        keep_flag(by=sofie, flag=after_dark, text="Again", until=TODAY + timedelta(days=3))


@pytest.mark.parametrize("stranger", ["omar", "karin", "ilse", "ada"])
def test_only_those_who_walk_along_or_lead_write_it(house, jonas, stranger) -> None:
    with pytest.raises(NotAllowed):
        raise_flag(
            by=house.actor(stranger), person=jonas.person, text="Careful", until=TODAY + timedelta(days=3)
        )


def test_the_authority_does_not_see_it_and_intake_no_longer(after_dark, karin, ilse) -> None:
    assert not Flag.objects.visible_to(karin).exists()
    # Somebody walks with them: the person is not intake's any more.
    assert not Flag.objects.visible_to(ilse).exists()
