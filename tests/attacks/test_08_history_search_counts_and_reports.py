"""Attack 8: what cannot be opened is read off history, search, counts, lists, calendars, feeds and reports."""

from __future__ import annotations

from django.urls import reverse

from alongside.people.operations import change_person
from alongside.restrictions.models import Evidence
from alongside.restrictions.operations import close_category, refuse_worker
from tests.attacks.planted import SECRETS

LISTS = ("people", "today", "team", "calendar", "numbers", "moves", "lately", "pairs", "evaluation")


def test_a_refused_colleague_counts_and_lists_them_nowhere(planted, house, sofie, sign_in) -> None:
    refuse_worker(by=sofie, person=planted.person, worker=house.workers["maja"], evidence=Evidence.SIGNED)
    browser = sign_in("maja")
    for route in LISTS:
        for more in ("", "?show=all", "?show=team", "?view=week"):
            answer = browser.get(reverse(route) + more, follow=True)
            assert SECRETS["family"] not in answer.content.decode().casefold(), route
            assert str(planted.person_id) not in answer.content.decode(), route


def test_earlier_versions_are_as_closed_as_the_record(planted, sofie, sign_in) -> None:
    change_person(by=sofie, person=planted.person, family_name="Krogh")
    for name in ("omar", "ada", "eva"):
        for route in ("person", "person_access", "person_change", "bounds"):
            assert sign_in(name).get(reverse(route, args=[planted.person_id])).status_code == 404


def test_a_closed_part_is_in_no_count_and_no_search_of_the_story(planted, sofie, sign_in) -> None:
    close_category(by=sofie, person=planted.person, category="housing", evidence=Evidence.SIGNED)
    maja = sign_in("maja")
    for address in (
        reverse("person", args=[planted.person_id]),
        reverse("story", args=[planted.pk]),
        reverse("story", args=[planted.pk]) + "?show=housing",
        reverse("story", args=[planted.pk]) + f"?q={SECRETS['stay']}",
        reverse("housing", args=[planted.pk]),
        reverse("paper_summary", args=[planted.pk]),
        reverse("team"),
    ):
        said = (
            maja.get(address)
            .content.decode()
            .casefold()
            .replace(f'value="{SECRETS["stay"]}"', "")
            .replace(f"q={SECRETS['stay']}", "")
        )
        assert SECRETS["stay"] not in said, address
    assert SECRETS["stay"] in sign_in("sofie").get(reverse("housing", args=[planted.pk])).content.decode()
