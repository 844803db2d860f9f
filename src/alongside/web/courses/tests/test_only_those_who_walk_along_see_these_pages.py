from __future__ import annotations

import pytest

from alongside.housing.operations import record_stay
from alongside.kernel.ids import new_id
from alongside.plans.operations import agree_plan
from alongside.reviews.operations import finish_review, write_review
from tests.people_of_the_house import NOW

READ = ["plan/", "plan/versions/", "plan/versions/1/", "needs/", "reviews/", "housing/"]
WRITE = [
    "plan/wishes/",
    "plan/agree/",
    "plan/goals/new/",
    "needs/new/",
    "needs/start/",
    "review/",
    "review/finish/",
    "review/move/",
    "housing/new/",
]


@pytest.fixture
def pages(walk, sofie) -> dict[str, list[str]]:
    """Every address about Jonas's course, those that read and those that write."""
    agree_plan(by=sofie, enrolment=walk.enrolment, how="aloud", agreed_on=NOW.date())
    write_review(by=sofie, review=walk.review, summary="Closer.", follow_up_result="continue")
    finish_review(by=sofie, review=walk.review, held_on=NOW.date())
    stay = record_stay(by=sofie, person=walk.enrolment.person, kind="street", starts_on=NOW.date())
    parts = [
        f"/goals/{walk.door.pk}/",
        f"/goals/{walk.door.pk}/steps/new/",
        f"/goals/{walk.door.pk}/sub-goals/new/",
        f"/sub-goals/{walk.contract.pk}/",
        f"/steps/{walk.viewing.pk}/",
        walk.url(f"housing/{stay.pk}/"),
    ]
    return {
        "read": [walk.url(page) for page in [*READ, f"reviews/{walk.review.pk}/"]],
        "write": [walk.url(page) for page in WRITE] + parts,
    }


@pytest.mark.parametrize("name", ["sofie", "amina"])
def test_who_walks_with_him_and_who_leads_reads_and_writes(pages, sign_in, name):
    client = sign_in(name)
    for url in pages["read"] + pages["write"]:
        assert client.get(url).status_code == 200, url


def test_a_colleague_on_the_team_reads_only(pages, sign_in):
    client = sign_in("maja")
    for url in pages["read"]:
        assert client.get(url).status_code == 200, url
    for url in pages["write"]:
        assert client.get(url).status_code == 404, url


@pytest.mark.parametrize("name", ["omar", "karin", "ilse", "eva", "per", "ada"])
def test_everyone_else_finds_nothing(pages, sign_in, name):
    client = sign_in(name)
    for url in pages["read"] + pages["write"]:
        assert client.get(url).status_code == 404, url


@pytest.mark.parametrize("name", ["omar", "karin", "maja"])
def test_nor_can_they_post(walk, sign_in, name):
    client = sign_in(name)
    for url, fields in (
        (f"/goals/{walk.door.pk}/move/", {"way": "up"}),
        (f"/goals/{walk.door.pk}/steps/", {"shown": walk.viewing.pk, "done": walk.viewing.pk}),
        (walk.url("plan/goals/new/"), {"title": "x"}),
        (walk.url("review/"), {"summary": "x"}),
    ):
        assert client.post(url, fields).status_code == 404, url


def test_what_does_not_exist_is_not_found_either(walk, sign_in):
    client = sign_in("sofie")
    for url in (
        f"/courses/{new_id()}/plan/",
        f"/goals/{new_id()}/",
        walk.url(f"reviews/{walk.review.pk}/"),
        walk.url(f"housing/{new_id()}/"),
    ):
        assert client.get(url).status_code == 404, url


def test_nobody_is_sent_to_sign_in(walk, client):
    assert client.get(walk.url("plan/"))["Location"].startswith("/account/login/")
