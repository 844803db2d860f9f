"""The spine of every write.

`@operation("contact.sign", on="enrolment")` turns a function into one transaction with, in this order:
permission, rule and write (the function), history (written as records are saved), audit entry, change
numbers. The change sequence is taken last: the row that hands out numbers stays locked only for a moment, and
a reader who has seen number n has seen every number below it.

What floor 1 knows better comes in through two hooks: `set_gate` (access) and `set_auditor` (audit).

A load of a great many writes wraps them in `batch()` and may write rows of one kind together (`bulk.py`).
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from typing import Any, ParamSpec, TypeVar
from uuid import UUID

from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.db.models import F

from alongside.kernel.batching import Batch, _batch, current_batch
from alongside.kernel.errors import KeyReused
from alongside.kernel.history import write_gathered
from alongside.kernel.rows import insert
from alongside.kernel.running import Acting, Running, _running, current

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True)
class Operation:
    """A declared write: its audit name, the function, and which argument is the record acted upon."""

    name: str
    function: Callable[..., Any]
    on: str | None


REGISTRY: dict[str, Operation] = {}
_gate: Callable[[Acting, str, Any], None] | None = None
_auditor: Callable[[list[Running]], None] | None = None


def set_gate(gate: Callable[[Acting, str, Any], None]) -> None:
    """Say who decides whether an actor may run an operation on a record; raises NotAllowed."""
    global _gate
    _gate = gate


def set_auditor(auditor: Callable[[list[Running]], None]) -> None:
    """Say who writes down the finished operations of a transaction."""
    global _auditor
    _auditor = auditor


def operation(name: str, *, on: str | None = None) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Declare a write.

    Args:
        name: the stable name in audit, policies and the API, as `noun.verb`.
        on: the keyword argument that holds the record acted upon; the policy decides on it.

    The function takes keyword arguments only, among them `by`. With `key` (a UUID), the same command sent
    twice is carried out once and answers with the record of the first time.

    Raises (beside what the function raises):
        NotAllowed: the policy of that name says no.
        KeyReused: `key` was used before, for another command.
    """

    def declare(function: Callable[P, R]) -> Callable[P, R]:
        if name in REGISTRY:
            raise ValueError(f"two operations are named {name}")
        REGISTRY[name] = Operation(name, function, on)
        takes_key = "key" in inspect.signature(function).parameters

        @wraps(function)
        def run(*args: P.args, **kwargs: P.kwargs) -> R:
            if args:
                raise TypeError(f"{name} takes keyword arguments only")
            by: Acting = kwargs["by"]  # type: ignore[assignment]
            key: UUID | None = kwargs.get("key")  # type: ignore[assignment]
            if not takes_key:
                kwargs.pop("key", None)
            reason = str(kwargs.get("reason") or "")
            work = Running(name, by, kwargs.get(on) if on else None, reason, current())
            if work.outer is not None:
                return _carry_out(function, kwargs, work)
            return _in_one_transaction(function, kwargs, work, key)

        run.operation = name  # type: ignore[attr-defined]
        return run

    return declare


@contextmanager
def batch() -> Iterator[None]:
    """Carry out many operations of one agency in one transaction, for a load and never for what people do.

    Each keeps its name, actor and time in history, audit trail and change sequence. Only the locks on the trail
    and the sequence are taken once, at the end, and versions are written together. When one fails, all are undone.
    """
    gathered = Batch()
    token = _batch.set(gathered)
    try:
        with transaction.atomic():
            yield
            write_gathered(gathered)
            _finish(gathered.done)
    finally:
        _batch.reset(token)


def carried_out(key: UUID) -> bool:
    """Whether the command of that key has been carried out, by whomever."""
    from alongside.kernel.models import Command

    return Command.objects.filter(key=key).exists()


def _in_one_transaction(
    function: Callable[..., R], kwargs: dict[str, Any], work: Running, key: UUID | None
) -> R:
    if (gathered := current_batch()) is not None:
        try:
            return _once(function, kwargs, work, key, gathered.done.append)
        except Exception:
            # Whoever catches this must not keep half an operation.
            transaction.set_rollback(True)
            raise
    try:
        with transaction.atomic():
            return _once(function, kwargs, work, key, lambda work: _finish([work]))
    except IntegrityError:
        # The same command, sent twice at the same moment: the other one has won.
        if key is not None and (earlier := _earlier(key, work.name, work.by)):
            return earlier  # type: ignore[return-value]
        raise


def _once(
    function: Callable[..., R],
    kwargs: dict[str, Any],
    work: Running,
    key: UUID | None,
    finish: Callable[[Running], None],
) -> R:
    if key is not None and (earlier := _earlier(key, work.name, work.by)):
        return earlier  # type: ignore[return-value]
    result = _carry_out(function, kwargs, work)
    if key is not None:
        _remember(key, work.name, work.by, result)
    finish(work)
    return result


def _carry_out(function: Callable[..., R], kwargs: dict[str, Any], work: Running) -> R:
    if _gate is None or _auditor is None:
        raise RuntimeError("no gate or no auditor: the trust floor is not installed")
    _gate(work.by, work.name, work.subject)
    token = _running.set(work)
    try:
        result = function(**kwargs)
    finally:
        _running.reset(token)
    root = work
    while root.outer is not None:
        root = root.outer
    root.finished.append(work)
    return result


def _finish(done: Sequence[Running]) -> None:
    """Write the trail and hand out change numbers for these outermost operations, all of one agency."""
    from alongside.kernel.models import Change, ChangeStream

    assert _auditor is not None
    _auditor([work for outermost in done for work in outermost.finished])
    touched = [
        (outermost, touch)
        for outermost in done
        for touch in dict.fromkeys(touch for work in outermost.finished for touch in work.touched)
    ]
    if not touched:
        return
    agency_id = done[0].by.agency_id
    stream = ChangeStream.objects.filter(agency_id=agency_id)
    if not stream.update(head=F("head") + len(touched)):
        ChangeStream.objects.create(agency_id=agency_id, head=len(touched))
    last = stream.values_list("head", flat=True).get()
    insert(
        Change,
        [field for field in Change._meta.concrete_fields if not field.primary_key],
        [
            (
                agency_id,
                last - len(touched) + place,
                outermost.name,
                touch.label,
                touch.record_id,
                touch.verb,
                outermost.by.now,
            )
            for place, (outermost, touch) in enumerate(touched, start=1)
        ],
    )


def _earlier(key: UUID, name: str, by: Acting) -> models.Model | None:
    from alongside.kernel.models import Command

    command = Command.objects.filter(key=key).first()
    if command is None:
        return None
    if command.operation != name or command.agency_id != by.agency_id or command.user_id != by.user_id:
        raise KeyReused
    model: type[models.Model] = apps.get_model(command.label)
    return model._base_manager.get(pk=command.record_id)


def _remember(key: UUID, name: str, by: Acting, result: object) -> None:
    from alongside.kernel.models import Command

    if not isinstance(result, models.Model):
        raise TypeError(f"{name} was given a key but does not return the record it made")
    Command.objects.create(
        key=key,
        operation=name,
        agency_id=by.agency_id,
        user_id=by.user_id,
        label=result._meta.label_lower,
        record_id=result.pk,
        at=by.now,
    )
