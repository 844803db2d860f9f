"""A page that shows people writes to the trail whom it shows, or stands here as one that shows nobody.

Found out by following the calls from each view through the pages' own code, not by trusting a list: a new route
that calls neither `gate` nor one of the functions of `web/looks.py` fails until somebody decides what it shows.
"""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Callable, Iterator
from types import FunctionType, ModuleType
from typing import Any

import pytest

from alongside.web import looks, pages
from alongside.web.calendar import outside_views
from alongside.web.routes import every_route

MARKS: set[Callable[..., Any]] = {pages.gate, looks.show_people, looks.show_found, looks.hand_out, looks.look}
MARKS.add(outside_views._note_what_goes_out)

STAFF = "accounts, teams and settings of the agency; nobody we walk with"
OFFICES = "offices and organisations, nobody we walk with"
PLACES = "offers to everyone: where one can go, and which colleague knows it"
FIELDS = "what kinds of data are kept and why; nobody's own"
WORDS = "words of the house: templates, phrases, questions"
OWN = "time of one's own, without a person"
LEADS_ON = "answers with the way to another page, or with nothing"
THE_WRITERS = "what the writer's own page has sent, and nothing else"
WORK = "how somebody works, in words that name nobody we walk with"
NUMBERS = "numbers of many, without a name"
LOOKS = "looks, with the end of a number and never a name, as the trail shows its lines"
REGISTER = "what happened, in the officer's words; whom it concerns stands on the incident's own page"
SHOWS_NOBODY: dict[str, str] = {
    **dict.fromkeys(("administration", "agency_settings", "team_new", "worker", "worker_new"), STAFF),
    **dict.fromkeys(("rights", "rights_begin", "rights_answer", "accounts"), STAFF),
    **dict.fromkeys(("account_extend", "account_suspend", "account_wake"), STAFF),
    **dict.fromkeys(("role_start", "role_aside", "role_end", "account_open", "sign_in_link"), STAFF),
    **dict.fromkeys(("factors_away", "account_logout", "second_factor", "passkey_sign_in"), STAFF),
    **dict.fromkeys(("passkey_options", "passkey_new", "passkey_new_options", "app_new", "safety"), STAFF),
    **dict.fromkeys(("factor_remove", "recovery_codes", "sitting_end", "sittings_end"), STAFF),
    **dict.fromkeys(("lock", "unlock", "here"), STAFF),
    **dict.fromkeys(("roster", "shift_give", "shift_other", "shift_take_off", "team_line_down"), STAFF),
    **dict.fromkeys(("unknown_call", "unknown_settled"), THE_WRITERS),
    "permissions": STAFF,
    **dict.fromkeys(("data_map", "register", "register_write"), FIELDS),
    **dict.fromkeys(("register_assessment", "register_assessment_file"), FIELDS),
    **dict.fromkeys(("address_book", "partners", "recipient", "recipient_new"), OFFICES),
    **dict.fromkeys(("lock", "unlock", "here", "identity", "identity_back", "tokens", "token_end"), STAFF),
    **dict.fromkeys(("saml", "saml_back", "saml_metadata"), STAFF),
    **dict.fromkeys(("door_sheets", "door_sheet"), THE_WRITERS),
    **dict.fromkeys(("cover", "cover_end", "my_settings", "filters", "keys", "more"), STAFF),
    **dict.fromkeys(("letter_templates", "letter_template", "letter_template_new"), WORDS),
    **dict.fromkeys(("letter_template_retire", "letterhead", "plan_question"), WORDS),
    **dict.fromkeys(("phrases", "phrase", "phrase_new", "phrase_remove"), WORDS),
    **dict.fromkeys(("note_templates", "note_template", "note_template_new", "note_template_retire"), WORDS),
    **dict.fromkeys(("appointment", "appointment_change", "appointment_move"), OWN),
    **dict.fromkeys(("appointment_call_off", "appointment_file", "calendar_take_in"), OWN),
    **dict.fromkeys(("calendar_feed", "calendar_feed_end"), OWN),
    **dict.fromkeys(("calendar_whose", "filter_keep", "filter_remove", "seen", "draft_back"), LEADS_ON),
    **dict.fromkeys(("sheet_words", "sheet_row", "sheet_begin", "sheet_stop"), LEADS_ON),
    **dict.fromkeys(("sheet_again", "sheet_forget", "numbers_own_line", "job_again"), LEADS_ON),
    **dict.fromkeys(("draft", "sheets", "sheet_template", "records_unfinished"), THE_WRITERS),
    **dict.fromkeys(("own_word", "supervision_team", "supervision_worker"), WORK),
    **dict.fromkeys(("scales", "scale", "scale_edition", "scale_new", "scale_words", "scale_item"), WORDS),
    **dict.fromkeys(("scale_item_new", "scale_item_up", "scale_item_away", "scale_change"), WORDS),
    **dict.fromkeys(("scale_use", "scale_drop", "scale_retire", "rating_drop", "rating_take"), WORDS),
    **dict.fromkeys(("ratings", "rating", "rating_new", "rating_item", "rating_sign"), WORK),
    **dict.fromkeys(("evaluation", "principles_all", "background", "healthz", "set_language"), NUMBERS),
    **dict.fromkeys(("approval_withdraw", "urgent_close", "principles"), LEADS_ON),
    **dict.fromkeys(("services", "service_new", "service_change", "service_confirm"), PLACES),
    **dict.fromkeys(("service_know", "services_take_in", "services_give_out"), PLACES),
    "certificate": "proof that a record went: kinds and counts, nobody's name",
    "urgent": "a form to name somebody in; finding them opens another page, and a miss is a line of its own",
    **dict.fromkeys(("log_reviews", "log_review", "log_review_begin", "log_review_again"), LOOKS),
    **dict.fromkeys(
        ("incidents", "incident_new", "incident_told", "incident_decide", "incident_close"), REGISTER
    ),
    "trail": "the lines themselves: ids, never a name; looking at them is a line of its own",
    "trail_check": "the same",
    **dict.fromkeys(
        (
            "account_confirm_email",
            "account_confirm_login_code",
            "account_email",
            "account_email_verification_sent",
            "account_reauthenticate",
            "account_set_password",
            "account_signup",
        ),
        "shut",
    ),
}


