"""The draft of a form: kept while typing, offered again, thrown away.

A page with a long form does

    slot = DraftSlot(request, form="contact", subject_id=enrolment.pk)
    if answer := slot.answer():            # sent twice, thrown away, back after saving
        return answer
    form = ContactForm.from_slot(slot)     # POST data, or the draft, or fresh
    ...                                    # <c-form :kept="slot"> … <c-saved at="{{ slot.saved_at|date:'H:i' }}"/>
        return slot.done(after(…))         # after the operation
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.views.decorators.http import require_POST

from alongside.kernel import drafts
from alongside.web.pages import SIGNED_IN, page
from alongside.web.together import shown
from alongside.web.unsent import fields_of, page_of, seal, uuid_of
from alongside.web.viewer import account_of, viewer_of

if TYPE_CHECKING:
    from alongside.web.forms import HouseForm

FORMS = frozenset(
    {
        "agreement",
        "amendment",
        "answer",
        "appointment",
        "assignment",
        "call",
        "call_off",
        "closure",
        "contact",
        "correction",
        "course_supervision",
        "cover",
        "crisis_plan",
        "critical_event",
        "decision",
        "demand",
        "event_follow_up",
        "flag",
        "goal",
        "hand_over_no",
        "hand_over_yes",
        "hand_over",
        "hand_overs",
        "incident",
        "incident_closing",
        "incident_decision",
        "incident_told",
        "letter",
        "letter_template",
        "log_review",
        "lost_home",
        "threat",
        "note_template",
        "phrase",
        "matter",
        "matter_step",
        "service",
        "meeting",
        "meeting_held",
        "meeting_meant",
        "bridge",
        "bridge_move",
        "member",
        "needs",
        "on_call_line",
        "network_map",
        "other_plan",
        "own_word",
        "pass_on",
        "pause",
        "person",
        "plan",
        "quote",
        "rating_item",
        "rating_sign",
        "referral",
        "register",
        "reopen",
        "review",
        "review_move",
        "rhythm",
        "scale",
        "scale_item",
        "stay",
        "step",
        "strike",
        "sub_goal",
        "take_up",
        "team_supervision",
        "their_view",
        "thread",
        "unknown_call",
        "urgent",
        "urgent_review",
        "worker_supervision",
    }
)
"""The forms whose text is kept. A name that is not here is not found."""
SENT = "sent"
"""The page's script puts the key of a form that was sent into its address: the back button then leads to the record."""

STAY = "stay"
"""What the Enter key does in a form that signs: what is typed is kept, and nothing is signed by accident."""


@dataclass(frozen=True)
class Copy:
    """What the same person wrote in the same form on another device, where it reads otherwise."""

    page: UUID
    saved_at: datetime
    texts: list[tuple[str | Promise, str]]


