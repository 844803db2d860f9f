"""Attack 46: what is not said is read off small numbers, ids that count up, error texts, sizes and tags of answers."""

from __future__ import annotations

import pytest
from django.urls import reverse

from alongside.kernel.ids import new_id
from tests.attacks.addresses import addresses
from tests.attacks.planted import SECRETS


@pytest.mark.parametrize("name", ["omar", "ada", "eva"])
def test_not_theirs_and_not_there_are_the_same_answer_to_the_byte(planted, sign_in, name) -> None:
    browser = sign_in(name)
    for route in ("person", "person_access", "bounds", "card", "flags"):
        theirs = browser.get(reverse(route, args=[planted.person_id]))
        none = browser.get(reverse(route, args=[new_id()]))
        assert (theirs.status_code, none.status_code) == (404, 404), route
        assert len(theirs.content) == len(none.content), route
        assert set(theirs.headers) == set(none.headers), route
        assert "ETag" not in theirs.headers


def test_no_answer_about_a_person_carries_a_tag_or_may_be_kept(planted, sign_in) -> None:
    browser = sign_in("sofie")
    for route, address in addresses(planted.person_id):
        answer = browser.get(address)
        if answer.status_code == 200 and str(planted.person_id) in address:
            assert "ETag" not in answer.headers, route
            assert "no-store" in answer.headers["Cache-Control"], route


def test_groups_that_are_small_enough_to_be_a_person_are_not_counted_out(planted, sign_in) -> None:
    said = sign_in("eva").get(reverse("evaluation")).content.decode().casefold()
    assert not any(secret in said for secret in SECRETS.values())
    assert str(planted.person_id) not in said
    assert str(planted.pk) not in said


def test_ids_do_not_count_up() -> None:
    one, other = new_id(), new_id()
    # Within one millisecond they still go up, by a step nobody can guess.
    assert abs(one.int - other.int) > 2**12


def test_an_error_names_nobody_the_viewer_may_not_see(planted, sign_in) -> None:
    """A number somebody else has, a colleague who is kept out: what is refused does not say whose it is."""
    browser = sign_in("omar")
    for address in (
        f"/people/?after={planted.person_id}",
        "/search/?q=jonas",
        f"/people/{planted.person_id}/",
    ):
        assert SECRETS["family"] not in browser.get(address).content.decode().casefold()
