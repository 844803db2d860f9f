"""Several small lists come as one row, each in its order and with the columns asked for."""

from __future__ import annotations

import pytest
from django.db.models import F, Value
from django.db.models.functions import Concat

from alongside.accounts.models import User
from alongside.kernel.gathering import MOST_AT_ONCE, Rows, unpacked

pytestmark = pytest.mark.django_db


def _gathered(*fields: str, **named: object) -> list[User]:
    asks = User.objects.create(username="asks")
    everyone = User.objects.order_by("username")
    row = User.objects.filter(pk=asks.pk).annotate(all=Rows(everyone, *fields, **named)).values("all").get()
    return unpacked(User, row["all"])


def test_columns_come_as_what_they_are_and_in_order() -> None:
    first, second = (User.objects.create(username=name, is_active=name == "a") for name in ("a", "b"))

    found = _gathered("id", "username", "is_active", "date_joined")

    assert [(one.id, one.username, one.is_active) for one in found[::2]] == [
        (first.id, "a", True),
        (second.id, "b", False),
    ]
    assert found[0].date_joined.date() == first.date_joined.date()
    assert found[0].date_joined.tzinfo is not None


def test_what_has_a_name_of_its_own_may_be_another_column_or_an_expression() -> None:
    User.objects.create(username="a", last_name="Holm")

    found = _gathered("username", family="last_name", both=Concat(F("username"), Value(" "), F("last_name")))

    assert (found[0].family, found[0].both) == ("Holm", "a Holm")


def test_no_rows_are_an_empty_list() -> None:
    User.objects.create(username="a")

    row = User.objects.annotate(none=Rows(User.objects.filter(username="z"), "id")).values("none").get()

    assert row["none"] == []


def test_more_columns_than_a_database_takes_are_refused_at_once() -> None:
    with pytest.raises(ValueError, match="more than"):
        Rows(User.objects.all(), *[f"column_{number}" for number in range(MOST_AT_ONCE + 1)])
