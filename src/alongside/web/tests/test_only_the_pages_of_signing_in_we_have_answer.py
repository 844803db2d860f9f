"""Nobody signs up by themselves, and no page answers that the house has not made its own."""

from __future__ import annotations

import pytest
from django.test import Client

from alongside.web.account.urls import OPEN, theirs

ADDRESSES = sorted(
    (str(pattern.pattern), pattern.name in OPEN)
    for pattern in theirs
    if "<" not in str(pattern.pattern) and not str(pattern.pattern).startswith("^")
)


@pytest.mark.parametrize(("address", "ours"), ADDRESSES)
def test_our_own_look_or_nothing(sign_in, address: str, ours: bool) -> None:
    for client in (Client(), sign_in("sofie")):
        answer = client.get(f"/account/{address}")
        if not ours:
            assert answer.status_code == 404
        elif answer.status_code == 200:
            assert "alongside/app.css" in answer.content.decode()
        else:
            assert answer.status_code == 302


def test_there_are_pages_of_both_kinds() -> None:
    assert {ours for _, ours in ADDRESSES} == {True, False}
