"""Walking through a delivery: one element with its place in the file, and the values it may hold.

Every accessor answers with a value of the right type or None, and notes a problem at the element's own path when the
value is of another kind. So the rules that follow can be written as if the file were well-formed, and still name
every place that is not.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from alongside.referrals import codes

from .problems import Findings
from .profiles import Extension, is_extension
from .records import Coding, When

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_PART_OF_DAY = re.compile(r"\d{4}(-\d{2})?")
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})")


@dataclass(frozen=True)
class Element:
    """A JSON object in the delivery, its path, and where problems are noted."""

    value: dict[str, Any]
    path: str
    found: Findings

    def refuse(self, rule: str, at: str = "", **details: object) -> None:
        """Note a problem here, or at the element `at` below; values are shortened, so that they stay readable."""
        path = f"{self.path}.{at}" if at else self.path
        self.found.add(path, rule, **{name: str(value)[:400] for name, value in details.items()})

    def has(self, name: str) -> bool:
        """Is there such an element at all?"""
        return name in self.value

    def lacks(self, name: str) -> bool:
        """Is there no such element, or nothing but spaces in it?"""
        value = self.value.get(name)
        return value is None or (isinstance(value, str) and not value.strip())

    def get(self, name: str) -> Element | None:
        """The object below `name`."""
        value = self.value.get(name)
        if value is None:
            return None
        if not isinstance(value, dict):
            self.refuse("file-shape", name, expected="{ … }")
            return None
        return Element(value, f"{self.path}.{name}", self.found)

    def each(self, name: str) -> list[Element]:
        """The objects in the list below `name`."""
        value = self.value.get(name)
        if value is None:
            return []
        if not isinstance(value, list):
            self.refuse("file-shape", name, expected="[ … ]")
            return []
        elements = []
        for index, item in enumerate(value):
            if isinstance(item, dict):
                elements.append(Element(item, f"{self.path}.{name}[{index}]", self.found))
            else:
                self.refuse("file-shape", f"{name}[{index}]", expected="{ … }")
        return elements

    def text(self, name: str, *, longest: int | None = None) -> str | None:
        """The text below `name`; a text of nothing but spaces counts as missing.

        `longest` is how many signs can be kept: a longer text is refused, because cutting it off would change it.
        """
        value = self.value.get(name)
        if value is None:
            return None
        if not isinstance(value, str):
            self.refuse("file-shape", name, expected="“…”")
            return None
        text = value.strip()
        if longest is not None and len(text) > longest:
            self.refuse("text-too-long", name, limit=longest)
        return text or None

    def texts(self, name: str) -> tuple[str, ...]:
        """The texts in the list below `name`."""
        value = self.value.get(name)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self.refuse("file-shape", name, expected="[“…”]")
            return ()
        return tuple(item.strip() for item in value if item.strip())

    def whole_number(self, name: str) -> int | None:
        """The whole number below `name`."""
        value = self.value.get(name)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int):
            self.refuse("file-shape", name, expected="1, 2, 3 …")
            return None
        return value

    def when(self, name: str, *, required: bool = False) -> When | None:
        """The day or moment below `name`, in the precision it was given."""
        value = self.text(name)
        if value is None:
            if required and self.lacks(name):
                self.refuse("time-missing", name)
            return None
        try:
            if _DAY.fullmatch(value):
                return date.fromisoformat(value)
            if _MOMENT.fullmatch(value):
                moment = datetime.fromisoformat(value)
                moment.astimezone(UTC)  # the first and the last day of the calendar may not survive this
                return moment
        except (ValueError, OverflowError):
            self.refuse("time-form", name)
            return None
        self.refuse("time-whole" if _PART_OF_DAY.fullmatch(value) else "time-form", name)
        return None

    def moment(self, name: str, *, required: bool = False) -> datetime | None:
        """The moment below `name`; a mere day is not enough."""
        value = self.when(name, required=required)
        if value is not None and not isinstance(value, datetime):
            self.refuse("time-form", name)
            return None
        return value

    def period(self, *, start_required: bool) -> tuple[When | None, When | None]:
        """Start and end of the element `period`."""
        period = self.get("period")
        if period is None:
            if start_required:
                self.refuse("time-missing", "period.start")
            return None, None
        start = period.when("start", required=start_required)
        end = period.when("end")
        if start is not None and end is not None and is_before(end, start):
            period.refuse("period-order")
        return start, end

    def status(self, states: tuple[str, ...], name: str = "status", *, required: bool = True) -> str | None:
        """The state below `name`, one of `states`."""
        value = self.text(name)
        if required and self.lacks(name):
            self.refuse("fhir-missing", name)
        if value is not None and value not in states:
            self.refuse("fhir-status", name, code=value[:80], allowed=", ".join(states))
            return None
        return value

    def extensions(self, extension: Extension) -> list[Element]:
        """The extensions of this kind, under any of KL's addresses."""
        return [found for found in self.each("extension") if is_extension(found.text("url") or "", extension)]

    def extension(self, extension: Extension) -> Element | None:
        """The one extension of this kind."""
        found = self.extensions(extension)
        if len(found) > 1:
            self.refuse("one-only", "extension", what=extension.value, count=len(found))
        return found[0] if found else None

    def codings(self, name: str) -> tuple[Coding, ...]:
        """All codings of the CodeableConcept below `name`."""
        concept = self.get(name)
        return tuple(coding.as_coding() for coding in concept.each("coding")) if concept else ()

    def as_coding(self) -> Coding:
        """This element itself as a coding."""
        return Coding(self.text("system"), self.text("code"), self.text("display"))

    def code(
        self,
        name: str,
        *,
        system: str,
        belongs: Callable[[str], bool],
        expected: str,
        required: bool = True,
    ) -> str | None:
        """The one code of `system` in the CodeableConcept below `name`.

        `belongs` decides whether it is in the value set, `expected` names the value set in messages. Codings of other
        systems are translations and are left alone, as long as there is one of ours.
        """
        concept = self.get(name)
        if concept is None:
            if required and self.lacks(name):
                self.refuse("code-missing", name, expected=expected)
            return None
        return concept.coded(system=system, belongs=belongs, expected=expected, required=required)

    def coded(
        self, *, system: str, belongs: Callable[[str], bool], expected: str, required: bool = True
    ) -> str | None:
        """The one code of `system` in this CodeableConcept; see `code`."""
        codings = self.each("coding")
        ours = [coding for coding in codings if _same_system(coding.text("system"), system)]
        if len(ours) > 1:
            self.refuse("code-one", "coding", expected=expected, count=len(ours))
            return None
        if not ours:
            if codings:
                codings[0].refuse("code-system", "system", expected=expected)
            elif required:
                self.refuse("code-missing", "coding", expected=expected)
            return None
        return ours[0].belonging(belongs, expected)

    def belonging(self, belongs: Callable[[str], bool], expected: str) -> str | None:
        """The code of this coding, when it is in the value set."""
        code = self.text("code")
        if code is None:
            self.refuse("code-missing", "code", expected=expected)
        elif belongs(code):
            return code
        elif exists(self.text("system"), code):
            self.refuse("code-value-set", "code", code=code[:80], expected=expected)
        else:
            self.refuse("code-unknown", "code", code=code[:80])
        return None


def exists(system: str | None, code: str) -> bool:
    """Does the code exist in the code system? Of systems we do not ship, nothing is claimed."""
    if codes.system_of(system) is None:
        return True
    try:
        codes.concept(code, system)
    except codes.UnknownCode:
        return False
    return True


def is_before(one: When, other: When) -> bool:
    """Does `one` lie before `other`? A day and a moment are compared as days."""
    if isinstance(one, datetime) and isinstance(other, datetime):
        return one < other
    return _day(one) < _day(other)


def _day(when: When) -> date:
    return when.date() if isinstance(when, datetime) else when


def _same_system(name: str | None, system: str) -> bool:
    return name is not None and (codes.system_of(name) or name) == system
