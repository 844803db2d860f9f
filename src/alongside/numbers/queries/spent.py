"""Time in contact and time of writing, by month: one's own in full, a team's only of five or more together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, Sum

from alongside.access.actor import Actor, Role
from alongside.contacts.models import Contact, ContactStatus
from alongside.numbers import rules
from alongside.numbers.models import OwnLine, WritingDay
from alongside.numbers.queries.whose import Whose, begins, month_of
from alongside.numbers.rules import Together
from alongside.organisation.models import Membership, Worker

MINUTE = 60_000
"""Milliseconds."""

Contacts = dict[int, dict[UUID, tuple[int, int]]]
"""By place of the month and worker: minutes of contacts whose length is known, and contacts whose length is not."""
Writing = dict[int, dict[str, dict[UUID, tuple[int, int]]]]
"""By place of the month, form and worker: milliseconds, and how many forms were sent."""


@dataclass(frozen=True)
class TimeMonth:
    """A month. What fewer than five did is None.

    Attributes:
        contact_minutes: of held contacts whose length is known; `unknown` is how many others there were.
    """

    month: date
    running: bool
    contact_minutes: int | None
    unknown: int | None
    writing_minutes: int | None


@dataclass(frozen=True)
class FormTime:
    """Time of writing in one kind of form, and how many were sent. An empty name: several together."""

    form: str
    minutes: int
    sent: int | None


@dataclass(frozen=True)
class Line:
    """The time of one worker who shows their line."""

    name: str
    contact_minutes: int
    unknown: int
    writing_minutes: int


@dataclass(frozen=True)
class Spent:
    """Time spent.

    Attributes:
        forms: the longest first; of months that may be shown.
        lines: of those who show theirs, by name.
    """

    months: tuple[TimeMonth, ...]
    forms: tuple[FormTime, ...]
    lines: tuple[Line, ...] = ()


def time_spent(viewer: Actor, which: Whose, months: Sequence[date]) -> Spent:
    """Time in contact and of writing. Two queries about oneself, four about a team."""
    if which.team_id is None:
        assert viewer.worker_id is not None
        me = {viewer.worker_id}
        return _own(viewer, months, _contacts(viewer, which, me, months), _writing(me, months))
    at_work = Membership.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gt=months[0]),
        team_id=which.team_id,
        role=Role.CASE_MANAGER,
        starts_on__lt=rules.after(months[-1]),
    )
    workers = set(at_work.values_list("worker_id", flat=True))
    shown = OwnLine.objects.filter(worker_id__in=workers, shown=True).order_by("worker__name", "worker_id")
    names: dict[UUID, str] = dict(shown.values_list("worker_id", "worker__name"))
    return _of_team(
        viewer, months, _contacts(viewer, which, workers, months), _writing(workers, months), names
    )


def own_line_is_shown(worker: Worker | UUID) -> bool:
    """Whether the lead sees this worker's line. One query."""
    return OwnLine.objects.filter(worker=worker, shown=True).exists()


def _contacts(viewer: Actor, which: Whose, workers: Collection[UUID], months: Sequence[date]) -> Contacts:
    # One's own time is one's own, also with people one no longer reaches: only its sum is read.
    contacts = (
        Contact.objects.unscoped().standing() if which.team_id is None else Contact.objects.visible_to(viewer)
    )
    held = contacts.filter(
        worker_id__in=workers,
        status=ContactStatus.HELD,
        occurred_at__gte=begins(months[0]),
        occurred_at__lt=begins(rules.after(months[-1])),
    )
    if which.team_id is not None:
        held = held.filter(enrolment__team_id=which.team_id)
    rows = (
        held.annotate(nth=month_of(months, "occurred_at", moments=True))
        .values_list("nth", "worker_id")
        .annotate(known=Sum("minutes"), unknown=Count("pk", filter=Q(minutes__isnull=True)))
        .order_by()
    )
    found: Contacts = defaultdict(dict)
    for place, worker_id, known, unknown in rows:
        found[place][worker_id] = (known or 0, unknown)
    return found


