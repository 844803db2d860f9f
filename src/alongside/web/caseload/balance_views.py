"""The proposal for a team: asked for, changed line by line, turned into questions to colleagues."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID, uuid5

from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, gettext_lazy, ngettext
from django.utils.translation import gettext_lazy as _

from alongside.access.actor import Actor
from alongside.audit.purposes import Purpose
from alongside.caseload.balancing import rules
from alongside.caseload.balancing.errors import NoRoom, TookTooLong
from alongside.caseload.balancing.optimiser import best
from alongside.caseload.balancing.queries import Table, table
from alongside.caseload.balancing.rules import Line, Post, Walked
from alongside.caseload.operations import ask_hand_over
from alongside.caseload.rules import Fit
from alongside.enrolments.models import Enrolment
from alongside.kernel import drafts
from alongside.organisation.models import Team, Worker
from alongside.organisation.queries import profile_of
from alongside.web.caseload.words import BECAUSE, LACKS, head_count, short_number, weight_of
from alongside.web.drafts import posted_key
from alongside.web.forms import DayField, HouseForm, after
from alongside.web.looks import show_people
from alongside.web.pages import page
from alongside.web.viewer import viewer_of

STAYS, FULL, LEAVES = "stays", "full", "leaves"
STANCES = (
    (STAYS, gettext_lazy("takes people")),
    (FULL, gettext_lazy("takes nobody new")),
    (LEAVES, gettext_lazy("leaves, everyone moves")),
)
WEIGHS: tuple[tuple[str | Promise, float], ...] = (
    (gettext_lazy("another case manager for a person"), rules.CHANGE),
    (gettext_lazy("each person over the norm"), rules.OVER_NORM),
    (gettext_lazy("a language that is not spoken"), rules.LACKS[Fit.LANGUAGE]),
    (gettext_lazy("a wish for a woman or a man that is not met"), rules.LACKS[Fit.GENDER]),
    (gettext_lazy("each weight over what a post is made for"), rules.OVER_WEIGHT),
    (gettext_lazy("a part of town that is not known"), rules.LACKS[Fit.AREA]),
    (gettext_lazy("the last place of a full post"), rules.FILLING),
)


class AskForm(HouseForm):
    """From when, and why, for all lines together."""

    planned_on = DayField(label=_("From"))
    reason = forms.CharField(
        label=_("Why"),
        help_text=_("Each person will ask. Write it so that they can read it."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )


@dataclass(frozen=True)
class PostRow:
    """A case manager, now and then."""

    id: UUID
    name: str
    now: str
    then: str
    over: bool
    stance: str


@dataclass(frozen=True)
class LineRow:
    """One person of the proposal, in words."""

    id: UUID
    name: str
    said: str
    costs: str
    shown: UUID
    chosen: str
    choices: list[tuple[str, str | Promise]]


@page("team.balance")
def balance(request: HttpRequest, team_id: UUID) -> HttpResponse:
    """Ask for a proposal, change it, and ask the colleagues."""
    actor = viewer_of(request)
    team = get_object_or_404(Team, pk=team_id, pk__in=actor.lead_team_ids)
    stances = _stances(request)
    found = table(
        actor,
        team.pk,
        day=actor.today,
        leaving=[worker for worker, stance in stances.items() if stance == LEAVES],
        full=[worker for worker, stance in stances.items() if stance == FULL],
        fixed=_fixed(request),
    )
    placed, trouble = _proposal(found)
    wants = request.method == "POST" and request.POST.get("do") == "ask"
    form = AskForm(request.POST if wants else None, initial={"planned_on": actor.today})
    lines = rules.lines(found.people, found.posts, placed) if placed else []
    if wants and form.is_valid() and not trouble:
        with form.shows(), transaction.atomic():
            asked = _ask(actor, team, lines, form, posted_key(request) or drafts.new_key())
            said = ngettext(
                "%(count)d hand-over is asked for. Nothing moves before the receiver says yes.",
                "%(count)d hand-overs are asked for. Nothing moves before each receiver says yes.",
                asked,
            )
            return after(request, "moves", said=said % {"count": asked})
    courses = Enrolment.objects.visible_to(actor).filter(pk__in=[person.id for person in found.people])
    show_people(request, "balance", courses, purpose=Purpose.SUPERVISION, team=str(team.pk))
    staying = sum(not line.moves for line in lines)
    context = {
        "team": team,
        "form": form,
        "trouble": trouble,
        "key": posted_key(request) or drafts.new_key(),
        "stances": STANCES,
        "posts": [_post_row(post, found, placed or _now(found), stances) for post in found.posts],
        "lines": [_line_row(line, found, request) for line in lines if line.moves],
        "stay": [_line_row(line, found, request) for line in lines if not line.moves],
        "staying": ngettext(
            "%(count)d keeps their case manager", "%(count)d keep their case manager", staying
        )
        % {"count": staying},
        "asked": found.asked,
        "moving": sum(line.moves for line in lines),
        "summary": _summary(found, placed),
        "weighs": [(words, short_number(points)) for words, points in WEIGHS],
    }
    return render(request, "caseload/balance.html", {**context, **_weights(actor)})


def _stances(request: HttpRequest) -> dict[UUID, str]:
    """What the lead has said of each worker; `?leaves=` names one to begin with."""
    said = _said(request, "post_")
    leaves = request.GET.get("leaves", "")
    return said or ({UUID(leaves): LEAVES} if _is_id(leaves) else {})


def _fixed(request: HttpRequest) -> dict[UUID, UUID]:
    """Lines the lead has fixed: worker by course."""
    chosen = _by_course(request, "to_")
    if request.POST.get("do") == "ask":
        # What was on the page is what is asked, whatever has changed in the team meanwhile.
        return _by_course(request, "shown_") | chosen
    return chosen


def _by_course(request: HttpRequest, prefix: str) -> dict[UUID, UUID]:
    return {key: UUID(value) for key, value in _said(request, prefix).items() if _is_id(value)}


def _said(request: HttpRequest, prefix: str) -> dict[UUID, str]:
    """What was posted about each id: fields are named by the prefix and an id."""
    return {
        UUID(name.removeprefix(prefix)): request.POST[name]
        for name in request.POST
        if name.startswith(prefix) and _is_id(name.removeprefix(prefix))
    }


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _proposal(found: Table) -> tuple[dict[UUID, UUID], str]:
    try:
        return best(found.people, found.posts), ""
    except (NoRoom, TookTooLong) as error:
        return {}, error.text


def _ask(actor: Actor, team: Team, lines: list[Line], form: AskForm, key: UUID) -> int:
    moving = [line for line in lines if line.moves]
    courses = (
        Enrolment.objects.visible_to(actor)
        .select_related("team")
        .in_bulk([line.person.id for line in moving])
    )
    workers = Worker.objects.filter(agency_id=actor.agency_id).in_bulk([line.to.id for line in moving])
    for line in moving:
        ask_hand_over(
            by=actor,
            enrolment=courses[line.person.id],
            worker=workers[line.to.id],
            team=team,
            planned_on=form.cleaned_data["planned_on"],
            reason=form.cleaned_data["reason"],
            key=uuid5(key, str(line.person.id)),
        )
    return len(moving)


def _now(found: Table) -> dict[UUID, UUID]:
    return {person.id: person.now for person in found.people if person.now is not None}


def _post_row(post: Post, found: Table, placed: Mapping[UUID, UUID], stances: Mapping[UUID, str]) -> PostRow:
    then = rules.carried(found.people, post, placed)
    return PostRow(
        id=post.id,
        name=post.name,
        now=_carried(post, *found.now[post.id]),
        then=_carried(post, *then),
        over=then[0] > post.places,
        stance=stances.get(post.id, STAYS if post.keeps else LEAVES),
    )


def _carried(post: Post, people: int, weight: float) -> str:
    return gettext("%(people)s of %(places)d · %(weight)s") % {
        "people": head_count(people),
        "places": post.places,
        "weight": weight_of(weight, post.room),
    }


def _line_row(line: Line, found: Table, request: HttpRequest) -> LineRow:
    person, to = line.person, line.to
    before = next((post.name for post in found.posts if post.id == person.now), gettext("nobody"))
    names = {"before": before, "to": to.name}
    if line.moves:
        because = ", ".join(str(BECAUSE[one]) % names for one in line.because)
        said = gettext("from %(before)s to %(to)s") % names
        if because:
            said = gettext("%(move)s, because %(because)s") % {"move": said, "because": because}
    else:
        said = gettext("stays with %(to)s") % names
    return LineRow(
        id=person.id,
        name=person.name,
        said=f"{said}.",
        costs=_costs(line, names),
        shown=to.id,
        chosen=request.POST.get(f"to_{person.id}", ""),
        choices=_choices(person, found, before),
    )


def _costs(line: Line, names: dict[str, str]) -> str:
    """What the line costs, in words and points."""
    said = [gettext("a change of case manager")] if line.moves and line.person.now is not None else []
    said += [str(LACKS[one]) % names for one in line.lacks]
    if not said:
        return ""
    return gettext("It costs: %(costs)s (%(points)s points).") % {
        "costs": ", ".join(said),
        "points": short_number(line.cost),
    }


def _choices(person: Walked, found: Table, before: str) -> list[tuple[str, str | Promise]]:
    free = replace(person, locked=None)
    may = [post for post in found.posts if rules.may_place(free, post)]
    own = [post for post in may if post.id == person.now]
    others = [post for post in may if post.id != person.now]
    return [
        ("", gettext("As proposed")),
        *[(str(post.id), gettext("Keep %(name)s") % {"name": before}) for post in own],
        *[(str(post.id), post.name) for post in others],
    ]


def _summary(found: Table, placed: dict[UUID, UUID]) -> str:
    if not placed:
        return ""
    moving = sum(placed[person.id] != person.now for person in found.people)
    if not moving:
        return gettext("Everyone stays: no change would gain more than it costs.")
    return ngettext(
        "%(moving)d of %(people)d moves; %(stay)d keep their case manager.",
        "%(moving)d of %(people)d move; %(stay)d keep their case manager.",
        moving,
    ) % {"moving": moving, "people": len(found.people), "stay": len(found.people) - moving}


def _weights(actor: Actor) -> dict[str, Any]:
    weights = profile_of(actor.agency_id).weights
    said = gettext("intensive %(intensive)s, regular %(standard)s, stepping down %(stepping_down)s") % {
        "intensive": short_number(weights.intensive),
        "standard": short_number(weights.standard),
        "stepping_down": short_number(weights.stepping_down),
    }
    return {"weights": said, "weights_source": weights.source.in_(get_language() or "en")}
