"""The pages of signing in that the house has. django-allauth brings more (signing up, managing addresses) and asks for
their addresses here and there, so each keeps its name and is not found."""

from __future__ import annotations

from typing import Any

from allauth.account import urls as allauth_urls
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import URLPattern

from alongside.web.pages import PUBLIC, page
from alongside.web.routes import third_party

OPEN = frozenset(
    {
        "account_login",
        "account_logout",
        "account_inactive",
        "account_change_password",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key",
        "account_reset_password_from_key_done",
    }
)


@page(PUBLIC)
def closed(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
    """A page we do not have."""
    raise Http404


def _ours(pattern: URLPattern) -> URLPattern:
    if pattern.name in OPEN:
        return pattern
    return URLPattern(pattern.pattern, closed, name=pattern.name)


urlpatterns = [_ours(pattern) for pattern in third_party(allauth_urls.urlpatterns, PUBLIC)]
