"""What is chosen about a spreadsheet."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from alongside.interop.models import Sheet, SheetKind
from alongside.interop.sheets.errors import LIMIT_MB
from alongside.interop.sheets.fields import Reads
from alongside.interop.sheets.house import NOTHING, House
from alongside.interop.sheets.matching import Match
from alongside.interop.sheets.progress import About
from alongside.kernel import drafts
from alongside.web.forms import HouseForm, OneOf, Pick


class SheetForm(HouseForm):
    """A file, and what its rows are."""

    kind = OneOf(label=_("What are the rows?"))
    file = forms.FileField(
        label=_("Spreadsheet"),
        help_text=_(
            "An .xlsx or .csv file. Nothing is written before you have seen what would become of it."
        ),
        widget=forms.ClearableFileInput(
            attrs={"accept": ".xlsx,.xlsm,.csv,.txt,.tsv,text/csv,application/vnd.ms-excel"}
        ),
        allow_empty_file=True,
    )
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, kinds: Sequence[SheetKind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].initial = drafts.new_key
        kind = self.fields["kind"]
        assert isinstance(kind, OneOf)
        kind.choices = [(one.value, one.label) for one in kinds]
        kind.initial = kinds[0].value

    @property
    def content(self) -> bytes:
        """What is in the file; of one that is too large, just more than the limit, so that it is refused."""
        found: bytes = self.cleaned_data["file"].read(LIMIT_MB * 1024 * 1024 + 1)
        return found


@dataclass(frozen=True)
class Column:
    """A column of the file: its heading, what stands in it, and the field that is chosen for it."""

    heading: str
    examples: Sequence[str]
    field: BoundField


class ColumnsForm(HouseForm):
    """What each column is; and what holds for every row where there is no column."""

    def __init__(self, *args: Any, about: About, match: Match, house: House, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.about, self.house = about, house
        chosen = {place: name for name, place in match.columns.items()}
        language = house.by.language
        offered: list[tuple[str, str | Promise]] = [
            (one.name, f"{one.label.in_(language)} *" if one.required else one.label.in_(language))
            for one in house.fields
        ]
        for place, header in enumerate(about.headers):
            column = Pick(
                offered,
                blank=_("Leave it out"),
                label=header or gettext("Column %(number)d") % {"number": place + 1},
                initial=chosen.get(place, ""),
                required=False,
            )
            self.fields[f"column_{place}"] = column
        for one in house.fields:
            if one.fixed:
                answers: list[tuple[str, str | Promise]] = [
                    (key, label) for key, label in house.choices[one.name] if key != NOTHING
                ]
                self.fields[f"fixed_{one.name}"] = Pick(
                    answers,
                    blank=_("As the rows say"),
                    label=one.label.in_(language),
                    initial=match.fixed.get(one.name, ""),
                    required=False,
                )

    def columns(self) -> Iterator[Column]:
        """The columns of the file, in its order."""
        for place in range(len(self.about.headers)):
            field = self[f"column_{place}"]
            yield Column(str(field.label), self.about.examples[place], field)

    def fixed(self) -> list[BoundField]:
        """What may be said once for every row."""
        return [self[name] for name in self.fields if name.startswith("fixed_")]

    @property
    def match(self) -> Match:
        """As it was chosen. A field that was chosen for two columns takes the first."""
        columns: dict[str, int] = {}
        for place in range(len(self.about.headers)):
            name = self.cleaned_data[f"column_{place}"]
            if name:
                if name in columns:
                    self.add_error(f"column_{place}", _("Another column has this field already."))
                columns.setdefault(name, place)
        fixed = {
            name.removeprefix("fixed_"): key
            for name, key in self.cleaned_data.items()
            if name.startswith("fixed_") and key
        }
        return Match(columns, fixed)


@dataclass(frozen=True)
class Words:
    """The words of one field that nobody has explained."""

    label: str
    needed: bool
    fields: list[BoundField]


class WordsForm(HouseForm):
    """What words of the file mean here."""

    def __init__(self, *args: Any, sheet: Sheet, house: House, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.house = house
        self.unknown: dict[str, list[str]] = json.loads(sheet.unknown or "{}")
        for name, words in self.unknown.items():
            for place, word in enumerate(words):
                self.fields[f"{name}-{place}"] = Pick(
                    [*house.choices[name], (NOTHING, gettext("Nothing: leave it empty"))],
                    label=f"“{word}”",
                    blank=_("Not explained"),
                    required=False,
                )

    def groups(self) -> list[Words]:
        """The words, by field."""
        labels = {one.name: one for one in self.house.fields}
        return [
            Words(
                labels[name].label.in_(self.house.by.language),
                labels[name].reads is Reads.CODE and name != "place",
                [self[f"{name}-{place}"] for place in range(len(words))],
            )
            for name, words in self.unknown.items()
        ]

    @property
    def words(self) -> Mapping[str, Mapping[str, str]]:
        """Field → word → key, of what was explained."""
        return {
            name: {
                word: self.cleaned_data[f"{name}-{place}"]
                for place, word in enumerate(words)
                if self.cleaned_data[f"{name}-{place}"]
            }
            for name, words in self.unknown.items()
        }