class DraftSlot:
    """Where one user's draft of one form about one subject lives.

    Attributes:
        key: the command key of the write the form will become; it stays with the draft.
        saved_at: when the draft was last saved, None without one.
        url: where the page sends what is typed.
        seal: says whose draft it is when the form comes back after the session has ended (`web.unsent`).
        page: the page that is being opened, as the draft knows its writer.
        seen: the version of the draft that page shows.
        forms: what is typed here; two forms of one page may share a slot.

    Args:
        elsewhere: what was posted belongs to another form of the page.
    """

    def __init__(self, request: HttpRequest, *, form: str, subject_id: UUID, elsewhere: bool = False) -> None:
        if form not in FORMS:
            raise ValueError(f"{form} is not a form whose text is kept")
        self._request, self.form, self.subject_id = request, form, subject_id
        self._user_id = account_of(request)
        found = drafts.all_of(user_id=self._user_id, form=form, subject_id=subject_id)
        self.kept = found[0] if found else None
        self._found = found
        self._sent = QueryDict() if elsewhere else request.POST
        self._is_posted = request.method == "POST" and not elsewhere
        posted = self._sent.get("key")
        self.key: UUID = uuid_of(posted) or (self.kept.key if self.kept else drafts.new_key())
        self.saved_at: datetime | None = self.kept.saved_at if self.kept else None
        self.url = reverse("draft", args=[form, subject_id])
        self.seal = seal(user_id=self._user_id, form=form, subject_id=subject_id)
        self.page = drafts.new_key()
        self.seen = self._sent.get("draft_seen", "") or (self.kept.mark if self.kept else "")
        self.forms: list[HouseForm] = []

    @property
    def data(self) -> QueryDict | None:
        """What the form is filled with: what was posted, or the draft, or None for a fresh form."""
        if self._is_posted:
            return self._request.POST
        return _as_posted(self.kept.fields) if self.kept else None

    @property
    def is_draft(self) -> bool:
        """Whether the form shows a draft that was kept, rather than what was just posted."""
        return not self._is_posted and self.kept is not None

    def holds(self, form: HouseForm) -> None:
        """What is typed in `form` is kept here."""
        self.forms.append(form)

    def answer(self) -> HttpResponse | None:
        """What can be answered before the form is looked at; None when nothing can.

        The draft is thrown away, or the text of another device is gone on with; a form that was sent before, with
        these very words or left by the back button, leads to where it led the first time.
        """
        post = self._sent
        if not self._is_posted:
            sent = uuid_of(self._request.GET.get(SENT))
            went = drafts.went_to(user_id=self._user_id, key=sent) if sent else ""
            return redirect(went) if went else None
        if post.get("discard"):
            mine = page_of(self._request)
            for one in self._found:
                if len(self._found) == 1 or one.page == mine["page"] or one.mark == mine["seen"]:
                    self._discard(one.page)
            return redirect(self._here())
        if post.get("act") == STAY:
            self.keep_posted()
            return redirect(self._here())
        if other := uuid_of(post.get("use")):
            self.keep_posted()
            drafts.choose(
                user_id=self._user_id,
                form=self.form,
                subject_id=self.subject_id,
                page=other,
                now=self._request.actor.now,  # type: ignore[attr-defined]
            )
            return redirect(self._here())
        if other := uuid_of(post.get("drop")):
            self.keep_posted()
            self._discard(other)
            return redirect(self._here())
        went = drafts.went_to(user_id=self._user_id, key=self.key, fields=fields_of(self._request))
        return redirect(went) if went else None

    @property
    def copies(self) -> list[Copy]:
        """What was written in this form on other devices, side by side with what stands in it."""
        others = [one for one in self._found if one.mark != self.seen and one.page != self._posted_page]
        return [copy for one in others if (copy := self._beside(one)).texts]

    def done(self, answer: HttpResponse) -> HttpResponse:
        """The form became a record: its draft is not needed any more, and does not come back.

        Args:
            answer: the redirect that follows; the same form sent again is answered with it too.
        """
        actor = self._request.actor  # type: ignore[attr-defined]
        about = page_of(self._request)
        drafts.finish(
            user_id=self._user_id,
            agency_id=actor.agency_id,
            form=self.form,
            subject_id=self.subject_id,
            fields=fields_of(self._request),
            key=self.key,
            now=actor.now,
            page=about["page"],
            seen=about["seen"],
            went_to=answer.headers.get("Location", ""),
        )
        for form in self.forms:
            if form.together is not None and (said := form.together.said):
                messages.info(self._request, said)
        return answer

    def sent_otherwise(self) -> bool:
        """Whether this form was sent already with other words, from another tab or device.

        Then it gets a key of its own: what it says now can be sent as something new.
        """
        if not self._is_posted or not drafts.sent_otherwise(key=self.key, fields=fields_of(self._request)):
            return False
        self.key = drafts.new_key()
        return True

    def throw_away(self) -> None:
        """The writer does not want the draft."""
        drafts.discard(user_id=self._user_id, form=self.form, subject_id=self.subject_id)

    def keep_posted(self) -> None:
        """Keep what was posted, when it could not be carried out: it is there again on any device."""
        kept = save_posted(self._request, self.form, self.subject_id, self.key)
        if kept is not None:
            self.kept, self.saved_at, self.seen = kept, kept.saved_at, kept.mark

    @property
    def _posted_page(self) -> UUID | None:
        return uuid_of(self._sent.get("draft_page"))

    def _discard(self, page: UUID) -> None:
        drafts.discard(user_id=self._user_id, form=self.form, subject_id=self.subject_id, page=page)

    def _here(self) -> str:
        query = self._request.GET.copy()
        query.pop(SENT, None)
        return f"{self._request.path}?{query.urlencode()}" if query else self._request.path

    def _beside(self, other: drafts.Kept) -> Copy:
        data = _as_posted(other.fields)
        texts: list[tuple[str | Promise, str]] = []
        for form in self.forms:
            for name, kind in form.fields.items():
                if kind.widget.is_hidden:
                    continue
                value = kind.widget.value_from_datadict(data, {}, form.add_prefix(name))
                if _words(value) != _words(form[name].value()):
                    texts.append((form[name].label, shown(kind, value)))
        return Copy(other.page, other.saved_at, texts)


@page(SIGNED_IN)
@require_POST
def draft(request: HttpRequest, form: str, subject_id: UUID) -> HttpResponse:
    """Keep what is in a form now, or throw it away (`discard=1`).

    Answers with the time it was saved, and whether it was kept apart because another device writes too.
    """
    if form not in FORMS:
        raise Http404
    if request.POST.get("discard"):
        drafts.discard(user_id=account_of(request), form=form, subject_id=subject_id)
        return HttpResponse(status=204)
    key = uuid_of(request.POST.get("key"))
    if key is None:
        return HttpResponse(status=400)
    kept = save_posted(request, form, subject_id, key)
    if kept is None:
        return JsonResponse({"saved": False}, status=409)
    time = date_format(localtime(kept.saved_at), "H:i")
    return JsonResponse({"saved": True, "time": time, "apart": kept.apart})


def save_posted(request: HttpRequest, form: str, subject_id: UUID, key: UUID) -> drafts.Kept | None:
    """Keep the posted fields as the user's draft; None when that command was already carried out."""
    actor = viewer_of(request)
    return drafts.keep(
        user_id=account_of(request),
        form=form,
        subject_id=subject_id,
        fields=fields_of(request),
        key=key,
        now=actor.now,
        **page_of(request),
    )


def posted_key(request: HttpRequest) -> UUID | None:
    """The command key of a posted form that keeps no draft, so that a double tap is carried out once."""
    return uuid_of(request.POST.get("key"))


def _as_posted(fields: Mapping[str, list[str]]) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, values in fields.items():
        data.setlist(name, values)
    return data


def _words(value: Any) -> str:
    """What a field holds, as it is compared: nothing is nothing, in whatever way it is written."""
    if isinstance(value, list | tuple):
        return "\n".join(sorted(str(one) for one in value))
    return "" if value in (None, False) else str(value).replace("\r\n", "\n").strip()
