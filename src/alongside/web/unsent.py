"""Text that was sent when nobody was signed in any more is kept for the one who wrote it.

A form with a draft carries a seal: whose draft it is, of which form, about what, signed by us. When it is posted
after the session ran out, or after signing in anew in another tab, the door is shut; the text is then kept as the
draft of the one in the seal, and is in the form again when they come back to it.
"""

from __future__ import annotations

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
NOT_KEPT = frozenset({"csrfmiddlewaretoken", "key", "discard", "back", SEAL})
"""Fields that are not part of what was written."""
_SALT = "alongside.web.unsent"
_HOLDS = 7 * 24 * 3600


def seal(*, user_id: UUID, form: str, subject_id: UUID) -> str:
    """Say whose draft a form is, so that it can be kept without a session. Holds for seven days."""
    return signing.dumps([str(user_id), form, str(subject_id)], salt=_SALT)


def fields_of(request: HttpRequest) -> dict[str, list[str]]:
    """What was written in a posted form, as a draft keeps it."""
    return {name: request.POST.getlist(name) for name in request.POST if name not in NOT_KEPT}


def keep_unsent(request: HttpRequest) -> bool:
    """Keep a posted form that cannot be carried out now, and say so. False when it carries no seal of ours."""
    try:
        user_id, form, subject_id = signing.loads(request.POST.get(SEAL, ""), salt=_SALT, max_age=_HOLDS)
        key = UUID(request.POST["key"])
    except (signing.BadSignature, KeyError, ValueError):
        return False
    kept = drafts.keep(
        user_id=UUID(user_id),
        form=form,
        subject_id=UUID(subject_id),
        fields=fields_of(request),
        key=key,
        now=timezone.now(),
    )
    if kept is not None:
        language = User.objects.filter(pk=user_id).values_list("language", flat=True).first()
        with override(language or get_language()):
            said = _(
                "This was not sent: you had been signed out meanwhile. Your text is here, send it once more."
            )
        messages.warning(request, said)
    return True
