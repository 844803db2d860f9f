"""The draft of a form: kept while typing, offered again, thrown away.

A page with a long form does

    slot = DraftSlot(request, form="contact", subject_id=enrolment.pk)
    form = ContactForm(slot.data)          # POST data, or the draft, or None
    ...                                     # <c-form :kept="slot"> … <c-saved at="{{ slot.saved_at|date:'H:i' }}"/>
    slot.done()                             # after the operation
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.views.decorators.http import require_POST

from alongside.kernel import drafts
from alongside.web.pages import SIGNED_IN, page
from alongside.web.unsent import fields_of, seal

FORMS = frozenset(
    {
        "agreement",
        "amendment",
        "appointment",
        "closure",
        "contact",
        "cover",
        "decision",
        "goal",
        "hand_over",
        "hand_overs",
        "letter",
        "needs",
        "plan",
        "quote",
        "referral",
        "review",
        "sub_goal",
    }
)
"""The forms whose text is kept. A name that is not here is not found."""


class DraftSlot:
    """Where one user's draft of one form about one subject lives.

    Attributes:
        key: the command key of the write the form will become; it stays with the draft.
        saved_at: when the draft was last saved, None without one.
        url: where the page sends what is typed.
        seal: says whose draft it is when the form comes back after the session has ended (`web.unsent`).
    """

    def __init__(self, request: HttpRequest, *, form: str, subject_id: UUID) -> None:
        if form not in FORMS:
            raise ValueError(f"{form} is not a form whose text is kept")
        self._request, self.form, self.subject_id = request, form, subject_id
        actor = request.actor  # type: ignore[attr-defined]
        self._user_id: UUID = actor.user_id
        self.kept = drafts.kept(user_id=self._user_id, form=form, subject_id=subject_id)
        posted = request.POST.get("key")
        self.key: UUID = _uuid(posted) or (self.kept.key if self.kept else drafts.new_key())
        self.saved_at: datetime | None = self.kept.saved_at if self.kept else None
        self.url = reverse("draft", args=[form, subject_id])
        self.seal = seal(user_id=self._user_id, form=form, subject_id=subject_id)

    @property
    def data(self) -> QueryDict | None:
        """What the form is filled with: what was posted, or the draft, or None for a fresh form."""
        if self._request.method == "POST":
            return self._request.POST
        if self.kept is None:
            return None
        data = QueryDict(mutable=True)
        for name, values in self.kept.fields.items():
            data.setlist(name, values)
        return data

    @property
    def is_draft(self) -> bool:
        """Whether the form shows a draft that was kept, rather than what was just posted."""
        return self._request.method != "POST" and self.kept is not None

    def done(self) -> None:
        """The form became a record: its draft is not needed any more, and does not come back."""
        actor = self._request.actor  # type: ignore[attr-defined]
        drafts.finish(
            user_id=self._user_id,
            agency_id=actor.agency_id,
            form=self.form,
            subject_id=self.subject_id,
            fields=fields_of(self._request),
            key=self.key,
            now=actor.now,
        )

    def sent_otherwise(self) -> bool:
        """Whether this form was sent already with other words, from another tab or device.

        Then it gets a key of its own: what it says now can be sent as something new.
        """
        if self._request.method != "POST" or not drafts.sent_otherwise(
            key=self.key, fields=fields_of(self._request)
        ):
            return False
        self.key = drafts.new_key()
        return True

    def throw_away(self) -> None:
        """The writer does not want the draft."""
        drafts.discard(user_id=self._user_id, form=self.form, subject_id=self.subject_id)

    def keep_posted(self) -> None:
        """Keep what was posted, when it could not be carried out: it is there again on any device."""
        save_posted(self._request, self.form, self.subject_id, self.key)


@page(SIGNED_IN)
@require_POST
def draft(request: HttpRequest, form: str, subject_id: UUID) -> HttpResponse:
    """Keep what is in a form now, or throw it away (`discard=1`). Answers with the time it was saved."""
    if form not in FORMS:
        raise Http404
    actor = request.actor  # type: ignore[attr-defined]
    if request.POST.get("discard"):
        drafts.discard(user_id=actor.user_id, form=form, subject_id=subject_id)
        return HttpResponse(status=204)
    key = _uuid(request.POST.get("key"))
    if key is None:
        return HttpResponse(status=400)
    kept = save_posted(request, form, subject_id, key)
    if kept is None:
        return JsonResponse({"saved": False}, status=409)
    return JsonResponse({"saved": True, "time": date_format(localtime(kept.saved_at), "H:i")})


def save_posted(request: HttpRequest, form: str, subject_id: UUID, key: UUID) -> drafts.Kept | None:
    """Keep the posted fields as the user's draft; None when that command was already carried out."""
    actor = request.actor  # type: ignore[attr-defined]
    return drafts.keep(
        user_id=actor.user_id,
        form=form,
        subject_id=subject_id,
        fields=fields_of(request),
        key=key,
        now=actor.now,
    )


def posted_key(request: HttpRequest) -> UUID | None:
    """The command key of a posted form that keeps no draft, so that a double tap is carried out once."""
    return _uuid(request.POST.get("key"))


def _uuid(value: str | None) -> UUID | None:
    try:
        return UUID(value) if value else None
    except ValueError:
        return None
