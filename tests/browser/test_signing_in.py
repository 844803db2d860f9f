"""Coming in with a code and with a passkey, and the cover over a page that is left. The passkey is Chromium's own."""

from __future__ import annotations

import time
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from alongside.accounts import codes, sessions
from alongside.accounts.models import Factor, Sitting, User
from tests.people_of_the_house import PASSWORD

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def door(page: Page, live_server: Any, house: Any, settings: Any) -> Page:
    """The door of the house, at the name that browsers take for a safe one; second factors are asked for."""
    settings.SECOND_FACTOR_REQUIRED = settings.IDLE_LOCK = True
    settings.ALLOWED_HOSTS = ["*"]
    User.objects.update(language="en")
    at = live_server.url.replace("127.0.0.1", "localhost")
    page.context.add_cookies([{"name": "django_language", "value": "en", "url": at}])
    page.goto(f"{at}/account/login/")
    return page


@pytest.fixture
def key(door: Page) -> Any:
    """A key that is unlocked by a finger, inside the browser."""
    session = door.context.new_cdp_session(door)
    session.send("WebAuthn.enable")
    session.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    return session


def give_password(page: Page) -> None:
    page.get_by_label("User name or e-mail").fill("sofie")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def at_home(page: Page) -> None:
    expect(page.get_by_role("button", name="Sign out", exact=True).first).to_be_visible()
    assert urlsplit(page.url).path == "/"


def set_up_passkey(page: Page) -> None:
    give_password(page)
    page.get_by_role("link", name="Set up a passkey").click()
    page.get_by_label("What you call it").fill("my laptop")
    page.get_by_role("button", name="Set it up").click()
    expect(page.get_by_role("heading", name="Your recovery codes")).to_be_visible()


def test_a_code_app_is_set_up_and_then_asked_for(door: Page) -> None:
    give_password(door)
    expect(door.get_by_text("First a second way to show that it is you")).to_be_visible()
    door.get_by_role("link", name="Set up a code app").click()
    door.get_by_text("It cannot look?").click()
    secret = door.locator("details code").inner_text()
    door.get_by_label("Code", exact=True).fill(codes.code_at(secret, int(time.time()) // 30))
    door.get_by_role("button", name="Set it up").click()
    expect(door.locator(".codes li")).to_have_count(10)
    recovery = door.locator(".codes code").first.inner_text()
    door.get_by_role("link", name="I have kept them").click()
    door.get_by_role("button", name="Sign out", exact=True).click()

    door.goto(door.url.split("/account")[0] + "/account/login/")
    give_password(door)
    door.get_by_label("Code from your app").fill(recovery)
    door.get_by_role("button", name="Sign in").click()
    at_home(door)


def test_a_passkey_opens_alone_and_after_the_password(door: Page, key: Any) -> None:
    set_up_passkey(door)
    assert Factor.objects.get().name == "my laptop"
    door.get_by_role("link", name="I have kept them").click()
    door.get_by_role("button", name="Sign out", exact=True).click()

    door.goto(door.url.split("/account")[0] + "/account/login/")
    door.get_by_role("button", name="Sign in with a passkey").click()
    at_home(door)
    assert Factor.objects.get().used_at is not None
    door.get_by_role("button", name="Sign out", exact=True).click()

    door.goto(door.url.split("/account")[0] + "/account/login/")
    give_password(door)
    door.get_by_role("button", name="Use a passkey").click()
    at_home(door)


def test_a_passkey_answers_the_question_before_a_sensitive_act(door: Page, key: Any) -> None:
    set_up_passkey(door)
    mine = Sitting.objects.get(user__username="sofie", began_at__isnull=False)
    store = sessions.SessionStore(mine.session_key)
    store["proved_at"] = "2020-01-01T00:00:00+00:00"
    store.save()
    door.get_by_role("link", name="I have kept them").click()
    door.get_by_role("button", name="Make new codes").click()
    expect(door.get_by_role("heading", name="Is it you?")).to_be_visible()
    door.get_by_role("button", name="Use a passkey").click()
    expect(door.get_by_role("heading", name="Your recovery codes")).to_be_visible()


def test_a_page_that_is_left_is_covered_and_what_was_typed_stays(door: Page, key: Any) -> None:
    set_up_passkey(door)
    at = door.url.split("/account")[0]
    door.clock.install()
    door.goto(f"{at}/phrases/new/")
    door.get_by_role("textbox").first.fill("half a thought")
    cover = door.locator("dialog.lockscreen")
    expect(cover).to_be_hidden()

    with door.expect_response(lambda answer: answer.url.endswith("/lock/")):
        door.clock.fast_forward("11:00")

    expect(cover).to_be_visible()
    expect(door.locator("main")).to_be_hidden()
    expect(door).to_have_title("Locked")
    door.keyboard.press("Escape")
    door.keyboard.press("Escape")
    expect(cover).to_be_visible()
    # The server is locked too: another tab shows nothing.
    other = door.context.new_page()
    other.goto(at)
    expect(other.get_by_role("heading", name="This page locked itself")).to_be_visible()
    other.close()

    cover.get_by_label("Password").fill("wrong")
    cover.get_by_role("button", name="Open again").click()
    expect(cover.get_by_role("alert")).to_contain_text("That was not right")
    cover.get_by_role("button", name="Use a passkey").click()
    expect(cover).to_be_hidden()
    assert door.get_by_role("textbox").first.input_value() == "half a thought"


def test_after_signing_out_the_back_button_shows_nothing(door: Page, key: Any) -> None:
    set_up_passkey(door)
    at = door.url.split("/account")[0]
    door.goto(f"{at}/people/")
    expect(door.get_by_role("heading", level=1)).to_be_visible()
    door.get_by_role("button", name="Sign out", exact=True).click()
    expect(door.get_by_label("Password")).to_be_visible()
    door.go_back()
    expect(door.get_by_label("Password")).to_be_visible()
    assert "Sofie" not in door.content()
