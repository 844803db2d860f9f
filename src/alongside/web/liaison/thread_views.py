"""The thread of one course, for both its ends: the case manager's and the authority caseworker's."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from alongside.access.actor import Actor
from alongside.enrolments.models import Enrolment
from alongside.liaison.models import Entry, EntryKind
from alongside.liaison.operations import write_entry
from alongside.liaison.queries import Written, is_their_caseworker, of_the_authority, thread
from alongside.web.about import tabs_about
from alongside.web.drafts import DraftSlot
from alongside.web.forms import after
from alongside.web.liaison.forms import EntryForm
from alongside.web.liaison.letters import LetterLine, letters_of
from alongside.web.pages import gate, page
from alongside.web.viewer import viewer_of


@page("thread.read")
def thread_page(request: HttpRequest, enrolment_id: UUID) -> HttpResponse:
    """What the two sides wrote and the letters between them, the latest first, and a form to write one's own."""
    viewer = viewer_of(request)
    enrolment, may = gate(
        request,
        Enrolment,
        enrolment_id,
        policy="thread.read",
        related=("person", "referral__authority_worker"),
    )
    authority = of_the_authority(enrolment)
    if not authority:
        raise Http404
    is_authority = is_their_caseworker(viewer, enrolment)
    slot = DraftSlot(request, form="thread", subject_id=enrolment.pk)
    if answer := slot.answer():
        return answer
    entries = thread(viewer, enrolment)
    has_account = enrolment.referral.authority_worker_id is not None
    to_answer = [
        one for one in entries if one.waits and (not has_account or one.from_authority is not is_authority)
    ]
    form = EntryForm.from_slot(slot, to_answer=to_answer, for_both="" if has_account else authority)
    if request.method == "POST":
        if not may("thread.write"):
            raise Http404
        if form.is_valid():
            with form.shows():
                write_entry(by=viewer, enrolment=enrolment, key=slot.key, **_said(viewer, form))
                said = _("Written. The other side sees it.") if has_account else _("Written down.")
                return slot.done(after(request, "thread", enrolment.pk, said=said))
    letters = [] if is_authority else letters_of(viewer, enrolment)
    lines: list[Written | LetterLine] = [*entries, *letters]
    return render(
        request,
        "liaison/thread.html",
        {
            "enrolment": enrolment,
            "person": enrolment.person,
            "is_authority": is_authority,
            "has_account": has_account,
            "other_side": _("the case manager") if is_authority else authority,
            "lines": sorted(lines, key=lambda one: one.at, reverse=True),
            "kinds": dict(EntryKind.choices),
            "waiting": sum(1 for one in to_answer if one.from_authority is not is_authority),
            "form": form if may("thread.write") and (enrolment.is_open or form.is_bound) else None,
            "slot": slot,
            "tabs": tabs_about(enrolment, may, "thread"),
        },
    )


def _said(viewer: Actor, form: EntryForm) -> dict[str, Any]:
    """What the operation writes of the form."""
    said = dict(form.cleaned_data)
    question = said.pop("answers", "")
    found = Entry.objects.visible_to(viewer).filter(pk=question).first() if question else None
    return {"for_them": said.pop("side", "") == "them", "answers": found, **said}
