"""Writing down on a page that somebody wants to be reminded."""

from __future__ import annotations

from django.urls import reverse

from alongside.reminders.models import ReminderWish


def _address(jonas) -> str:
    return reverse("reminders", args=[jonas.person_id])


def _asked(**other):
    return {"way": "text", "phone": "55 50 01 70", "hours_before": "24", "language": "da", **other}


def test_the_wish_and_the_number_are_written_down_at_once(sign_in, jonas, settings) -> None:
    settings.TEXTS = "folder"
    browser = sign_in("sofie")
    assert "Jon is not reminded of appointments." in browser.get(_address(jonas)).content.decode()

    said = browser.post(_address(jonas), _asked(), follow=True).content.decode()

    assert "Jon gets a text message the day before." in said
    jonas.person.refresh_from_db()
    assert jonas.person.phone == "55 50 01 70"


def test_another_wish_takes_the_place_of_the_first_and_it_can_end(sign_in, jonas, settings) -> None:
    settings.TEXTS = "folder"
    browser = sign_in("sofie")
    browser.post(_address(jonas), _asked())
    browser.post(_address(jonas), _asked(hours_before="3"))
    browser.post(_address(jonas), _asked(hours_before="3"))
    wishes = ReminderWish.objects.unscoped().filter(ended_on__isnull=True)
    assert [wish.hours_before for wish in wishes] == [3]

    said = browser.post(_address(jonas), {"end": "1"}, follow=True).content.decode()

    assert "No more reminders go out." in said
    assert not wishes.all().exists()


def test_without_a_number_it_says_what_is_missing_and_keeps_the_rest(sign_in, jonas, settings) -> None:
    settings.TEXTS = "folder"
    said = sign_in("sofie").post(_address(jonas), _asked(phone="", hours_before="48"))
    assert said.status_code == 200
    assert "Write down where the message goes." in said.content.decode()


def test_an_installation_that_cannot_send_says_so(sign_in, jonas, settings) -> None:
    settings.TEXTS, settings.EMAIL_BACKEND = "", "django.core.mail.backends.console.EmailBackend"
    said = sign_in("sofie").get(_address(jonas)).content.decode()
    assert "No text service and no mail server is set up here." in said


def test_outside_the_course_there_is_no_such_page(sign_in, jonas) -> None:
    for name in ("omar", "vagn", "karin", "ilse", "eva", "ada"):
        assert sign_in(name).get(_address(jonas)).status_code == 404
