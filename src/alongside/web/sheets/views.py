"""Spreadsheets on their way in."""

from __future__ import annotations

from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.access.policy import may
from alongside.interop.models import RowVerdict, Sheet, SheetKind, SheetStatus
from alongside.interop.operations.sheets import forget_sheet
from alongside.interop.policies import kinds_for
from alongside.interop.sheets import flow, writing
from alongside.interop.sheets.errors import LIMIT_MB, REFUSALS
from alongside.interop.sheets.example import example
from alongside.interop.sheets.house import house_of
from alongside.interop.sheets.matching import Match, missing
from alongside.interop.sheets.progress import about, house_for
from alongside.kernel.errors import DomainError
from alongside.kernel.models import JobState
from alongside.organisation.queries import profile_of
from alongside.people.models import Person
from alongside.web.bounds import takes_files
from alongside.web.forms import after
from alongside.web.looks import hand_out, show_people
from alongside.web.pages import page
from alongside.web.sheets import preview
from alongside.web.sheets.forms import ColumnsForm, SheetForm, WordsForm
from alongside.web.viewer import viewer_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LATEST = 30
UNDER_WAY = (SheetStatus.READING, SheetStatus.JUDGING, SheetStatus.IMPORTING)


@page("sheets")
@takes_files(LIMIT_MB + 1)
def sheets(request: HttpRequest) -> HttpResponse:
    """Upload a file, and see what became of earlier ones."""
    actor = viewer_of(request)
    kinds = kinds_for(actor)
    form = SheetForm(request.POST or None, request.FILES or None, kinds=kinds)
    if request.method == "POST" and form.is_valid():
        with form.shows():
            data = form.cleaned_data
            found = flow.upload(
                actor, kind=data["kind"], name=data["file"].name, content=form.content, key=data["key"]
            )
            return redirect("sheet", found.pk)
    mine = Sheet.objects.filter(agency_id=actor.agency_id, user_id=actor.user_id)
    context = {
        "form": form,
        "kinds": kinds,
        "sheets": mine.order_by("-uploaded_at", "-pk")[:LATEST],
        "days": settings.KEEP_SHEETS_DAYS,
    }
    return render(request, "sheets/sheets.html", context, status=422 if form.errors else 200)


@page("sheets")
def template(request: HttpRequest, kind: str) -> HttpResponse:
    """An empty spreadsheet with the headings in the reader's language."""
    actor = viewer_of(request)
    if kind not in kinds_for(actor):
        raise Http404
    found = SheetKind(kind)
    content = writing.template(found, profile_of(actor.agency_id), actor.language)
    return _file(content, f"{slugify(str(found.label))}.xlsx")


@page("sheets")
def try_out(request: HttpRequest, kind: str) -> HttpResponse:
    """A spreadsheet of invented people to try with, in a try-out only."""
    actor = viewer_of(request)
    if kind not in kinds_for(actor) or not settings.DEMO_MODE:
        raise Http404
    here = Person.objects.visible_to(actor).exclude(birth_date=None).exclude(family_name="").order_by("pk")
    shown = list(here[:3])
    hand_out(request, "sheet.example", shown)
    rows = example(house_of(actor, SheetKind(kind), learnt={}), shown)
    return _file(writing.plain(rows), f"{slugify(str(SheetKind(kind).label))}.xlsx")


@page("sheets")
def sheet(request: HttpRequest, sheet_id: UUID) -> HttpResponse:
    """Where a sheet stands: being read, to be matched, to be looked at, taken in."""
    found = _mine(request, sheet_id)
    if found.status in UNDER_WAY:
        return _under_way(request, found)
    if request.htmx:  # type: ignore[attr-defined]
        return HttpResponse(headers={"HX-Refresh": "true"})
    if found.status == SheetStatus.MATCHING:
        return redirect("sheet_columns", found.pk)
    if found.status == SheetStatus.READY:
        return _preview(request, found)
    refusal = REFUSALS[found.refusal]() if found.refusal else None
    context = {
        "sheet": found,
        "refusal": refusal,
        "left": found.rows.exists(),
        "days": settings.KEEP_SHEETS_DAYS,
    }
    return render(request, "sheets/ended.html", context)


def _under_way(request: HttpRequest, found: Sheet) -> HttpResponse:
    job = flow.job_of(found)
    ended = job is None or job.state in (JobState.FAILED, JobState.STOPPED)
    name = "sheets/progress.html" if request.htmx else "sheets/working.html"  # type: ignore[attr-defined]
    return render(request, name, {"sheet": found, "job": job, "ended": ended})


def _preview(request: HttpRequest, found: Sheet) -> HttpResponse:
    actor = viewer_of(request)
    house, known = house_for(actor, found), about(found)
    wanted = request.GET.get("show", "")
    shown = wanted if wanted in RowVerdict.values else ""
    start = request.GET.get("after", "0")
    rows, later = preview.page_of(
        found, shown=shown, after=int(start) if start.isdecimal() and len(start) < 8 else 0
    )
    as_shown = preview.as_shown(actor, house, found, known, rows)
    show_people(
        request, "sheet.look", [one.alike for one in as_shown], sheet=str(found.pk), rows=len(as_shown)
    )
    context = {
        "sheet": found,
        "about": known,
        "rows": as_shown,
        "filters": preview.filters(found, shown),
        "shown": shown,
        "after": start,
        "later": later,
        "ready": found.counts.get("new", 0) + found.counts.get("update", 0),
        "back": found.counts.get("problem", 0) + found.counts.get("ask", 0),
        "groups": WordsForm(sheet=found, house=house).groups(),
    }
    return render(request, "sheets/preview.html", context)


