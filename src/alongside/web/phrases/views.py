"""One's own phrases and the agency's, and the agency's templates for notes."""

from __future__ import annotations

from uuid import UUID, uuid5

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.access.actor import Actor
from alongside.access.policy import may
from alongside.organisation.queries import profile_of
from alongside.phrases.models import Phrase
from alongside.phrases.operations import (
    remove_phrase,
    retire_note_template,
    write_note_template,
    write_phrase,
)
from alongside.phrases.queries import Headings, all_phrases, note_templates
from alongside.web.contacts.forms import HOW
from alongside.web.drafts import DraftSlot
from alongside.web.forms import after
from alongside.web.pages import SIGNED_IN, May, page
from alongside.web.phrases.forms import NoteTemplateForm, PhraseForm
from alongside.web.viewer import viewer_of


@page(SIGNED_IN)
def phrases(request: HttpRequest) -> HttpResponse:
    """The short words and what they stand for."""
    actor = viewer_of(request)
    mine, shared = all_phrases(actor)
    may_share = may(actor, "phrase.share")
    context = {
        "mine": mine,
        "shared": shared,
        "may_share": may_share,
        "may_have": actor.worker_id is not None,
    }
    return render(request, "phrases/phrases.html", context)


@page(SIGNED_IN)
def phrase_new(request: HttpRequest) -> HttpResponse:
    """Make a phrase; `?for=all` begins with one for everyone."""
    actor = viewer_of(request)
    begun = {"whose": "all"} if request.GET.get("for") == "all" else {}
    slot = DraftSlot(request, form="phrase", subject_id=actor.agency_id)
    if answer := slot.answer():
        return answer
    form = PhraseForm.from_slot(slot, may_share=may(actor, "phrase.share"), initial=begun)
    return _write(request, slot, form)


@page(SIGNED_IN)
def phrase(request: HttpRequest, phrase_id: UUID) -> HttpResponse:
    """Change a phrase."""
    found = _phrase(request, phrase_id)
    slot = DraftSlot(request, form="phrase", subject_id=found.pk)
    if answer := slot.answer():
        return answer
    begun = {"shortcut": found.shortcut, "text": found.text, "version": found.version}
    return _write(request, slot, PhraseForm.from_slot(slot, may_share=False, initial=begun), found)


@page(SIGNED_IN)
@require_POST
def phrase_remove(request: HttpRequest, phrase_id: UUID) -> HttpResponse:
    """Take a phrase away."""
    remove_phrase(by=viewer_of(request), phrase=_phrase(request, phrase_id))
    return after(request, "phrases", said=_("Removed. What was written with it stays."))


@page("note_template.write")
def templates(request: HttpRequest) -> HttpResponse:
    """The templates that stand in the note's form."""
    kinds = dict(HOW)
    found = [(one, [kinds[kind] for kind in one.kinds]) for one in _templates(viewer_of(request))]
    return render(request, "phrases/note_templates.html", {"templates": found})


@page("note_template.write")
def template_new(request: HttpRequest) -> HttpResponse:
    """Make a template of the agency's own."""
    slot = DraftSlot(request, form="note_template", subject_id=viewer_of(request).agency_id)
    if answer := slot.answer():
        return answer
    return _write_template(request, slot, NoteTemplateForm.from_slot(slot))


@page("note_template.write")
def template(request: HttpRequest, key: str) -> HttpResponse:
    """Change a template. The practice profile's becomes the agency's own when it is first changed."""
    found = _template(request, key)
    begun = {"title": found.title, "body": found.body, "kinds": list(found.kinds), "version": found.version}
    slot = DraftSlot(request, form="note_template", subject_id=uuid5(viewer_of(request).agency_id, key))
    if answer := slot.answer():
        return answer
    return _write_template(request, slot, NoteTemplateForm.from_slot(slot, initial=begun), found)


@page("note_template.retire")
@require_POST
def template_retire(request: HttpRequest, key: str) -> HttpResponse:
    """Offer a template no longer."""
    found = _template(request, key)
    retire_note_template(by=viewer_of(request), template_key=key, title=found.title, body=found.body)
    return after(request, "note_templates", said=_("It is not offered any more. Notes written with it stay."))


def _write(
    request: HttpRequest, slot: DraftSlot, form: PhraseForm, found: Phrase | None = None
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        with form.shows():
            write_phrase(
                by=viewer_of(request),
                shortcut=said["shortcut"],
                text=said["text"],
                for_all=form.for_all,
                phrase=found,
                version=said["version"],
                key=slot.key,
            )
            kept = _("Kept. It is there wherever you write.")
            return slot.done(after(request, "phrases", said=kept))
    context = {"form": form, "slot": slot, "phrase": found}
    return render(request, "phrases/phrase_form.html", context, status=422 if form.errors else 200)


def _write_template(
    request: HttpRequest, slot: DraftSlot, form: NoteTemplateForm, found: Headings | None = None
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        with form.shows():
            write_note_template(
                by=viewer_of(request),
                title=said["title"],
                body=said["body"],
                kinds=said["kinds"],
                template_key=found.key if found else "",
                version=said["version"],
                key=slot.key,
            )
            kept = _("Kept. It stands in every note from now on.")
            return slot.done(after(request, "note_templates", said=kept))
    context = {"form": form, "slot": slot, "template": found}
    return render(request, "phrases/note_template_form.html", context, status=422 if form.errors else 200)


def _phrase(request: HttpRequest, phrase_id: UUID) -> Phrase:
    """A phrase the viewer may change; what belongs to somebody else is not found."""
    actor = viewer_of(request)
    found = Phrase.objects.filter(pk=phrase_id, agency_id=actor.agency_id).first()
    if found is None or not May(actor, found)("phrase.write"):
        raise Http404
    return found


def _templates(actor: Actor) -> list[Headings]:
    return note_templates(actor.agency_id, profile_of(actor.agency_id), get_language() or "en")


def _template(request: HttpRequest, key: str) -> Headings:
    found = next((one for one in _templates(viewer_of(request)) if one.key == key), None)
    if found is None:
        raise Http404
    return found