def test_every_page_passes_the_gate_or_says_whom_it_shows() -> None:
    silent = sorted(name for name, view in views() if name not in SHOWS_NOBODY and not marks(view, set()))
    assert not silent, f"{silent} show people unseen: call web.looks, or say here why they show nobody"


def test_no_page_stands_here_that_is_gone_or_marks_by_itself() -> None:
    known = dict(views())
    assert not [name for name in SHOWS_NOBODY if name not in known or marks(known[name], set())]


@pytest.mark.parametrize("lazy", [True, False])
def test_a_page_that_forgets_is_found(lazy: bool) -> None:
    """The proof that this test can fail: a view that asks for people and says nothing, and one that does."""

    def forgets(request: Any) -> Any:
        return request.people

    def says(request: Any) -> Any:
        looks.show_people(request, "people", [])

    assert marks(forgets if lazy else says, set()) is not lazy


def views() -> Iterator[tuple[str, Callable[..., Any]]]:
    """Every route of ours that answers somebody who is signed in, by its name, and the public ones we wrote."""
    for _path, pattern in every_route():
        view = inspect.unwrap(pattern.callback)
        if view.__module__.startswith("alongside."):
            yield str(pattern.name), view


def marks(function: Callable[..., Any], seen: set[Any]) -> bool:
    """Whether a function of the pages, or one it calls, writes whom it shows."""
    function = inspect.unwrap(function)
    if function in seen or not isinstance(function, FunctionType):
        return False
    seen.add(function)
    for called in calls(function):
        if called in MARKS:
            return True
        if called.__module__.startswith("alongside.web") and marks(called, seen):
            return True
    return False


def calls(function: FunctionType) -> Iterator[Callable[..., Any]]:
    """What a function names and could call: functions of its module, imported ones, and those of a named module."""
    (written,) = ast.parse(textwrap.dedent(inspect.getsource(function))).body
    body = written.body if isinstance(written, ast.FunctionDef) else [written]
    for node in (node for statement in body for node in ast.walk(statement)):
        found: Any = None
        if isinstance(node, ast.Name):
            found = function.__globals__.get(node.id)
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            holder = function.__globals__.get(node.value.id)
            if isinstance(holder, ModuleType):
                found = getattr(holder, node.attr, None)
        if callable(found) and hasattr(found, "__module__") and not isinstance(found, type):
            yield found
