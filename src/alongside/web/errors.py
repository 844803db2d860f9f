"""Pages for when something is not as it should be; each says what to do."""

from __future__ import annotations

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from alongside.web.unsent import keep_unsent


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was open while its writer signed in anew, or it came from elsewhere. What we gave out is kept."""
    if not request.headers.get("X-Draft") and keep_unsent(request):
        address = request.get_full_path()
        return redirect_to_login(address) if request.actor is None else redirect(address)  # type: ignore[attr-defined]
    return render(request, "403_csrf.html", status=403)
