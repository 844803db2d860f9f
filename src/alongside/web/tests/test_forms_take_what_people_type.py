from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.timezone import override as in_zone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override as in_language

from alongside.kernel.errors import DomainError
from alongside.organisation.profile import load_profile
from alongside.plans.models import GoalStatus
from alongside.web.forms import ClockField, DayField, HouseForm, MomentField, OneOf, Pick, options


class TooEarly(DomainError):
    code = "too_early"
    message = _("The day is before %(start)s.")


class SmallForm(HouseForm):
    argument_fields = {"occurred_at": "day"}
    day = DayField(required=False)
    text = forms.CharField(required=False)


@pytest.mark.parametrize(
    "typed", ["24.11.2026", "24-11-2026", "24/11/2026", "24 11 2026", "24.11.26", "2026-11-24"]
)
def test_a_day_can_be_typed_or_picked(typed):
    assert DayField().clean(typed) == date(2026, 11, 24)


@pytest.mark.parametrize(
    "typed", ["11.24.2026", "31.02.2026", "tomorrow", "24.11", "2026-13-01", "0001-01-01", "31.12.9999"]
)
def test_what_is_not_a_day_is_said_with_an_example(typed):
    with pytest.raises(ValidationError) as refused:
        DayField().clean(typed)
    assert "24.11.2026" in str(refused.value.message)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("14:30", time(14, 30)),
        ("14.30", time(14, 30)),
        ("1430", time(14, 30)),
        ("9", time(9)),
        ("09:05:00", time(9, 5)),
    ],
)
def test_a_time_can_be_typed_or_picked(typed, meant):
    assert ClockField().clean(typed) == meant


@pytest.mark.parametrize("typed", ["25:00", "14:61", "noon", "1" * 5])
def test_what_is_not_a_time_is_refused(typed):
    with pytest.raises(ValidationError):
        ClockField().clean(typed)


@pytest.mark.parametrize("typed", ["2026-11-24T14:30", "24.11.2026 14.30", "24-11-2026 1430"])
def test_a_moment_is_aware_in_the_readers_zone(typed):
    with in_zone("Europe/Copenhagen"):
        found = MomentField().clean(typed)
    assert found.isoformat() == "2026-11-24T14:30:00+01:00"


def test_a_moment_without_a_time_is_refused():
    with pytest.raises(ValidationError):
        MomentField().clean("24.11.2026")


@pytest.mark.django_db
def test_a_rule_answers_at_its_field_and_the_text_stays():
    form = SmallForm({"day": "1.9.2025", "text": "Walked with him"})
    assert form.is_valid()
    with form.shows():
        raise TooEarly(field="occurred_at", start="2 September")
    assert form.errors.as_data()["day"][0].code == "too_early"
    assert "2 September" in str(form["day"].errors)
    assert form["text"].value() == "Walked with him"


@pytest.mark.django_db
def test_a_rule_without_a_field_of_the_form_answers_on_top():
    form = SmallForm({})
    assert form.is_valid()
    with form.shows():
        raise TooEarly(field="elsewhere", start="2 September")
    assert form.errors.as_data()["__all__"][0].code == "too_early"


@pytest.mark.django_db
def test_a_fault_in_the_program_is_not_shown_as_a_rule():
    form = SmallForm({})
    with pytest.raises(ZeroDivisionError), form.shows():
        raise ZeroDivisionError


def test_choices_of_a_profile_speak_the_readers_language():
    kinds = load_profile("dk-icm").pause_kinds
    with in_language("da"):
        assert ("hospital", "Indlagt") in options(kinds)
    with in_language("en"):
        assert ("hospital", "In hospital") in options(kinds)


def test_a_key_a_record_holds_is_offered_after_the_list_lost_it():
    field = Pick(load_profile("dk-icm").pause_kinds)
    with pytest.raises(ValidationError):
        field.clean("sabbatical")
    field.offer(load_profile("dk-icm").pause_kinds, keep="sabbatical")
    assert field.clean("sabbatical") == "sabbatical"
    assert field.choices[0][0] == ""


def test_a_segment_takes_one_of_its_choices_only():
    field = OneOf(GoalStatus)
    assert field.clean("reached") == "reached"
    with pytest.raises(ValidationError):
        field.clean("gone")


class WordsNeeded(HouseForm):
    text = forms.CharField(label="Words")


@dataclass
class Kept:
    """As much of a draft slot as a form asks for."""

    data: QueryDict | None
    is_draft: bool
    other_words: bool = False
    kept_again: bool = False

    def sent_otherwise(self) -> bool:
        return self.other_words

    def holds(self, form: HouseForm) -> None:
        self.form = form

    def keep_posted(self) -> None:
        self.kept_again = True


def test_a_draft_is_there_again_and_not_judged_before_it_is_sent():
    form = WordsNeeded.from_slot(Kept(QueryDict("text="), is_draft=True))
    assert not form.errors
    assert "field__error" not in form["text"].as_field_group()
    sent = WordsNeeded.from_slot(Kept(QueryDict("text="), is_draft=False))
    assert sent.errors
    assert WordsNeeded.from_slot(Kept(None, is_draft=False), initial={"text": "x"})["text"].value() == "x"


def test_other_words_under_the_same_key_are_shown_and_not_swallowed():
    slot = Kept(QueryDict("text=other"), is_draft=False, other_words=True)
    form = WordsNeeded.from_slot(slot)
    assert not form.is_valid()
    assert slot.kept_again
    assert "kept already" in str(form.non_field_errors())
    assert form["text"].value() == "other"


class FullForm(HouseForm):
    text = forms.CharField()
    minutes = forms.IntegerField()
    how = OneOf([("met", "Met")])
    day = DayField(error_messages={"required": "Say on which day."})


def test_what_is_missing_or_does_not_fit_is_said_in_our_words_and_a_fields_own_go_first():
    form = FullForm({"minutes": "many", "how": "swum"})

    with in_language("en"):
        errors = {name: list(found) for name, found in form.errors.items()}

    assert errors == {
        "text": ["Something is missing here."],
        "minutes": ["Write a whole number."],
        "how": ["Choose one from the list."],
        "day": ["Say on which day."],
    }
