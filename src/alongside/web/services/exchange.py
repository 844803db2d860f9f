"""The directory as a file: looked at before it is taken in, and given out."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from alongside.interop.hsds.errors import DirectoryRefused, Problem
from alongside.interop.hsds.exchanging import directory_of, look_at, package_of, take_in_directory
from alongside.interop.hsds.package import as_json
from alongside.web.bounds import takes_files
from alongside.web.forms import after
from alongside.web.pages import page
from alongside.web.services.forms import FileForm
from alongside.web.viewer import viewer_of


@page("service.take_in")
@takes_files(2)
def take_in(request: HttpRequest) -> HttpResponse:
    """Bring a file, see what would become of it, and take it in. Nothing is kept between the two."""
    actor = viewer_of(request)
    problems: list[Problem] = []
    form = FileForm(request.POST or None, request.FILES or None)
    seen = request.POST.get("seen", "")
    try:
        if seen:
            found = take_in_directory(by=actor, content=seen.encode())
            said = _("Taken in: %(new)d new, %(changed)d changed.") % {
                "new": found.new,
                "changed": found.changed,
            }
            return after(request, "services", said=said)
        if request.method == "POST" and form.is_valid():
            content = as_json(form.cleaned_data["file"].read())
            outcome, read = look_at(actor, content)
            context = {"outcome": outcome, "read": read, "seen": content.decode("utf-8-sig")}
            return render(request, "services/file_seen.html", context)
    except DirectoryRefused as refused:
        problems = refused.problems
    wrong = bool(problems or form.errors)
    return render(
        request, "services/file.html", {"form": form, "problems": problems}, status=422 if wrong else 200
    )


@page("service.give_out")
def give_out(request: HttpRequest) -> HttpResponse:
    """The whole directory as one file: JSON, or tables when `?as=tables` asks for them."""
    actor = viewer_of(request)
    if request.GET.get("as") == "tables":
        answer = HttpResponse(package_of(actor), content_type="application/zip")
        answer["Content-Disposition"] = 'attachment; filename="services.zip"'
        return answer
    answer = HttpResponse(directory_of(actor), content_type="application/json")
    answer["Content-Disposition"] = 'attachment; filename="services.json"'
    return answer
