"""The signed paper of a consent on the consent's page: choosing it among what is attached, or taking it off."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from alongside.access.actor import Actor
from alongside.consents.models import Consent, EvidenceChoice
from alongside.documents.models import Document, SignedPaper
from alongside.documents.queries import documents_about
from alongside.documents.queries import standing as standing_document
from alongside.documents.signing import keep_signed_paper, paper_of, take_signed_paper_off
from alongside.web import dates
from alongside.web.forms import HouseForm, Pick, after
from alongside.web.pages import May, gate, page
from alongside.web.viewer import viewer_of


class PaperForm(HouseForm):
    """Which of the documents it is."""

    document = Pick(label=_("Which document it is"))


def paper_section(viewer: Actor, record: Consent, may: May) -> dict[str, Any]:
    """What the page of a consent shows of its paper: the document, or what it could be. At most two queries."""
    if record.evidence != EvidenceChoice.SIGNED:
        return {}
    paper = paper_of(viewer, record)
    writes = may("consent.take")
    missing = writes and (paper is None or paper.struck)
    form = PaperForm() if missing else None
    if form is not None:
        found = _offered(viewer, record)
        if not found:
            form = None
        else:
            form.let_choose("document", found)
    return {
        "signed": True,
        "paper": paper,
        "paper_day": dates.short_day(paper.dated_on, viewer.today) if paper else "",
        "paper_form": form,
        "attaches": missing,
        "writes_paper": writes,
    }


@page("consent.read")
@require_POST
def consent_paper(request: HttpRequest, consent_id: UUID) -> HttpResponse:
    """Say which document is the signed paper, or that it was not that one."""
    viewer = viewer_of(request)
    record, may = gate(request, Consent, consent_id, policy="consent.read", related=("person",))
    if not may("consent.take"):
        raise Http404
    if request.POST.get("act") == "off":
        paper = SignedPaper.objects.visible_to(viewer).filter(consent=record, taken_off_at=None).first()
        if paper is not None:
            take_signed_paper_off(by=viewer, paper=paper)
        return after(request, "consent", record.pk, said=gettext("Taken off. The document stays."))
    form = PaperForm(request.POST)
    form.let_choose("document", _offered(viewer, record))
    if not form.is_valid():
        return after(request, "consent", record.pk, said=gettext("Choose a document first."))
    chosen = standing_document(viewer, UUID(form.cleaned_data["document"]))
    if not isinstance(chosen, Document):
        raise Http404
    keep_signed_paper(by=viewer, consent=record, document=chosen)
    return after(request, "consent", record.pk, said=gettext("The signed paper is with the consent now."))


def _offered(viewer: Actor, record: Consent) -> list[tuple[str, str]]:
    return [
        (str(one.id), f"{one.title}, {dates.short_day(one.dated_on, viewer.today)}")
        for one in documents_about(viewer, record.person)
        if one.struck_on is None
    ]
