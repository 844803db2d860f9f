"""Pages for when something is not as it should be; each says what to do."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was open so long that its seal ran out, or came from elsewhere."""
    return render(request, "403_csrf.html", status=403)
