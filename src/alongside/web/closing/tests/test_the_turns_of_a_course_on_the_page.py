"""Rest, go on, another rhythm, close, propose, answer, reopen: on the page, with the method's rule in words."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from alongside.caseload.models import Assignment
from alongside.enrolments.models import Closure, ClosureProposal, Enrolment, Pause
from alongside.enrolments.operations import close_course, pause_course, propose_closure
from alongside.kernel.ids import new_id

TODAY = date(2026, 11, 24)
ENDED: dict[str, Any] = {"destination": "ordinary_support", "housing_at_exit": "own_tenancy"}


def _text(answer) -> str:
    return " ".join(answer.content.decode().split())


def _again(enrolment) -> Enrolment:
    found: Enrolment = Enrolment.objects.unscoped().get(pk=enrolment.pk)
    return found


def _closing(**said: Any) -> dict[str, Any]:
    return {"key": str(new_id()), "reason": "no_need_person", "closed_on": "24.11.2026", **ENDED, **said}


@pytest.fixture
def closed(jonas, sofie) -> Enrolment:
    close_course(by=sofie, enrolment=jonas, closed_on=date(2026, 11, 20), reason="moved_away", **ENDED)
    return _again(jonas)


@pytest.fixture
def proposal(jonas, sofie) -> ClosureProposal:
    return propose_closure(
        by=sofie, enrolment=jonas, closed_on=TODAY, reason="not_reached", explanation="In Sweden.", **ENDED
    )


def test_the_page_says_the_rule_of_the_method_before_anyone_closes(sign_in, jonas) -> None:
    said = _text(sign_in("sofie").get(reverse("close", args=[jonas.pk])))
    assert "Non-attendance never closes a course" in said
    assert "giver ikke slip" in said
    assert 'data-when="reason=not_reached"' in said
    assert reverse("contact_new", args=[jonas.pk]) + "?how=tried" in said
    assert reverse("pause", args=[jonas.pk]) in said


def test_closing_for_a_good_reason(sign_in, jonas) -> None:
    browser, address = sign_in("sofie"), reverse("close", args=[jonas.pk])
    fields = _closing(explanation="He has a home and Ole.")
    for _twice in range(2):
        assert browser.post(address, fields).status_code == 302
    assert Closure.objects.unscoped().get().explanation == "He has a home and Ole."
    assert not _again(jonas).is_open


@pytest.mark.parametrize("missing", ["reason", "destination", "housing_at_exit", "closed_on"])
def test_each_thing_that_is_missing_is_said_and_the_text_stays(sign_in, jonas, missing) -> None:
    fields = _closing(explanation="He has a home and Ole.", **{missing: ""})
    said = _text(sign_in("sofie").post(reverse("close", args=[jonas.pk]), fields))
    assert "One thing to put right" in said
    assert "He has a home and Ole." in said
    assert _again(jonas).is_open


def test_staying_away_becomes_a_proposal_and_the_course_stays_open(sign_in, jonas) -> None:
    browser, address = sign_in("sofie"), reverse("close", args=[jonas.pk])
    assert "Write why, in a few words." in _text(browser.post(address, _closing(reason="not_reached")))
    fields = _closing(reason="not_reached", explanation="He lives in Sweden now.")
    for _twice in range(2):
        answer = browser.post(address, fields)
    assert "The course stays open until a second person agrees." in _text(browser.get(answer["Location"]))
    assert ClosureProposal.objects.unscoped().count() == 1
    assert _again(jonas).is_open


def test_who_proposed_is_not_offered_to_agree(sign_in, jonas, proposal) -> None:
    browser, address = sign_in("sofie"), reverse("closure", args=[proposal.pk])
    said = _text(browser.get(address))
    assert "someone else on the team must agree" in said
    assert 'value="yes"' not in said
    assert browser.post(address, {"agreed": "yes"}).status_code == 200
    assert _again(jonas).is_open
    assert browser.post(address, {"agreed": "no", "note": "He rang!"}).status_code == 302


def test_closing_for_another_reason_is_in_reach_while_a_proposal_waits(sign_in, jonas, proposal) -> None:
    said = _text(sign_in("sofie").get(reverse("person", args=[jonas.person_id])))
    assert reverse("closure", args=[proposal.pk]) in said
    assert reverse("close", args=[jonas.pk]) in said


def test_a_colleague_reads_why_and_says_what_to_try(sign_in, jonas, proposal) -> None:
    browser, address = sign_in("maja"), reverse("closure", args=[proposal.pk])
    said = _text(browser.get(address))
    assert "In Sweden." in said
    assert "Sofie Lindholm proposed this today" in said
    assert "Non-attendance never closes a course." in said
    assert "Write why, in a few words." in _text(browser.post(address, {"agreed": "no", "note": ""}))
    browser.post(address, {"agreed": "no", "note": "Ask Rikke first."})
    assert _again(jonas).is_open
    assert "Ask Rikke first." in _text(browser.get(address))


def test_a_colleague_agrees_and_the_course_closes(sign_in, house, jonas, proposal) -> None:
    sign_in("amina").post(reverse("closure", args=[proposal.pk]), {"agreed": "yes"})
    closure = Closure.objects.unscoped().get()
    assert (closure.closed_by, closure.agreed_by) == (house.workers["sofie"], house.workers["amina"])
    assert not _again(jonas).is_open


@pytest.mark.parametrize("stranger", ["omar", "ilse", "karin", "ada"])
def test_a_proposal_is_read_on_the_team(sign_in, proposal, stranger) -> None:
    assert sign_in(stranger).get(reverse("closure", args=[proposal.pk])).status_code == 404


@pytest.mark.parametrize("name", ["close", "pause", "resume", "course_change"])
@pytest.mark.parametrize("stranger", ["omar", "maja", "ilse", "karin", "ada"])
def test_who_does_not_walk_along_turns_nothing(sign_in, jonas, name, stranger) -> None:
    address = reverse(name, args=[jonas.pk])
    browser = sign_in(stranger)
    assert browser.get(address).status_code == browser.post(address, {}).status_code == 404


def test_a_course_rests_and_goes_on(sign_in, jonas) -> None:
    browser = sign_in("sofie")
    rest = reverse("pause", args=[jonas.pk])
    assert "a pause and not a closure" in _text(browser.get(rest))
    fields = {"kind": "prison", "place": "Vestre", "starts_on": "10.11.2026", "note": "Amina visits."}
    assert browser.post(rest, fields).status_code == 302
    assert Pause.objects.unscoped().get().place == "Vestre"
    assert "The course rests already." in _text(browser.post(rest, fields))
    go_on = reverse("resume", args=[jonas.pk])
    assert "Vestre" in _text(browser.get(go_on))
    assert "Choose that day or a later one." in _text(browser.post(go_on, {"resumed_on": "9.11.2026"}))
    assert browser.post(go_on, {"resumed_on": "20.11.2026"}).status_code == 302
    assert Pause.objects.unscoped().get().ends_on == date(2026, 11, 20)


def test_another_rhythm_is_agreed(sign_in, jonas, amina) -> None:
    browser, address = sign_in("sofie"), reverse("course_change", args=[jonas.pk])
    assert 'value="2"' in _text(browser.get(address))
    fields = {"intensity": "stepping_down", "rhythm_days": "7", "version": jonas.version}
    assert browser.post(address, fields).status_code == 302
    assert (_again(jonas).intensity, _again(jonas).rhythm_days) == ("stepping_down", 7)
    other = browser.post(address, {**fields, "rhythm_days": "5"})
    assert "You and a colleague changed the same." in _text(other)
    assert _again(jonas).rhythm_days == 7


def test_a_course_is_reopened_with_someone_who_walks_along(sign_in, house, closed) -> None:
    browser, address = sign_in("amina"), reverse("reopen", args=[closed.pk])
    said = _text(browser.get(address))
    assert "the same course with one history" in said
    assert "Sofie Lindholm: 0 people of 8 · weight 0 of 8" in said
    fields = {"reason": "He asked to come back.", "reopened_on": "24.11.2026"}
    assert "to put right" in _text(browser.post(address, {**fields, "worker": ""}))
    browser.post(address, {**fields, "worker": str(house.workers["maja"].pk)})
    assert _again(closed).is_open
    walking = Assignment.objects.unscoped().get(enrolment=closed, ends_on__isnull=True)
    assert walking.worker == house.workers["maja"]
    assert Closure.objects.unscoped().get().reopened_reason == "He asked to come back."
    assert browser.get(address).status_code == 302


@pytest.mark.parametrize("stranger", ["omar", "ilse", "karin", "ada"])
def test_who_has_no_tie_reopens_nothing(sign_in, closed, stranger) -> None:
    assert sign_in(stranger).get(reverse("reopen", args=[closed.pk])).status_code == 404


def test_a_course_that_rests_can_be_closed_with_the_words_kept_as_a_draft(sign_in, jonas, sofie) -> None:
    pause_course(by=sofie, enrolment=jonas, kind="hospital", starts_on=date(2026, 11, 20))
    browser, address = sign_in("sofie"), reverse("close", args=[jonas.pk])
    browser.post(address, _closing(explanation="He died on the ward.", reason=""))
    assert "He died on the ward." in _text(browser.get(address))
