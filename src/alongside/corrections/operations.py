"""Putting right, disagreeing, striking through: on a record about a person, of whatever kind."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.apps import apps

from alongside.access.actor import Actor
from alongside.corrections import rules
from alongside.corrections.errors import IsStruck, NothingChanged, NotStruck, StruckAlready
from alongside.corrections.kinds import Kind, kind_of, write
from alongside.corrections.models import Remark, RemarkKind, SaidHow
from alongside.corrections.striking import strikes
from alongside.kernel.models import PersonalRecord
from alongside.kernel.operations import operation


@operation("record.correct", on="record")
def correct_record(
    *,
    by: Actor,
    record: PersonalRecord,
    values: dict[str, Any],
    why: str,
    version: int | None = None,
    key: UUID | None = None,
) -> Remark:
    """Put right what a record says. What it said before stays readable, with who, when and why (GDPR Art. 16).

    Args:
        values: by field, what it is to say; fields that read the same already may be among them.
        version: the version the editor saw.

    Raises:
        WhyMissing, NothingChanged, CorrectionWrong, IsStruck
        StaleRecord: someone else changed it in between.
        LookupError: records of this kind are not corrected, or not in this field.
    """
    kind = _kind(record)
    if unknown := values.keys() - {field.name for field in kind.fields}:
        raise LookupError(f"{', '.join(sorted(unknown))} of a {kind.key} is not corrected")
    why = rules.why_of(why)
    current: Any = _locked(record)
    current.require_version(version)
    if strikes().filter(record_id=current.pk).exists():
        raise IsStruck
    changed = rules.changed({name: getattr(current, name) for name in values}, values)
    if not changed:
        raise NothingChanged
    remark = _remark(by, current, RemarkKind.CORRECTION, why, from_version=current.version)
    remark.save()
    write(by, kind, current, changed)
    return remark


@operation("record.disagree", on="record")
def attach_disagreement(
    *,
    by: Actor,
    record: PersonalRecord,
    words: str,
    said_on: date,
    how: str = SaidHow.ALOUD,
    key: UUID | None = None,
) -> Remark:
    """Put the person's own view beside a record they see otherwise. It is shown wherever the record is.

    Raises:
        WordsOfThePersonMissing, SaidInTheFuture
        LookupError: records of this kind are not remarked on.
    """
    _kind(record)
    rules.require_said(said_on, by.today)
    remark = _remark(
        by, record, RemarkKind.DISAGREEMENT, rules.words_of(words), how=SaidHow(how), said_on=said_on
    )
    remark.save()
    return remark


@operation("record.strike", on="record")
def strike_record(*, by: Actor, record: PersonalRecord, why: str, key: UUID | None = None) -> Remark:
    """Strike through what was entered in error. It stays visible, and is out of numbers and reminders.

    Raises:
        WhyMissing, StruckAlready
        LookupError: records of this kind are not struck through.
    """
    kind = _kind(record)
    if not kind.strikes:
        raise LookupError(f"a {kind.key} is not struck through")
    why = rules.why_of(why)
    current = _locked(record)
    if strikes().filter(record_id=current.pk).exists():
        raise StruckAlready
    remark = _remark(by, current, RemarkKind.STRIKE, why)
    remark.save()
    if kind.struck is not None:
        kind.struck(by, current)
    return remark


@operation("record.take_up", on="remark")
def lift_strike(*, by: Actor, remark: Remark, why: str) -> Remark:
    """Take a strike back: the record stands again, and that it was struck stays readable.

    Raises:
        WhyMissing, NotStruck
    """
    why = rules.why_of(why)
    current: Remark = _locked(remark)
    if current.kind != RemarkKind.STRIKE or current.lifted_at is not None:
        raise NotStruck
    current.lifted_at, current.lifted_by_id, current.lifted_words = by.now, by.worker_id, why
    current.save()
    model = apps.get_model(current.label)
    kind = kind_of(model)
    if kind is not None and kind.taken_up is not None:
        kind.taken_up(by, model._base_manager.get(pk=current.record_id))
    return current


def _kind(record: PersonalRecord) -> Kind:
    kind = kind_of(type(record))
    if kind is None:
        raise LookupError(f"nobody declared that a {type(record).__name__} is remarked on")
    return kind


def _locked(record: Any) -> Any:
    return type(record)._base_manager.select_for_update().get(pk=record.pk)


def _remark(by: Actor, record: Any, kind: RemarkKind, words: str, **more: Any) -> Remark:
    return Remark(
        person_id=record.about_person_id,
        kind=kind,
        label=record._meta.label_lower,
        record_id=record.pk,
        words=words,
        worker_id=by.worker_id,
        **more,
    )
