"""Drafts on Today: opened and thrown away in one tap, taken back, and readable when they can no longer be written."""

from __future__ import annotations

import pytest

from alongside.kernel import drafts
from tests.people_of_the_house import NOW, writing

WORDS = "We met at the station, and she told of her sister."


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


def keep(viewer, form: str, subject_id, **fields: list[str]) -> None:
    drafts.keep(
        user_id=viewer.user_id,
        form=form,
        subject_id=subject_id,
        fields={"text": [WORDS], **fields},
        key=drafts.new_key(),
        now=NOW,
    )


def kept(viewer):
    return [(one.form, one.fields) for one in drafts.all_kept(user_id=viewer.user_id)]


@pytest.fixture
def kim(scene):
    return scene.course("Kim Thorsen")


def test_thrown_away_in_one_tap_and_taken_back_with_another(kim, sign_in, sofie) -> None:
    keep(sofie, "contact", kim.pk, goals=["a", "b"])
    client = sign_in("sofie")
    assert f'action="/drafts/contact/{kim.pk}/away/"' in text(client.get("/"))

    answer = client.post(f"/drafts/contact/{kim.pk}/away/")

    assert "Thrown away: A contact note, Kim Thorsen." in text(answer)
    assert kept(sofie) == []
    thrown = answer.context["thrown"]
    fields: dict[str, list[str]] = {}
    for name, value in thrown["fields"]:
        fields.setdefault(name, []).append(value)
    again = client.post(f"/drafts/contact/{kim.pk}/back/", {"key": str(thrown["key"]), **fields}, follow=True)
    assert "It is here again." in text(again)
    assert kept(sofie) == [("contact", {"text": [WORDS], "goals": ["a", "b"]})]


def test_throwing_away_twice_is_as_good_as_once(kim, sign_in, sofie) -> None:
    keep(sofie, "contact", kim.pk)
    client = sign_in("sofie")
    client.post(f"/drafts/contact/{kim.pk}/away/")

    assert client.post(f"/drafts/contact/{kim.pk}/away/").status_code == 302


def test_a_review_a_colleague_finished_leaves_my_words_to_read(scene, kim, sign_in, sofie) -> None:
    review = scene.review(kim, due_in=1)
    keep(sofie, "review", review.pk, summary=["Closer to a door she can lock."], present=["Kim"])
    with writing(scene.house.agency):
        review.held_on = NOW.date()
        review.save()
    client = sign_in("sofie")

    today = text(client.get("/"))
    page = text(client.get(f"/drafts/review/{review.pk}/text/"))

    assert "A colleague has finished it meanwhile. Your words are kept." in today
    assert f'href="/drafts/review/{review.pk}/text/"' in today
    assert WORDS in page
    assert "Closer to a door she can lock." in page
    assert "Also filled in: Kim" in page


def test_only_the_writer_reads_them_and_only_with_access(scene, kim, sign_in, sofie, omar) -> None:
    keep(sofie, "contact", kim.pk)
    keep(omar, "contact", kim.pk)

    assert sign_in("amina").get(f"/drafts/contact/{kim.pk}/text/").status_code == 404
    client = sign_in("omar")
    assert client.get(f"/drafts/contact/{kim.pk}/text/").status_code == 404
    said = text(client.get("/"))
    assert "Kim Thorsen" not in said
    assert "1 more is about someone you no longer have access to." in said


def test_a_form_that_keeps_nothing_is_not_taken_back(kim, sign_in) -> None:
    client = sign_in("sofie")

    assert client.post(f"/drafts/somewhere/{kim.pk}/back/", {"key": str(kim.pk)}).status_code == 404
    assert client.post(f"/drafts/contact/{kim.pk}/back/").status_code == 404
