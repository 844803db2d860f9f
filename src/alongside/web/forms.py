"""The house's form: rules answer in it, dates are typed as people type them, nothing typed is lost.

slot = DraftSlot(request, form="pause", subject_id=enrolment.pk)
if answer := slot.answer():
    return answer
form = PauseForm.from_slot(slot)               # a form of a few short fields: PauseForm(request.POST or None)
if request.method == "POST" and form.is_valid():
    with form.shows():
        pause_course(by=request.actor, enrolment=enrolment, **form.cleaned_data)
        return slot.done(after(request, "person", enrolment.person_id, said=_("The course rests.")))
return render(request, "courses/pause.html", {"form": form, "slot": slot})
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time
from typing import Any, Protocol, Self

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.forms.utils import ErrorDict
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, resolve_url
from django.utils.functional import Promise
from django.utils.timezone import get_current_timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from alongside.kernel.errors import DomainError, StaleRecord
from alongside.organisation.choices import Choice, Choices
from alongside.web.together import Read, Together, bring_together
from alongside.web.widgets import ClockInput, DayInput, MomentInput

_DAY = re.compile(r"(?P<day>\d{1,2})[.\-/ ](?P<month>\d{1,2})[.\-/ ](?P<year>\d{4}|\d{2})")
_ISO_DAY = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})")
YEARS = (1900, 2199)
"""A day outside these years is a slip of the fingers, and some that are far off cannot be counted with."""
_CLOCK = re.compile(r"(?P<hour>\d{1,2})(?:[:.]?(?P<minute>\d{2}))?(?:[:.]\d{2})?")


_OUR_WORDS: tuple[tuple[str, type[forms.Field], Any], ...] = (
    ("required", forms.Field, _("Something is missing here.")),
    ("invalid_choice", forms.ChoiceField, _("Choose one from the list.")),
    ("invalid", forms.IntegerField, _("Write a whole number.")),
)
"""What we say where Django says "This field is required." and the like; a field's own words go first."""


class Slot(Protocol):
    """Where what was typed comes from: `web.drafts.DraftSlot`."""

    @property
    def data(self) -> QueryDict | None: ...
    @property
    def is_draft(self) -> bool: ...
    def sent_otherwise(self) -> bool: ...
    def holds(self, form: HouseForm) -> None: ...
    def keep_posted(self) -> None: ...


