"""Signing in with SAML 2.0 where the agency's other programs are signed in to.

The answer comes as a form that another site sends, so the session's cookie (SameSite=Lax) does not come along. What was
asked is kept sealed in a cookie of its own for a quarter of an hour, and binds the answer to the browser that asked.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from alongside.accounts import stages
from alongside.accounts.identity import matching, saml, spent
from alongside.accounts.identity.oidc import NotVouched
from alongside.web.account.identity_views import not_now, refused, wanted
from alongside.web.pages import PUBLIC, page

COOKIE = "__Host-saml" if settings.SECURE else "saml"
SALT = "alongside.saml.asked"
PATIENCE = 15 * 60
"""Seconds somebody may take at the provider."""


@page(PUBLIC)
@require_GET
@never_cache
def begin(request: HttpRequest, key: str) -> HttpResponse:
    """Go to the provider."""
    provider = _provider(key)
    wait = not_now(request)
    if wait is not None:
        return wait
    try:
        address, request_id = saml.ask(provider, _back(request, provider))
    except NotVouched:
        return refused(request, _("%(name)s does not answer now.") % {"name": provider.name})
    asked = {"provider": provider.key, "id": request_id, "to": wanted(request)}
    answer = redirect(address)
    answer.set_cookie(
        COOKIE,
        signing.dumps(asked, salt=SALT),
        max_age=PATIENCE,
        secure=settings.SECURE,
        httponly=True,
        samesite="None" if settings.SECURE else "Lax",
    )
    return answer


@csrf_exempt
@page(PUBLIC)
@require_POST
@never_cache
def back(request: HttpRequest, key: str) -> HttpResponse:
    """Come back from the provider. A signed answer to what this browser asked stands in for a token against forgery."""
    provider = _provider(key)
    asked = _asked(request)
    if asked.get("provider") != provider.key:
        return _gone(
            refused(request, _("That answer belongs to no sign-in of this browser. Begin once more."))
        )
    now = timezone.now()
    said = request.POST.get("SAMLResponse", "")
    try:
        claims = saml.claims_for(provider, _back(request, provider), request_id=asked["id"], said=said)
    except NotVouched:
        return _gone(refused(request, _("%(name)s did not let you in.") % {"name": provider.name}))
    if not spent.spend(asked["id"], now):
        return _gone(
            refused(request, _("That answer belongs to no sign-in of this browser. Begin once more."))
        )
    user = matching.user_for(provider, claims, now)
    if user is None:
        said_no = _("%(name)s knows you, and nobody here has an account for you.") % {"name": provider.name}
        return _gone(refused(request, said_no))
    vouched = matching.has_shown_factor(provider, claims)
    return _gone(stages.come_in(request, user, to=asked["to"], factor_shown=vouched))


@page(PUBLIC)
@require_GET
def metadata(request: HttpRequest, key: str) -> HttpResponse:
    """What the provider needs to know of us."""
    provider = _provider(key)
    text = saml.our_metadata(provider, _back(request, provider))
    return HttpResponse(text, content_type="application/samlmetadata+xml")


def _provider(key: str) -> saml.SamlProvider:
    found = saml.saml_providers().get(key)
    if found is None or not saml.installed():
        raise Http404
    return found


def _back(request: HttpRequest, provider: saml.SamlProvider) -> str:
    return request.build_absolute_uri(reverse("saml_back", args=[provider.key]))


def _asked(request: HttpRequest) -> dict[str, Any]:
    try:
        asked: dict[str, Any] = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=PATIENCE)
    except signing.BadSignature:
        return {}
    return asked


def _gone(answer: HttpResponse) -> HttpResponse:
    """What was asked is over, however it ended."""
    answer.set_cookie(
        COOKIE,
        "",
        max_age=0,
        secure=settings.SECURE,
        httponly=True,
        samesite="None" if settings.SECURE else "Lax",
    )
    return answer
