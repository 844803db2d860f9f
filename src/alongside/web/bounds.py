"""How a page is asked, and how much it takes: a body is looked at by its length before any of it is read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render

V = TypeVar("V", bound=Callable[..., Any])
MIB = 1024 * 1024
A_FORM = 2 * MIB
"""Bytes of a form without files: the longest note there is, many times over."""
ASKED = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
"""The methods a request may have; what a page does with each is its own matter."""
AROUND_FILES = MIB
"""Bytes of the rest of a form that carries files."""


def takes_files(megabytes: int) -> Callable[[V], V]:
    """Declare that a page takes files of so many megabytes together; without it a page takes a form."""

    def declare(view: V) -> V:
        view.takes = megabytes * MIB + AROUND_FILES  # type: ignore[attr-defined]
        return view

    return declare


class Bounds:
    """Refuses a request that is longer than its page takes, with 413 and before it is read.

    It stands before whatever looks into a form. A body without a length is not read at all. TRACE, which would
    give back what the browser keeps to itself, is answered by no page.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in ASKED:
            return HttpResponseNotAllowed(ASKED)
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """The refusal, or None to go on."""
        length = request.META.get("CONTENT_LENGTH") or "0"
        most: int = getattr(view, "takes", A_FORM)
        if request.META.get("HTTP_CONTENT_ENCODING", "identity") != "identity":
            return HttpResponse(status=415)
        if not str(length).isdecimal():
            return HttpResponse(status=400)
        if int(length) <= most:
            return None
        return render(request, "413.html", {"megabytes": max(most // MIB - 1, 1)}, status=413)
