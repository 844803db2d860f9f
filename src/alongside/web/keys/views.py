"""All keys on a page, and the switch for those whom they hinder."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from alongside.accounts.models import User
from alongside.web.forms import after
from alongside.web.pages import SIGNED_IN, page
from alongside.web.viewer import account_of


@page(SIGNED_IN)
def keys(request: HttpRequest) -> HttpResponse:
    """The keys in words. Posted: on or off, for this user on every device."""
    if request.method == "POST":
        on = request.POST.get("on") == "yes"
        User.objects.filter(pk=account_of(request)).update(keys_on=on)
        said = gettext("The keys are on.") if on else gettext("The keys are off.")
        return after(request, "keys", said=said)
    return render(request, "web/keys_page.html")
