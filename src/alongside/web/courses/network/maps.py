"""The network map: drawn with the person, kept as it was on that day, two of them compared."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from alongside.network.drawing import draw_map
from alongside.network.models import NetworkMap
from alongside.network.queries import Placed, around, maps_of, placed_now, placed_on
from alongside.network.rules import Moved, moves
from alongside.paper.sheet import Block, Heading, Points, Text, Words
from alongside.web import dates
from alongside.web.courses.course import Course, open_course
from alongside.web.courses.network.forms import MapForm
from alongside.web.courses.network.rings import ring_lines, rings
from alongside.web.drafts import DraftSlot
from alongside.web.forms import after
from alongside.web.pages import page
from alongside.web.paper.forms import SheetForm
from alongside.web.paper.making import Made, Options, wish_of
from alongside.web.paper.views import document

CHANGES = {
    Moved.NEW: _("New on the map"),
    Moved.NEARER: _("Nearer than before"),
    Moved.FURTHER: _("Further away than before"),
    Moved.GONE: _("Not on the map any more"),
}


@dataclass(frozen=True)
class MapLine:
    """A map that was drawn: the day, with whom of ours, and what the person said."""

    id: UUID
    day: str
    worker: str
    words: str


@dataclass(frozen=True)
class ChangeLine:
    """What changed between two maps, and for whom."""

    title: str
    names: list[str]


@page("course.read")
def network_map(request: HttpRequest, enrolment_id: UUID) -> HttpResponse:
    """The map as it is now, and every one that was drawn before."""
    course = open_course(request, enrolment_id)
    members = around(course.viewer, course.person)
    placed = placed_now(members, course.viewer.today)
    today = course.viewer.today
    unplaced = [
        one.name or one.relation
        for one in members
        if not one.closeness and (one.ended_on is None or one.ended_on > today)
    ]
    return course.render(
        "courses/network_map.html",
        here="network",
        drawing=rings(course.name, placed),
        lines=ring_lines(placed),
        unplaced=unplaced,
        maps=[_map_line(one, today) for one in maps_of(course.viewer, course.person)],
        anybody=bool(placed or unplaced),
        draws=course.may("network.draw"),
        prints=course.may("paper.print"),
    )


@page("network.draw")
def network_draw(request: HttpRequest, enrolment_id: UUID) -> HttpResponse:
    """Ask the person about everybody, and keep the map of the day."""
    course = open_course(request, enrolment_id, policy="network.draw")
    slot = DraftSlot(request, form="network_map", subject_id=enrolment_id)
    if answer := slot.answer():
        return answer
    today = course.viewer.today
    members = [
        one for one in around(course.viewer, course.person) if one.ended_on is None or one.ended_on > today
    ]
    form = MapForm.from_slot(slot, members=members, initial={"drawn_on": today})
    if request.method == "POST" and form.is_valid():
        with form.shows():
            draw_map(by=course.viewer, person=course.person, key=slot.key, **form.said())
            said = _("The map of the day is kept.")
            return slot.done(after(request, "network_map", enrolment_id, said=said))
    return course.render("courses/network_draw.html", here="network", form=form, slot=slot)


@page("course.read")
def network_compare(request: HttpRequest, enrolment_id: UUID, map_id: UUID) -> HttpResponse:
    """A map of an earlier day beside a later one, or beside how it is now: who came nearer, who left, who is new."""
    course = open_course(request, enrolment_id)
    today = course.viewer.today
    maps = maps_of(course.viewer, course.person)
    before = _of(maps, map_id)
    later = _later(maps, request.GET.get("with", ""), than=before)
    then = placed_on(course.viewer, before)
    now = (
        placed_on(course.viewer, later) if later else placed_now(around(course.viewer, course.person), today)
    )
    return course.render(
        "courses/network_compare.html",
        here="network",
        before=_map_line(before, today),
        later=_map_line(later, today) if later else None,
        others=[_map_line(one, today) for one in maps if one.drawn_on >= before.drawn_on and one != before],
        changes=_changes(then, now),
        then=(rings(course.name, then), ring_lines(then)),
        now=(rings(course.name, now), ring_lines(now)),
    )


@page("paper.print")
def paper_network(request: HttpRequest, enrolment_id: UUID) -> HttpResponse:
    """The map on one sheet of paper."""
    course = open_course(request, enrolment_id, policy="paper.print")
    form = SheetForm(request.POST or None, course=course, wish=wish_of(course))
    return document(course, form, network_sheet, kind="network")


def network_sheet(course: Course, options: Options) -> Made:
    """The map as it is now: the rings, the same as a list, and what the person said when it was drawn last."""
    title = gettext("The people around %(name)s") % {"name": course.name}
    placed = placed_now(around(course.viewer, course.person), course.viewer.today)
    if not placed:
        return title, [Text(gettext("Nobody has a place on the map yet."))]
    blocks: list[Block] = [rings(course.name, placed)]
    for line in ring_lines(placed):
        blocks += [Heading(line.title), Points(tuple(line.names))]
    last = next(iter(maps_of(course.viewer, course.person)), None)
    if last is not None and last.words:
        day = dates.short_day(last.drawn_on, course.viewer.today)
        blocks.append(Words(last.words, f"{course.name}, {day}"))
    return title, blocks


def _changes(then: list[Placed], now: list[Placed]) -> list[ChangeLine]:
    names = {one.id: one.name for one in [*then, *now]}
    found = moves({one.id: one.ring for one in then}, {one.id: one.ring for one in now})
    lines = [
        ChangeLine(str(title), [names[key] for moved, key in found if moved == which])
        for which, title in CHANGES.items()
    ]
    return [line for line in lines if line.names]


def _map_line(one: NetworkMap, today: date) -> MapLine:
    worker = one.worker.name if one.worker else ""
    return MapLine(one.pk, dates.short_day(one.drawn_on, today), worker, one.words)


def _of(maps: list[NetworkMap], map_id: UUID) -> NetworkMap:
    found = next((one for one in maps if one.pk == map_id), None)
    if found is None:
        raise Http404
    return found


def _later(maps: list[NetworkMap], wanted: str, *, than: NetworkMap) -> NetworkMap | None:
    found = next((one for one in maps if str(one.pk) == wanted), None)
    if found is None:
        return None
    if found.drawn_on < than.drawn_on or found == than:
        raise Http404
    return found