def _writing(workers: Collection[UUID], months: Sequence[date]) -> Writing:
    rows = (
        WritingDay.objects.filter(worker_id__in=workers, day__gte=months[0], day__lt=rules.after(months[-1]))
        .annotate(nth=month_of(months, "day", moments=False))
        .values_list("nth", "form", "worker_id")
        .annotate(spent=Sum("milliseconds"), many=Sum("sent"))
        .order_by()
    )
    found: Writing = defaultdict(lambda: defaultdict(dict))
    for place, form, worker_id, spent, many in rows:
        found[place][form][worker_id] = (spent, many)
    return found


def _own(viewer: Actor, months: Sequence[date], contacts: Contacts, writing: Writing) -> Spent:
    assert viewer.worker_id is not None
    line = _line("", viewer.worker_id, contacts, writing)
    by_form: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
    for forms in writing.values():
        for form, by_worker in forms.items():
            for spent, many in by_worker.values():
                by_form[form][0] += spent
                by_form[form][1] += many
    by_month = []
    for place, month in enumerate(months):
        one = _line("", viewer.worker_id, {place: contacts.get(place, {})}, {place: writing.get(place, {})})
        by_month.append(
            TimeMonth(month, _running(month, viewer), one.contact_minutes, one.unknown, one.writing_minutes)
        )
    forms_found = (FormTime(form, round(spent / MINUTE), many) for form, (spent, many) in by_form.items())
    return Spent(tuple(by_month), _longest_first(forms_found), (line,))


def _of_team(
    viewer: Actor,
    months: Sequence[date],
    contacts: Contacts,
    writing: Writing,
    names: Mapping[UUID, str],
) -> Spent:
    by_month, rest = [], 0
    by_form: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
    for place, month in enumerate(months):
        met = contacts.get(place, {})
        in_contact = rules.together({"": {one: known for one, (known, _) in met.items()}}, open_lines=names)
        forms = writing.get(place, {})
        wrote = rules.together(
            {form: {one: spent for one, (spent, _) in by.items()} for form, by in forms.items()},
            open_lines=names,
        )
        by_month.append(
            TimeMonth(
                month,
                _running(month, viewer),
                in_contact.whole if in_contact else None,
                sum(unknown for _, unknown in met.values()) if in_contact else None,
                round(wrote.whole / MINUTE) if wrote else None,
            )
        )
        if wrote:
            rest += wrote.rest
            _add(by_form, wrote, forms)
    found = [FormTime(form, round(spent / MINUTE), many) for form, (spent, many) in by_form.items()]
    others = [FormTime("", round(rest / MINUTE), None)] if rest else []
    lines = tuple(_line(name, worker_id, contacts, writing) for worker_id, name in names.items())
    return Spent(tuple(by_month), (*_longest_first(found), *others), lines)


def _add(
    by_form: defaultdict[str, list[int]],
    wrote: Together,
    forms: Mapping[str, Mapping[UUID, tuple[int, int]]],
) -> None:
    for form, spent in wrote.parts.items():
        by_form[form][0] += spent
        by_form[form][1] += sum(many for _, many in forms[form].values())


def _line(
    name: str,
    worker_id: UUID,
    contacts: Mapping[int, Mapping[UUID, tuple[int, int]]],
    writing: Mapping[int, Mapping[str, Mapping[UUID, tuple[int, int]]]],
) -> Line:
    met = [by[worker_id] for by in contacts.values() if worker_id in by]
    wrote = [by[worker_id][0] for forms in writing.values() for by in forms.values() if worker_id in by]
    return Line(
        name,
        sum(known for known, _ in met),
        sum(unknown for _, unknown in met),
        round(sum(wrote) / MINUTE),
    )


def _longest_first(forms: Iterable[FormTime]) -> tuple[FormTime, ...]:
    return tuple(sorted(forms, key=lambda one: (-one.minutes, one.form)))


def _running(month: date, viewer: Actor) -> bool:
    return rules.after(month) > viewer.today
