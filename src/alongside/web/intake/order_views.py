"""Reading the authority's order files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from alongside.access.actor import Actor
from alongside.interop.ffb.file import LIMIT_MB
from alongside.interop.ffb.importing import import_ffb, in_order_of_time
from alongside.interop.ffb.problems import FFBRefused, Problem
from alongside.interop.results import ImportResult
from alongside.kernel.errors import DomainError
from alongside.referrals.models import Referral
from alongside.web.bounds import takes_files
from alongside.web.forms import after
from alongside.web.intake.forms import OrderFilesForm
from alongside.web.looks import show_people
from alongside.web.pages import page
from alongside.web.viewer import viewer_of

SEVERAL = 6
"""As many of the largest files may come at once; of ordinary ones hundreds."""


@dataclass(frozen=True)
class Read:
    """What became of one file: what it did, or why nothing was taken from it."""

    name: str
    result: ImportResult | None = None
    problems: tuple[Problem, ...] = ()
    refusal: str = ""
    referrals: tuple[Referral, ...] = ()


@page("delivery.receive")
@takes_files(SEVERAL * LIMIT_MB)
def order_upload(request: HttpRequest) -> HttpResponse:
    """Read order files; each is taken in whole or refused whole, with every place that is wrong."""
    actor = viewer_of(request)
    if request.method != "POST":
        return render(request, "intake/order_upload.html", {"form": OrderFilesForm()})
    form = OrderFilesForm(request.POST, request.FILES)
    if not form.is_valid():
        return render(request, "intake/order_upload.html", {"form": form}, status=422)
    files = [_content(file) for file in form.cleaned_data["files"]]
    found = [_with_referrals(actor, one) for one in take_in(actor, files)]
    if len(found) == 1 and found[0].result is not None:
        return after(request, "referral", found[0].result.referral_ids[0], said=found[0].result.summary)
    show_people(request, "orders_read", [one.referrals for one in found])
    refused = any(one.result is None for one in found)
    context = {"form": OrderFilesForm(), "found": found}
    return render(request, "intake/order_upload.html", context, status=422 if refused else 200)


def take_in(actor: Actor, files: Sequence[tuple[str, bytes]]) -> list[Read]:
    """Take files in whatever the order they were chosen in: the oldest first, for later ones lean on it."""
    places = in_order_of_time([content for _name, content in files])
    found = {place: _take_in_one(actor, *files[place]) for place in places}
    return [found[place] for place in sorted(found)]


def _take_in_one(actor: Actor, name: str, content: bytes) -> Read:
    try:
        return Read(name, result=import_ffb(by=actor, content=content))
    except FFBRefused as refused:
        return Read(name, problems=refused.problems, refusal=refused.text)
    except DomainError as error:
        return Read(name, refusal=error.text)


def _content(file: UploadedFile[Any]) -> tuple[str, bytes]:
    """A file's name and content; of a file that is too large, just more than the limit, so that it is refused."""
    return file.name or "", file.read(LIMIT_MB * 1024 * 1024 + 1)


def _with_referrals(actor: Actor, one: Read) -> Read:
    if one.result is None:
        return one
    found = Referral.objects.visible_to(actor).filter(pk__in=one.result.referral_ids)
    return replace(one, referrals=tuple(found.select_related("person")))
