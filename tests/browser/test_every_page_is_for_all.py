"""Every page of the house, opened by someone who may: on a small phone, with large text and on a wide screen.

The list comes from the registry of routes, the addresses from links on the pages themselves. A new page is looked at
as soon as something leads there; one that nothing leads to has to be named here, with why.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser, CDPSession, Page

from alongside.access.actor import Actor
from alongside.accounts.models import User
from alongside.caseload.operations import arrange_cover, ask_hand_over
from alongside.contacts.models import Contact, ContactStatus
from alongside.contacts.operations import plan_contact
from alongside.demo.cohort import Cohort
from alongside.demo.loading import load
from alongside.enrolments.models import Enrolment
from alongside.enrolments.operations import propose_closure
from alongside.housing.keeping import record_threat
from alongside.housing.models import TenancyThreat
from alongside.interop.tests.sheet_files import as_csv, upload
from alongside.organisation.models import Worker
from alongside.organisation.queries import actor_for
from alongside.scales.models import TeamRating
from alongside.scales.operations import begin_scale, change_scale, take_into_use
from alongside.scales.queries import items_of
from alongside.scales.rating import rate_item
from alongside.scales.rules import Question, Step
from tests.browser.every_page import Found, routes, signed_in, walk
from tests.browser.test_the_desk import RULES, SMALL, WIDE

UNSTICK = """() => {
  for (const part of document.querySelectorAll("body *"))
    if (getComputedStyle(part).position === "sticky") part.style.position = "static";
}"""
"""What sticks to the edge of the screen covers what lies under it only until one scrolls."""
LARGE_TEXT = {"width": 640, "height": 900}
PEOPLE = ("sofie", "amina", "admin", "intake", "karin", "oncall", "evaluator", "privacy", "partner")

ACTS = {
    "rating_drop", "rating_take", "scale_change", "scale_drop", "scale_item_away", "scale_item_up", "scale_retire",
    "scale_use",
    "service_confirm", "service_know", "bridge_tap", "bridge_visit", "bridge_aim", "consent_paper",
    "home_road_over", "home_step_tick", "meeting_letter", "meeting_pack", "meeting_step",
    "account_extend", "account_suspend", "account_wake", "incident_affected", "log_review_again", "log_review_begin",
    "rights_answer", "rights_begin", "urgent_close",
    "approval_withdraw", "door_sheet", "door_sheets", "factor_remove", "here", "mark_end", "passkey_new_options",
    "passkey_options", "passkey_sign_in", "protected_show", "record_take_up", "restriction_lift", "saml_back",
    "sitting_end", "sittings_end", "token_end", "unlock",
    "contact_part2",
    "handover_line_down", "shift_give", "shift_take_off", "team_line_down", "unknown_settled",
    "account_logout", "calendar_feed_end", "calendar_move", "cover_end", "draft", "draft_away", "draft_back",
    "draft_text", "goal_move", "goal_steps", "hand_over_finish", "hand_over_tick", "hand_over_withdraw",
    "filter_keep", "filter_remove", "job_again", "letter_template_retire", "note_template_retire",
    "numbers_own_line", "people_apart", "phrase_remove", "role_aside", "role_start", "seen", "set_language",
    "sheet_again", "sheet_begin",
    "checklist_tick", "day_out_holds",
    "outreach_tried", "sheet_forget", "sheet_stop", "sign_in_link", "step_done", "trail_check",
}  # fmt: skip
"""What a button sends to; without a page of its own."""
FILES = {
    "appointment_file",
    "archive_take",
    "certificate",
    "contact_file",
    "document_file",
    "export_take",
    "feed_file",
    "healthz",
    "numbers_file",
    "rating_file",
    "register_assessment_file",
    "saml_metadata",
    "services_give_out",
    "sheet_example",
    "sheet_rest",
    "sheet_template",
}
"""What is answered as a file or as a word."""
LEAD_ON = {"matter", "member", "other_plan", "principles", "stay", "stay_learned", "threat"}
"""Deep links that open another page, which is looked at."""
PARTS = {"calendar_whose", "intake_column", "plan_question"}
"""A piece of a page that is looked at; it is fetched into that page."""
SHUT = {
    "account_confirm_email", "account_confirm_login_code", "account_email", "account_email_verification_sent",
    "account_inactive", "account_reauthenticate", "account_set_password", "account_signup",
}  # fmt: skip
"""Pages of the sign-in library that the house leaves shut."""
NEEDS_A_STORY = {
    "access_request": "follows a request of a person, tested where rights are",
    "approval": "follows what somebody asked a second person for, tested where approvals are",
    "crisis_plan_versions": "follows a crisis plan that somebody has, tested where crisis plans are",
    "erasure_request": "follows a request of a person, tested where rights are",
    "found_at_change": "follows a place that was told, tested where outreach is",
    "factors_away": "for a worker with a second factor, tested where second factors are",
    "identity": "leads to the agency's own sign-in, tested with one",
    "identity_back": "comes back from the agency's own sign-in, tested with one",
    "lock": "covers a page that nobody uses, tested where signing in is",
    "protected_release": "for somebody who is protected, tested where protection is",
    "records_unfinished": "follows a destruction that was broken off, tested where retention is",
    "recovery_codes": "are shown once, tested where second factors are",
    "saml": "leads to the agency's own sign-in, tested with one",
    "second_factor": "stands between the password and the house, tested where signing in is",
    "appointment_call_off": "one's own time is called off from its page, tested where calendars are",
    "appointment_move": "one's own time is moved from its page, tested where calendars are",
    "hand_over_decline": "for the one who is asked, tested where hand-overs are",
    "lost_home": "follows a home that was lost, tested where housing is",
    "meeting_meant": "follows a meeting that was held, tested where meetings are",
    "mailing": "follows a run of letters, tested where letters are",
    "reopen": "for a course that is closed, tested where courses are closed",
    "review_finish": "follows a review that was written, walked in the main job",
    "series_change": "for a visit that comes back, tested where calendars are",
    "series_end": "for a visit that comes back, tested where calendars are",
    "sheet": "follows a spreadsheet that was sent, tested where sheets are",
    "sheet_row": "follows a spreadsheet that was sent, tested where sheets are",
    "sheet_words": "follows a spreadsheet that was sent, tested where sheets are",
    "account_change_password": "for who is asked to, after a sign-in link",
    "account_open": "for a worker without an account",
    "account_reset_password": "tested where passwords are",
    "account_reset_password_done": "tested where passwords are",
    "account_reset_password_from_key": "has a secret in its address",
    "account_reset_password_from_key_done": "tested where passwords are",
}
"""Pages at which nobody arrives by a link."""


def acting(name: str) -> Actor:
    """Someone of the municipality, now."""
    found = actor_for(User.objects.get(username=name).pk, now=timezone.now(), language="en")
    assert found is not None
    return found


@pytest.fixture
def municipality(transactional_db: Any) -> None:
    """A small demo, with a hand-over, a cover, a proposal to close and a spreadsheet on their way."""
    now = timezone.localtime().replace(tzinfo=None)
    load(Cohort(people=20, seed=1, today=now.date()), now=now)
    sofie, today = acting("sofie"), now.date()
    theirs = Enrolment.objects.unscoped().filter(
        ends_on=None, assignments__worker_id=sofie.worker_id, assignments__ends_on=None
    )
    first, second, *_rest = theirs.order_by("pk")
    workers = {worker.user.username: worker for worker in Worker.objects.exclude(user=None)}
    ask_hand_over(
        by=sofie,
        enrolment=first,
        worker=workers["amina"],
        planned_on=today + timedelta(days=9),
        reason="She moves to the harbour.",
    )
    arrange_cover(
        by=sofie,
        worker=workers["sofie"],
        cover=workers["amina"],
        starts_on=today + timedelta(days=30),
        ends_on=today + timedelta(days=40),
    )
    propose_closure(
        by=sofie,
        enrolment=second,
        closed_on=today,
        reason="no_need_person",
        destination="no_support",
        housing_at_exit="own_tenancy",
        explanation="He wants to go on alone.",
    )
    record_threat(
        by=sofie,
        person=first.person,
        kind="arrears",
        noticed_on=today,
        said="Two months are missing.",
        next_on=today + timedelta(days=5),
        next_what="The housing association rings.",
    )
    plan_contact(
        by=sofie, enrolment=first, kind="visit", occurred_at=timezone.now() + timedelta(days=1), place="home"
    )
    _scales()
    upload(acting("intake"), as_csv(("Fornavn", "Efternavn", "Født"), ("Bodil", "Ås", "24-12-1975")))


def _scales() -> None:
    """A scale for every team, a new version of the team's own that is being written, and a rating that is whole."""
    amina, steps = acting("amina"), (Step("Hardly"), Step("Always"))
    for_all = begin_scale(
        by=acting("admin"), team=None, name="Hope", purpose="", steps=2, questions=[Question("A", "", steps)]
    )
    take_into_use(by=acting("admin"), edition=for_all)
    begun = TeamRating.objects.get(signed_on__isnull=True)
    change_scale(by=amina, scale=begun.edition.scale)
    for item in items_of(begun.edition):
        rate_item(by=amina, rating=begun, item=item, value=2, words="We talked about it.")