class HouseForm(forms.Form):
    """A form that shows what the rules say, at the field it is about, and keeps everything typed."""

    argument_fields: Mapping[str, str] = {}
    """Where an operation's argument has another name than its field: {"occurred_at": "day"}."""
    is_draft = False
    """Filled with what was kept while typing; it is not judged before it is sent."""
    sent_otherwise = False
    """The same form was carried out already, with other words."""
    slot: Slot | None = None
    """Where what is typed is kept."""
    together: Together | None = None
    """What a colleague saved while this form was being written (`web.together`)."""
    _reads: tuple[Read, ...] = ()

    @classmethod
    def from_slot(cls, slot: Slot, **options: Any) -> Self:
        """The form as it was posted, else with the draft in it, else fresh (`initial=` in `options`)."""
        form = cls(slot.data, **options)
        form.held_by(slot)
        form.sent_otherwise = slot.sent_otherwise()
        return form

    def held_by(self, slot: Slot) -> None:
        """Keep what is typed in this form in `slot`."""
        self.slot, self.is_draft = slot, slot.is_draft
        slot.holds(self)

    def meets(self, *reads: Read) -> Self:
        """Merge what a colleague saved in these records since this form was opened; before it is judged."""
        self._reads = reads
        if self.is_bound:
            self.together = bring_together(self, reads)
        return self

    def let_choose(self, name: str, source: Source, *, keep: str = "") -> None:
        """Set what can be chosen in a field; `keep` is the key a record holds, offered even if the list lost it."""
        field = self.fields[name]
        if isinstance(field, Pick):
            field.offer(source, keep=keep)
            return
        assert isinstance(field, forms.ChoiceField)
        field.choices = options(source, keep=keep)

    def carry(self, name: str, value: str) -> None:
        """Send another value along in a field than the one that was posted."""
        self.carry_all(name, [value])

    def carry_all(self, name: str, values: list[str]) -> None:
        """Send other values along in a field than those that were posted."""
        data = QueryDict(mutable=True)
        for key in self.data:
            data.setlist(key, self.data.getlist(key))  # type: ignore[attr-defined]
        data.setlist(self.add_prefix(name), values)
        self.data = data

    def is_valid(self) -> bool:
        """Whether it can be carried out. What cannot is kept: it is there again on any device."""
        fine = not self._shown_again and super().is_valid()
        if self.is_bound and not fine and self.slot is not None:
            self.slot.keep_posted()
        return fine

    @property
    def _shown_again(self) -> bool:
        """Whether the form is only to be looked at: a draft, or one of two texts was just put into its field."""
        return self.is_draft or (self.together is not None and self.together.choosing)

    def begin_again_at(self, name: str) -> None:
        """Show what was posted without judging it, as a draft, with the focus in one field."""
        self.is_draft = True
        self.fields[name].widget.attrs["autofocus"] = True

    def full_clean(self) -> None:
        """Judge what was sent; a draft has no errors yet."""
        if self._shown_again:
            self._errors = ErrorDict()
            self.cleaned_data = {}
            return
        for field in self.fields.values():
            for code, kind, words in _OUR_WORDS:
                if field.error_messages.get(code) is kind.default_error_messages[code]:
                    field.error_messages[code] = words
        super().full_clean()
        if self.sent_otherwise:
            self.add_error(
                None,
                _(
                    "This was kept already, from another tab or device, with other words. Yours are still here: "
                    "look at what was kept, then send them as something new, or leave the page."
                ),
            )

        if self.together is not None and self.together.decide:
            self.add_error(
                None,
                _(
                    "You and a colleague changed the same. Nothing of either is lost: look at both below, "
                    "then save what shall stand."
                ),
            )

    @contextmanager
    def shows(self) -> Iterator[None]:
        """Carry out what the form is for, all of it or nothing.

        A rule's no becomes an error of this form, with the rule's `code`; the view then renders it again.
        """
        try:
            with transaction.atomic():
                yield
        except DomainError as error:
            if isinstance(error, StaleRecord) and self._reads:
                for read in self._reads:
                    read.reload()
                self.together = bring_together(self, self._reads)
            self.add_error(self._field_of(error), ValidationError(error.text, code=error.code))
            if self.slot is not None:
                self.slot.keep_posted()

    @contextmanager
    def named(self, **fields: str) -> Iterator[None]:
        """Within `shows`, for a second write of the same form whose arguments have other fields."""
        try:
            yield
        except DomainError as error:
            error.field = fields.get(error.field or "", error.field)
            raise

    def _field_of(self, error: DomainError) -> str | None:
        name = self.argument_fields.get(error.field or "", error.field)
        return name if name in self.fields else None


class DayField(forms.DateField):
    """A calendar day, picked or typed: 24.11.2026, 24-11-26, 24/11 2026 with blanks, or 2026-11-24."""

    widget = DayInput
    default_error_messages = {"invalid": _("Write a day like 24.11.2026.")}

    def to_python(self, value: Any) -> date | None:
        """The day.

        Raises:
            ValidationError: it is not a day.
        """
        if value in self.empty_values:
            return None
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        day = read_day(str(value))
        if day is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return day


class ClockField(forms.TimeField):
    """A time of day, picked or typed: 14:30, 14.30, 1430 or 14."""

    widget = ClockInput
    default_error_messages = {"invalid": _("Write a time like 14:30.")}

    def to_python(self, value: Any) -> time | None:
        """The time.

        Raises:
            ValidationError: it is not a time of day.
        """
        if value in self.empty_values:
            return None
        if isinstance(value, time):
            return value
        clock = read_clock(str(value))
        if clock is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return clock


