"""Drafts: what is being typed, kept on the server every few seconds, until it is signed or thrown away.

A draft belongs to one user, one form and one subject. It carries the command key of the write it will become,
so a note signed twice (double tap, back button, second tab) is one note.

It also has a version, its `mark`. A page that opens a draft goes on with it when nobody else has since; when the same
person writes on another device at the same time, each page keeps a text of its own, and they choose later.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, models, transaction

from alongside.kernel.ids import made_at, new_id
from alongside.kernel.models import Command, Draft
from alongside.kernel.signs import Sign, tell

Fields = dict[str, list[str]]
ATTEMPTS = 3
"""Two pages that make the first draft of a form at the same moment meet at most once."""


@dataclass(frozen=True)
class Kept:
    """A draft as it was last saved.

    Attributes:
        fields: maps each form field to its list of values.
        page: the opened page that wrote it last.
        mark: its version, which a page that goes on with it names.
        apart: another page was writing too, so it was kept beside that one's text.
        before: when the same page kept it the time before, when it has just been kept.
    """

    form: str
    subject_id: UUID
    key: UUID
    fields: Fields
    saved_at: datetime
    page: UUID
    mark: str
    apart: bool = False
    before: datetime | None = None


def keep(
    *,
    user_id: UUID,
    form: str,
    subject_id: UUID,
    fields: Mapping[str, list[str]],
    key: UUID,
    now: datetime,
    page: UUID | None = None,
    seen: str = "",
    turn: int | None = None,
) -> Kept | None:
    """Save what is in the form now. Returns None when the command `key` has already been carried out.

    A page that was left open must not bring back the draft of a note that has been signed.

    Args:
        page: the opened page that sends it; left out, a new one.
        seen: the mark of the draft that page was filled with, empty when there was none.
        turn: counts what the page sends, so that an earlier text that arrives late does not replace a later one.
    """
    page = page or new_id()
    found = None
    for attempt in range(1, ATTEMPTS + 1):
        try:
            with transaction.atomic():
                found = _keep(_of(user_id, form, subject_id), dict(fields), key, now, page, seen, turn)
            break
        except IntegrityError:
            if attempt == ATTEMPTS:
                raise
    if found is not None:
        tell(Sign(user_id, form, found.before or made_at(page), now))
    return found


def _keep(
    place: dict[str, UUID | str],
    fields: Fields,
    key: UUID,
    now: datetime,
    page: UUID,
    seen: str,
    turn: int | None,
) -> Kept | None:
    rows = list(Draft.objects.select_for_update().filter(**place).order_by("saved_at", "id"))
    if Command.objects.filter(key=key).exists():
        return None
    mine = next((row for row in rows if row.page == page), None)
    if mine is not None and turn is not None and turn < mine.turn:
        return _read(mine)
    before = mine.saved_at if mine is not None else None
    going_on = mine or next((row for row in rows if mark_of(row) == seen), None)
    draft = going_on or Draft(**place)
    draft.turn = turn if turn is not None else (mine.turn + 1 if mine else 0)
    draft.page, draft.key, draft.saved_at = page, key, now
    draft.body = json.dumps(fields, ensure_ascii=False)
    draft.save()
    return replace(_read(draft, apart=len(rows) > (1 if going_on else 0)), before=before)


def kept(*, user_id: UUID, form: str, subject_id: UUID) -> Kept | None:
    """The latest draft of this user for this form and subject, if there is one."""
    return next(iter(all_of(user_id=user_id, form=form, subject_id=subject_id)), None)


def all_of(*, user_id: UUID, form: str, subject_id: UUID) -> list[Kept]:
    """All drafts of this user for this form and subject, latest first: more than one when two devices wrote at once."""
    return [_read(row) for row in unsigned(**_of(user_id, form, subject_id))]


def all_kept(*, user_id: UUID) -> list[Kept]:
    """The drafts of a user, latest first; of those written on two devices the latest."""
    latest: dict[tuple[str, UUID], Kept] = {}
    for row in unsigned(user_id=user_id):
        latest.setdefault((row.form, row.subject_id), _read(row))
    return list(latest.values())


def choose(*, user_id: UUID, form: str, subject_id: UUID, page: UUID, now: datetime) -> None:
    """Go on with what that page wrote: it is the latest from now on, also where another was saved just now."""
    Draft.objects.filter(**_of(user_id, form, subject_id), page=page).update(
        saved_at=now + timedelta.resolution
    )


def discard(*, user_id: UUID, form: str, subject_id: UUID, page: UUID | None = None) -> None:
    """Throw a draft away, because its writer says so.

    Args:
        page: only what that page wrote.
    """
    found = Draft.objects.filter(**_of(user_id, form, subject_id))
    if page is not None:
        found = found.filter(page=page)
    found.delete()


def finish(
    *,
    user_id: UUID,
    agency_id: UUID,
    form: str,
    subject_id: UUID,
    fields: Mapping[str, list[str]],
    key: UUID,
    now: datetime,
    page: UUID | None = None,
    seen: str = "",
    went_to: str = "",
) -> None:
    """Take a draft away because it became a record, also where the write itself does not know the key.

    From now on `keep` refuses the key: what was sent while typing and arrives after the form brings nothing back.
    A text from another device that went another way stays, to be looked at, with a key of its own.

    Args:
        fields: the form as it was sent; `sent_otherwise` compares with it.
        page, seen: as in `keep`; left out, all of the form's drafts become this record.
        went_to: the address the answer leads to.
    """
    since = made_at(page) if page is not None else None
    with transaction.atomic():
        for row in Draft.objects.select_for_update().filter(**_of(user_id, form, subject_id)):
            since = row.saved_at if row.page == page else since
            if page in (None, row.page) or mark_of(row) == seen or json.loads(row.body) == dict(fields):
                row.delete()
            else:
                Draft.objects.filter(pk=row.pk).update(key=new_id())
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
        is_first = Command.objects.filter(key=key, words="").update(
            words=_fingerprint(fields), went_to=went_to
        )
    tell(Sign(user_id, form, since, now, sent=bool(is_first)))


def sent_otherwise(*, key: UUID, fields: Mapping[str, list[str]]) -> bool:
    """Whether the command `key` was carried out already with other words than `fields`.

    A draft that is open in two tabs has one key. What the second says must not pass for a double tap of the first.
    """
    words = Command.objects.filter(key=key).values_list("words", flat=True).first()
    return bool(words) and words != _fingerprint(fields)


def went_to(*, user_id: UUID, key: UUID, fields: Mapping[str, list[str]] | None = None) -> str:
    """Where the answer to the form with `key` led, when this user sent it before; else nothing.

    Args:
        fields: only when it was sent with just these words.
    """
    found = Command.objects.filter(key=key, user_id=user_id)
    if fields is not None:
        found = found.filter(words=_fingerprint(fields))
    return found.values_list("went_to", flat=True).first() or ""


def writing_about_both(one: UUID, other: UUID) -> set[UUID]:
    """The users who have a draft of the same form about both subjects."""
    drafts = Draft.objects.filter(subject_id__in=[one, other]).values_list("user_id", "form", "subject_id")
    counted = Counter((user_id, form) for user_id, form, _subject in set(drafts))
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


def mark_of(draft: Draft) -> str:
    """The version of a draft: who wrote it last, and how often."""
    return f"{draft.page.hex}.{draft.turn}"


def _fingerprint(fields: Mapping[str, list[str]]) -> str:
    return hashlib.sha256(json.dumps(dict(fields), sort_keys=True).encode()).hexdigest()


def _of(user_id: UUID, form: str, subject_id: UUID) -> dict[str, UUID | str]:
    return {"user_id": user_id, "form": form, "subject_id": subject_id}


def unsigned(**of: UUID | str) -> models.QuerySet[Draft]:
    """Drafts whose form was not carried out, latest first.

    One that was saved in the very moment of signing is none any more.
    """
    carried_out = Command.objects.filter(key=models.OuterRef("key"))
    return Draft.objects.filter(~models.Exists(carried_out), **of).order_by("-saved_at", "-id")


def _read(draft: Draft, *, apart: bool = False) -> Kept:
    return Kept(
        draft.form,
        draft.subject_id,
        draft.key,
        json.loads(draft.body),
        draft.saved_at,
        draft.page,
        mark_of(draft),
        apart,
    )
