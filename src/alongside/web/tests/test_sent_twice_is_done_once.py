"""The same form sent twice, by a double tap, a lost answer or the back button, makes one record.

Every page that makes something is sent as a browser would send it, twice; the second time nothing at all is written:
no record, no version, no change number, no line of the trail about a write.
"""

from __future__ import annotations

from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

import pytest
from django.apps import apps

from alongside.audit.models import Entry
from alongside.kernel.models import Record
from alongside.plans.operations import change_goal
from alongside.web.courses.tests.conftest import Walk, walk

__all__ = ["walk"]


class _Fields(HTMLParser):
    """What a browser would send of the form that posts to where it stands, or to `action`."""

    def __init__(self, action: str) -> None:
        super().__init__()
        self.action, self.inside, self.fields = action, False, {}
        self.select = self.area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        name = found.get("name") or ""
        if tag == "form":
            self.inside = found.get("method") == "post" and (found.get("action") or "") == self.action
        if not self.inside or not (name or tag in ("option",)):
            return
        kind = found.get("type", "text")
        if tag == "input" and (kind not in ("radio", "checkbox") or "checked" in found):
            self.fields[name] = found.get("value") or ""
        elif tag == "select":
            self.select = name
        elif tag == "option" and self.select and "selected" in found:
            self.fields[self.select] = found.get("value") or ""
        elif tag == "textarea":
            self.area = name
            self.fields[name] = ""

    def handle_data(self, data: str) -> None:
        if self.area:
            self.fields[self.area] += data.removeprefix("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = False
        elif tag == "select":
            self.select = ""
        elif tag == "textarea":
            self.area = ""


def _form(client: Any, url: str, action: str = "") -> dict[str, str]:
    parser = _Fields(action)
    parser.feed(client.get(url).content.decode())
    return parser.fields


def _written() -> dict[str, int]:
    """How many rows of every record, of every version, and of the trail of writes there are."""
    counts = {
        model._meta.label: model._base_manager.count()
        for model in apps.get_models()
        if issubclass(model, Record) or hasattr(model, "history_id")
    }
    return counts | {"writes": Entry.objects.filter(action="write").count()}


Said = dict[str, str]
Make = Callable[[Any], tuple[str, Said]]
PAGES: dict[str, tuple[str, Make]] = {
    "a note": (
        "sofie",
        lambda scene: (
            scene.url("contacts/new/"),
            {"how": "phone", "length": "15", "there": "person", "text": "Rang.", "step_title": ""},
        ),
    ),
    "a try": (
        "sofie",
        lambda scene: (
            scene.url("contacts/new/"),
            {"how": "tried", "tried_how": "no_answer", "text": "No answer."},
        ),
    ),
    "an appointment": (
        "sofie",
        lambda scene: (
            scene.url("contacts/plan/"),
            {"day": "2026-12-01", "clock": "10:00", "text": "Viewing"},
        ),
    ),
    "a goal": ("sofie", lambda scene: (scene.url("plan/goals/new/"), {"title": "Sleep"})),
    "a sub-goal": ("sofie", lambda scene: (f"/goals/{scene.door.pk}/sub-goals/new/", {"title": "A bed"})),
    "a step": ("sofie", lambda scene: (f"/goals/{scene.door.pk}/steps/new/", {"title": "Ask Karin"})),
    "the wishes": ("sofie", lambda scene: (scene.url("plan/wishes/"), {"wishes": "A door."})),
    "a goal changed": ("sofie", lambda scene: (f"/goals/{scene.door.pk}/", {"title": "A door of my own"})),
    "a step changed": ("sofie", lambda scene: (f"/steps/{scene.viewing.pk}/", {"done_on": "2026-11-23"})),
    "an agreement": (
        "sofie",
        lambda scene: (scene.url("plan/agree/"), {"how": "aloud", "person_words": "Yes."}),
    ),
    "a look at needs": ("sofie", lambda scene: (scene.url("needs/new/"), {"note": "Better than in May."})),
    "a review written": ("sofie", lambda scene: (scene.url("review/"), {"summary": "A good summer."})),
    "a review moved": (
        "sofie",
        lambda scene: (scene.url("review/move/"), {"due_on": "2026-12-10", "reason": "He is away."}),
    ),
    "a stay": ("sofie", lambda scene: (scene.url("housing/new/"), {"kind": "street", "place": "Åparken"})),
    "a person changed": (
        "sofie",
        lambda scene: (f"/people/{scene.enrolment.person_id}/change/", {"phone": "55 50 01 40"}),
    ),
    "their words": (
        "sofie",
        lambda scene: (f"/people/{scene.enrolment.person_id}/words/", {"text": "I want to sleep."}),
    ),
    "a warning": (
        "sofie",
        lambda scene: (f"/people/{scene.enrolment.person_id}/before/", {"text": "Two after dark"}),
    ),
    "someone around": (
        "sofie",
        lambda scene: (scene.url("network/new/"), {"kind": "private", "name": "Rikke"}),
    ),
    "another plan": (
        "sofie",
        lambda scene: (scene.url("other-plans/new/"), {"kind": "section_141", "organisation": "Jobcenter"}),
    ),
    "another rhythm": (
        "sofie",
        lambda scene: (scene.url("rhythm/"), {"intensity": "stepping_down", "rhythm_days": "7"}),
    ),
    "a pause": ("sofie", lambda scene: (scene.url("pause/"), {"kind": "hospital", "note": "Ward P3"})),
    "a proposal to close": (
        "sofie",
        lambda scene: (
            scene.url("close/"),
            {
                "reason": "not_reached",
                "explanation": "Not met since May.",
                "destination": "no_support",
                "housing_at_exit": "street",
            },
        ),
    ),
    "a course closed": (
        "sofie",
        lambda scene: (
            scene.url("close/"),
            {"reason": "no_need_person", "destination": "no_support", "housing_at_exit": "own_tenancy"},
        ),
    ),
    "another case manager": (
        "amina",
        lambda scene: (
            scene.url("case-manager/"),
            {"worker": str(scene.maja), "reason": "Maja knows his sister."},
        ),
    ),
    "a referral": (
        "ilse",
        lambda scene: ("/intake/new/", {"called_name": "The one by the kiosk", "source": "shelter"}),
    ),
    "a team": ("ada", lambda scene: ("/administration/teams/new/", {"name": "Team Øst"})),
    "a worker": ("ada", lambda scene: ("/administration/workers/new/", {"name": "Nanna Holm"})),
}


@pytest.mark.parametrize("what", PAGES)
def test_the_same_form_twice_is_one_record(what: str, walk: Walk, house, sign_in) -> None:
    name, make = PAGES[what]
    walk.maja = house.workers["maja"].pk  # type: ignore[attr-defined]
    browser = sign_in(name)
    url, said = make(walk)
    sent = _form(browser, url) | said
    before = _written()
    first = browser.post(url, sent)
    assert first.status_code == 302, first.context and first.context["form"].errors
    once = _written()
    assert once != before
    second = browser.post(url, sent)
    assert (second.status_code, second["Location"]) == (302, first["Location"])
    assert _written() == once


def test_a_second_tap_does_not_undo_what_a_colleague_did_between(walk: Walk, sign_in, amina) -> None:
    browser = sign_in("sofie")
    url = f"/goals/{walk.door.pk}/"
    sent = _form(browser, url) | {"title": "A door of my own"}
    assert browser.post(url, sent).status_code == 302
    walk.door.refresh_from_db()
    change_goal(by=amina, goal=walk.door, title="A door in Solby")
    assert browser.post(url, sent).status_code == 302
    walk.door.refresh_from_db()
    assert walk.door.title == "A door in Solby"