def test_everyone_can_use_every_page(browser: Browser, live_server: Any, municipality: None) -> None:
    found = walk({name: [] for name in PEOPLE} | _hard_to_reach())
    elsewhere = ACTS | FILES | LEAD_ON | PARTS | SHUT | set(NEEDS_A_STORY)
    assert routes() - elsewhere - {page.route for page in found} == {"account_login"}
    faults = []
    for name in PEOPLE:
        faults += _look(browser, live_server.url, name, [page for page in found if page.who == name])
    assert faults == []


def _hard_to_reach() -> dict[str, list[str]]:
    """Pages that not every person of the house leads to: by who opens them."""
    threat = TenancyThreat.objects.unscoped().get(said="Two months are missing.")
    course = Enrolment.objects.unscoped().filter(person=threat.person, ends_on=None).get()
    planned = (
        Contact.objects.unscoped()
        .filter(enrolment=course, status=ContactStatus.PLANNED)
        .latest("occurred_at")
    )
    return {
        "sofie": [
            reverse("threat_change", args=[course.pk, threat.pk]),
            reverse("contact_move", args=[planned.pk]),
            reverse("contact_call_off", args=[planned.pk]),
        ],
        "amina": [reverse("supervision_worker", args=[acting("sofie").worker_id])],
    }


