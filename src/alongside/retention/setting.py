"""Everything about a person as a document one can read: the data, set by typst, in the person's language."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.db import models
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import override

from alongside.access.actor import Actor
from alongside.corrections.kinds import kind_of
from alongside.paper.letters import day_in, letterhead_of, sender_of
from alongside.paper.sheet import Block, Entry, Facts, Heading, Sheet, Table, Text
from alongside.paper.typesetting import as_pdf
from alongside.people.models import Person
from alongside.retention.words import FIELDS, KINDS, PURPOSES, ROLES

FIRST = ("people.person", "people.personidentifier", "people.quote", "corrections.remark", "contacts.contact")
"""What a person reads first; the rest follows by name."""


def as_pdf_file(
    person: Person, data: dict[str, Any], *, viewer: Actor, language: str, large: bool = False
) -> bytes:
    """The data of `telling.told` as a tagged PDF.

    Raises:
        CannotSet: it could not be set.
    """
    agency = person.agency
    with override(language):
        title = _("What we have written about %(name)s") % {"name": person.full_name}
        sheet = Sheet(
            title=title,
            language=language,
            blocks=tuple(_blocks(data)),
            sender=sender_of(agency, letterhead_of(agency.pk)),
            made="",
            page_words=_("Page {page} of {pages}"),
            day=day_in(viewer.today, language),
            large=large,
        )
    return as_pdf([sheet], title=title, stamp=viewer.now)


def _blocks(data: dict[str, Any]) -> Iterator[Block]:
    yield Text(
        _(
            "This is everything that is kept about you here, as it reads today, with what it read before. "
            "The same stands beside it as a file for machines."
        )
    )
    records: dict[str, list[dict[str, Any]]] = data["records"]
    for label in sorted(records, key=lambda one: (FIRST.index(one) if one in FIRST else len(FIRST), one)):
        if records[label]:
            yield from _kind(label, records[label])
    if data["withheld"]:
        yield Heading(_("What was kept back"))
        for one in data["withheld"]:
            yield Text(f"{_label(one['kind'])}: {one['why']}")
    yield from _log(data.get("log", []))


def _kind(label: str, rows: list[dict[str, Any]]) -> Iterator[Block]:
    model = apps.get_model(label)
    yield Heading(_label(label))
    for row in rows:
        items = [(_field(model, name), _words(model, name, value)) for name, value in row["fields"].items()]
        shown = tuple((name, words) for name, words in items if words)
        if shown:
            yield Facts(shown)
        for earlier, later in zip(row.get("versions", []), row.get("versions", [])[1:], strict=False):
            yield from _changed(model, earlier, later)


def _changed(model: type[models.Model], earlier: dict[str, Any], later: dict[str, Any]) -> Iterator[Block]:
    """What read otherwise before a version."""
    before, after = earlier["fields"], later["fields"]
    lines = [
        f"{_field(model, name)}: {_words(model, name, before.get(name)) or '–'}"
        for name in sorted(before.keys() | after.keys())
        if before.get(name) != after.get(name) and name not in ("version", "recorded_at")
    ]
    if lines:
        when = _moment(later["at"])
        yield Entry(_("Before %(when)s it read") % {"when": when}, _staff(later["by"]), "\n".join(lines))


def _log(log: list[dict[str, Any]]) -> Iterator[Block]:
    if not log:
        return
    yield Heading(_("Who looked, when and why"))
    rows = tuple(
        (
            _moment(one["at"]),
            _staff(one["by"]),
            one["page"],
            str(PURPOSES.get(one["purpose"], one["purpose"])),
        )
        for one in log
    )
    yield Table((_("When"), _("Who"), _("What"), _("Why")), rows)


def _label(label: str) -> str:
    if label in KINDS:
        return str(KINDS[label])
    kind = kind_of(apps.get_model(label))
    return str(kind.label) if kind is not None else label.partition(".")[2]


def _field(model: type[models.Model], name: str) -> str:
    kind = kind_of(model)
    found = next((one.label for one in kind.fields if one.name == name), None) if kind else None
    return str(found or FIELDS.get(name) or name.replace("_", " "))


def _words(model: type[models.Model], name: str, value: Any) -> str:
    """A value as it is read. Keys of other records and how often it was saved say nothing to anybody."""
    column: Any = model._meta.get_field(name)
    if name in ("version", "agency") or value in (None, "", [], {}):
        return ""
    if isinstance(value, dict) and "role" in value:
        return _staff(value)
    if column.is_relation or isinstance(column, models.UUIDField | models.BinaryField):
        return ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if column.choices:
        return str(dict(column.choices).get(value, value))
    if isinstance(column, models.DateTimeField):
        return _moment(value)
    if isinstance(column, models.DateField):
        return date_format(date.fromisoformat(value))
    return str(value)


def _staff(by: dict[str, str]) -> str:
    role = str(ROLES.get(by["role"], by["role"]))
    return ", ".join(filter(None, [by.get("name", ""), role, by["unit"]]))


def _moment(text: str) -> str:
    return date_format(localtime(datetime.fromisoformat(text)), "SHORT_DATETIME_FORMAT")
