"""Keeping phrases and templates for notes."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db.models import Q, QuerySet

from alongside.access.actor import Actor
from alongside.access.policy import require
from alongside.kernel.errors import NotAllowed
from alongside.kernel.ids import new_id
from alongside.kernel.operations import operation
from alongside.phrases import rules
from alongside.phrases.errors import ShortcutTaken, TooManyPhrases
from alongside.phrases.models import NoteTemplate, Phrase


@operation("phrase.write", on="phrase")
def write_phrase(
    *,
    by: Actor,
    shortcut: str,
    text: str,
    for_all: bool = False,
    phrase: Phrase | None = None,
    version: int | None = None,
    key: UUID | None = None,
) -> Phrase:
    """Keep a phrase, new or changed.

    Args:
        for_all: it is the agency's; only for a new one, a phrase does not change hands.
        phrase: the one that is changed.

    Raises:
        ShortcutWrong, ShortcutTaken, WordsMissing, WordsTooLong, NumberInside, TooManyPhrases
        NotAllowed: `for_all` by someone who does not write for all.
        StaleRecord: someone else changed it in between.
    """
    shortcut, text = rules.shortcut_of(shortcut), rules.words_of(text, field="text")
    if phrase is None:
        if for_all:
            require(by, "phrase.share")
        elif by.worker_id is None:
            raise NotAllowed
        phrase = Phrase(agency_id=by.agency_id, worker_id=None if for_all else by.worker_id)
        if _beside(phrase).count() >= rules.MOST_PHRASES:
            raise TooManyPhrases(most=rules.MOST_PHRASES)
    else:
        phrase.require_version(version)
    if _beside(phrase).filter(shortcut=shortcut).exclude(pk=phrase.pk).exists():
        raise ShortcutTaken(field="shortcut", shortcut=shortcut)
    phrase.shortcut, phrase.text = shortcut, text
    phrase.save()
    return phrase


@operation("phrase.remove", on="phrase")
def remove_phrase(*, by: Actor, phrase: Phrase) -> None:
    """Take a phrase away for good. Notes that were written with it stay as they are."""
    Phrase.objects.filter(pk=phrase.pk).delete()


@operation("note_template.write")
def write_note_template(
    *,
    by: Actor,
    title: str,
    body: str,
    kinds: Collection[str] = (),
    template_key: str = "",
    version: int | None = None,
    key: UUID | None = None,
) -> NoteTemplate:
    """Keep a template for notes in the agency's words.

    Args:
        kinds: for which kinds of contact (`rules.KINDS`); none means for all.
        template_key: of the one that is changed, the profile's or the agency's; empty for a new one.
        version: of the agency's own that was read; None when there was none.

    Raises:
        WordsMissing, WordsTooLong, NumberInside, KindUnknown
        StaleRecord: someone else changed it in between.
    """
    title, body = rules.words_of(title, field="title"), rules.words_of(body, field="body")
    template = NoteTemplate.objects.filter(agency_id=by.agency_id, key=template_key).first()
    if template is None or not template_key:
        template = NoteTemplate(agency_id=by.agency_id, key=template_key or f"own-{new_id()}")
    else:
        template.require_version(version)
    template.title, template.body = title, body
    template.kinds, template.retired = rules.kinds_of(kinds), False
    template.save()
    return template


@operation("note_template.retire")
def retire_note_template(*, by: Actor, template_key: str, title: str, body: str) -> NoteTemplate:
    """Offer a template no longer, the agency's or the profile's. Notes that were written with it stay.

    Args:
        title, body: as it read, so that it can be taken up again.
    """
    template = NoteTemplate.objects.filter(agency_id=by.agency_id, key=template_key).first()
    if template is None:
        template = NoteTemplate(agency_id=by.agency_id, key=template_key, title=title, body=body)
    template.retired = True
    template.save()
    return template


def _beside(phrase: Phrase) -> QuerySet[Phrase]:
    """The phrases of the same worker, or of the whole agency."""
    whose = Q(worker_id=phrase.worker_id) if phrase.worker_id else Q(worker__isnull=True)
    return Phrase.objects.filter(whose, agency_id=phrase.agency_id)
