"""The agency's letter templates and its letterhead. No case is ever shown: the preview is of somebody invented."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid5

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.access.actor import Actor
from alongside.organisation.models import Agency
from alongside.organisation.queries import profile_of
from alongside.paper import letters
from alongside.paper.models import LetterTemplate, Recipient
from alongside.paper.operations import retire_template, set_letterhead, write_template
from alongside.paper.rules import MOST_LOGO_BYTES, check_template, filled
from alongside.paper.sheet import Sheet
from alongside.paper.templates import Wording, template_of, templates_of
from alongside.web.bounds import takes_files
from alongside.web.drafts import DraftSlot
from alongside.web.forms import after
from alongside.web.pages import May, page
from alongside.web.paper.letter_forms import FIELDS, LetterheadForm, TemplateForm, examples
from alongside.web.viewer import viewer_of

LOGO_MB = 12
"""More than a logo may have, so that a photo of one is refused in the form and with a reason."""
INVENTED = {
    Recipient.PERSON: ("Jonas Krogh", "Havnegade 2", "8000 Solby"),
    Recipient.AUTHORITY: ("Karin Holst",),
}


@page("letter_templates")
def letter_templates(request: HttpRequest) -> HttpResponse:
    """Every letter on offer, in its languages."""
    actor = viewer_of(request)
    found = templates_of(actor.agency_id, profile_of(actor.agency_id))
    reads = get_language() or "en"
    return render(
        request,
        "paper/templates.html",
        {
            "templates": [(one, one.in_(reads).name) for one in found],
            "names": dict(settings.LANGUAGES),
            "may": May(actor, None),
        },
    )


@page("letter_template.write")
def letter_template_new(request: HttpRequest) -> HttpResponse:
    """Write a letter of the agency's own; `?letter=` another wording of one there is."""
    actor = viewer_of(request)
    template = template_of(actor.agency_id, profile_of(actor.agency_id), request.GET.get("letter", ""))
    begun = {"to": template.to, "name": template.in_(get_language() or "en").name} if template else {}
    slot = DraftSlot(request, form="letter_template", subject_id=actor.agency_id)
    if answer := slot.answer():
        return answer
    form = TemplateForm.from_slot(slot, fixed=False, initial=begun)
    return _write(request, slot, form, letter=template.key if template else "")


@page("letter_template.write")
def letter_template(request: HttpRequest, key: str, language: str) -> HttpResponse:
    """Change a letter in one language. The practice profile's becomes the agency's own when it is first changed."""
    actor = viewer_of(request)
    template = template_of(actor.agency_id, profile_of(actor.agency_id), key)
    wording = template.wordings.get(language) if template else None
    if template is None or wording is None:
        raise Http404
    subject = uuid5(actor.agency_id, f"{key}/{language}")
    slot = DraftSlot(request, form="letter_template", subject_id=subject)
    if answer := slot.answer():
        return answer
    form = TemplateForm.from_slot(
        slot,
        fixed=True,
        initial={
            "name": wording.name,
            "to": template.to,
            "subject": wording.subject,
            "body": wording.body,
            "version": wording.version,
        },
    )
    return _write(request, slot, form, letter=key, language=language, wording=wording)


@page("letter_template.retire")
@require_POST
def letter_template_retire(request: HttpRequest, template_id: UUID) -> HttpResponse:
    """Offer a template no longer."""
    actor = viewer_of(request)
    found = get_object_or_404(LetterTemplate, pk=template_id, agency_id=actor.agency_id)
    retire_template(by=actor, template=found)
    return after(
        request, "letter_templates", said=_("It is not offered any more. Letters written with it stay.")
    )


@page("letterhead.set")
@takes_files(LOGO_MB)
def letterhead(request: HttpRequest) -> HttpResponse:
    """Name, address and logo on the agency's paper, with a sheet to see them on."""
    actor = viewer_of(request)
    agency = Agency.objects.get(pk=actor.agency_id)
    now = letters.letterhead_of(actor.agency_id)
    form = LetterheadForm(
        request.POST or None,
        request.FILES or None,
        initial={"name": now.name if now else agency.name, "lines": now.lines if now else ""},
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        upload = said["logo"]
        with form.shows():
            set_letterhead(
                by=actor,
                name=said["name"],
                lines=said["lines"],
                logo=upload.read(MOST_LOGO_BYTES + 1) if upload else None,
                keep_logo=not said["without_logo"],
                key=said["key"],
            )
            return after(request, "letterhead", said=_("What is printed from now on has this head."))
    sheet = _sheet(
        agency,
        get_language() or "en",
        _("How it looks"),
        _("Here is what was written."),
        INVENTED[Recipient.PERSON],
        actor,
    )
    context = {"form": form, "sheet": sheet, "has_logo": bool(now and now.logo)}
    return render(request, "paper/letterhead.html", context, status=422 if form.errors else 200)


def _write(
    request: HttpRequest,
    slot: DraftSlot,
    form: TemplateForm,
    *,
    letter: str = "",
    language: str = "",
    wording: Wording | None = None,
) -> HttpResponse:
    actor = viewer_of(request)
    preview: Sheet | None = None
    if request.method == "POST" and form.is_valid():
        said: dict[str, Any] = dict(form.cleaned_data)
        said["language"] = language or said["language"]
        with form.shows():
            if request.POST.get("act") == "preview":
                slot.keep_posted()
                check_template(said["subject"], said["body"])
                preview = _preview(actor, said)
            else:
                own = wording.id if wording else None
                template = LetterTemplate.objects.filter(pk=own).first() if own else None
                write_template(by=actor, letter=letter, template=template, key=slot.key, **said)
                kept = _("Kept. Letters from now on begin with it.")
                return slot.done(after(request, "letter_templates", said=kept))
    return render(
        request,
        "paper/template_form.html",
        {
            "form": form,
            "slot": slot,
            "preview": preview,
            "wording": wording,
            "language": dict(settings.LANGUAGES).get(language, ""),
            "fields": [(f"{{{name}}}", label, example) for name, (label, example) in FIELDS.items()],
        },
        status=422 if form.errors else 200,
    )


def _preview(actor: Actor, said: dict[str, Any]) -> Sheet:
    """The letter to somebody invented, in its own language."""
    agency = Agency.objects.get(pk=actor.agency_id)
    with override(said["language"]):
        values = examples()
    subject, body = filled(said["subject"], values), filled(said["body"], values)
    return _sheet(agency, said["language"], subject, body, INVENTED[Recipient(said["to"])], actor)


def _sheet(
    agency: Agency, language: str, subject: str, body: str, recipient: tuple[str, ...], actor: Actor
) -> Sheet:
    return letters.letter_sheet(
        language=language,
        large=False,
        subject=subject,
        body=body,
        recipient=recipient,
        sender=letters.sender_of(agency, letters.letterhead_of(agency.pk)),
        day=actor.today,
    )
