"""Text that was sent when nobody was signed in any more is kept for the one who wrote it.

A form with a draft carries a seal: whose draft it is, of which form, about what, signed by us. When it is posted
after the session ran out, or after signing in anew in another tab, the door is shut; the text is then kept as the
draft of the one in the seal, and is in the form again when they come back to it.
"""

from __future__ import annotations

from typing import TypedDict
from uuid import UUID

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from alongside.accounts.models import User
from alongside.kernel import drafts

SEAL = "draft_of"
"""The name of the hidden field."""
PAGE, SEEN, TURN = "draft_page", "draft_seen", "draft_turn"
"""The opened page, the version of the draft it was filled with, and how often it has sent what is typed."""
NOT_KEPT = frozenset(
    {"csrfmiddlewaretoken", "key", "discard", "back", "use", "drop", "take", SEAL, PAGE, SEEN, TURN}
)
"""Fields that are not part of what was written."""
_SALT = "alongside.web.unsent"
_HOLDS = 7 * 24 * 3600


def seal(*, user_id: UUID, form: str, subject_id: UUID) -> str:
    """Say whose draft a form is, so that it can be kept without a session. Holds for seven days."""
    return signing.dumps([str(user_id), form, str(subject_id)], salt=_SALT)


def fields_of(request: HttpRequest) -> dict[str, list[str]]:
    """What was written in a posted form, as a draft keeps it."""
    return {name: request.POST.getlist(name) for name in request.POST if name not in NOT_KEPT}


class Page(TypedDict):
    """Which page sends a draft, as `drafts.keep` takes it."""

    page: UUID | None
    seen: str
    turn: int | None


def page_of(request: HttpRequest) -> Page:
    """Which page sends a draft, and what it had seen."""
    turn = request.POST.get(TURN, "")
    return Page(
        page=uuid_of(request.POST.get(PAGE)),
        seen=request.POST.get(SEEN, ""),
        turn=int(turn) if turn.isdecimal() and len(turn) < 9 else None,
    )


def uuid_of(text: str | None) -> UUID | None:
    """The UUID someone sent, or None."""
    try:
        return UUID(text) if text else None
    except ValueError:
        return None


def keep_unsent(request: HttpRequest) -> bool:
    """Keep a posted form that cannot be carried out now, and say so. False when it carries no seal of ours."""
    whose = _whose(request)
    if whose is None:
        return False
    user_id, form, subject_id, key = whose
    kept = drafts.keep(
        user_id=user_id,
        form=form,
        subject_id=subject_id,
        fields=fields_of(request),
        key=key,
        now=timezone.now(),
        **page_of(request),
    )
    if kept is not None:
        language = User.objects.filter(pk=user_id).values_list("language", flat=True).first()
        with override(language or get_language()):
            said = _(
                "This was not sent: you had been signed out meanwhile. Your text is here, send it once more."
            )
        messages.warning(request, said)
    return True


def keep_under(request: HttpRequest, subject_id: UUID) -> bool:
    """Keep a posted form as the draft about another subject than it was opened for. False when it has no seal.

    Someone's own earlier draft about that subject stays; then nothing is kept either.
    """
    whose = _whose(request)
    if whose is None:
        return False
    user_id, form, earlier, key = whose
    if drafts.kept(user_id=user_id, form=form, subject_id=subject_id) is not None:
        return False
    drafts.discard(user_id=user_id, form=form, subject_id=earlier)
    now = timezone.now()
    return bool(
        drafts.keep(
            user_id=user_id, form=form, subject_id=subject_id, fields=fields_of(request), key=key, now=now
        )
    )


def _whose(request: HttpRequest) -> tuple[UUID, str, UUID, UUID] | None:
    """User, form, subject and command key of a posted form; None when it carries no seal of ours."""
    try:
        user_id, form, subject_id = signing.loads(request.POST.get(SEAL, ""), salt=_SALT, max_age=_HOLDS)
        return UUID(user_id), form, UUID(subject_id), UUID(request.POST["key"])
    except (signing.BadSignature, KeyError, ValueError):
        return None
