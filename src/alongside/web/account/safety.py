"""How somebody signs in, on one page: their second factors and recovery codes, and where they are signed in."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.accounts import codes, factors, passkeys, sessions
from alongside.accounts.models import Factor, User
from alongside.accounts.proving import HAS_PASSKEY
from alongside.kernel.encryption import CannotDecrypt, decrypt, encrypt
from alongside.web.account.devices import in_words
from alongside.web.account.proof import tell, user_of
from alongside.web.forms import after
from alongside.web.pages import SIGNED_IN, page
from alongside.web.sign_in import MISSING
from alongside.web.viewer import viewer_of

_NEW_APP = "app_secret"
_SEALED = "accounts.new_app"


@page(SIGNED_IN, without_factor=True)
def safety(request: HttpRequest) -> HttpResponse:
    """What there is, and what can be done about it."""
    user, now = user_of(request), timezone.now()
    mine = list(Factor.objects.filter(user=user).order_by("made_at"))
    context = {
        "missing": request.session.get(MISSING, False),
        "reset_at": user.factor_reset_at if not mine else None,
        "app": next((one for one in mine if one.kind == Factor.Kind.APP), None),
        "passkeys": [one for one in mine if one.kind == Factor.Kind.PASSKEY],
        "has_factor": bool(mine),
        "codes_left": factors.recovery_codes_left(user),
        "has_password": user.has_usable_password(),
        "sittings": [
            {
                "one": one,
                "device": in_words(one.device),
                "here": one.session_key == request.session.session_key,
            }
            for one in sessions.of_user(user.pk, now)
        ],
    }
    return render(request, "account/safety.html", context)


@page(SIGNED_IN, step_up=True, without_factor=True)
def app_new(request: HttpRequest) -> HttpResponse:
    """Set up an app that makes codes: take its secret over, and show the first code."""
    user, problem = user_of(request), ""
    secret = _secret_under_way(request)
    if request.method == "POST":
        typed = request.POST.get("code", "")
        made = factors.add_app(user, secret, typed, name=_("Code app"), now=timezone.now())
        if made is not None:
            request.session.pop(_NEW_APP, None)
            return _added(request, user)
        problem = _("That was not the code of this moment. Wait for the next one and type it.")
    context = {"secret": secret, "picture": factors.picture(secret, user), "problem": problem}
    return render(request, "account/app_new.html", context, status=422 if problem else 200)


@page(SIGNED_IN, step_up=True, without_factor=True)
def passkey_new(request: HttpRequest) -> HttpResponse:
    """Set up a passkey: this device, a phone, or a key one carries."""
    user, problem = user_of(request), ""
    if request.method == "POST":
        name = request.POST.get("name", "").strip()[:60] or _("Passkey")
        made = passkeys.add(request, user, request.POST.get("answer", ""), name=name, now=timezone.now())
        if made is not None:
            return _added(request, user)
        problem = _("That did not work. Nothing has changed; try once more.")
    return render(request, "account/passkey_new.html", {"problem": problem}, status=422 if problem else 200)


@page(SIGNED_IN, step_up=True, without_factor=True)
@require_POST
def passkey_new_options(request: HttpRequest) -> HttpResponse:
    """What the browser is asked for a new passkey."""
    return JsonResponse(passkeys.begin_new(request, user_of(request)))


@page(SIGNED_IN, step_up=True)
@require_POST
def factor_remove(request: HttpRequest, factor_id: UUID) -> HttpResponse:
    """Take one away."""
    user = user_of(request)
    if not factors.remove(user, factor_id):
        raise Http404
    tell(viewer_of(request), "factor_removed")
    sessions.end_all(user.pk, but=request.session.session_key)
    request.session[HAS_PASSKEY] = factors.has_passkey(user)
    if factors.is_missing(user, _role_names(request), timezone.now()):
        request.session[MISSING] = True
    return after(request, "safety", said=_("It is taken away. You are signed out everywhere else."))


@page(SIGNED_IN, step_up=True)
@require_POST
def recovery_codes(request: HttpRequest) -> HttpResponse:
    """Ten new recovery codes, shown now and never again."""
    user = user_of(request)
    if not factors.has_any(user):
        raise Http404
    tell(viewer_of(request), "codes_renewed")
    return _show_codes(request, user, first=False)


@page(SIGNED_IN)
@require_POST
def sitting_end(request: HttpRequest, sitting_id: UUID) -> HttpResponse:
    """Sign out in another browser."""
    if not sessions.end_one(user_of(request).pk, sitting_id):
        raise Http404
    return after(request, "safety", said=_("You are signed out there."), fragment="sittings")


@page(SIGNED_IN)
@require_POST
def sittings_end(request: HttpRequest) -> HttpResponse:
    """Sign out everywhere but here."""
    sessions.end_all(user_of(request).pk, but=request.session.session_key)
    return after(request, "safety", said=_("You are signed in here alone."), fragment="sittings")


def _added(request: HttpRequest, user: User) -> HttpResponse:
    """A new factor is there: the other sessions end, and the first one brings its recovery codes along."""
    request.session.pop(MISSING, None)
    request.session[HAS_PASSKEY] = factors.has_passkey(user)
    tell(viewer_of(request), "factor_added")
    request.session.cycle_key()
    sessions.end_all(user.pk, but=request.session.session_key)
    if factors.recovery_codes_left(user):
        return after(request, "safety", said=_("It is set up. You are signed out everywhere else."))
    return _show_codes(request, user, first=True)


def _show_codes(request: HttpRequest, user: User, *, first: bool) -> HttpResponse:
    made = factors.renew_recovery_codes(user)
    return render(request, "account/recovery_codes.html", {"codes": made, "first": first})


def _secret_under_way(request: HttpRequest) -> str:
    """The secret that is being taken over; it stays the same until its first code was right."""
    kept = request.session.get(_NEW_APP)
    if kept:
        try:
            return decrypt(kept, context=_SEALED)
        except CannotDecrypt:
            pass
    secret = codes.new_secret()
    request.session[_NEW_APP] = encrypt(secret, context=_SEALED)
    return secret


def _role_names(request: HttpRequest) -> frozenset[str]:
    return frozenset(role.value for role in viewer_of(request).roles)
