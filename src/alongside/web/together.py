"""Two people in one form at a time: what one saved meanwhile is merged, field by field, into what the other sends.

    form = GoalChangeForm.from_slot(slot, initial=…).meets(Read(record, fields("title", "person_view")))

The form carries the version it was filled with. When the record has moved on, `kernel.merging` compares three texts:
that version (from history), what the record holds now, and what was typed. What only the colleague changed is taken
over, and the writer is told; what both changed is shown side by side, and the writer chooses or writes the two
together. Only then is the form sent on with the new version: an operation still refuses one that is not the last.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, time
from itertools import pairwise
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format, time_format
from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext, ngettext

from alongside.kernel.merging import merge
from alongside.kernel.models import Record
from alongside.organisation.models import Worker
from alongside.web import dates

TAKE, CLASH = "take", "clash"
"""The button that puts one of the texts into its field, and the fields that were shown side by side."""
Values = Mapping[str, Any]
Getter = str | Callable[[Any], Any]


def fields(*names: str) -> dict[str, Getter]:
    """Form fields that are attributes of the record under the same name."""
    return {name: name for name in names}


@dataclass(frozen=True)
class Stand:
    """What the fields held after somebody saved, who that was and when."""

    version: int
    values: Values
    by: UUID | None
    at: datetime


class Read:
    """A record as a form shows it.

    Args:
        names: form field → attribute, or a function of the record, that gives what the field shows.
        version: the form field with the version that was read.
    """

    def __init__(self, record: Record, names: Mapping[str, Getter], *, version: str = "version") -> None:
        self.record, self.names, self.field = record, names, version
        self.values = self._of(record)

    @property
    def version(self) -> int:
        """The version the record has now."""
        return self.record.version

    @property
    def initial(self) -> dict[str, Any]:
        """What a fresh form is filled with."""
        return {**self.values, self.field: self.version}

    def reload(self) -> None:
        """Read the record again, after somebody else was quicker."""
        self.record = type(self.record)._base_manager.get(pk=self.record.pk)
        self.values = self._of(self.record)

    def since(self, version: int) -> list[Stand]:
        """How the fields stood in that version, when it is kept, and after every change since. One query."""
        return [
            Stand(row.version, self._of(row), row.history_user_id, row.history_date)
            for row in self._history().filter(version__gte=version).order_by("version", "history_id")
        ]

    def _history(self) -> Any:
        return self.record.history  # type: ignore[attr-defined]

    def _of(self, row: Any) -> dict[str, Any]:
        return {name: get(row) if callable(get) else getattr(row, get) for name, get in self.names.items()}


@dataclass(frozen=True)
class Taken:
    """A field the colleague changed alone."""

    label: str | Promise
    by: str
    when: str


@dataclass(frozen=True)
class Clash:
    """A field both changed: what it was, what it is now, what was typed; all as they read on screen."""

    name: str
    label: str | Promise
    before: str
    theirs: str
    mine: str
    mine_sent: str
    by: str
    when: str
    can_join: bool


@dataclass
class Together:
    """What a colleague saved while this form was being written.

    Attributes:
        decide: something was changed by both and has not been shown yet: it must not be saved before.
        choosing: a text was just put into its field; the form is shown again.
        carried: hidden fields that keep all this with the form until it is saved.
    """

    taken: list[Taken] = field(default_factory=list)
    clashes: list[Clash] = field(default_factory=list)
    decide: bool = False
    choosing: bool = False
    carried: list[tuple[str, str]] = field(default_factory=list)

    @property
    def said(self) -> str:
        """What is said after the merged form was saved; nothing when nothing was merged."""
        if not self.taken:
            return ""
        last = self.taken[-1]
        return ngettext(
            "%(name)s changed “%(fields)s” %(when)s, while you were writing. Both of your changes are in.",
            "%(name)s changed %(fields)s %(when)s, while you were writing. All of it is in.",
            len(self.taken),
        ) % {
            "name": ", ".join(dict.fromkeys(one.by for one in self.taken)),
            "fields": ", ".join(str(one.label) for one in self.taken),
            "when": last.when,
        }


def bring_together(form: Any, reads: Iterable[Read]) -> Together | None:
    """Merge what was saved meanwhile into the posted (or kept) form; None when nothing was."""
    found = Together()
    met = False
    wish = str(form.data.get(TAKE, "")).partition(" ")
    for read in reads:
        seen = _number(form.data.get(read.field))
        since = _number(form.data.get(f"since_{read.field}"))
        if seen is None or (seen >= read.version and since is None):
            continue
        met = True
        stands = read.since(seen if since is None else min(since, seen))
        if seen < read.version:
            _merge(form, read, stands, seen, found)
        found.carried.append((f"since_{read.field}", str(seen if since is None else since)))
        shown = [name for name in form.data.getlist(CLASH) if name in read.values and name in form.fields]
        for name in shown:
            _show(form, read, stands, name, seen if since is None else since, found)
            if wish[2] == name:
                _take(form, name, wish[0], read.values[name])
                found.choosing = True
    return found if met else None


def _merge(form: Any, read: Read, stands: list[Stand], seen: int, found: Together) -> None:
    """Take over what only they changed, note what both did, and carry the version that is merged into."""
    kinds = {name: kind for name, kind in form.fields.items() if name in read.values}
    typed = {name: _posted(form, name) for name in kinds}
    known = next((stand.values for stand in stands if stand.version == seen), None)
    merged = merge(
        base={name: _plain(kinds[name], known[name]) for name in kinds} if known is not None else {},
        mine={name: _plain(kinds[name], typed[name]) for name in kinds},
        theirs={name: _plain(kinds[name], read.values[name]) for name in kinds},
    )
    for name in merged.taken:
        by, when = _who(kinds[name], stands, name)
        found.taken.append(Taken(form[name].label, by, when))
        put(form, name, read.values[name])
    form.carry(read.field, str(read.version))
    already = form.data.getlist(CLASH)
    new = [name for name in merged.clashes if name not in already]
    if new:
        form.carry_all(CLASH, [*already, *new])
        found.decide = True


def _show(form: Any, read: Read, stands: list[Stand], name: str, since: int, found: Together) -> None:
    kind = form.fields[name]
    before = next((stand.values[name] for stand in stands if stand.version == since), None)
    by, when = _who(kind, stands, name)
    mine = form.data.get(f"mine_{name}")
    if mine is None:
        mine = _plain(kind, _posted(form, name))
    found.carried += [(CLASH, name), (f"mine_{name}", mine)]
    found.clashes.append(
        Clash(
            name=name,
            label=form[name].label,
            before=shown(kind, before),
            theirs=shown(kind, read.values[name]),
            mine=shown(kind, mine),
            mine_sent=mine,
            by=by,
            when=when,
            can_join=isinstance(kind.widget, forms.Textarea),
        )
    )


def _take(form: Any, name: str, which: str, theirs: Any) -> None:
    mine = form.data.get(f"mine_{name}", "")
    if which == "both":
        put(form, name, f"{mine}\n\n{theirs or ''}".strip())
    else:
        put(form, name, theirs if which == "theirs" else mine)


def put(form: Any, name: str, value: Any) -> None:
    """Fill a field of a bound form as if it had been typed."""
    if isinstance(form.fields[name], forms.BooleanField):
        form.carry_all(name, ["on"] if value in (True, "on") else [])
    else:
        form.carry(name, _plain(form.fields[name], value))


def shown(kind: forms.Field, value: Any) -> str:
    """What a field holds, in words."""
    if isinstance(kind, forms.BooleanField):
        return gettext("Yes") if value in (True, "on") else gettext("No")
    if isinstance(kind, forms.ChoiceField):
        choices: Any = kind.choices
        words = {str(key): str(label) for key, label in choices}
        return words.get(str(value or ""), str(value or "")) or gettext("nothing")
    with suppress(ValidationError):
        value = kind.to_python(value)
    if isinstance(value, date):
        return date_format(value, "DATE_FORMAT")
    if isinstance(value, time):
        return time_format(value)
    return str("" if value is None else value) or gettext("nothing")


def _posted(form: Any, name: str) -> Any:
    kind = form.fields[name]
    return kind.widget.value_from_datadict(form.data, form.files, form.add_prefix(name))


def _plain(kind: forms.Field, value: Any) -> str:
    """A value as text that is the same whenever the value is: as typed, as kept, as stored."""
    with suppress(ValidationError):
        value = kind.to_python(value)
    if value is None or value is False:
        return ""
    if value is True:
        return "on"
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value).replace("\r\n", "\n").strip()


def _who(kind: forms.Field, stands: list[Stand], name: str) -> tuple[str, str]:
    """Who changed a field last, and when."""
    last = stands[-1] if stands else None
    for earlier, later in pairwise(stands):
        if _plain(kind, earlier.values[name]) != _plain(kind, later.values[name]):
            last = later
    if last is None:
        return gettext("A colleague"), ""
    workers = Worker.objects.filter(user_id=last.by) if last.by else Worker.objects.none()
    name_of = workers.values_list("name", flat=True).first()
    return name_of or gettext("A colleague"), dates.spoken_moment(last.at, localdate())


def _number(text: Any) -> int | None:
    return int(text) if str(text or "").isdecimal() else None
