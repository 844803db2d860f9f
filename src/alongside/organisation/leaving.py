"""People who stop working here, as personnel tells us: by file, so that nobody has to remember."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q

from alongside.access.actor import Actor
from alongside.accounts import sessions
from alongside.kernel.errors import DomainError
from alongside.kernel.operations import operation
from alongside.organisation.keeping import end_role, suspend_account
from alongside.organisation.models import Membership, Worker

NAME_COLUMNS = ("user", "username", "user_name", "userName", "login", "bruger", "brugernavn", "utilisateur")
MAIL_COLUMNS = ("email", "e-mail", "mail", "courriel")
DAY_COLUMNS = ("last_day", "last day", "lastDay", "sidste_dag", "sidste dag", "dernier_jour", "dernier jour")


class CannotRead(Exception):
    """The file is not one of leavers."""


@dataclass(frozen=True)
class Leaver:
    """One line of the file: a name or an address, and the last day at work."""

    name: str
    last_day: date


@dataclass
class Outcome:
    """What was done about one line. `left`: what could not be ended, by its code."""

    name: str
    done: str
    left: list[str] = field(default_factory=list)


def read(content: str, *, today: date) -> list[Leaver]:
    """The leavers of a CSV file, or of JSON as SCIM says it (RFC 7643): users who are no longer `active`.

    Raises:
        CannotRead: no column we know, or a day that is none; nothing of the file is then done.
    """
    if content.lstrip().startswith(("{", "[")):
        return list(_from_scim(content, today))
    return list(_from_csv(content))


@operation("worker.leave", on="worker")
def leave(*, by: Actor, worker: Worker, last_day: date) -> Outcome:
    """Let somebody's work here end with a day: their roles, their account, and what is open in their name.

    On the day after it the account is suspended and signed out everywhere; before it, it is good until then. A case
    manager who still walks with people keeps that role on paper, so that the people are passed on by somebody and
    never just dropped; the account opens nothing all the same.

    Raises:
        LastOfTheHouse: nobody else could run the house, or look after privacy.
    """
    outcome = Outcome(worker.name, "")
    first_without = last_day + timedelta(days=1)
    for held in Membership.objects.filter(worker=worker, ends_on__isnull=True).select_related("worker"):
        try:
            with transaction.atomic():
                end_role(by=by, membership=held, ends_on=max(first_without, held.starts_on))
        except DomainError as error:
            outcome.left.append(error.code)
    if worker.user_id is None:
        outcome.done = "no_account"
    elif last_day >= by.today:
        worker.access_until = first_without
        worker.save()
        outcome.done = "until"
    elif worker.suspended_at is None:
        suspend_account(by=by, worker=worker)
        sessions.end_all(worker.user_id)
        outcome.done = "suspended"
    else:
        sessions.end_all(worker.user_id)
        outcome.done = "suspended_already"
    return outcome


def carry_out(by: Actor, leavers: list[Leaver], *, only_look: bool = False) -> list[Outcome]:
    """Let everyone of a file leave, each on their own. The same file again changes nothing more."""
    found = []
    for leaver in leavers:
        named = Q(user__username__iexact=leaver.name) | Q(user__email__iexact=leaver.name)
        mail = Q(email__iexact=leaver.name)
        workers = list(Worker.objects.filter(named | mail, agency_id=by.agency_id)[:2])
        if len(workers) != 1:
            found.append(Outcome(leaver.name, "nobody" if not workers else "several"))
            continue
        if only_look:
            found.append(Outcome(workers[0].name, "would_leave"))
            continue
        try:
            found.append(leave(by=by, worker=workers[0], last_day=leaver.last_day))
        except DomainError as error:
            found.append(Outcome(workers[0].name, "refused", [error.code]))
    return found


def _from_csv(content: str) -> Iterator[Leaver]:
    first = content.lstrip("\ufeff").splitlines()[:1]
    mark = ";" if first and first[0].count(";") > first[0].count(",") else ","
    rows = csv.DictReader(io.StringIO(content.lstrip("\ufeff")), delimiter=mark)
    heads = {(head or "").strip().lower(): head for head in rows.fieldnames or []}
    who = _first(heads, (*NAME_COLUMNS, *MAIL_COLUMNS))
    day = _first(heads, DAY_COLUMNS)
    if who is None or day is None:
        raise CannotRead("a column user or email, and a column last_day")
    for number, row in enumerate(rows, start=2):
        name, typed = (row.get(who) or "").strip(), (row.get(day) or "").strip()
        if not name and not typed:
            continue
        if not name:
            raise CannotRead(f"row {number}: nobody is named")
        yield Leaver(name, _day(typed, f"row {number}"))


def _from_scim(content: str, today: date) -> Iterator[Leaver]:
    try:
        told: Any = json.loads(content)
    except ValueError as error:
        raise CannotRead("it is no JSON") from error
    users = told.get("Resources", [told]) if isinstance(told, dict) else told
    for number, user in enumerate(users, start=1):
        if not isinstance(user, dict) or not isinstance(user.get("userName"), str):
            raise CannotRead(f"user {number}: no userName")
        if user.get("active", True) is not False:
            continue
        last = user.get("lastDay")
        day = _day(last, f"user {number}") if isinstance(last, str) else today - timedelta(days=1)
        yield Leaver(user["userName"], day)


def _first(heads: dict[str, str], known: tuple[str, ...]) -> str | None:
    return next((heads[name.lower()] for name in known if name.lower() in heads), None)


def _day(text: str, where: str) -> date:
    for form in ("%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y", "%d/%m/%Y"):
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007  # a calendar day has no zone
        except ValueError:
            continue
    raise CannotRead(f"{where}: {text!r} is no day")
