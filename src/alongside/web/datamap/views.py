"""The register of processing (Art. 30), the data map, and the draft of an impact assessment (Art. 35)."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from alongside.datamap.models import Register
from alongside.datamap.operations import WORDS, write_register
from alongside.datamap.queries import FieldLine, TableLine, by_purpose, every_table, register_of
from alongside.kernel.data_classes import DataClass
from alongside.organisation.models import Agency
from alongside.web.datamap import words
from alongside.web.datamap.forms import RegisterForm
from alongside.web.drafts import DraftSlot
from alongside.web.forms import after
from alongside.web.pages import page
from alongside.web.viewer import viewer_of


@dataclass(frozen=True)
class Why:
    """A purpose with what is kept for it, in words."""

    purpose: str
    tables: int
    classes: list[tuple[str, int]]
    readers: str
    doors: str
    keeping: list[str]


@dataclass(frozen=True)
class Shown:
    """A table of the map, in words. `fields`: (class in words, its key, the fields)."""

    table: TableLine
    kept_for: str
    readers: str | None
    doors: str
    most: str
    fields: list[tuple[str, str, list[FieldLine]]]


@page("datamap.read")
def register(request: HttpRequest) -> HttpResponse:
    """The register of processing: the agency's words, and what the program knows of itself."""
    return render(request, "datamap/register.html", _told(request))


@page("register.write")
def register_write(request: HttpRequest) -> HttpResponse:
    """Write the agency's own words."""
    actor = viewer_of(request)
    found = register_of(actor.agency_id)
    slot = DraftSlot(request, form="register", subject_id=actor.agency_id)
    if answer := slot.answer():
        return answer
    begun = {name: getattr(found, name) for name in WORDS} | {"version": _version(found)}
    form = RegisterForm.from_slot(slot, initial=begun)
    if request.method == "POST" and form.is_valid():
        with form.shows():
            said = {name: form.cleaned_data[name] for name in WORDS}
            write_register(by=actor, version=form.cleaned_data["version"], key=slot.key, **said)
            return slot.done(after(request, "register", said=_("Kept. The register says so from now on.")))
    context = {"form": form, "slot": slot, "boxes": [form[name] for name in WORDS]}
    return render(request, "datamap/register_form.html", context, status=422 if form.errors else 200)


@page("datamap.read")
def data_map(request: HttpRequest) -> HttpResponse:
    """Every table with every field; `?class=` only those with fields of one class."""
    wanted = request.GET.get("class", "")
    wanted = wanted if wanted in words.CLASSES else ""
    tables = [
        _shown(table)
        for table in every_table(viewer_of(request).agency_id)
        if not wanted or any(field.data_class == wanted for field in table.fields)
    ]
    rooms = [(room, list(found)) for room, found in groupby(tables, key=lambda one: one.table.room)]
    context = {
        "rooms": rooms,
        "wanted": wanted,
        "classes": [(key, label, words.MEANS[key]) for key, label in words.CLASSES.items()],
        "fields": sum(len(one.table.fields) for one in tables),
        "encrypted": sum(field.encrypted for one in tables for field in one.table.fields),
    }
    return render(request, "datamap/data_map.html", context)


@page("datamap.read")
def assessment(request: HttpRequest) -> HttpResponse:
    """The draft of an impact assessment, filled in as far as the program knows."""
    return render(request, "datamap/assessment.html", _told(request))


@page("datamap.read")
def assessment_file(request: HttpRequest) -> HttpResponse:
    """The same as Markdown, to go on with elsewhere."""
    text = render_to_string("datamap/assessment.md", _told(request), request=request)
    name = _("impact-assessment")
    return HttpResponse(
        text.strip() + "\n",
        content_type="text/markdown; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.md"'},
    )


def _told(request: HttpRequest) -> dict[str, object]:
    actor = viewer_of(request)
    tables = every_table(actor.agency_id)
    found = register_of(actor.agency_id)
    fields = [field for table in tables for field in table.fields]
    return {
        "agency": Agency.objects.get(pk=actor.agency_id),
        "today": actor.today,
        "sections": [(name, label, getattr(found, name)) for name, label in words.SECTIONS.items()],
        "written_at": found.recorded_at,
        "whys": [
            Why(
                purpose=str(words.PURPOSES[one.kept_for]),
                tables=one.tables,
                classes=[(str(words.CLASSES[key]), count) for key, count in one.classes],
                readers=", ".join(words.reader(reader) for reader in one.readers),
                doors=", ".join(str(words.DOORS[door]) for door in one.doors),
                keeping=list(one.keeping),
            )
            for one in by_purpose(tables)
        ],
        "special": sum(field.data_class == DataClass.SPECIAL for field in fields),
        "protected": sum(field.data_class == DataClass.PROTECTED for field in fields),
        "encrypted": sum(field.encrypted for field in fields),
        "fields": len(fields),
        "classes": [(label, words.MEANS[key]) for key, label in words.CLASSES.items()],
    }


def _shown(table: TableLine) -> Shown:
    return Shown(
        table=table,
        kept_for=str(words.PURPOSES[table.kept_for]),
        readers=", ".join(map(words.reader, table.readers)) if table.readers is not None else None,
        doors=", ".join(str(words.DOORS[door]) for door in table.doors),
        most=str(words.CLASSES[table.most]),
        fields=[
            (str(label), key, found)
            for key, label in words.CLASSES.items()
            if (found := [field for field in table.fields if field.data_class == key])
        ],
    )


def _version(found: Register) -> int | None:
    return None if found._state.adding else found.version
