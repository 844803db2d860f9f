"""400, 403, 404, 409 and 500 in three languages: what happened and what to do, and nothing about anyone."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import path

from alongside.config.urls import urlpatterns as all_routes
from alongside.kernel.errors import NotAllowed, StaleRecord
from alongside.organisation.models import Membership
from alongside.web.pages import SIGNED_IN, page


def _raising(error: Exception) -> Any:
    @page(SIGNED_IN)
    def view(request: HttpRequest) -> HttpResponse:
        raise error

    return view


class Routes:
    """The house, and three pages on which something goes wrong."""

    urlpatterns = [
        *all_routes,
        path("not-allowed/", _raising(NotAllowed())),
        path("stale/", _raising(StaleRecord())),
        path("broken/", _raising(RuntimeError("broken"))),
    ]


@pytest.fixture
def raising(settings: Any) -> None:
    settings.ROOT_URLCONF = Routes


@pytest.mark.django_db
def test_an_address_that_does_not_exist() -> None:
    answer = Client().get("/nobody/here", headers={"cookie": "django_language=en"})

    assert answer.status_code == 404
    assert "There is nothing here for you" in answer.content.decode()


def test_what_is_not_allowed_is_not_found(sign_in, raising) -> None:
    answer = sign_in("sofie").get("/not-allowed/")

    assert answer.status_code == 404
    assert "There is nothing here for you" in answer.content.decode()


def test_a_change_by_someone_else_is_a_conflict_and_keeps_the_text(sign_in, raising) -> None:
    answer = sign_in("sofie").get("/stale/")

    assert answer.status_code == 409
    assert "your text is still in the page" in answer.content.decode()


def test_a_fault_is_answered_without_details(sign_in, raising) -> None:
    client = sign_in("sofie")
    client.raise_request_exception = False

    answer = client.get("/broken/")

    assert answer.status_code == 500
    assert "Something broke at our end" in answer.content.decode()
    assert "RuntimeError" not in answer.content.decode()


@pytest.mark.django_db
def test_a_strange_request_is_refused_in_words(settings: Any) -> None:
    answer = Client().get("/", headers={"host": "elsewhere.example"})

    assert answer.status_code == 400
    assert "<h1>" in answer.content.decode()


@pytest.mark.django_db
def test_a_form_from_elsewhere_is_refused_in_words() -> None:
    answer = Client(enforce_csrf_checks=True).post("/language/", {"language": "en"})

    assert answer.status_code == 403
    assert "<h1>" in answer.content.decode()


@pytest.mark.parametrize("language", ["da", "en", "fr"])
def test_error_pages_are_said_in_the_language_of_the_one_who_meets_them(sign_in, raising, language) -> None:
    client = sign_in("sofie", language)
    client.raise_request_exception = False

    for address in ("/nobody/here", "/not-allowed/", "/stale/", "/broken/"):
        answer = client.get(address)
        assert f'<html lang="{language}">' in answer.content.decode()
        assert answer["Content-Language"] == language


def test_someone_without_a_role_is_told_so_instead_of_sent_in_circles(house, sign_in) -> None:
    client = sign_in("sofie")
    Membership.objects.filter(worker=house.workers["sofie"]).update(ends_on=house.now.date())

    answer = client.get("/")

    assert answer.status_code == 403
    assert "You have no work here now" in answer.content.decode()


def test_the_factory_knows_requests_without_an_actor() -> None:
    from alongside.web.chrome import chrome

    assert "chrome" not in chrome(RequestFactory().get("/"))
