"""Drafts: what is being typed, kept on the server every few seconds, until it is signed or thrown away.

A draft belongs to one user, one form and one subject. It carries the command key of the write it will become,
so a note signed twice (double tap, back button, second tab) is one note.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from alongside.kernel.ids import new_id
from alongside.kernel.models import Command, Draft

Fields = dict[str, list[str]]


@dataclass(frozen=True)
class Kept:
    """A draft as it was last saved. `fields` maps each form field to its list of values."""

    form: str
    subject_id: UUID
    key: UUID
    fields: Fields
    saved_at: datetime


def keep(
    *, user_id: UUID, form: str, subject_id: UUID, fields: Mapping[str, list[str]], key: UUID, now: datetime
) -> Kept | None:
    """Save what is in the form now. Returns None when the command `key` has already been carried out.

    A page that was left open must not bring back the draft of a note that has been signed.
    """
    with transaction.atomic():
        if Command.objects.filter(key=key).exists():
            return None
        body = json.dumps(dict(fields), ensure_ascii=False)
        Draft.objects.update_or_create(
            user_id=user_id,
            form=form,
            subject_id=subject_id,
            defaults={"key": key, "body": body, "saved_at": now},
        )
    return Kept(form, subject_id, key, dict(fields), now)


def kept(*, user_id: UUID, form: str, subject_id: UUID) -> Kept | None:
    """The draft of this user for this form and subject, if there is one."""
    draft = Draft.objects.filter(user_id=user_id, form=form, subject_id=subject_id).first()
    return _read(draft) if draft else None


def all_kept(*, user_id: UUID) -> list[Kept]:
    """All drafts of a user, latest first."""
    return [_read(draft) for draft in Draft.objects.filter(user_id=user_id).order_by("-saved_at", "id")]


def discard(*, user_id: UUID, form: str, subject_id: UUID) -> None:
    """Throw a draft away: after it was signed, or because its writer says so."""
    Draft.objects.filter(user_id=user_id, form=form, subject_id=subject_id).delete()


def finish(
    *,
    user_id: UUID,
    agency_id: UUID,
    form: str,
    subject_id: UUID,
    fields: Mapping[str, list[str]],
    key: UUID,
    now: datetime,
) -> None:
    """Take a draft away because it became a record, also where the write itself does not know the key.

    From now on `keep` refuses the key: what was sent while typing and arrives after the form brings nothing back.

    Args:
        fields: the form as it was sent; `sent_otherwise` compares with it.
    """
    with transaction.atomic():
        discard(user_id=user_id, form=form, subject_id=subject_id)
        Command.objects.get_or_create(
            key=key,
            defaults={
                "operation": "draft.finish",
                "agency_id": agency_id,
                "user_id": user_id,
                "label": Draft._meta.label_lower,
                "record_id": subject_id,
                "at": now,
            },
        )
        Command.objects.filter(key=key, words="").update(words=_fingerprint(fields))


def sent_otherwise(*, key: UUID, fields: Mapping[str, list[str]]) -> bool:
    """Whether the command `key` was carried out already with other words than `fields`.

    A draft that is open in two tabs has one key. What the second says must not pass for a double tap of the first.
    """
    words = Command.objects.filter(key=key).values_list("words", flat=True).first()
    return bool(words) and words != _fingerprint(fields)


def writing_about_both(one: UUID, other: UUID) -> set[UUID]:
    """The users who have a draft of the same form about both subjects."""
    drafts = Draft.objects.filter(subject_id__in=[one, other]).values_list("user_id", "form")
    counted = Counter(drafts)
    return {user_id for (user_id, _form), many in counted.items() if many > 1}


def move(*, from_subject: UUID, to_subject: UUID, only: Collection[UUID] | None = None) -> list[UUID]:
    """Give the drafts about one subject to another; whoever has one there keeps both where they are.

    Args:
        only: just these drafts.

    Returns:
        the ids of those that moved.
    """
    found = Draft.objects.filter(subject_id=from_subject)
    if only is not None:
        found = found.filter(pk__in=list(only))
    there = set(Draft.objects.filter(subject_id=to_subject).values_list("user_id", "form"))
    moving = [
        draft.pk for draft in found.order_by("saved_at", "pk") if (draft.user_id, draft.form) not in there
    ]
    Draft.objects.filter(pk__in=moving).update(subject_id=to_subject)
    return moving


def new_key() -> UUID:
    """A fresh command key for a form that is opened without a draft."""
    return new_id()


def _fingerprint(fields: Mapping[str, list[str]]) -> str:
    return hashlib.sha256(json.dumps(dict(fields), sort_keys=True).encode()).hexdigest()


def _read(draft: Draft) -> Kept:
    return Kept(draft.form, draft.subject_id, draft.key, json.loads(draft.body), draft.saved_at)
