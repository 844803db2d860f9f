"""Every answer, also an error, a redirect and a file, keeps the browser from doing more than the page needs."""

from __future__ import annotations

import pytest
from django.test import Client

ANSWERS = ["/", "/account/login/", "/healthz", "/no/such/page", "/static/alongside/icons.svg"]


@pytest.mark.django_db
@pytest.mark.parametrize("address", ANSWERS)
def test_headers_that_hold_the_browser_back(address: str) -> None:
    answer = Client().get(address)

    assert "camera=()" in answer["Permissions-Policy"]
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer["Cross-Origin-Embedder-Policy"] == "require-corp"
    assert answer["X-Frame-Options"] == "DENY"
    policy = dict(part.split(" ", 1) for part in answer["Content-Security-Policy"].split("; "))
    for what in ("default-src", "object-src", "base-uri", "frame-ancestors"):
        assert policy[what] == "'none'", what


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/account/login/", "/no/such/page"])
def test_a_page_runs_only_scripts_and_styles_of_the_house(address: str) -> None:
    answer = Client().get(address)

    policy = dict(part.split(" ", 1) for part in answer["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert answer["X-Frame-Options"] == "DENY"


def test_a_page_behind_sign_in_is_not_kept_by_the_browser(sign_in) -> None:
    assert sign_in("sofie").get("/")["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_alive_answers_without_sign_in_and_tells_nothing_else() -> None:
    assert Client().get("/healthz").json() == {"status": "ok"}


def test_no_cookie_carries_a_name(scene, sign_in) -> None:
    """What was done is said on the next page with the person's name; it travels in the session."""
    client = sign_in("sofie")
    step = scene.step(scene.course("Palle Frandsen"), "Ask Palle about the form", due_in=0)

    client.post(f"/steps/{step.pk}/done/")

    assert set(client.cookies) <= {"session", "csrftoken", "django_language"}
    assert "Palle" not in str(client.cookies)
    assert "Ask Palle about the form" in client.get("/").content.decode()
