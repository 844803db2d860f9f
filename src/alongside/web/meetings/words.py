"""A meeting in the reader's words: its lines, the note they make, and its address."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext

from alongside.meetings.models import Line, LineKind
from alongside.plans.models import Step
from alongside.web import dates


@dataclass(frozen=True)
class SaidLine:
    """A line of a meeting.

    Attributes:
        kind: said, decided or letter.
        due: by when; `late` when that day has gone by and it is neither done nor come.
        step_url: the step of the plan it became; `done` when the plan says so.
        document_id: the letter that came.
    """

    id: UUID
    kind: str
    label: str
    who: str
    text: str
    due: str
    late: bool
    step_url: str
    done: bool
    document_id: UUID | None
    document: str


def lines_of(
    lines: Iterable[Line], steps: Mapping[UUID, Step], enrolment_id: UUID, today: date
) -> list[SaidLine]:
    """The lines in words."""
    found = []
    for line in lines:
        step = steps.get(line.step_id) if line.step_id is not None else None
        done = step is not None and step.done_on is not None
        # Once it is a step, the plan says by when.
        due_on = step.due_on if step is not None else line.due_on
        open_still = not done and line.document_id is None
        found.append(
            SaidLine(
                id=line.pk,
                kind=line.kind,
                label=str(LineKind(line.kind).label),
                who=line.who,
                text=line.text,
                due=dates.due(due_on, today) if due_on is not None and open_still else "",
                late=due_on is not None and due_on < today and open_still,
                step_url=f"{reverse('plan', args=[enrolment_id])}#step-{step.pk}" if step is not None else "",
                done=done,
                document_id=line.document_id,
                document=line.document.title if line.document is not None else "",
            )
        )
    return found


def note_from(lines: Iterable[Line]) -> str:
    """What the lines of a meeting say, as the beginning of its note."""
    return "\n".join(_sentence(line) for line in lines)


def _sentence(line: Line) -> str:
    said = f"{line.who}: {line.text}" if line.who else line.text
    if line.kind == LineKind.SAID:
        return said
    form = (
        gettext("Decided: %(what)s")
        if line.kind == LineKind.DECIDED
        else gettext("A letter is to come: %(what)s")
    )
    if line.due_on is not None:
        day = f"{line.due_on.day}.{line.due_on.month}.{line.due_on.year}"
        said = gettext("%(what)s (by %(day)s)") % {"what": said, "day": day}
    return form % {"what": said}


def meeting_url(contact_id: UUID) -> str:
    """Where a meeting is prepared, written down and followed up."""
    return reverse("meeting", args=[contact_id])
