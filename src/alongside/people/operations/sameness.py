"""Two records that may be of one person: saying no, making them one, undoing that."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, transaction

from alongside.access.actor import Actor
from alongside.access.policy import require
from alongside.kernel import drafts
from alongside.kernel.models import Record
from alongside.kernel.operations import operation
from alongside.people import errors, matching, merging
from alongside.people.models import Person
from alongside.people.operations.person import FIELDS, write_search_text
from alongside.people.protecting import settle_name
from alongside.people.rules.merging import Back, Field, Keep, brought_back, chosen
from alongside.people.sameness import Merge, Pair, PairStatus
from alongside.people.undoing import fields_changed, plain

_DRAFT = "kernel.draft"


@operation("pair.answer", on="person")
def say_not_same(*, by: Actor, person: Person, other: Person, reason: str, key: UUID | None = None) -> Pair:
    """Keep that two records are of two people, with who said so and why. Nobody is asked again.

    Raises:
        NotAllowed: the actor may not compare the other.
        SameRecord: they are one record.
        ReasonMissing: `reason` is blank.
    """
    require(by, "pair.answer", other)
    if person.pk == other.pk:
        raise errors.SameRecord
    _require_reason(reason)
    return _answer(by, person, other, PairStatus.NOT_SAME, reason)


@operation("person.merge", on="kept")
def merge_people(
    *,
    by: Actor,
    kept: Person,
    other: Person,
    reason: str,
    fields: Mapping[str, Keep] | None = None,
    numbers: Mapping[str, Keep] | None = None,
    settle: Mapping[str, Keep] | None = None,
    kept_version: int | None = None,
    other_version: int | None = None,
    key: UUID | None = None,
) -> Merge:
    """Make two records of one person one. All that hangs on the other moves; the other leads to the one that is kept.

    Args:
        fields: for each of `FIELDS` whose value is kept; what is left out is kept where it is known.
        numbers: for each identifier system in which both have a number, whose counts; the other is still found.
        settle: by the name of a constraint, which of two holds (`merging.clashes`): an open stay.
        kept_version, other_version: the versions that were compared.

    Raises:
        NotAllowed: the actor may not do this to one of the two.
        StaleRecord: one of them was changed in between.
        SameRecord: they are one already, or one of them is a signpost.
        ReasonMissing: `reason` is blank.
        StandsInTheWay: somebody has to do something first, such as close one of two open courses.
        ChooseOne: which of two holds was not chosen.
        CannotKeepBoth: there is no room for both values of a field.
    """
    require(by, "person.merge", other)
    kept, other = _locked(kept.pk), _locked(other.pk)
    if kept.pk == other.pk or kept.merged_into_id or other.merged_into_id:
        raise errors.SameRecord
    kept.require_version(kept_version)
    other.require_version(other_version)
    _require_reason(reason)
    if waits := merging.two_drafts(kept, other):
        raise errors.StandsInTheWay(what=waits)
    moves = [
        *_settle(by, kept, other, settle or {}),
        *_move_numbers(kept, other, numbers or {}),
        *_move_all(kept, other),
    ]
    for draft_id in drafts.move(from_subject=other.pk, to_subject=kept.pk):
        moves.append([_DRAFT, str(draft_id), "subject_id", str(other.pk), str(kept.pk)])
    other.merged_into = kept
    other.save()
    changed = _choose(kept, other, fields or {})
    merge = Merge(
        agency_id=kept.agency_id,
        kept=kept,
        other=other,
        merged_at=by.now,
        merged_by_id=by.worker_id,
        merged_by_name=by.name,
        reason=reason.strip(),
        fields=json.dumps(changed, cls=DjangoJSONEncoder),
        moves=moves,
    )
    merge.save()
    _answer(by, kept, other, PairStatus.MERGED, reason)
    matching.refresh(kept)
    return merge


@operation("merge.undo", on="merge")
def undo_merge(
    *,
    by: Actor,
    merge: Merge,
    reason: str,
    fields: Mapping[str, Back] | None = None,
    also_move: Collection[tuple[str, str]] = (),
    version: int | None = None,
    key: UUID | None = None,
) -> Merge:
    """Make two records of what was made one: each says and holds again what it did, and they are two people's.

    What was added to the kept record since stays with it, unless it hangs on something that goes back.

    Args:
        fields: for fields changed after the merge, whether what was before comes back or what is now stays.
        also_move: (kind, id) of what was added since and belongs to the other.

    Raises:
        StaleRecord: someone else changed it in between.
        AlreadyUndone
        LaterMergeFirst: the kept record was made one with another since.
        ReasonMissing: `reason` is blank.
        ChangedSince: a field was changed since, and nobody has said what is to stand.
        UndoInTheWay: something written since leaves no room for what would come back.
    """
    merge = Merge.objects.select_for_update().get(pk=merge.pk)
    if merge.undone_at is not None:
        raise errors.AlreadyUndone
    merge.require_version(version)
    kept, other = _locked(merge.kept_id), _locked(merge.other_id)
    later = Merge.objects.filter(kept=kept, undone_at__isnull=True, pk__gt=merge.pk)
    if kept.merged_into_id or later.exists():
        raise errors.LaterMergeFirst
    _require_reason(reason)
    try:
        with transaction.atomic():
            _move_back(merge, also_move)
    except IntegrityError as error:
        raise errors.UndoInTheWay from error
    other.merged_into = None
    write_search_text(other)
    other.save()
    for name, (before, after) in fields_changed(merge).items():
        now = getattr(kept, name)
        setattr(kept, name, brought_back(before, after, now, (fields or {}).get(name), name=name))
    settle_name(kept)
    write_search_text(kept)
    kept.save()
    merge.undone_at, merge.undone_by_name, merge.undone_reason = by.now, by.name, reason.strip()
    merge.save()
    _answer(by, kept, other, PairStatus.NOT_SAME, reason)
    matching.refresh(kept)
    matching.refresh(other)
    return merge


@operation("person.rebuild_keys")
def rebuild_keys(*, by: Actor, people: Collection[UUID]) -> int:
    """Work out anew by what these people are found as likely duplicates, and with whom. Returns how many."""
    done = 0
    for person in Person.objects.filter(pk__in=list(people), merged_into__isnull=True):
        matching.refresh(person)
        done += 1
    return done


def _choose(kept: Person, other: Person, choices: Mapping[str, Keep]) -> dict[str, list[Any]]:
    """Write the chosen values into the kept record. Returns what changed."""
    if unknown := choices.keys() - FIELDS:
        raise TypeError(f"a person has no {', '.join(sorted(unknown))}")
    changed = {}
    for name in sorted(FIELDS):
        before = getattr(kept, name)
        longest = getattr(Person._meta.get_field(name), "max_length", None)
        after = chosen(Field(name, before, getattr(other, name)), choices.get(name), longest=longest)
        if after != before:
            changed[name] = [before, after]
            setattr(kept, name, after)
    settle_name(kept)
    for name in changed:
        changed[name][1] = getattr(kept, name)
    write_search_text(kept)
    kept.save()
    return changed


def _settle(by: Actor, kept: Person, other: Person, choices: Mapping[str, Keep]) -> list[list[Any]]:
    """See to it that the kept record gets one only of what a person has one of. Returns what changed."""
    moves = []
    for clash in merging.clashes(kept, other):
        if clash.settlement is None:
            raise errors.StandsInTheWay(what=clash.because)
        holds = choices.get(clash.key)
        if holds not in (Keep.KEPT, Keep.OTHER):
            raise errors.ChooseOne(field=clash.key)
        row = clash.other if holds == Keep.KEPT else clash.kept
        before = _values(row)
        clash.settlement.gives_way(by, row)
        after = _values(row)
        moves += [
            [clash.hangs.label, str(row.pk), name, before[name], after[name]]
            for name in before
            if before[name] != after[name]
        ]
    return moves


def _move_numbers(kept: Person, other: Person, choices: Mapping[str, Keep]) -> list[list[Any]]:
    """Where both have a number, the one that counts comes to the kept record, the other stays with the signpost."""
    moves = []
    for system, (mine, theirs) in merging.numbers_in_both(kept, other).items():
        if choices.get(system) != Keep.OTHER:
            continue
        for number, to in ((theirs, kept), (mine, other)):
            moves.append(_set(number, "person_id", to.pk))
    return moves


def _move_all(kept: Person, other: Person) -> list[list[Any]]:
    stay = {number.pk for both in merging.numbers_in_both(kept, other).values() for number in both}
    return [
        _set(row, hangs.column, kept.pk)
        for hangs in merging.hanging()
        for row in hangs.of(other.pk)
        if row.pk not in stay
    ]


def _move_back(merge: Merge, also_move: Collection[tuple[str, str]]) -> None:
    back = [move for move in merge.moves if move[4] == str(merge.kept_id)]
    allowed = {(hangs.label, str(row.pk)) for hangs, row in merging.came_since(merge)}
    with_them = set(also_move) & allowed
    for hangs, row in merging.follows(merge, {(move[0], move[1]) for move in back} | with_them):
        with_them.add((hangs.label, str(row.pk)))
    columns = {(hangs.label, str(row.pk)): (hangs, row) for hangs, row in merging.newcomers(merge)}
    for one in sorted(with_them):
        hangs, row = columns[one]
        _set(row, hangs.column, merge.other_id)
    for label, record_id, name, before, after in reversed(merge.moves):
        if label == _DRAFT:
            drafts.move(from_subject=merge.kept_id, to_subject=merge.other_id, only=[UUID(record_id)])
            continue
        row = apps.get_model(label)._base_manager.filter(pk=record_id).first()
        # What was changed once more since then stands: it is newer than what would come back.
        if row is not None and plain(getattr(row, name)) == after:
            _set(row, name, row._meta.get_field(name).to_python(before))


def _set(row: Any, name: str, value: Any) -> list[Any]:
    """Write one column of a record, with its history. Returns the change as a merge keeps it."""
    before = getattr(row, name)
    setattr(row, name, value)
    row.save()
    return [row._meta.label_lower, str(row.pk), name, plain(before), plain(value)]


def _values(row: Record) -> dict[str, Any]:
    """The columns of a record as plain values; its version goes on by itself."""
    return {
        field.attname: plain(getattr(row, field.attname))
        for field in row._meta.concrete_fields
        if field.attname != "version"
    }


def _answer(by: Actor, one: Person, other: Person, status: PairStatus, reason: str) -> Pair:
    pair = matching.pair_of(one.pk, other.pk)
    if pair is None:
        pair = matching.new_pair(one.agency_id, one.pk, other.pk, matching.likeness_of(one, other))
    pair.status, pair.reason = status, reason.strip()
    pair.answered_at, pair.answered_by_id, pair.answered_by_name = by.now, by.worker_id, by.name
    pair.save()
    return pair


def _locked(person_id: UUID) -> Person:
    person: Person = Person.objects.select_for_update().get(pk=person_id)
    return person


def _require_reason(reason: str) -> None:
    if not reason.strip():
        raise errors.ReasonMissing(field="reason")