@page("sheets")
def columns(request: HttpRequest, sheet_id: UUID) -> HttpResponse:
    """Say which column is what."""
    actor = viewer_of(request)
    found = _mine(request, sheet_id)
    if found.status not in (SheetStatus.MATCHING, SheetStatus.READY):
        return redirect("sheet", found.pk)
    house, match = house_for(actor, found), Match.of(found.match)
    form = ColumnsForm(request.POST or None, about=about(found), match=match, house=house)
    if request.method == "POST" and form.is_valid():
        chosen = form.match
        if form.is_valid():
            with form.shows():
                flow.match(actor, found, chosen, {})
                return redirect("sheet", found.pk)
    show_people(request, "sheet.columns", sheet=str(found.pk))
    context = {
        "sheet": found,
        "about": form.about,
        "form": form,
        "missing": [one.label.in_(actor.language) for one in missing(house.fields, match)],
        "remembered": found.counts.get("remembered"),
    }
    return render(request, "sheets/columns.html", context, status=422 if form.errors else 200)


@page("sheets")
@require_POST
def words(request: HttpRequest, sheet_id: UUID) -> HttpResponse:
    """Say what words of the file mean here; the rows are looked through again."""
    actor = viewer_of(request)
    found = _mine(request, sheet_id)
    form = WordsForm(request.POST, sheet=found, house=house_for(actor, found))
    if form.is_valid() and any(form.words.values()) and found.status == SheetStatus.READY:
        flow.match(actor, found, Match.of(found.match), form.words)
    return redirect("sheet", found.pk)


@page("sheets")
@require_POST
def choose(request: HttpRequest, sheet_id: UUID, number: int) -> HttpResponse:
    """Say whether a row is about someone who is here."""
    actor = viewer_of(request)
    found = _mine(request, sheet_id)
    choice = request.POST.get("choice", "")
    if choice in ("", "same", "new", "skip") and found.status == SheetStatus.READY:
        flow.choose(actor, found, house_for(actor, found), number, choice)
    shown = request.POST.get("show", "")
    start = request.POST.get("after", "")
    query = urlencode(
        {
            **({"show": shown} if shown in RowVerdict.values else {}),
            **({"after": start} if start.isdecimal() else {}),
        }
    )
    return redirect(f"{reverse('sheet', args=[found.pk])}?{query}#row-{number}")


@page("sheets")
@require_POST
def begin(request: HttpRequest, sheet_id: UUID) -> HttpResponse:
    """Take in what is right."""
    actor = viewer_of(request)
    found = _mine(request, sheet_id)
    if found.status == SheetStatus.READY:
        flow.begin(actor, found)
    return redirect("sheet", found.pk)


@page("sheets")
@require_POST
def stop(request: HttpRequest, sheet_id: UUID) -> HttpResponse:
    """Stop taking in. What was taken in stays; the rest comes back."""
    found = _mine(request, sheet_id)
    flow.stop(found)
    return redirect("sheet", found.pk)


@page("sheets")
@require_POST
def again(request: HttpRequest, sheet_id: UUID) -> HttpResponse:
    """Go on with a stage that failed."""
    found = _mine(request, sheet_id)
    flow.try_again(found)
    return redirect("sheet", found.pk)


@page("sheets")
@require_POST
def forget(request: HttpRequest, sheet_id: UUID) -> HttpResponse:
    """Throw away what stands in a sheet."""
    actor = viewer_of(request)
    found = _mine(request, sheet_id)
    try:
        forget_sheet(by=actor, sheet=found)
    except DomainError:
        return redirect("sheet", found.pk)
    return after(request, "sheets", said=_("What stood in the file is thrown away."))


@page("sheets")
def rest(request: HttpRequest, sheet_id: UUID) -> HttpResponse:
    """The rows that came back, or would, as a spreadsheet with the reasons."""
    found = _mine(request, sheet_id)
    if found.status not in (SheetStatus.READY, SheetStatus.DONE) or not found.headers:
        raise Http404
    content = writing.rest(about(found).headers, flow.returned(found))
    hand_out(request, "sheet.rest", sheet=str(found.pk))
    stem = slugify(found.name.rpartition(".")[0]) or "rows"
    return _file(content, f"{stem}-{slugify(_('came back'))}.xlsx")


def _mine(request: HttpRequest, sheet_id: UUID) -> Sheet:
    actor = viewer_of(request)
    found: Sheet | None = Sheet.objects.filter(pk=sheet_id, agency_id=actor.agency_id).first()
    if found is None or not may(actor, "sheet.open", found):
        raise Http404
    return found


def _file(content: bytes, name: str) -> HttpResponse:
    return HttpResponse(
        content,
        content_type=XLSX,
        headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"},
    )
