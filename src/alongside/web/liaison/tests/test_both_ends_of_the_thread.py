"""The thread over HTTP from both ends, and the demands on the network page."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from alongside.documents.files import Received
from alongside.documents.models import Way
from alongside.documents.operations import attach_document
from alongside.liaison.models import Demand, Entry
from alongside.liaison.operations import add_demand, write_entry
from alongside.network.operations import add_plan
from alongside.paper.operations import finish_letter
from alongside.plans.operations import add_goal, write_plan
from tests.people_of_the_house import writing


def _text(answer) -> str:
    return " ".join(answer.content.decode().split())


def _key(browser, page: str) -> str:
    return str(browser.get(page).context["slot"].key)


@pytest.fixture
def page(jonas) -> str:
    return reverse("thread", args=[jonas.pk])


def test_the_authority_asks_today_shows_it_and_the_answer_clears_it(sign_in, house, jonas, page) -> None:
    karin, sofie = sign_in("karin"), sign_in("sofie")
    key = _key(karin, page)
    said = {"kind": "question", "text": "Is the goal about work still right?", "key": key}
    for _ in range(2):
        assert "Is the goal about work still right?" in _text(karin.post(page, said, follow=True))
    assert Entry.objects.visible_to(house.actor("sofie")).count() == 1
    today = _text(sofie.get("/"))
    assert "Karin Holst asks something about Jon" in today
    assert page in today
    form = sofie.get(page).context["form"]
    assert form["kind"].value() == "answer"
    answer = {"kind": "answer", "answers": form["answers"].value(), "text": "Yes, in spring."}
    assert "Yes, in spring." in _text(sofie.post(page, {**answer, "key": form.slot.key}, follow=True))
    assert "Karin Holst asks something" not in _text(sofie.get("/"))
    assert "Yes, in spring." in _text(karin.get(page))


def test_a_question_of_ours_stands_first_on_the_page_of_the_authority(sign_in, sofie, jonas, page) -> None:
    write_entry(by=sofie, enrolment=jonas, kind="question", text="May the review wait a week?")
    karin = sign_in("karin")
    orders = _text(karin.get(reverse("orders")))
    assert "One question waits for your answer" in orders
    assert page in orders
    assert page in _text(karin.get(reverse("order", args=[jonas.referral_id])))


def test_the_authority_sees_nothing_else_of_the_person_there(sign_in, jonas, page) -> None:
    said = _text(sign_in("karin").get(page))
    assert reverse("network", args=[jonas.pk]) not in said
    assert "Solby Station" not in said


@pytest.mark.parametrize("who", ["omar", "ilse", "vagn", "eva", "per", "ada"])
def test_for_others_there_is_no_thread(sign_in, jonas, page, who) -> None:
    browser = sign_in(who)
    assert browser.get(page).status_code == 404
    assert browser.post(page, {"kind": "question", "text": "And me?"}).status_code == 404


def test_a_course_nobody_ordered_has_none(sign_in, scene) -> None:
    course = scene.course("Palle Frandsen")
    browser, page = sign_in("sofie"), reverse("thread", args=[course.pk])
    assert browser.get(page).status_code == 404
    assert page not in _text(browser.get(reverse("network", args=[course.pk])))
    assert page not in _text(browser.get(reverse("person", args=[course.person_id])))


def test_the_thread_is_one_tap_from_the_person_and_from_the_network(sign_in, jonas, page) -> None:
    browser = sign_in("sofie")
    assert page in _text(browser.get(reverse("person", args=[jonas.person_id])))
    assert page in _text(browser.get(reverse("network", args=[jonas.pk])))


def test_without_an_account_at_the_authority_we_write_for_both_sides(sign_in, house, scene) -> None:
    course = scene.course("Palle Frandsen")
    course.referral.authority_name = "Havneby Kommune"
    with writing(house.agency):
        course.referral.save()
    browser, page = sign_in("sofie"), reverse("thread", args=[course.pk])
    said = {"side": "us", "kind": "question", "text": "May the review wait?", "key": _key(browser, page)}
    browser.post(page, said)
    form = browser.get(page).context["form"]
    assert (form["side"].value(), form["kind"].value()) == ("them", "answer")
    answer = {"side": "them", "kind": "answer", "answers": form["answers"].value(), "text": "A week."}
    shown = _text(browser.post(page, {**answer, "key": form.slot.key}, follow=True))
    assert "Havneby Kommune, written down by Sofie Lindholm" in shown


def test_the_letters_of_a_course_stand_in_the_thread_for_those_who_read_them(
    sign_in, sofie, jonas, page
) -> None:
    about = {"language": "en", "body": "We write to you."}
    finish_letter(
        by=sofie, enrolment=jonas, to="authority", recipient="Karin", subject="Half a year", **about
    )
    finish_letter(by=sofie, enrolment=jonas, to="person", recipient="Jonas", subject="For him only", **about)
    for title, way, party in (
        ("The decision", Way.CAME, "Solby Kommune, Karin Holst"),
        ("From the clinic", Way.CAME, "The clinic"),
    ):
        attach_document(
            by=sofie,
            person=jonas.person,
            enrolment=jonas,
            file=Received("paper.pdf", b"%PDF-1.4\n%%EOF\n"),
            title=title,
            kind="decision",
            way=way,
            dated_on=sofie.today,
            other_party=party,
        )
    ours = _text(sign_in("sofie").get(page))
    assert "Half a year" in ours
    assert "The decision" in ours
    assert "For him only" not in ours
    assert "From the clinic" not in ours
    theirs = _text(sign_in("karin").get(page))
    assert "Half a year" not in theirs
    assert "The decision" not in theirs


def test_words_that_cannot_be_sent_stay_in_the_form(sign_in, house, sofie, jonas, page) -> None:
    browser = sign_in("karin")
    said = {"kind": "decision", "text": "x" * 5001, "key": _key(browser, page)}
    refused = browser.post(page, said)
    assert "x" * 5001 in _text(refused)
    jonas.ends_on = sofie.today
    with writing(house.agency):
        jonas.save()
    refused = browser.post(page, {**said, "text": "It goes on."})
    assert "This course has ended" in _text(refused)
    assert "It goes on." in _text(refused)
    assert "Write it to them" not in _text(sign_in("sofie").get(page))
    assert not Entry.objects.visible_to(sofie).exists()


def test_what_a_plan_asks_stands_under_it_and_alone_it_is_worth_a_look(sign_in, sofie, jonas) -> None:
    plan = add_plan(by=sofie, person=jonas.person, kind="job_plan", next_text="Talk")
    browser, network = sign_in("sofie"), reverse("network", args=[jonas.pk])
    write = reverse("demand_new", args=[plan.pk])
    assert write in _text(browser.get(network))
    key = _key(browser, write)
    for _ in range(2):
        said = _text(browser.post(write, {"text": "Eight applications a month", "key": key}, follow=True))
    assert "Nobody supports it yet" in said
    assert "asks: Eight applications a month. Nobody supports it yet." in said
    demand = Demand.objects.visible_to(sofie).get()
    change = reverse("demand_change", args=[demand.pk])
    said = _text(
        browser.post(change, {"text": demand.text, "support": "The job coach", "version": "1"}, follow=True)
    )
    assert "Works on it: The job coach" in said
    assert "Nobody supports it yet" not in said
    for who in ("karin", "omar", "vagn"):
        assert sign_in(who).get(change).status_code == 404
        assert sign_in(who).get(write).status_code == 404


def test_a_goal_of_ours_is_ticked_and_stays_ticked(sign_in, sofie, jonas) -> None:
    plan = add_plan(by=sofie, person=jonas.person, kind="job_plan")
    write_plan(by=sofie, enrolment=jonas, wishes="", purpose="")
    goal = add_goal(by=sofie, enrolment=jonas, title="Get up in the morning")
    demand = add_demand(by=sofie, plan=plan, text="Come at nine", goals=[goal.pk])
    browser, change = sign_in("sofie"), reverse("demand_change", args=[demand.pk])
    assert browser.get(change).context["form"]["goals"].value() == [str(goal.pk)]
    said = {"text": "Come at ten", "goals": [str(goal.pk)], "version": "1"}
    assert "Works on it: Get up in the morning" in _text(browser.post(change, said, follow=True))


def test_a_demand_whose_day_has_gone_by_is_worth_a_look_though_somebody_helps(sign_in, sofie, jonas) -> None:
    plan = add_plan(by=sofie, person=jonas.person, kind="job_plan", next_text="Talk")
    add_demand(by=sofie, plan=plan, text="The form", due_on=sofie.today - timedelta(days=2), support="Rikke")
    assert "asks: The form. The day has gone by." in _text(
        sign_in("sofie").get(reverse("network", args=[jonas.pk]))
    )
