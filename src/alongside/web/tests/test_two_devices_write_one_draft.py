"""Whoever writes on two devices at once loses nothing on either, and is told."""

from __future__ import annotations

from uuid import UUID

from django.urls import reverse

from alongside.kernel import drafts
from alongside.kernel.models import Draft


def _words(answer) -> str:
    return " ".join(answer.content.decode().split())


class Device:
    """A browser with the form for a quote open, as the page's script sends it."""

    def __init__(self, browser, person_id: UUID) -> None:
        self.browser, self.url = browser, reverse("person_quote", args=[person_id])
        self.turn = 0
        self.page = browser.get(self.url)
        slot = self.page.context["form"].slot
        self.keeps = slot.url
        self.hidden = {"key": str(slot.key), "draft_page": str(slot.page), "draft_seen": slot.seen}

    def types(self, text: str, turn: int = 0) -> dict[str, object]:
        self.turn += 1
        sent = self.hidden | {"text": text, "said_on": "2026-11-24", "draft_turn": str(turn or self.turn)}
        return self.browser.post(self.keeps, sent).json()

    def keeps_their_words(self, text: str):
        return self.browser.post(self.url, self.hidden | {"text": text, "said_on": "2026-11-24"})


def test_a_draft_goes_on_on_another_device(sign_in, jonas) -> None:
    browser = sign_in("sofie")
    assert Device(browser, jonas.person_id).types("On the phone") == {
        "saved": True,
        "time": "10:00",
        "apart": False,
    }
    desk = Device(browser, jonas.person_id)
    assert "On the phone" in _words(desk.page)
    assert desk.types("On the phone, then at the desk")["apart"] is False
    assert Draft.objects.count() == 1


def test_two_devices_at_once_keep_both_texts_and_say_so(sign_in, jonas) -> None:
    browser = sign_in("sofie")
    phone, desk = Device(browser, jonas.person_id), Device(browser, jonas.person_id)
    assert phone.types("Typed on the phone")["apart"] is False
    assert desk.types("Typed at the desk")["apart"] is True
    assert phone.types("Typed on the phone, and more")["apart"] is True
    said = _words(Device(browser, jonas.person_id).page)
    assert "You also wrote this on another device" in said
    assert "Typed on the phone, and more" in said
    assert "Typed at the desk" in said


def test_they_choose_which_text_goes_on(sign_in, jonas) -> None:
    browser = sign_in("sofie")
    phone, desk = Device(browser, jonas.person_id), Device(browser, jonas.person_id)
    phone.types("Typed on the phone")
    desk.types("Typed at the desk")
    opened = Device(browser, jonas.person_id)
    other = opened.page.context["form"].slot.copies[0]
    shown = opened.page.context["form"]["text"].value()
    browser.post(opened.url, opened.hidden | {"text": shown, "said_on": "2026-11-24", "use": str(other.page)})
    again = Device(browser, jonas.person_id)
    form = again.page.context["form"]
    assert form["text"].value() != shown
    assert [copy.texts for copy in form.slot.copies] == [[("In their own words", shown)]]
    drop = str(form.slot.copies[0].page)
    browser.post(
        again.url, again.hidden | {"text": form["text"].value(), "said_on": "2026-11-24", "drop": drop}
    )
    assert Draft.objects.count() == 1
    assert Device(browser, jonas.person_id).page.context["form"].slot.copies == []


def test_the_other_text_stays_when_one_is_signed(sign_in, jonas) -> None:
    browser = sign_in("sofie")
    phone, desk = Device(browser, jonas.person_id), Device(browser, jonas.person_id)
    phone.types("Typed on the phone")
    desk.types("Typed at the desk")
    assert phone.keeps_their_words("Typed on the phone").status_code == 302
    assert "Typed at the desk" in _words(Device(browser, jonas.person_id).page)
    opened = Device(browser, jonas.person_id)
    assert opened.keeps_their_words("Typed at the desk").status_code == 302
    assert Draft.objects.count() == 0


def test_an_earlier_text_that_arrives_late_changes_nothing(sign_in, jonas, sofie) -> None:
    phone = Device(sign_in("sofie"), jonas.person_id)
    phone.types("The later text", turn=5)
    phone.types("The earlier", turn=4)
    kept = drafts.kept(user_id=sofie.user_id, form="quote", subject_id=jonas.person_id)
    assert kept is not None
    assert kept.fields["text"] == ["The later text"]


def test_the_enter_key_throws_nothing_away(sign_in, jonas) -> None:
    """The browser presses the first button of a form; that must not be the one that throws a draft away."""
    browser = sign_in("sofie")
    Device(browser, jonas.person_id).types("Half a sent")
    page = Device(browser, jonas.person_id).page.content.decode()
    form = page[page.index("data-draft=") :]
    first = form[form.index("<button") :].split(">", 1)[0]
    assert "discard" not in first
    assert "name=" not in first


def test_back_after_saving_leads_to_what_was_saved(sign_in, jonas) -> None:
    browser = sign_in("sofie")
    phone = Device(browser, jonas.person_id)
    sent = phone.keeps_their_words("I want to sleep")
    back = browser.get(phone.url, {"sent": phone.hidden["key"]})
    assert (back.status_code, back["Location"]) == (302, sent["Location"])
    stranger = sign_in("amina").get(phone.url, {"sent": phone.hidden["key"]})
    assert stranger.status_code == 200