class MomentField(forms.DateTimeField):
    """A day and a time, picked or typed with a blank between: 24.11.2026 14.30. Aware, in the reader's zone."""

    widget = MomentInput
    default_error_messages = {"invalid": _("Write a day and a time like 24.11.2026 14:30.")}

    def to_python(self, value: Any) -> datetime | None:
        """The moment.

        Raises:
            ValidationError: it is not a day and a time.
        """
        if value in self.empty_values or isinstance(value, datetime):
            return value or None
        words = str(value).strip().replace("T", " ").rsplit(" ", 1)
        day = read_day(words[0])
        clock = read_clock(words[1]) if len(words) == 2 else None
        if day is None or clock is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return moment(day, clock)


def moment(day: date, clock: time) -> datetime:
    """That day and time where the reader is."""
    return datetime.combine(day, clock, tzinfo=get_current_timezone())


def read_day(text: str) -> date | None:
    """The day someone typed, or None. Day before month, except in ISO order; two digits are this century.

    A day outside `YEARS` is none.
    """
    text = text.strip()
    found = _ISO_DAY.fullmatch(text) or _DAY.fullmatch(text)
    if found is None:
        return None
    year = int(found["year"])
    if len(found["year"]) == 2:
        year += 2000
    if not YEARS[0] <= year <= YEARS[1]:
        return None
    try:
        return date(year, int(found["month"]), int(found["day"]))
    except ValueError:
        return None


def read_clock(text: str) -> time | None:
    """The time of day someone typed, or None."""
    found = _CLOCK.fullmatch(text.strip())
    if found is None:
        return None
    try:
        return time(int(found["hour"]), int(found["minute"] or 0))
    except ValueError:
        return None


Source = type[models.TextChoices] | Choices[Any] | Sequence[tuple[str, str | Promise]]


CHOOSE = _("Choose …")


class OneOf(forms.ChoiceField):
    """One tap among a few: radios underneath, drawn as choices or as a segment.

    Args:
        source: `TextChoices`, a list of a practice profile, or (key, words) pairs. Without it the form sets
            `field.choices = options(...)` when it knows the profile.
    """

    widget: type[forms.Widget] = forms.RadioSelect

    def __init__(self, source: Source | None = None, **kwargs: Any) -> None:
        super().__init__(choices=options(source) if source is not None else (), **kwargs)


class Pick(OneOf):
    """One of many: a list that opens, with a blank first line when nothing has been chosen yet."""

    widget = forms.Select

    def __init__(self, source: Source | None = None, *, blank: str | Promise = CHOOSE, **kwargs: Any) -> None:
        self.blank = blank
        super().__init__(source, **kwargs)
        self.offer(source or [])

    def offer(self, source: Source, *, keep: str = "") -> None:
        """Set what can be chosen; `keep` is the key a record holds, offered even if the list lost it."""
        self.choices = [("", self.blank), *options(source, keep=keep)]


def options(source: Source, *, keep: str = "") -> list[tuple[str, str | Promise]]:
    """(key, words) pairs for a field, in the reader's language.

    Args:
        keep: the key a record holds; offered too when the list no longer has it.
    """
    found: list[tuple[str, str | Promise]]
    if isinstance(source, Choices):
        found = [(choice.key, _words(choice)) for choice in source]
    elif isinstance(source, type):
        found = [(str(key), label) for key, label in source.choices]
    else:
        found = list(source)
    if keep and keep not in {key for key, _label in found}:
        found.append((keep, keep))
    return found


def _words(choice: Choice) -> str:
    return choice.label.in_(get_language() or "en")


def after(
    request: HttpRequest, to: str, *args: Any, said: str | Promise = "", fragment: str = ""
) -> HttpResponse:
    """Go on after something was done, and say what was done.

    Args:
        to: a route name (with `args`) or an address.
        said: the sentence on the next page.
        fragment: the place on the next page, without "#".
    """
    if said:
        messages.success(request, str(said))
    address = resolve_url(to, *args)
    return redirect(f"{address}#{fragment}" if fragment else address)
