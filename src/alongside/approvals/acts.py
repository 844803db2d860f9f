"""Which acts take two people: declared by the rooms that have them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models
from django.utils.functional import Promise

from alongside.access.actor import Actor
from alongside.access.policy import may, policy_of


@dataclass(frozen=True)
class About:
    """What an act is about, where that is no record: a list that is to leave the house, a key that is to be changed."""

    label: str
    id: UUID


@dataclass(frozen=True)
class Act:
    """An act that takes two people.

    Attributes:
        kind: its stable name, as `noun.verb`.
        label: what is done, as it is read by the one who decides ("Destroy a record").
        asks: the policy of those who may ask for it, about its subject.
        decides: the policy of those who may say yes or no to it, about its subject.
        waits: how long a request waits for an answer.
        holds: how long a yes may be used.
    """

    kind: str
    label: str | Promise
    asks: str
    decides: str
    waits: timedelta
    holds: timedelta


_ACTS: dict[str, Act] = {}


def two_person(
    kind: str,
    *,
    label: str | Promise,
    asks: str,
    decides: str,
    waits: timedelta = timedelta(days=7),
    holds: timedelta = timedelta(days=1),
) -> Act:
    """Declare an act that takes two people. The arguments are those of `Act`.

    Raises:
        ValueError: it is declared already.
    """
    if kind in _ACTS:
        raise ValueError(f"{kind} is declared already")
    _ACTS[kind] = Act(kind, label, asks, decides, waits, holds)
    return _ACTS[kind]


def act_of(kind: str) -> Act:
    """The declared act of that kind.

    Raises:
        LookupError: no room declared it.
    """
    if kind not in _ACTS:
        raise LookupError(f"nobody declared the act {kind}")
    return _ACTS[kind]


def acts() -> list[Act]:
    """Every declared act, by kind."""
    return [_ACTS[kind] for kind in sorted(_ACTS)]


def subject_of(label: str, subject_id: UUID) -> Any:
    """The record an act is about; None when it is no record, or is there no more."""
    try:
        model: type[models.Model] = apps.get_model(label)
    except (LookupError, ValueError):
        return None
    return model._base_manager.filter(pk=subject_id).first()


def may_hold(actor: Actor, name: str) -> bool:
    """Whether the actor's roles leave it open that they hold the policy of that name."""
    found = policy_of(name)
    roles = found.roles_that_may() if found is not None else ()
    return roles is None or actor.has(*roles)


def may_decide(actor: Actor, kind: str, label: str, subject_id: UUID) -> bool:
    """Whether the actor holds the policy of those who decide about this subject."""
    act = _ACTS.get(kind)
    return act is not None and may(actor, act.decides, subject_of(label, subject_id))
