"""Attack 11: consent is withdrawn while a page that rests on it is open, and the page is used all the same."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from alongside.consents.deciding import Addressee
from alongside.consents.models import Disclosure
from alongside.consents.operations.answering import Proof, record_answer, withdraw
from alongside.consents.operations.outside import add_recipient, open_partner
from alongside.consents.rules import Answer, Evidence, To
from alongside.kernel.ids import new_id
from alongside.plans.models import Goal, Plan
from tests.people_of_the_house import writing


@pytest.fixture
def shared(house, jonas, sofie, ada):
    """Jonas shares his plan with the housing association; Bodil there has an account."""
    with writing(house.agency):
        plan = Plan(enrolment=jonas, wishes="A door I can lock.")
        plan.save()
        Goal(plan=plan, title="A home of my own", place=1).save()
    office = add_recipient(by=sofie, kind="housing", name="Solby Boligforening")
    house.workers["bodil"] = open_partner(
        by=ada, recipient=office, name="Bodil Ravn", username="bodil"
    ).worker
    return record_answer(
        by=sofie,
        person=jonas.person,
        to=Addressee(To.RECIPIENT, office.name, office),
        answer=Answer.YES,
        proof=Proof(Evidence.SIGNED, date(2026, 11, 24), paper="Folder 3"),
        purpose="housing",
        categories=frozenset({"plan"}),
    )


def test_the_open_form_hands_nothing_over(jonas, sofie, shared, sign_in) -> None:
    browser, address = sign_in("sofie"), reverse("share", args=[jonas.pk])
    typed = {
        "to": f"recipient:{shared.recipient_id}",
        "purpose": "housing",
        "document": "plan",
        "basis": "consent",
        "language": "en",
        "key": str(new_id()),
    }
    assert "A home of my own" in browser.post(address, {**typed, "act": "show"}).content.decode()
    withdraw(by=sofie, consent=shared)
    answer = browser.post(address, {**typed, "act": "share"})
    assert answer["Content-Type"].startswith("text/html")
    assert "A home of my own" not in answer.content.decode()
    assert "the consent was withdrawn" in answer.content.decode()
    assert not Disclosure._base_manager.exists()


def test_the_partners_open_tab_shows_nothing_any_more(jonas, sofie, shared, sign_in) -> None:
    partner = sign_in("bodil")
    page = reverse("shared_person", args=[jonas.person_id])
    opened = partner.get(page)
    assert "A home of my own" in opened.content.decode()
    assert opened["Cache-Control"] == "no-store"
    withdraw(by=sofie, consent=shared)
    assert partner.get(page).status_code == 404
    assert "Jon" not in partner.get(reverse("shared")).content.decode()


def test_the_partner_reaches_no_other_page_of_the_person(jonas, sofie, shared, sign_in) -> None:
    partner = sign_in("bodil")
    goal = Goal._base_manager.get()
    of_course = ("plan", "story", "needs", "reviews", "housing", "network", "paper", "paper_plan", "share")
    addresses = [reverse(route, args=[jonas.pk]) for route in of_course]
    addresses += [reverse(route, args=[jonas.person_id]) for route in ("person", "consents", "told", "flags")]
    addresses += [reverse("goal", args=[goal.pk]), reverse("goal_steps", args=[goal.pk])]
    addresses += [reverse("consent", args=[shared.pk]), reverse("ledger"), reverse("people")]
    for address in addresses:
        assert partner.get(address).status_code in (404, 405), address
    for address in (reverse("step_new", args=[goal.pk]), reverse("goal", args=[goal.pk])):
        assert partner.post(address, {"title": "Mine now"}).status_code == 404, address
