"""From a course and some choices to a sheet on the screen or in a file, written to the trail."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext, override

from alongside.access.actor import Actor
from alongside.access.purposes import purpose_of
from alongside.audit.trail import record_print
from alongside.consents.part2 import Notice
from alongside.organisation.models import Agency
from alongside.paper.letters import Wish, day_in, letterhead_of, sender_of, wishes_of
from alongside.paper.sheet import Block, Sheet, Text
from alongside.paper.typesetting import as_pdf
from alongside.web.courses.course import Course

PDF_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'"
"""A PDF fetches nothing. The browser's own viewer needs its styles, and does not open in a sandbox."""


@dataclass(frozen=True)
class Options:
    """How a document is to be, as it was chosen.

    Attributes:
        parts: keys of what goes in, where there is a choice.
        start, end: the days of a list, both included.
        reason: why something protected goes in.
    """

    language: str
    large: bool
    parts: frozenset[str] = frozenset()
    start: date | None = None
    end: date | None = None
    with_text: bool = False
    reason: str = ""
    told: frozenset[str] | None = None
    """The categories of information that may be told, for a document that leaves the house; None: all of them."""

    def tells(self, category: str) -> bool:
        """Whether this category of information goes in."""
        return self.told is None or category in self.told

    @property
    def included(self) -> list[str]:
        """What the trail keeps of it: kinds, never words of the record."""
        found = [f"language:{self.language}", *(["large"] if self.large else []), *sorted(self.parts)]
        if self.start and self.end:
            found.append(f"{self.start.isoformat()}/{self.end.isoformat()}")
        if self.with_text:
            found.append("notes")
        if self.reason:
            found.append(f"why: {self.reason}")
        return found


Made = tuple[str, Sequence[Block]]
"""A document's title and its blocks."""
Builder = Callable[[Course, Options], Made]


def wish_of(course: Course) -> Wish:
    """How the person wants their paper. Two queries."""
    language = Agency.objects.values_list("language", flat=True).get(pk=course.viewer.agency_id)
    return wishes_of(course.viewer, [course.person], otherwise=language)[course.person.pk]


def made_sheet(
    course: Course,
    options: Options,
    build: Builder,
    *,
    notices: Sequence[Notice] = (),
    more: Sequence[Block] = (),
) -> Sheet:
    """The document in the language that was chosen. The person's own words are never translated.

    Args:
        notices: what has to stand on it (`consents.part2.notices_for`): a line on every page, the statement at its end.
        more: what goes along after it.
    """
    viewer = course.viewer
    agency = Agency.objects.get(pk=viewer.agency_id)
    sender = sender_of(agency, letterhead_of(agency.pk))
    with override(options.language):
        title, blocks = build(replace(course, language=options.language, _worker_name=None), options)
        day = day_in(viewer.today, options.language)
        made = gettext("Printed by %(name)s on %(day)s") % {"name": viewer.name, "day": day}
        return Sheet(
            title=title,
            language=options.language,
            blocks=(*blocks, *more, *(Text(notice.statement, soft=True) for notice in notices)),
            sender=sender,
            made=made,
            page_words=gettext("Page {page} of {pages}"),
            day=day,
            large=options.large,
            notices=tuple(notice.line for notice in notices),
        )


def note_print(viewer: Actor, *, page: str, record: object, included: list[str]) -> None:
    """Write to the trail that something was put on paper, and what was on it."""
    record_print(
        viewer=viewer,
        page=page,
        record=record,
        purpose=purpose_of(viewer, record),
        detail={"included": included},
    )


def pdf_answer(request: HttpRequest, sheets: Sequence[Sheet], *, title: str, kind: str) -> HttpResponse:
    """The sheets as a PDF in the browser, under a name that tells nobody whose it is. Never kept by the browser."""
    viewer: Any = request.actor  # type: ignore[attr-defined]
    answer = pdf_file(as_pdf(sheets, title=title, stamp=viewer.now), f"{kind}-{viewer.today.isoformat()}")
    return answer


def pdf_file(pdf: bytes, name: str) -> HttpResponse:
    """A PDF as an answer; `name` without its ending."""
    return HttpResponse(
        pdf,
        content_type="application/pdf",
        headers={
            "Content-Disposition": f'inline; filename="{name}.pdf"',
            "Content-Security-Policy": PDF_POLICY,
            "Cache-Control": "no-store",
        },
    )
