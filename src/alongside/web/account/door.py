"""Coming in: the second question after the password, and a passkey instead of both."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from alongside.accounts import passkeys, proving, stages, throttle
from alongside.accounts.adapter import address_of
from alongside.accounts.models import User
from alongside.accounts.rules import AT_THE_DOOR
from alongside.accounts.waiting import waiting_words
from alongside.web.account.proof import given_of, refusal
from alongside.web.pages import PUBLIC, page


@page(PUBLIC)
@never_cache
def second_factor(request: HttpRequest) -> HttpResponse:
    """The code of the app, a recovery code, or a passkey, from somebody whose password was right."""
    found = stages.waiting(request)
    if found is None:
        return redirect("account_login")
    stage, user = found
    ways = proving.ways_at_the_door(user)
    problem = ""
    if request.method == "POST":
        judged = proving.judge(request, user, given_of(request), ways, now=timezone.now())
        if judged.right:
            answer: HttpResponse = stage.exit()
            return answer
        problem = refusal(judged)
    context = {"ways": ways, "problem": problem}
    return render(request, "account/second_factor.html", context, status=422 if problem else 200)


@page(PUBLIC)
@require_POST
@never_cache
def passkey_options(request: HttpRequest) -> HttpResponse:
    """What the browser is asked for when somebody shows a passkey; what it answers is good for once."""
    user: User | None = None
    if isinstance(request.user, User):
        user = request.user
    elif (found := stages.waiting(request)) is not None:
        user = found[1]
    return JsonResponse(passkeys.begin(request, user))


@page(PUBLIC)
@require_POST
@never_cache
def passkey_sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in with a passkey alone: it was unlocked by a finger, a face or a PIN, so it is two things in one."""
    now = timezone.now()
    wait = throttle.begin("address", address_of(request), patience=AT_THE_DOOR, now=now)
    answer = request.POST.get("proof_passkey", "")
    factor = passkeys.used(request, answer, now=now) if answer and wait is None else None
    if factor is None or not factor.user.is_active:
        said = waiting_words(wait) if wait else _("This passkey does not open the door here.")
        return render(request, "account/passkey_refused.html", {"said": said}, status=422)
    throttle.take_back("address", address_of(request))
    return stages.come_in(request, factor.user, to=request.POST.get("next", ""))
