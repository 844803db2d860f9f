"""The one question a goal, sub-goal or step leaves open: by the buttons while it is written, and after saving.

The page asks again while someone types; without a script the question stands there when the form is opened and in the
sentence after saving. It never stops anybody.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from alongside.access.actor import Actor
from alongside.plans.rules import Question, asks_of_goal, asks_of_step, asks_of_sub_goal
from alongside.plans.wording import wording
from alongside.web.forms import HouseForm, read_day
from alongside.web.pages import SIGNED_IN, page
from alongside.web.viewer import viewer_of

GOAL, SUB_GOAL, STEP = "goal", "sub-goal", "step"
WORDS: dict[Question, str | Promise] = {
    Question.DIFFERENT: _("What would be different on an ordinary day?"),
    Question.SEEN: _("How will you two see that it has happened?"),
    Question.ENOUGH: _("How much, or how often, would be enough?"),
    Question.THEIR_WORDS: _("How do they say it themselves?"),
    Question.WHOSE: _("Whose wish is it?"),
    Question.NOW: _("Where does it stand now?"),
    Question.SMALLER: _("“Always” and “never” are hard to keep. What smaller thing would count too?"),
    Question.WHEN: _("By when?"),
    Question.NEW_DAY: _("That day is past. Which day is it now?"),
}
_FIELDS = {
    Question.DIFFERENT: "title",
    Question.SEEN: "indicator",
    Question.ENOUGH: "target",
    Question.THEIR_WORDS: "person_view",
    Question.WHOSE: "whose_wish",
    Question.NOW: "baseline",
    Question.SMALLER: "title",
    Question.WHEN: "due_on",
    Question.NEW_DAY: "due_on",
}


@dataclass(frozen=True)
class Asked:
    """A question and the field its answer goes into; none, when a sub-goal of its own answers it."""

    text: str
    field: str


@page(SIGNED_IN)
@require_POST
def question(request: HttpRequest, kind: str) -> HttpResponse:
    """The question that what is typed now leaves open; an empty answer when there is none. Nothing is kept."""
    viewer = viewer_of(request)
    if kind not in (GOAL, SUB_GOAL, STEP):
        raise Http404
    sub_goals = 1 if request.GET.get("measured") else 0
    asked = next_question(kind, request.POST, viewer, sub_goals=sub_goals)
    return render(request, "courses/asks_words.html", {"asked": asked})


def asked_in(form: HouseForm, kind: str, viewer: Actor, *, sub_goals: int = 0) -> Asked | None:
    """The question the form leaves open as it stands: fresh, with a draft in it, or as it was sent."""
    typed = {name: form[name].value() for name in form.fields}
    return next_question(kind, typed, viewer, sub_goals=sub_goals)


def next_question(kind: str, typed: Any, viewer: Actor, *, sub_goals: int = 0) -> Asked | None:
    """The first question what is typed leaves open.

    Args:
        typed: the fields by name, as they were typed or as they are kept.
        sub_goals: how many the goal has, when it is a goal.
    """

    def text(name: str) -> str:
        return str(typed.get(name) or "")

    words, today = wording(), viewer.today
    due_on = read_day(text("due_on"))
    if kind == GOAL:
        found = asks_of_goal(words, title=text("title"), person_view=text("person_view"), sub_goals=sub_goals)
    elif kind == SUB_GOAL:
        measure = {name: text(name) for name in ("title", "indicator", "baseline", "target", "whose_wish")}
        found = asks_of_sub_goal(words, **measure, due_on=due_on, today=today)
    else:
        finished = bool(text("done_on") or typed.get("dropped"))
        found = asks_of_step(words, title=text("title"), due_on=due_on, finished=finished, today=today)
    return _asked(kind, found[0]) if found else None


def kept_and_asked(said: str | Promise, asked: Asked | None) -> str:
    """The sentence after saving, with the question that is still open."""
    if asked is None:
        return str(said)
    return gettext("%(said)s Still to talk about: %(question)s") % {"said": said, "question": asked.text}


def _asked(kind: str, asks: Question) -> Asked:
    field = _FIELDS[asks]
    if kind == GOAL and asks is Question.DIFFERENT:
        field = "person_view"
    if kind == GOAL and asks is Question.SEEN:
        return Asked(gettext("How will you two see that it has happened? A sub-goal can say it."), "")
    return Asked(str(WORDS[asks]), field)
