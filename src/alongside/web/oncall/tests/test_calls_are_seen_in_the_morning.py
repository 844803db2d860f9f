"""A call in the night on the pages: logged from the card, first thing in the morning on Today, settled with a tap."""

from __future__ import annotations

from html import unescape

from django.urls import reverse

from alongside.contacts.models import Contact
from alongside.oncall.models import FollowUp, UnknownCall


def _text(answer) -> str:
    return " ".join(unescape(answer.content.decode()).split())


TYPED = {
    "day": "24.11.2026",
    "clock": "03:40",
    "text": "He rang, cold and hungry.",
    "agreed": "Sofie rings at nine.",
    "follow_up": "today",
}


def test_it_is_logged_on_the_card_and_waits_on_today(sign_in, jonas, sofie) -> None:
    vagn, card = sign_in("vagn"), reverse("card", args=[jonas.person_id])
    key = vagn.get(card).context["form"].slot.key
    said = _text(vagn.post(card, {**TYPED, "key": key}, follow=True))
    assert "Written down. They will read it." in said
    vagn.post(card, {**TYPED, "key": key}, follow=True)
    assert Contact.objects.visible_to(sofie).count() == 1
    browser = sign_in("sofie")
    said = _text(browser.get(reverse("today")))
    assert "Vagn Nattergal talked with Jonas Krogh. To be followed up by today" in said
    follow_up = FollowUp.objects.visible_to(sofie).get()
    page = reverse("follow_up", args=[follow_up.pk])
    assert page in said
    said = _text(browser.get(page))
    assert "cold and hungry" in said
    assert "What we agreed: Sofie rings at nine." in said
    assert "Followed up." in _text(browser.post(page, follow=True))
    assert page not in _text(browser.get(reverse("today")))
    assert "Followed up by Sofie Lindholm" in _text(browser.get(page))


def test_the_lead_sees_the_night_on_the_handover(sign_in, jonas) -> None:
    sign_in("vagn").post(reverse("card", args=[jonas.person_id]), TYPED)
    said = _text(sign_in("amina").get(reverse("handover")))
    assert "Calls, last night and tonight" in said
    assert "cold and hungry" in said
    assert "To be followed up: today" in said


def test_another_day_is_named(sign_in, jonas) -> None:
    card = reverse("card", args=[jonas.person_id])
    said = _text(sign_in("vagn").post(card, {**TYPED, "follow_up": "day"}))
    assert "Choose the day." in said
    assert "cold and hungry" in said
    sign_in("vagn").post(card, {**TYPED, "follow_up": "day", "another_day": "27.11.2026"})
    assert FollowUp.objects.unscoped().get().due_on.isoformat() == "2026-11-27"


def test_a_colleague_who_may_not_write_finds_no_form(sign_in, jonas) -> None:
    maja, card = sign_in("maja"), reverse("card", args=[jonas.person_id])
    assert "Write down a call" not in _text(maja.get(card))
    maja.post(card, TYPED)
    assert not Contact.objects.unscoped().exists()


def test_for_everyone_else_there_is_no_follow_up(sign_in, jonas) -> None:
    sign_in("vagn").post(reverse("card", args=[jonas.person_id]), TYPED)
    page = reverse("follow_up", args=[FollowUp.objects.unscoped().get().pk])
    for who in ("vagn", "maja", "omar", "karin", "ilse", "per", "eva", "ada"):
        assert sign_in(who).get(page).status_code == 404, who
        assert sign_in(who).post(page).status_code == 404, who


def test_a_call_of_nobody_known_stands_on_the_handover_until_settled(house, sign_in) -> None:
    vagn, write = sign_in("vagn"), reverse("unknown_call")
    typed = {**TYPED, "team": house.team.pk, "text": "A woman asked for a bed."}
    key = vagn.get(write).context["form"].slot.key
    for _ in range(2):
        said = _text(vagn.post(write, {**typed, "key": key}, follow=True))
    assert "A woman asked for a bed." in said
    assert "Somebody unknown" in said
    call = UnknownCall.objects.get()
    settled = reverse("unknown_settled", args=[call.pk])
    assert settled not in said
    for who in ("vagn", "omar", "karin"):
        assert sign_in(who).post(settled).status_code == 404
    amina = sign_in("amina")
    assert settled in _text(amina.get(reverse("handover")))
    assert "Followed up by Amina Yilmaz" in _text(amina.post(settled, follow=True))


def test_nobody_else_writes_an_unknown_call(house, sign_in) -> None:
    typed = {**TYPED, "team": house.team.pk}
    for who in ("omar", "karin", "ilse", "per", "eva", "ada"):
        sign_in(who).post(reverse("unknown_call"), typed)
    assert not UnknownCall.objects.exists()
