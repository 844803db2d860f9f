"""Everything the program holds about a person, found by following links: no list that somebody could forget to add to.

From the person (and the records that were merged into theirs) on, every row belongs that cannot be without one that
belongs already. Rows that hold an id without a link are named in `BESIDE`; tables that hold nothing about anybody we
walk with are named in `NOT_ABOUT`, each with its reason. A table that is nowhere fails a test of the architecture.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from functools import cache
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models

from alongside.people.models import Person
from alongside.people.signposts import signposts_of

Found = dict[type[models.Model], set[Any]]
AT_ONCE = 500


def _by_subject(model: Any, found: Found) -> set[Any]:
    return _matching(model, "subject_id", _ids(found))


def _by_person(model: Any, found: Found) -> set[Any]:
    return _matching(model, "person_id", found[Person])


def _jobs(model: Any, found: Found) -> set[Any]:
    ids = {str(one) for one in _ids(found)}
    rows = model._base_manager.values_list("pk", "ids")
    return {pk for pk, about in rows.iterator() if ids & {str(one) for one in about.values()}}


BESIDE: dict[str, Callable[[Any, Found], set[Any]]] = {
    "kernel.draft": _by_subject,
    "kernel.job": _jobs,
    "interop.sheetrow": _by_person,
}
"""Tables that hold the id of a person or of one of their records without a link, and how their rows are found."""
KEPT_AS_EVIDENCE: dict[str, tuple[str, tuple[str, ...]]] = {
    "approvals.approval": ("person_id", ("why", "said")),
    "oversight.reviewedlook": ("person_id", ("words",)),
}
"""Rows that stay, with their words taken out: by the column that holds the person, the fields that are emptied."""
NOT_ABOUT: dict[str, str] = {
    "kernel.changestream": "a number",
    "kernel.change": "ids, so that phones learn that something is gone",
    "kernel.command": "ids and addresses made of ids, so that a form sent twice is known",
    "kernel.turn": "when a duty of the clock ran",
    "audit": "the trail keeps ids, and keeps them without end",
    "accounts": "those who work here",
    "organisation": "those who work here, and the agency itself",
    "consents.recipient": "whom one can tell something: doctors, authorities, organisations",
    "consents.partneraccount": "who signs in for such a one",
    "oversight": "how the house looks after itself: reviews of samples, rights and drills, with ids",
    "caseload.cover": "that somebody who works here is away",
    "calendar": "time of those who work here that is spent without a person",
    "oncall.shift": "who is on call, of those who work here",
    "oncall.unknowncall": "a call from somebody nobody knew",
    "oncall.lineforteam": "what whoever is on call has to know for some nights, about nobody in particular",
    "attention.savedfilter": "what somebody who works here often looks for: conditions, no names",
    "numbers": "sums of those who work here",
    "fidelity.ownword": "what somebody who works here says of themselves",
    "fidelity.teamsupervision": "how somebody or a team works, in words that name nobody we walk with",
    "scales": "how a team works, in its own scale and words: sums of courses, nobody we walk with",
    "paper.letterhead": "the agency's paper",
    "paper.lettertemplate": "letters before they are to anyone",
    "paper.mailing": "that letters were made: ids and reasons from a list",
    "phrases": "words about nobody",
    "services": "offers to everyone, and which of those who work here knows them",
    "interop.sheet": "a file on its way in; its content is thrown away when it was taken in, after days at the latest",
    "interop.sheetmemory": "which column of a file is which",
    "datamap": "what kinds of data there are, and why",
    "retention": "rules and certificates: kinds and counts, no names",
    "auth": "those who work here",
    "contenttypes": "the tables themselves",
    "django_tasks_database": "the queue: ids of jobs",
    "account": "addresses of those who work here",
}
"""Tables, or whole rooms, that hold nothing about a person, each with the reason."""


def everything_about(person: Person) -> Found:
    """The keys of every row that belongs to a person, by model. Some queries for each table."""
    found: Found = {Person: {person.pk, *signposts_of([person.pk])}}
    waiting: list[type[models.Model]] = [Person]
    while waiting:
        target = waiting.pop(0)
        for model, column in _hanging_on(target):
            more = _matching(model, column, found[target]) - found.get(model, set())
            if more:
                found.setdefault(model, set()).update(more)
                waiting.append(model)
    for label, rows_of in BESIDE.items():
        if not _is_there(label):
            continue
        model = apps.get_model(label)
        if keys := rows_of(model, found):
            found[model] = keys
    return found


@cache
def belonging() -> frozenset[type[models.Model]]:
    """Every table whose rows can belong to a person by a link."""
    found: set[type[models.Model]] = {Person}
    waiting: list[type[models.Model]] = [Person]
    while waiting:
        for model, _column in _hanging_on(waiting.pop()):
            if model not in found:
                found.add(model)
                waiting.append(model)
    return frozenset(found)


def is_declared(model: type[models.Model]) -> bool:
    """Whether somebody said what this table has to do with a person."""
    label = model._meta.label_lower
    return (
        model in belonging()
        or label in BESIDE
        or label in KEPT_AS_EVIDENCE
        or label in NOT_ABOUT
        or model._meta.app_label in NOT_ABOUT
    )


@cache
def _hanging_on(target: type[models.Model]) -> tuple[tuple[type[models.Model], str], ...]:
    """The tables whose rows cannot be without one of `target`, and by which column."""
    return tuple(
        (model, field.attname)
        for model in apps.get_models()
        if not hasattr(model, "instance_type")
        for field in model._meta.concrete_fields
        if isinstance(field, models.ForeignKey) and field.related_model is target and not field.null
    )


def _matching(model: Any, column: str, keys: Collection[Any]) -> set[Any]:
    found: set[Any] = set()
    for some in _some(keys):
        found |= set(model._base_manager.filter(**{f"{column}__in": some}).values_list("pk", flat=True))
    return found


def _ids(found: Found) -> set[UUID]:
    return {key for keys in found.values() for key in keys if isinstance(key, UUID)}


def _some(keys: Collection[Any]) -> Iterator[list[Any]]:
    listed = list(keys)
    for start in range(0, len(listed), AT_ONCE):
        yield listed[start : start + AT_ONCE]


def _is_there(label: str) -> bool:
    room, _, name = label.partition(".")
    return apps.is_installed(f"alongside.{room}") and name in apps.all_models[room]
