"""On the pages: a note put right, seen otherwise and struck through; how it read; who does not see it."""

from __future__ import annotations

import pytest

from alongside.contacts.models import Contact
from alongside.corrections.operations import attach_disagreement, correct_record, strike_record
from alongside.housing.operations import record_stay
from alongside.plans.models import Goal


@pytest.fixture
def note(scene, jonas) -> Contact:
    return scene.happened(jonas, days=1, text="He had been drinking.")


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


def address(note: Contact) -> str:
    return f"/records/note/{note.pk}/"


def test_sofie_puts_a_note_right_and_both_are_side_by_side(note, sign_in):
    client = sign_in("sofie")
    form = text(client.get(f"{address(note)}correct/"))
    assert "He had been drinking." in form
    answer = client.post(
        f"{address(note)}correct/",
        {
            "version": "1",
            "text": "He was very tired.",
            "occurred_at": "23.11.2026 10:00",
            "person_present": "on",
            "why": "Mixed up with another visit.",
        },
    )
    assert answer.status_code == 302, text(answer)
    page = text(client.get(address(note)))
    assert "<del>" in page
    assert "Mixed up with another visit." in page
    assert "Sofie Lindholm" in page
    assert "He was very tired." in text(client.get(f"/contacts/{note.pk}/"))


def test_without_a_reason_it_is_asked_for_and_the_text_is_kept(note, sign_in):
    client = sign_in("sofie")
    answer = client.post(f"{address(note)}correct/", {"version": "1", "text": "He was tired.", "why": ""})
    assert answer.status_code == 422
    assert "He was tired." in text(client.get(f"{address(note)}correct/"))


def test_their_view_stands_in_the_story_and_on_the_note(note, jonas, sign_in):
    client = sign_in("sofie")
    answer = client.post(
        f"{address(note)}their-view/", {"words": "I was not drunk.", "said_on": "24.11.2026", "how": "aloud"}
    )
    assert answer.status_code == 302, text(answer)
    for place in (f"/courses/{jonas.pk}/story/", f"/contacts/{note.pk}/", f"/people/{jonas.person_id}/"):
        assert "I was not drunk." in text(client.get(place)), place
    assert "I was not drunk." in text(client.get(f"/people/{jonas.person_id}/put-right/"))


def test_an_error_is_struck_through_in_the_story_and_taken_up_again(note, jonas, sign_in):
    client = sign_in("sofie")
    assert client.post(f"{address(note)}strike/", {"why": "About somebody else."}).status_code == 302
    story = text(client.get(f"/courses/{jonas.pk}/story/"))
    assert "pre-line struck" in story
    assert "About somebody else." in story
    page = client.get(address(note))
    assert "It was no error" in text(page)
    strike = page.context["remarks"].strike
    assert client.get(f"{address(note)}correct/").status_code == 200
    assert client.post(f"/remarks/{strike.pk}/take-up/", {"why": "It was him."}).status_code == 302
    assert "pre-line struck" not in text(client.get(f"/courses/{jonas.pk}/story/"))


def test_what_is_struck_stands_below_on_the_page_of_its_kind(scene, jonas, sofie, sign_in):
    stay = record_stay(
        by=sofie, person=jonas.person, kind="own_tenancy", place="Åparken 3", starts_on=sofie.today
    )
    step = scene.step(jonas, "Ring the landlord", due_in=3)
    goal = Goal.objects.unscoped().get(pk=step.goal_id)
    strike_record(by=sofie, record=stay, why="It was his brother's.")
    strike_record(by=sofie, record=goal, why="It was somebody else's goal.")
    client = sign_in("sofie")
    housing = text(client.get(f"/courses/{jonas.pk}/housing/"))
    assert "It was his brother" in housing
    assert "Åparken 3" not in housing
    plan = text(client.get(f"/courses/{jonas.pk}/plan/"))
    assert "somebody else" in plan
    assert "A door I can lock" not in plan


@pytest.mark.parametrize("name", ["omar", "karin", "ada", "eva", "per", "ilse"])
def test_others_find_nothing(note, sofie, sign_in, name):
    attach_disagreement(by=sofie, record=note, words="I was not drunk.", said_on=sofie.today)
    client = sign_in(name)
    for end in ("", "correct/", "their-view/", "strike/"):
        assert client.get(f"{address(note)}{end}").status_code == 404
    assert client.post(f"{address(note)}strike/", {"why": "Because I can."}).status_code == 404


def test_a_kind_that_is_none_is_not_found(note, sign_in):
    client = sign_in("sofie")
    assert client.get(f"/records/user/{note.pk}/").status_code == 404
    assert client.get(f"/records/goal/{note.pk}/").status_code == 404


def test_the_persons_page_asks_once_for_all_remarks(
    note, scene, jonas, sofie, sign_in, django_assert_max_num_queries
):
    for days in range(2, 7):
        other = scene.happened(jonas, days=days, text=f"Visit {days}")
        attach_disagreement(by=sofie, record=other, words="No.", said_on=sofie.today)
    correct_record(by=sofie, record=note, values={"text": "Other"}, why="It was wrong.")
    client = sign_in("sofie")
    client.get(f"/people/{jonas.person_id}/")
    with django_assert_max_num_queries(20):
        client.get(f"/people/{jonas.person_id}/")
