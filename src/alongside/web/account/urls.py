"""The pages of signing in that the house has. django-allauth brings more (signing up, managing addresses) and asks for
their addresses here and there, so each keeps its name and is not found."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.account import urls as allauth_urls
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import URLPattern, path

from alongside.web.account import door, identity_views, lock, safety, saml_views, token_views
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


def _leaving_nothing(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Signing out also empties what the browser keeps of our pages: on a shared machine *Back* shows nothing."""

    @page(PUBLIC)
    def signed_out(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        answer = view(request, **kwargs)
        if request.method == "POST":
            answer["Clear-Site-Data"] = '"cache", "storage"'
        return answer

    return signed_out


def _ours(pattern: URLPattern) -> URLPattern:
    if pattern.name == "account_logout":
        return URLPattern(pattern.pattern, _leaving_nothing(pattern.callback), name=pattern.name)
    if pattern.name in OPEN:
        return pattern
    return URLPattern(pattern.pattern, closed, name=pattern.name)


ours = [
    path("second-factor/", door.second_factor, name="second_factor"),
    path("passkey/", door.passkey_sign_in, name="passkey_sign_in"),
    path("passkey/options/", door.passkey_options, name="passkey_options"),
    path("with/<slug:key>/", identity_views.begin, name="identity"),
    path("with/<slug:key>/back/", identity_views.back, name="identity_back"),
    path("saml/<slug:key>/", saml_views.begin, name="saml"),
    path("saml/<slug:key>/back/", saml_views.back, name="saml_back"),
    path("saml/<slug:key>/metadata/", saml_views.metadata, name="saml_metadata"),
    path("safety/tokens/", token_views.tokens, name="tokens"),
    path("safety/tokens/<uuid:token_id>/end/", token_views.token_end, name="token_end"),
    path("lock/", lock.lock, name="lock"),
    path("unlock/", lock.unlock_in_place, name="unlock"),
    path("here/", lock.here, name="here"),
    path("safety/", safety.safety, name="safety"),
    path("safety/app/", safety.app_new, name="app_new"),
    path("safety/passkey/", safety.passkey_new, name="passkey_new"),
    path("safety/passkey/options/", safety.passkey_new_options, name="passkey_new_options"),
    path("safety/factors/<uuid:factor_id>/remove/", safety.factor_remove, name="factor_remove"),
    path("safety/recovery-codes/", safety.recovery_codes, name="recovery_codes"),
    path("safety/sittings/<uuid:sitting_id>/end/", safety.sitting_end, name="sitting_end"),
    path("safety/sittings/end/", safety.sittings_end, name="sittings_end"),
]
theirs = [_ours(pattern) for pattern in third_party(allauth_urls.urlpatterns, PUBLIC)]
urlpatterns = [*ours, *theirs]
