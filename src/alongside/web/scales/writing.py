"""Writing a scale: its words, its items, taking it into use and out of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.access.actor import Actor, Role
from alongside.access.policy import may
from alongside.kernel.errors import DomainError
from alongside.organisation.models import Team
from alongside.organisation.queries import profile_of
from alongside.scales.models import Scale, ScaleEdition, ScaleItem
from alongside.scales.operations import (
    begin_scale,
    change_scale,
    drop_edition,
    move_up,
    retire_scale,
    take_away,
    take_into_use,
    write_item,
    write_words,
)
from alongside.scales.queries import items_of, question_of, scales_of
from alongside.scales.rules import Question, Step
from alongside.web.drafts import DraftSlot
from alongside.web.forms import after
from alongside.web.pages import page
from alongside.web.scales.forms import ItemForm, ScaleForm
from alongside.web.scales.views import edition_for, row_of, scale_for
from alongside.web.viewer import viewer_of


@page("scale.begin")
def scale_new(request: HttpRequest) -> HttpResponse:
    """Begin a scale: from nothing, from an example of the practice profile, or from another scale (`?from=`)."""
    viewer = viewer_of(request)
    slot = DraftSlot(request, form="scale", subject_id=viewer.agency_id)
    if answer := slot.answer():
        return answer
    begun = _begun(viewer, (slot.data or request.GET).get("begun") or request.GET.get("from", ""))
    teams = Team.objects.filter(pk__in=viewer.lead_team_ids).order_by("name")
    form = ScaleForm.from_slot(
        slot,
        teams=list(teams),
        for_all=viewer.has(Role.ADMINISTRATOR),
        new=True,
        initial=begun.initial if begun else {},
    )
    if begun:
        # Its items have so many values; with another number it would be another scale.
        del form.fields["steps"]
    if request.method == "POST" and form.is_valid():
        with form.shows():
            edition = begin_scale(
                by=viewer,
                team=get_object_or_404(teams, pk=form.team_id) if form.team_id else None,
                name=form.cleaned_data["name"],
                purpose=form.cleaned_data["purpose"],
                steps=begun.steps if begun else form.cleaned_data["steps"],
                total=form.cleaned_data["total"],
                questions=begun.questions if begun else (),
                key=slot.key,
            )
            said = _("Kept. Look at the items, then take the scale into use.")
            return slot.done(after(request, "scale_edition", edition.pk, said=said))
    context = {"form": form, "slot": slot, "begun": begun}
    return render(request, "scales/scale_form.html", context, status=422 if form.errors else 200)


@page("scale.change")
def words(request: HttpRequest, edition_id: UUID) -> HttpResponse:
    """The name of a version that is being written, what it is for, and what stands below."""
    edition = _written(request, edition_id)
    slot = DraftSlot(request, form="scale", subject_id=edition.pk)
    if answer := slot.answer():
        return answer
    begun = {
        "name": edition.name,
        "purpose": edition.purpose,
        "total": edition.total,
        "version": edition.version,
    }
    form = ScaleForm.from_slot(slot, initial=begun)
    if request.method == "POST" and form.is_valid():
        with form.shows():
            write_words(by=viewer_of(request), edition=edition, key=slot.key, **form.cleaned_data)
            return slot.done(after(request, "scale_edition", edition.pk, said=_("Kept.")))
    context = {"form": form, "slot": slot, "edition": edition}
    return render(request, "scales/scale_form.html", context, status=422 if form.errors else 200)


@page("scale.change")
def item_new(request: HttpRequest, edition_id: UUID) -> HttpResponse:
    """Add an item to a version that is being written."""
    return _item(request, _written(request, edition_id), None)


@page("scale.change")
def item(request: HttpRequest, item_id: UUID) -> HttpResponse:
    """Change an item of a version that is being written."""
    found = _item_for(request, item_id)
    return _item(request, found.edition, found)


@page("scale.change")
@require_POST
def item_up(request: HttpRequest, item_id: UUID) -> HttpResponse:
    """Put an item before the one above it."""
    found = _item_for(request, item_id)
    move_up(by=viewer_of(request), item=found)
    return after(request, "scale_edition", found.edition_id, fragment=f"item-{found.pk}")


@page("scale.change")
@require_POST
def item_away(request: HttpRequest, item_id: UUID) -> HttpResponse:
    """Take an item out."""
    found = _item_for(request, item_id)
    take_away(by=viewer_of(request), item=found)
    return after(request, "scale_edition", found.edition_id, said=_("The item is taken out."))


@page("scale.change")
@require_POST
def scale_change(request: HttpRequest, scale_id: UUID) -> HttpResponse:
    """Begin the next version, or go on with the one that is being written."""
    edition = change_scale(by=viewer_of(request), scale=_scale(request, scale_id))
    return after(request, "scale_edition", edition.pk)


@page("scale.change")
@require_POST
def scale_retire(request: HttpRequest, scale_id: UUID) -> HttpResponse:
    """Begin no more ratings by a scale, or begin them again."""
    found = _scale(request, scale_id)
    retired = request.POST.get("retired") == "yes"
    retire_scale(by=viewer_of(request), scale=found, retired=retired)
    said = (
        _("No rating begins by it any more. What was rated stays.") if retired else _("It can be used again.")
    )
    return after(request, "scale", found.pk, said=said)


@page("scale.change")
@require_POST
def use(request: HttpRequest, edition_id: UUID) -> HttpResponse:
    """Take a version into use."""
    found = _written(request, edition_id)
    try:
        take_into_use(by=viewer_of(request), edition=found)
    except DomainError as error:
        return after(request, "scale_edition", found.pk, said=error.text)
    said = _("In use from today. It stands still from now on; to change something, begin a new version.")
    return after(request, "scale", found.scale_id, said=said)


@page("scale.change")
@require_POST
def drop(request: HttpRequest, edition_id: UUID) -> HttpResponse:
    """Throw away what is being written."""
    found = _written(request, edition_id)
    drop_edition(by=viewer_of(request), edition=found)
    return after(request, "scales", said=_("Thrown away. What is in use stays as it is."))


def _item(request: HttpRequest, edition: ScaleEdition, found: ScaleItem | None) -> HttpResponse:
    slot = DraftSlot(request, form="scale_item", subject_id=found.pk if found else edition.pk)
    if answer := slot.answer():
        return answer
    form = ItemForm.from_slot(slot, steps=edition.scale.steps, initial=_as_typed(found))
    if request.method == "POST" and form.is_valid():
        with form.shows():
            kept = write_item(
                by=viewer_of(request),
                edition=edition,
                question=form.question,
                item=found,
                version=form.cleaned_data["version"],
                key=slot.key,
            )
            said = _("The item is kept.")
            return slot.done(
                after(request, "scale_edition", edition.pk, said=said, fragment=f"item-{kept.pk}")
            )
    context = {"form": form, "slot": slot, "edition": edition, "item": found}
    return render(request, "scales/item_form.html", context, status=422 if form.errors else 200)


def _as_typed(found: ScaleItem | None) -> dict[str, Any]:
    if found is None:
        return {}
    said: dict[str, Any] = {
        "title": found.title,
        "asks": found.asks,
        "measure": found.measure,
        "version": found.version,
    }
    for anchor in found.anchors.all():
        said[f"words_{anchor.value}"] = anchor.words
        if anchor.at_least is not None:
            said[f"from_{anchor.value}"] = anchor.at_least
    return said


class _Begun:
    """What a new scale begins with."""

    def __init__(
        self, key: str, name: str, purpose: str, steps: int, total: str, questions: Sequence[Question]
    ):
        self.key, self.steps, self.questions = key, steps, tuple(questions)
        self.initial = {"begun": key, "name": name, "purpose": purpose, "total": total}


def _begun(viewer: Actor, key: str) -> _Begun | None:
    """An example of the profile, or a scale in use that the viewer may read; None for neither."""
    language = get_language() or "en"
    example = profile_of(viewer.agency_id).example_scales.get(key)
    if example is not None:
        questions = [
            Question(
                one.title.in_(language),
                one.asks.in_(language),
                tuple(Step(anchor.words.in_(language), anchor.at_least) for anchor in one.anchors),
                one.measure,
            )
            for one in example.items
        ]
        name, purpose = example.label.in_(language), example.purpose.in_(language)
        return _Begun(key, name, purpose, len(questions[0].steps), "mean", questions)
    try:
        found = scales_of(viewer).filter(pk=UUID(key)).first()
    except ValueError:
        return None
    edition = row_of(found).current if found is not None else None
    if found is None or edition is None:
        return None
    questions = [question_of(one) for one in items_of(edition)]
    return _Begun(key, edition.name, edition.purpose, found.steps, edition.total, questions)


def _scale(request: HttpRequest, scale_id: UUID) -> Scale:
    """A scale the viewer may change."""
    viewer = viewer_of(request)
    found = scale_for(viewer, scale_id)
    if not may(viewer, "scale.change", found):
        raise Http404
    return found


def _written(request: HttpRequest, edition_id: UUID) -> ScaleEdition:
    """An edition that is being written, by somebody who may; one in use is not found here."""
    viewer = viewer_of(request)
    found = edition_for(viewer, edition_id)
    if found.in_use_since is not None or not may(viewer, "scale.change", found):
        raise Http404
    return found


def _item_for(request: HttpRequest, item_id: UUID) -> ScaleItem:
    """An item of an edition that is being written, by somebody who may."""
    found = get_object_or_404(ScaleItem.objects.select_related("edition__scale__team"), pk=item_id)
    found.edition = _written(request, found.edition_id)
    return found
