"""Access tokens: keys for programs that work in somebody's name."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from alongside.accounts import tokens as keys
from alongside.web.account.proof import tell, user_of
from alongside.web.forms import HouseForm, after
from alongside.web.pages import SIGNED_IN, page
from alongside.web.viewer import viewer_of

SCOPE_WORDS = {"sheets": gettext_lazy("Hand spreadsheets in")}


class TokenForm(HouseForm):
    """What a token is for, and how long."""

    name = forms.CharField(label=gettext_lazy("Which program is it for?"), max_length=60)
    days = forms.IntegerField(
        label=gettext_lazy("Days until it opens nothing any more"), min_value=1, max_value=365, initial=90
    )


@page(SIGNED_IN, step_up=True)
def tokens(request: HttpRequest) -> HttpResponse:
    """One's own tokens, and a new one: its text is shown once."""
    user, now = user_of(request), timezone.now()
    form, text = TokenForm(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        _made, text = keys.make(
            user, name=form.cleaned_data["name"], scopes=keys.SCOPES, days=form.cleaned_data["days"], now=now
        )
        tell(viewer_of(request), "token_made")
        form = TokenForm()
    context = {
        "form": form,
        "text": text,
        "tokens": keys.of_user(user, now),
        "scopes": [SCOPE_WORDS[scope] for scope in keys.SCOPES],
        "door": request.build_absolute_uri("/door/sheets/"),
    }
    return render(request, "account/tokens.html", context, status=422 if form.errors else 200)


@page(SIGNED_IN)
@require_POST
def token_end(request: HttpRequest, token_id: UUID) -> HttpResponse:
    """Let a token open nothing any more."""
    if not keys.revoke(user_of(request), token_id, timezone.now()):
        raise Http404
    tell(viewer_of(request), "token_ended")
    return after(request, "tokens", said=_("It opens nothing any more."))
