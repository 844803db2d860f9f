"""The thirteen principles, and the records behind each number."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext

from alongside.access.actor import Actor, Role
from alongside.access.policy import may
from alongside.audit.purposes import Purpose
from alongside.caseload.queries import case_manager
from alongside.fidelity.measures import BY_KEY
from alongside.fidelity.queries import (
    Chosen,
    Held,
    choices,
    last_day,
    loads_of,
    of_agency,
    of_course,
    of_team,
    of_worker,
    own_words,
    supervisions_of,
    supervisions_of_course,
)
from alongside.fidelity.rules import Window
from alongside.organisation.models import Team, Worker
from alongside.organisation.queries import profile_of, workers_in
from alongside.web.courses.course import open_course
from alongside.web.fidelity import rows
from alongside.web.fidelity.forms import WindowForm, asked_of, window_of
from alongside.web.fidelity.words import MEASURES, PRINCIPLES, number
from alongside.web.looks import show_people
from alongside.web.pages import page
from alongside.web.viewer import viewer_of


@page("fidelity.read")
def principles(request: HttpRequest) -> HttpResponse:
    """To one's own page; of somebody who walks with nobody, to that of their team, or to the sums."""
    chosen = choices(viewer_of(request))
    if chosen.own is not None:
        return redirect("principles_worker", chosen.own.pk)
    if chosen.teams:
        return redirect("principles_team", chosen.teams[0][0].pk)
    if chosen.sums:
        return redirect("principles_all")
    raise Http404


@page("fidelity.course")
def of_course_page(request: HttpRequest, enrolment_id: UUID) -> HttpResponse:
    """One course."""
    course = open_course(request, enrolment_id, policy="fidelity.course")
    window = _window(request)
    line = of_course(course.viewer, course.enrolment, window)
    worker = case_manager(course.viewer, course.enrolment)
    own = [worker] if worker is not None else []
    return course.render(
        "fidelity/course.html",
        here="principles_course",
        form=WindowForm(initial={"months": window}),
        since=line.days.starts_on if line else None,
        until=last_day(line.days) if line else None,
        blocks=rows.of_course(line, window, own, own_words([one.pk for one in own]), _asked(course.viewer))
        if line
        else [],
        supervisions=supervisions_of_course(course.viewer, course.enrolment),
        write_url=_writes("supervision_course", window, course.enrolment.pk)
        if course.may("supervision.of_course")
        else "",
    )


@page("fidelity.course")
def evidence(request: HttpRequest, enrolment_id: UUID, key: str) -> HttpResponse:
    """The records behind one number of a course: those that count, and those that do not."""
    course = open_course(request, enrolment_id, policy="fidelity.course")
    measure = BY_KEY.get(key)
    window = asked_of(request.GET)
    line = of_course(course.viewer, course.enrolment, window) if measure else None
    if measure is None or line is None:
        raise Http404
    found = line.counts[key]
    label, how = MEASURES[key]
    return course.render(
        "fidelity/evidence.html",
        here="principles_course",
        label=label,
        how=how,
        principle=PRINCIPLES[measure.principle],
        value=number(measure.unit, found.n, found.of, one=True),
        since=line.days.starts_on,
        until=last_day(line.days),
        records=rows.records(line, found.items),
        back=reverse("principles_course", args=[course.enrolment.pk])
        + (f"?{urlencode({'months': window.value})}" if isinstance(window, Window) else ""),
    )


@page("fidelity.worker")
def of_worker_page(request: HttpRequest, worker_id: UUID) -> HttpResponse:
    """The people of one case manager: one's own, or for the lead."""
    viewer = viewer_of(request)
    worker = get_object_or_404(Worker, pk=worker_id, agency_id=viewer.agency_id)
    if not may(viewer, "fidelity.worker", worker):
        raise Http404
    window = _window(request)
    held = of_worker(viewer, worker, window)
    return _many(
        request,
        held,
        window,
        own=[worker],
        title=gettext("How I work") if worker.pk == viewer.worker_id else worker.name,
        about={"worker": worker},
        write_url=_writes("supervision_worker", window, worker.pk)
        if may(viewer, "supervision.of_worker", worker)
        else "",
    )


@page("fidelity.team")
def of_team_page(request: HttpRequest, team_id: UUID) -> HttpResponse:
    """A team, for its lead."""
    viewer = viewer_of(request)
    team = get_object_or_404(Team, pk=team_id, agency_id=viewer.agency_id)
    if not may(viewer, "fidelity.team", team):
        raise Http404
    window = _window(request)
    held = of_team(viewer, team, window)
    own = list(workers_in({team.pk}, role=Role.CASE_MANAGER, day=viewer.today))
    return _many(
        request,
        held,
        window,
        own=own,
        title=team.name,
        about={"team": team},
        write_url=_writes("supervision_team", window, team.pk),
    )


@page("fidelity.sums")
def all_together(request: HttpRequest) -> HttpResponse:
    """The whole agency in sums, without a name and without small groups."""
    viewer = viewer_of(request)
    window = _window(request)
    courses, sums = of_agency(viewer, window)
    return render(
        request,
        "fidelity/all.html",
        {
            "form": WindowForm(initial={"months": window}),
            "courses": courses,
            "blocks": rows.of_all(sums),
        },
    )


def _many(
    request: HttpRequest,
    held: Held,
    window: Window,
    *,
    own: list[Worker],
    title: str,
    about: dict[str, Any],
    write_url: str,
) -> HttpResponse:
    viewer = viewer_of(request)
    show_people(
        request,
        "principles",
        [line.course for line in held.lines],
        purpose=Purpose.SUPERVISION if viewer.lead_team_ids else None,
        **{name: str(record.pk) for name, record in about.items()},
    )
    return render(
        request,
        "fidelity/many.html",
        {
            "title": title,
            "tabs": _tabs(viewer, choices(viewer), request.path, window),
            "form": WindowForm(initial={"months": window}),
            "courses": len(held.lines),
            "blocks": rows.of_many(held, window, own, own_words([one.pk for one in own]), _asked(viewer)),
            "rooms": rows.rooms(loads_of(viewer, **about)),
            "supervisions": supervisions_of(**about),
            "write_url": write_url,
        },
    )


def _tabs(viewer: Actor, chosen: Chosen, here: str, window: Window) -> list[dict[str, Any]]:
    """The pages the viewer may go to: their own, each team they lead, and its case managers."""
    found: dict[str, str] = {}
    if chosen.own is not None:
        found[reverse("principles_worker", args=[chosen.own.pk])] = gettext("How I work")
    for team, workers in chosen.teams:
        found[reverse("principles_team", args=[team.pk])] = team.name
        for worker in workers:
            found.setdefault(reverse("principles_worker", args=[worker.pk]), worker.name)
    asked = urlencode({"months": window.value})
    return [{"url": f"{url}?{asked}", "label": label, "current": url == here} for url, label in found.items()]


def _window(request: HttpRequest) -> Window:
    return window_of(request.GET.get("months", ""))


def _writes(route: str, window: Window, record_id: UUID) -> str:
    return f"{reverse(route, args=[record_id])}?{urlencode({'months': window.value})}"


def _asked(viewer: Actor) -> rows.Asked:
    own = viewer.worker_id if Role.CASE_MANAGER in viewer.roles else None
    return rows.Asked(profile_of(viewer.agency_id), own)
