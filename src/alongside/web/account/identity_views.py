"""Signing in where the agency's other programs are signed in to."""

from __future__ import annotations

import secrets
from dataclasses import asdict

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from alongside.access.proof import FRESH_FOR
from alongside.accounts import stages, throttle
from alongside.accounts.adapter import address_of
from alongside.accounts.identity import matching, oidc
from alongside.accounts.identity.providers import Provider, providers
from alongside.accounts.rules import AT_THE_DOOR
from alongside.accounts.waiting import waiting_words
from alongside.web.pages import PUBLIC, page

ASKED = "oidc_asked"


@page(PUBLIC)
@require_GET
@never_cache
def begin(request: HttpRequest, key: str) -> HttpResponse:
    """Go to the provider."""
    provider = _provider(key)
    wait = not_now(request)
    if wait is not None:
        return wait
    asked = oidc.Asked.anew(provider, wanted(request), again="again" in request.GET)
    try:
        address = oidc.address_to_ask(provider, asked, _back(request, provider))
    except oidc.NotVouched:
        return refused(request, _("%(name)s does not answer now.") % {"name": provider.name})
    request.session[ASKED] = asdict(asked)
    return redirect(address)


@page(PUBLIC)
@require_GET
@never_cache
def back(request: HttpRequest, key: str) -> HttpResponse:
    """Come back from the provider. What was asked is good for one answer."""
    provider = _provider(key)
    kept = request.session.pop(ASKED, None)
    asked = oidc.Asked(**kept) if kept else None
    if (
        asked is None
        or asked.provider != provider.key
        or not secrets.compare_digest(asked.state, request.GET.get("state", ""))
    ):
        return refused(request, _("That answer belongs to no sign-in of this browser. Begin once more."))
    now = timezone.now()
    try:
        claims = oidc.claims_for(provider, asked, request.GET.get("code", ""), _back(request, provider))
        shown_at = oidc.shown_at(claims, now)
    except oidc.NotVouched:
        return refused(request, _("%(name)s did not let you in.") % {"name": provider.name})
    if asked.again and (shown_at is None or now - shown_at > FRESH_FOR):
        return refused(
            request, _("%(name)s did not ask you anew, so nothing was shown.") % {"name": provider.name}
        )
    user = matching.user_for(provider, claims, now)
    if user is None:
        return refused(
            request,
            _("%(name)s knows you, and nobody here has an account for you.") % {"name": provider.name},
        )
    vouched = matching.has_shown_factor(provider, claims)
    return stages.come_in(request, user, to=asked.to, factor_shown=vouched, proved_at=shown_at)


def not_now(request: HttpRequest) -> HttpResponse | None:
    """That somebody who tried too often from this address has to wait; None when they need not."""
    wait = throttle.begin("address", address_of(request), patience=AT_THE_DOOR, now=timezone.now())
    if wait is not None:
        return refused(request, waiting_words(wait))
    throttle.take_back("address", address_of(request))
    return None


def wanted(request: HttpRequest) -> str:
    """Where somebody wanted to go, when that is one of our pages."""
    to = request.GET.get("next", "")
    ours = url_has_allowed_host_and_scheme(to, {request.get_host()}, require_https=request.is_secure())
    return to if ours else ""


def _provider(key: str) -> Provider:
    found = providers().get(key)
    if found is None:
        raise Http404
    return found


def _back(request: HttpRequest, provider: Provider) -> str:
    return request.build_absolute_uri(reverse("identity_back", args=[provider.key]))


def refused(request: HttpRequest, said: str) -> HttpResponse:
    """Say why nobody came in."""
    return render(request, "account/passkey_refused.html", {"said": said}, status=403)
