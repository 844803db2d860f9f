"""What somebody says of themselves, and what a supervisor saw."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID, uuid5

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext

from alongside.access.policy import may
from alongside.fidelity.models import Supervision
from alongside.fidelity.operations import (
    say_own_word,
    supervise_course,
    supervise_team,
    supervise_worker,
)
from alongside.fidelity.queries import own_words, supervisions_of, supervisions_of_course
from alongside.fidelity.rules import OWN_WORD, Principle, Window
from alongside.organisation.models import Team, Worker
from alongside.organisation.queries import profile_of
from alongside.web.courses.course import open_course
from alongside.web.drafts import DraftSlot
from alongside.web.fidelity.forms import OwnWordForm, SupervisionForm, window_of
from alongside.web.fidelity.words import PRINCIPLES
from alongside.web.forms import after
from alongside.web.pages import page
from alongside.web.viewer import viewer_of


@page("own_word.say")
def own_word(request: HttpRequest, principle: str) -> HttpResponse:
    """Where one stands with a principle that no record tells of."""
    viewer = viewer_of(request)
    if principle not in OWN_WORD:
        raise Http404
    worker = get_object_or_404(Worker, pk=viewer.worker_id)
    slot = DraftSlot(request, form="own_word", subject_id=uuid5(worker.pk, principle))
    if answer := slot.answer():
        return answer
    before = own_words([worker.pk]).get((worker.pk, principle))
    initial = {"level": before.level, "words": before.words} if before else {}
    form = OwnWordForm.from_slot(slot, profile=profile_of(viewer.agency_id), initial=initial)
    if request.method == "POST" and form.is_valid():
        with form.shows():
            say_own_word(by=viewer, worker=worker, principle=principle, key=slot.key, **form.cleaned_data)
            said = gettext("Kept. You and your lead see it.")
            return slot.done(
                after(request, "principles_worker", worker.pk, said=said, fragment=f"p-{principle}")
            )
    back = reverse("principles_worker", args=[worker.pk])
    context = {
        "form": form,
        "slot": slot,
        "principle": PRINCIPLES[Principle(principle)],
        "before": before,
        "back": back,
    }
    return render(request, "fidelity/own_word.html", context, status=422 if form.errors else 200)


@page("supervision.of_course")
def supervision_of_course(request: HttpRequest, enrolment_id: UUID) -> HttpResponse:
    """The supervisor's words about a course."""
    course = open_course(request, enrolment_id, policy="supervision.of_course")
    back = reverse("principles_course", args=[course.enrolment.pk])

    def keep(**said: Any) -> object:
        return supervise_course(by=course.viewer, enrolment=course.enrolment, **said)

    slot = DraftSlot(request, form="course_supervision", subject_id=course.enrolment.pk)
    earlier = supervisions_of_course(course.viewer, course.enrolment)
    return _write(request, slot, course.name, back, earlier, keep)


@page("supervision.of_worker")
def supervision_of_worker(request: HttpRequest, worker_id: UUID) -> HttpResponse:
    """The supervisor's words about a case manager's people together."""
    viewer = viewer_of(request)
    worker = get_object_or_404(Worker, pk=worker_id, agency_id=viewer.agency_id)
    if not may(viewer, "supervision.of_worker", worker):
        raise Http404
    back = reverse("principles_worker", args=[worker.pk])

    def keep(**said: Any) -> object:
        return supervise_worker(by=viewer, worker=worker, **said)

    slot = DraftSlot(request, form="worker_supervision", subject_id=worker.pk)
    return _write(request, slot, worker.name, back, supervisions_of(worker=worker), keep)


@page("supervision.of_team")
def supervision_of_team(request: HttpRequest, team_id: UUID) -> HttpResponse:
    """The supervisor's words about a team."""
    viewer = viewer_of(request)
    team = get_object_or_404(Team, pk=team_id, agency_id=viewer.agency_id)
    if not may(viewer, "supervision.of_team", team):
        raise Http404
    back = reverse("principles_team", args=[team.pk])

    def keep(**said: Any) -> object:
        return supervise_team(by=viewer, team=team, **said)

    slot = DraftSlot(request, form="team_supervision", subject_id=team.pk)
    return _write(request, slot, team.name, back, supervisions_of(team=team), keep)


def _write(
    request: HttpRequest,
    slot: DraftSlot,
    name: str,
    back: str,
    earlier: Sequence[Supervision],
    keep: Callable[..., object],
) -> HttpResponse:
    """The form, with the words of the last time above it."""
    if answer := slot.answer():
        return answer
    form = SupervisionForm.from_slot(slot, initial={"window": window_of(request.GET.get("months", ""))})
    if request.method == "POST" and form.is_valid():
        with form.shows():
            said = form.cleaned_data
            keep(window=Window(said["window"]), words=said["words"], agreed=said["agreed"], key=slot.key)
            kept = gettext("Kept. It stands here when you meet again.")
            return slot.done(after(request, back, said=kept, fragment="supervision"))
    context = {
        "form": form,
        "slot": slot,
        "name": name,
        "back": back,
        "last": next(iter(earlier), None),
        "names_nobody": slot.form != "course_supervision",
    }
    return render(request, "fidelity/supervision.html", context, status=422 if form.errors else 200)
