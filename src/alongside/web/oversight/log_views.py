"""The privacy officer looks through who looked: begin, judge each look, sign the whole."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from alongside.access.actor import Actor
from alongside.audit.queries import Sought
from alongside.kernel.errors import DomainError
from alongside.oversight.models import LogReview, LookVerdict, ReviewedLook
from alongside.oversight.operations import begin_log_review, judge_look, sign_log_review
from alongside.oversight.queries import draw_again, draw_next, looks_of, reviews_of
from alongside.web.drafts import DraftSlot
from alongside.web.forms import after
from alongside.web.oversight.log_forms import LookForm, SignReviewForm
from alongside.web.oversight.words import sign_in_words
from alongside.web.pages import page
from alongside.web.people.openings import page_in_words
from alongside.web.viewer import viewer_of


@dataclass(frozen=True)
class LookRow:
    """One look, in words. `number`: the end of the person's number, enough to tell two apart, as in the log."""

    look: ReviewedLook
    who: str
    number: str
    trail_url: str
    pages: str
    why: list[str]
    form: LookForm | None


@page("log_review.read")
def reviews(request: HttpRequest) -> HttpResponse:
    """Every review there was."""
    return render(
        request, "oversight/log_reviews.html", {"reviews": reviews_of(viewer_of(request).agency_id)}
    )


@page("log_review.begin")
@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """Draw a sample of the time since the last review."""
    actor = viewer_of(request)
    review = begin_log_review(by=actor, sample=draw_next(actor))
    return after(request, "log_review", review.pk, said=_("Drawn. Look at each, then sign the whole."))


@page("log_review.read")
def review(request: HttpRequest, review_id: UUID) -> HttpResponse:
    """The sample, with the reason beside each look; kept as far as one has come."""
    actor = viewer_of(request)
    found = _review(request, review_id)
    is_open = found.signed_at is None
    judging = is_open and request.method == "POST" and "judge" in request.POST
    rows = [_row(look, request.POST if judging else None, is_open=is_open) for look in looks_of(found)]
    if judging and _keep(actor, rows):
        messages.success(request, _("Kept."))
        return redirect("log_review", found.pk)
    slot = DraftSlot(request, form="log_review", subject_id=found.pk, elsewhere=judging)
    if not judging and (answer := slot.answer()):
        return answer
    form = SignReviewForm.from_slot(slot)
    if is_open and request.method == "POST" and not judging and form.is_valid():
        with form.shows():
            sign_log_review(by=actor, review=found, key=slot.key, **form.cleaned_data)
            return slot.done(after(request, "privacy", said=_("Signed. The next one is due in half a year.")))
    wrong = form.errors or any(row.form is not None and row.form.errors for row in rows if judging)
    settled = sum(row.look.verdict in ("fine", "breach") for row in rows)
    return render(
        request,
        "oversight/log_review.html",
        {
            "review": found,
            "is_open": is_open,
            "risky": [row for row in rows if row.look.drawn == "risk"],
            "by_chance": [row for row in rows if row.look.drawn == "chance"],
            "settled": ngettext(
                "%(settled)d of %(count)d look settled", "%(settled)d of %(count)d looks settled", len(rows)
            )
            % {"settled": settled, "count": len(rows)},
            "breaches": [row for row in rows if row.look.verdict == LookVerdict.BREACH],
            "form": form,
            "slot": slot,
        },
        status=422 if wrong else 200,
    )


@page("log_review.read")
@require_POST
def again(request: HttpRequest, review_id: UUID) -> HttpResponse:
    """Draw the sample again by its seed, and compare."""
    found = _review(request, review_id)
    said = (
        _("Drawn again from the log by the same seed: the same looks, none added and none missing.")
        if draw_again(found)
        else _("Drawn again, it is not the same. Lines of the log have changed: check the log as a whole.")
    )
    return after(request, "log_review", found.pk, said=said)


def _keep(actor: Actor, rows: list[LookRow]) -> bool:
    """Keep what was said of each look. Whether all of it could be kept."""
    fine = True
    for row in rows:
        form = row.form
        if form is None or not form.is_valid():
            fine = False
        elif form.says:
            data = form.cleaned_data
            try:
                judge_look(
                    by=actor,
                    look=row.look,
                    verdict=LookVerdict(data["verdict"]),
                    words=data["words"],
                    version=data["version"],
                )
            except DomainError as error:
                form.add_error("words", error.text)
                fine = False
    return fine


def _row(look: ReviewedLook, data: object, *, is_open: bool) -> LookRow:
    sought = Sought(person_id=look.person_id)
    return LookRow(
        look=look,
        who=look.worker.name if look.worker else _("someone who has left"),
        number=str(look.person_id)[-6:],
        trail_url=f"{reverse('trail')}?person={sought.person_id}&day={look.day.isoformat()}",
        pages=", ".join(dict.fromkeys(page_in_words(one) for one in look.pages)),
        why=[sign_in_words(sign) for sign in look.signs],
        form=LookForm(data, look=look) if is_open else None,
    )


def _review(request: HttpRequest, review_id: UUID) -> LogReview:
    mine = LogReview.objects.filter(agency_id=viewer_of(request).agency_id)
    found = mine.select_related("signed_by", "begun_by").filter(pk=review_id).first()
    if found is None:
        raise Http404
    return found
