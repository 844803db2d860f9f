"""A page that does not say who may open it stops the program."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse
from django.test import override_settings
from django.urls import path

from alongside.web.pages import PUBLIC, page
from alongside.web.routes import every_route, require_policies

# What answers without sign-in; a new one is a decision somebody makes here.
# The two doors for programs ask for a token of their own.
OPEN = {"door_sheet", "door_sheets", "feed_file", "healthz", "set_language"}


def bare(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


@page("nobody.declared_this")
def with_unknown_policy(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


class OneBareRoute:
    urlpatterns = (path("bare/", bare),)


class OneUnknownPolicy:
    urlpatterns = (path("unknown/", with_unknown_policy),)


def test_every_route_has_a_policy() -> None:
    require_policies()
    assert len(list(every_route())) > 10


@pytest.mark.parametrize("routes", [OneBareRoute, OneUnknownPolicy])
def test_a_route_without_a_declared_policy_stops_the_start(routes: type) -> None:
    with override_settings(ROOT_URLCONF=routes), pytest.raises(ImproperlyConfigured, match="has no policy"):
        require_policies()


def test_only_these_pages_are_open_to_everyone() -> None:
    found = {
        pattern.name
        for route, pattern in every_route()
        if getattr(pattern.callback, "policy", None) == PUBLIC and not route.startswith("account/")
    }
    assert found == OPEN
