"""Choosing a language: kept on the user when signed in, and on the browser for the pages before that."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.views import i18n
from django.views.decorators.http import require_POST

from alongside.accounts.models import User
from alongside.web.pages import PUBLIC, page


@page(PUBLIC)
@require_POST
def set_language(request: HttpRequest) -> HttpResponseBase:
    """Keep `language` and go back to `next`. A language we do not speak changes nothing."""
    language = request.POST.get("language", "")
    if request.user.is_authenticated and language in dict(settings.LANGUAGES):
        User.objects.filter(pk=request.user.pk).update(language=language)
    return i18n.set_language(request)