def _look(browser: Browser, base: str, name: str, pages: list[Found]) -> Iterator[str]:
    """What is wrong with the pages of one person, who signs in once."""
    context = browser.new_context(base_url=base, viewport=SMALL)
    session = signed_in(name).cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies(
        [
            {"name": settings.SESSION_COOKIE_NAME, "value": session, "url": base},
            {"name": "django_language", "value": "en", "url": base},
        ]
    )
    screen = context.new_page()
    tree = context.new_cdp_session(screen)
    said: list[str] = []
    screen.on("console", lambda message: said.append(message.text))
    screen.on("pageerror", lambda error: said.append(str(error)))
    for page in pages:
        screen.set_viewport_size(SMALL)
        answer = screen.goto(page.address)
        assert answer is not None
        problems = [f"answers {answer.status}"] if answer.status != 200 else []
        problems += [*_faults(screen, tree), *said]
        said.clear()
        yield from (f"{page.route} for {name} at {page.address}: {problem}" for problem in problems)
    context.close()


def _faults(screen: Page, tree: CDPSession) -> Iterator[str]:
    if screen.locator("h1").count() != 1:
        yield f"{screen.locator('h1').count()} first headings"
    if not screen.locator("a[href='/account/logout/'], form[action='/account/logout/']").count():
        yield "no way to sign out"
    if not screen.title().strip():
        yield "no title"
    yield from _too_wide(screen, "on a small phone")
    yield from _nameless(tree)
    screen.evaluate("document.documentElement.style.fontSize = '200%'")
    screen.set_viewport_size(LARGE_TEXT)
    yield from _too_wide(screen, "with large text")
    screen.evaluate("document.documentElement.style.fontSize = ''")
    screen.set_viewport_size(WIDE)
    yield from _nameless(tree)
    screen.evaluate(UNSTICK)
    for fault in Axe().run(screen, options=RULES).response["violations"]:
        yield f"{fault['id']}: {[node['html'] for node in fault['nodes']]}"


def _too_wide(screen: Page, how: str) -> Iterator[str]:
    wide = screen.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    if wide > 0:
        yield f"{wide} px too wide {how}"


def _nameless(tree: CDPSession) -> Iterator[str]:
    """What can be focused and has no name in the accessibility tree; the goal of “Skip to the page” needs none."""
    for node in tree.send("Accessibility.getFullAXTree")["nodes"]:
        role = node.get("role", {}).get("value")
        of = {one["name"]: one["value"].get("value") for one in node.get("properties", [])}
        if node.get("ignored") or not of.get("focusable") or role in ("RootWebArea", "main"):
            continue
        if not node.get("name", {}).get("value", "").strip():
            line = tree.send("DOM.describeNode", {"backendNodeId": node["backendDOMNodeId"]})["node"]
            yield f"a {role} without a name: {line['nodeName']} {line.get('attributes')}"
