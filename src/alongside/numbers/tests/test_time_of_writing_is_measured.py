"""Time of writing comes from the drafts that are kept while somebody writes; nothing else is watched."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from unittest.mock import patch
from uuid import UUID

import pytest

from alongside.kernel import drafts
from alongside.kernel.ids import new_id
from alongside.kernel.models import Draft
from alongside.kernel.signs import Sign, tell
from alongside.numbers.duties import forget_old_sums
from alongside.numbers.models import CountedUntil, WritingDay
from tests.people_of_the_house import NOW


def opened(minute: float) -> UUID:
    """The page of a form, opened so many minutes after NOW."""
    moment = int((NOW + timedelta(minutes=minute)).timestamp() * 1000)
    rest = new_id().int & ((1 << 80) - 1)
    return UUID(int=(moment << 80) | rest)


class Writer:
    """Sofie, with one form open."""

    def __init__(self, house, form: str = "contact", opened_at: float = 0) -> None:
        self.house, self.form = house, form
        self.user_id = house.workers["sofie"].user_id
        self.page, self.key, self.subject = opened(opened_at), new_id(), new_id()
        self.turn = 0

    def types(self, minute: float) -> None:
        self.turn += 1
        drafts.keep(
            user_id=self.user_id,
            form=self.form,
            subject_id=self.subject,
            fields={"text": [f"word {self.turn}"]},
            key=self.key,
            now=NOW + timedelta(minutes=minute),
            page=self.page,
            turn=self.turn,
        )

    def sends(self, minute: float) -> None:
        drafts.finish(
            user_id=self.user_id,
            agency_id=self.house.agency.pk,
            form=self.form,
            subject_id=self.subject,
            fields={"text": ["all of it"]},
            key=self.key,
            now=NOW + timedelta(minutes=minute),
            page=self.page,
        )


def sums() -> list[tuple[str, float, int]]:
    return [
        (row.form, row.milliseconds / 60_000, row.sent) for row in WritingDay.objects.order_by("day", "form")
    ]


def test_from_opening_to_sending_without_the_pauses(house) -> None:
    sofie = Writer(house)

    sofie.types(1)
    sofie.types(1.5)
    sofie.types(11.5)  # ten minutes at the telephone
    sofie.types(12)
    sofie.sends(13)

    assert sums() == [("contact", pytest.approx(1.5 + 0.5 + 1), 1)]
    row = WritingDay.objects.get()
    assert (row.worker, row.day) == (house.workers["sofie"], date(2026, 11, 24))


def test_a_short_form_that_was_never_kept_counts_from_its_opening(house) -> None:
    Writer(house, "quote").sends(1)

    assert sums() == [("quote", pytest.approx(1), 1)]


def test_two_open_forms_count_no_minute_twice(house) -> None:
    note, plan = Writer(house), Writer(house, "plan")

    note.types(1)
    plan.types(1.5)
    note.types(2)
    plan.types(2.5)

    assert sums() == [("contact", pytest.approx(1.5), 0), ("plan", pytest.approx(1), 0)]
    assert CountedUntil.objects.get().until == NOW + timedelta(minutes=2.5)


def test_going_on_with_a_draft_counts_from_when_it_was_opened_again(house) -> None:
    yesterday = Writer(house)
    yesterday.types(1)
    again = Writer(house, opened_at=60)
    again.subject, again.key = yesterday.subject, yesterday.key

    again.types(61)

    assert sums() == [("contact", pytest.approx(2), 0)]


def test_a_double_tap_is_one_form(house) -> None:
    sofie = Writer(house)

    sofie.sends(1)
    sofie.sends(1.1)

    assert [sent for *_rest, sent in sums()] == [1]


@pytest.mark.parametrize("page", [UUID(int=0), UUID("ffffffff-ffff-7fff-bfff-ffffffffffff")])
def test_an_invented_opening_counts_nothing(house, page) -> None:
    sofie = Writer(house)
    sofie.page = page

    sofie.types(1)

    assert sums() == []


def test_only_sums_are_kept(house) -> None:
    Writer(house).types(1)

    columns = {field.attname for field in WritingDay._meta.concrete_fields}
    assert columns == {"id", "worker_id", "day", "form", "milliseconds", "sent"}
    assert {field.attname for field in CountedUntil._meta.concrete_fields} == {"worker_id", "until"}


def test_a_draft_is_kept_even_where_counting_fails(house) -> None:
    sofie = Writer(house)

    failing = patch(
        "alongside.numbers.measuring.WritingDay.objects.get_or_create", side_effect=OSError("full")
    )
    with failing, pytest.raises(OSError, match="full"):
        sofie.types(1)

    assert Draft.objects.count() == 1


def test_somebody_who_works_nowhere_is_not_counted(house) -> None:
    tell(Sign(new_id(), "contact", NOW, NOW + timedelta(minutes=1)))

    assert sums() == []


def test_sums_no_page_shows_any_more_are_deleted(house) -> None:
    sofie = house.workers["sofie"]
    for day in (date(2024, 12, 31), date(2025, 1, 1)):
        WritingDay.objects.create(worker=sofie, day=day, form="contact", milliseconds=1)

    forget_old_sums(datetime(2026, 11, 24, tzinfo=NOW.tzinfo))

    assert [row.day for row in WritingDay.objects.all()] == [date(2025, 1, 1)]
