"""On the pages: what waits for a second person, who sees it, and what a yes and a no do."""

from __future__ import annotations

import pytest

from alongside.approvals.models import Approval, State
from alongside.approvals.operations import ask_approval
from alongside.approvals.tests.test_two_people_decide import WHY, act  # noqa: F401 - a fixture

pytestmark = pytest.mark.usefixtures("act")


@pytest.fixture
def asked(jonas, sofie) -> Approval:
    return ask_approval(by=sofie, kind="test.act", subject=jonas.person, why=WHY)


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_the_lead_finds_it_in_the_frame_and_says_yes(asked, sign_in):
    client = sign_in("amina")
    assert ": 1 waits" in text(client.get("/second-person/"))
    page = text(client.get(f"/second-person/{asked.pk}/"))
    assert WHY in page
    assert "Open the box: Jonas Krogh" in page
    answer = client.post(f"/second-person/{asked.pk}/", {"said": "I know him.", "yes": "1"})
    assert answer.status_code == 302
    assert Approval.objects.get(pk=asked.pk).state == State.GRANTED


def test_who_may_not_see_the_person_decides_without_the_name(asked, sign_in):
    page = text(sign_in("per").get(f"/second-person/{asked.pk}/"))
    assert WHY in page
    assert "Krogh" not in page


def test_who_asked_sees_how_it_stands_and_takes_it_back(asked, sign_in):
    client = sign_in("sofie")
    page = text(client.get(f"/second-person/{asked.pk}/"))
    assert "Somebody else has to decide" in page
    assert 'name="yes"' not in page
    assert client.post(f"/second-person/{asked.pk}/", {"yes": "1"}).status_code == 422
    assert client.post(f"/second-person/{asked.pk}/take-back/").status_code == 302
    assert Approval.objects.get(pk=asked.pk).state == State.WITHDRAWN


def test_a_no_without_words_is_asked_for_words(asked, sign_in):
    client = sign_in("amina")
    answer = client.post(f"/second-person/{asked.pk}/", {"said": "", "no": "1"})
    assert answer.status_code == 422
    assert "Say why not" in text(answer)


@pytest.mark.parametrize("name", ["omar", "ada", "eva", "karin", "ilse", "maja"])
def test_others_find_nothing(asked, sign_in, name):
    client = sign_in(name)
    assert client.get(f"/second-person/{asked.pk}/").status_code == 404
    assert client.post(f"/second-person/{asked.pk}/", {"yes": "1"}).status_code == 404
    assert client.post(f"/second-person/{asked.pk}/take-back/").status_code == 404
    assert "Open the box" not in text(client.get("/second-person/"))
