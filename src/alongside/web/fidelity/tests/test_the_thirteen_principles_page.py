"""The living page of the thirteen principles: who sees it, what stands behind a number, and what a supervisor wrote."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.audit.models import Entry
from alongside.caseload.models import Assignment
from alongside.fidelity.measures import MEASURES
from alongside.fidelity.models import CourseSupervision, OwnWord, TeamSupervision
from alongside.fidelity.operations import say_own_word, supervise_course, supervise_worker
from alongside.fidelity.rules import Window
from alongside.kernel.drafts import new_key
from alongside.kernel.errors import NotAllowed
from alongside.network.models import NetworkMember, OtherPlan
from alongside.plans.models import Goal, Plan, Step
from tests.people_of_the_house import writing


@pytest.fixture
def course_page(jonas) -> str:
    return reverse("principles_course", args=[jonas.pk])


def page_of(browser, url: str) -> str:
    answer = browser.get(url)
    assert answer.status_code == 200, (url, answer.status_code)
    return " ".join(answer.content.decode().split())


def test_a_case_manager_sees_all_thirteen_of_their_own_course(sign_in, jonas, course_page, scene) -> None:
    scene.happened(jonas, days=3, place="home", worker=scene.house.workers["sofie"])
    scene.happened(jonas, days=2, place="office", worker=scene.house.workers["maja"])
    said = page_of(sign_in("sofie"), course_page)
    assert "13. Where the person is" in said
    assert "1 of 2 meetings" in said  # both: outside the office, and by his own case manager
    assert "No record tells this" not in said
    assert said.count("has said nothing yet") == 3


def test_the_records_behind_a_number_are_one_tap_away(sign_in, jonas, scene) -> None:
    home = scene.happened(jonas, days=3, place="home")
    office = scene.happened(jonas, days=2, place="office")
    scene.happened(jonas, days=200, place="office")
    said = page_of(sign_in("sofie"), reverse("principles_evidence", args=[jonas.pk, "outside"]))
    assert "1 of 2 meetings" in said
    first, second = said.index(str(office.pk)), said.index(str(home.pk))
    assert first < second
    assert "does not count" in said[first:second]
    said = page_of(
        sign_in("sofie"), reverse("principles_evidence", args=[jonas.pk, "outside"]) + "?months=12"
    )
    assert "1 of 3 meetings" in said


def test_every_number_leads_to_a_page(sign_in, house, jonas, course_page, scene) -> None:
    scene.happened(jonas, days=3, place="home", kind="meeting")
    scene.step(jonas, "Call the bank", due_in=3)
    with writing(house.agency):
        Step.objects.update(done_on=scene.today)
        NetworkMember(person=jonas.person, name="Asta").save()
        OtherPlan(person=jonas.person, kind="job_plan").save()
    browser = sign_in("sofie")
    for measure in MEASURES:
        answer = browser.get(reverse("principles_evidence", args=[jonas.pk, measure.key]))
        assert answer.status_code == 200, measure.key
    assert browser.get(reverse("principles_evidence", args=[jonas.pk, "nothing"])).status_code == 404


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("sofie", 200),
        ("amina", 200),
        ("maja", 404),
        ("omar", 404),
        ("karin", 404),
        ("eva", 404),
        ("ada", 404),
    ],
)
def test_whose_course_it_is_and_the_lead_see_it_and_nobody_else(
    sign_in, jonas, course_page, who: str, status: int
) -> None:
    assert sign_in(who).get(course_page).status_code == status


@pytest.mark.parametrize(
    ("who", "own", "of_sofie", "team", "sums"),
    [
        ("sofie", 200, 200, 404, 404),
        ("maja", 200, 404, 404, 404),
        ("amina", 200, 200, 200, 404),
        ("omar", 200, 404, 404, 404),
        ("eva", 404, 404, 404, 200),
        ("karin", 404, 404, 404, 404),
        ("ada", 404, 404, 404, 404),
    ],
)
def test_own_people_a_team_and_sums(
    sign_in, house, jonas, who: str, own: int, of_sofie: int, team: int, sums: int
) -> None:
    browser = sign_in(who)
    asked = (
        reverse("principles_worker", args=[house.workers[who].pk]),
        reverse("principles_worker", args=[house.workers["sofie"].pk]),
        reverse("principles_team", args=[house.team.pk]),
        reverse("principles_all"),
    )
    assert [browser.get(url).status_code for url in asked] == [own, of_sofie, team, sums]


def test_a_lead_reads_course_by_course_what_a_number_is_made_of(sign_in, house, scene) -> None:
    for name, place in (("Palle Frandsen", "home"), ("Rita Lund", "office")):
        scene.happened(scene.course(name), days=2, place=place)
    scene.course("Ole Bak", team="other", worker="omar")
    said = page_of(sign_in("amina"), reverse("principles_team", args=[house.team.pk]))
    assert "2 courses are counted" in said
    assert "Palle Frandsen" in said
    assert "Ole Bak" not in said
    assert "1 of 2 meetings" in said
    assert "Sofie Lindholm" in said
    entry = Entry.objects.filter(action="list").latest("pk")
    assert (entry.detail["show"], entry.purpose, entry.detail["found"]) == ("principles", "supervision", 2)


def test_a_worker_answers_for_the_days_on_which_they_walked(sign_in, house, scene) -> None:
    palle = scene.course("Palle Frandsen")
    scene.happened(palle, days=40, place="office", worker=house.workers["sofie"])
    scene.happened(palle, days=5, place="home", worker=house.workers["maja"])
    changed = scene.today - timedelta(days=20)
    with writing(house.agency):
        Assignment.objects.filter(enrolment=palle).update(ends_on=changed)
        Assignment(enrolment=palle, worker=house.workers["maja"], starts_on=changed).save()
    said = page_of(sign_in("maja"), reverse("principles_worker", args=[house.workers["maja"].pk]))
    outside = said[said.index("Met outside our office") :]
    assert outside.index("1 of 1 meeting") < outside.index("Course by course")


@pytest.mark.parametrize("subject", ["team", "worker"])
def test_the_page_asks_the_database_no_more_for_eight_people_than_for_two(
    sign_in, house, scene, subject: str
) -> None:
    def somebody(number: int) -> None:
        course = scene.course(f"Person {number}")
        scene.happened(course, days=number, place="home")
        scene.review(course, due_in=-3)
        scene.step(course, "Call", due_in=1)
        with writing(house.agency):
            NetworkMember(person=course.person, name="Asta").save()
            OtherPlan(person=course.person, kind="job_plan").save()

    url = {
        "team": reverse("principles_team", args=[house.team.pk]),
        "worker": reverse("principles_worker", args=[house.workers["sofie"].pk]),
    }[subject]
    browser = sign_in("amina")
    for number in (1, 2):
        somebody(number)
    browser.get(url)
    with CaptureQueriesContext(connection) as of_two:
        browser.get(url)
    for number in range(3, 9):
        somebody(number)
    with CaptureQueriesContext(connection) as of_eight:
        said = page_of(browser, url)
    assert "8 courses are counted" in said
    assert len(of_eight) == len(of_two)


def test_an_evaluator_gets_no_sum_of_fewer_than_five(sign_in, house, scene) -> None:
    browser = sign_in("eva")
    for number in range(4):
        scene.happened(scene.course(f"Person {number}"), days=2, place="home")
    said = page_of(browser, reverse("principles_all"))
    assert "Met outside our office" not in said
    scene.happened(scene.course("Person 5"), days=2, place="office")
    said = page_of(browser, reverse("principles_all"))
    assert "4 of 5 meetings" in said
    assert "Person 5" not in said
    # A question about the course: all five say the same, or it is left out, whichever answer the few gave.
    assert "5 of 5 courses" in said
    with writing(house.agency):
        course = scene.course("Person 6", ends_on=scene.today)
        NetworkMember(person=course.person, name="Asta").save()
    said = page_of(browser, reverse("principles_all"))
    assert "Family or friends are known" not in said


def test_somebody_says_where_they_stand_and_their_lead_reads_it(sign_in, house, jonas) -> None:
    browser = sign_in("sofie")
    url = reverse("own_word", args=["local"])
    page_of(browser, url)
    answer = browser.post(url, {"level": "mostly", "words": "I know the north of town."})
    assert answer.status_code == 302
    # Said again on the same day, it takes the place of the first.
    browser.post(url, {"level": "begun", "words": "Not the harbour."})
    assert [(one.level, one.words) for one in OwnWord.objects.all()] == [("begun", "Not the harbour.")]
    said = page_of(sign_in("amina"), reverse("principles_worker", args=[house.workers["sofie"].pk]))
    assert "On the way" in said
    assert "Not the harbour." in said
    assert reverse("own_word", args=["local"]) not in said
    assert browser.get(reverse("own_word", args=["mobile"])).status_code == 404


def test_nobody_says_it_of_a_colleague(house, amina, sofie) -> None:
    with pytest.raises(NotAllowed):
        say_own_word(by=amina, worker=house.workers["sofie"], principle="local", level="fully")
    with pytest.raises(NotAllowed):
        supervise_worker(by=sofie, worker=house.workers["sofie"], window=Window.QUARTER, words="Well done.")
    with pytest.raises(NotAllowed):
        supervise_worker(by=amina, worker=house.workers["amina"], window=Window.QUARTER, words="Well done.")
    with pytest.raises(NotAllowed):
        supervise_worker(by=amina, worker=house.workers["omar"], window=Window.QUARTER, words="Well done.")


def test_the_words_of_the_last_supervision_stand_on_top_of_the_next(
    sign_in, house, jonas, course_page
) -> None:
    lead = sign_in("amina")
    url = reverse("supervision_course", args=[jonas.pk])
    assert lead.post(url, {"window": "3", "words": " ", "agreed": ""}).status_code == 422
    answer = lead.post(
        url, {"window": "3", "words": "Often met at the office.", "agreed": "Meet at the café."}
    )
    assert answer.status_code == 302
    kept = CourseSupervision.objects.unscoped().get()
    assert (kept.period_from.isoformat(), kept.period_until.isoformat()) == ("2026-08-25", "2026-11-25")
    said = page_of(lead, url)
    assert (
        said.index("The last time") < said.index("Meet at the café.") < said.index("Which time we looked at")
    )
    assert "Often met at the office." in page_of(sign_in("sofie"), course_page)
    assert sign_in("sofie").get(url).status_code == 404


def test_the_same_words_sent_twice_are_kept_once(amina, jonas) -> None:
    key = new_key()
    for _time in range(2):
        supervise_course(by=amina, enrolment=jonas, window=Window.QUARTER, words="x", key=key)
    assert CourseSupervision.objects.unscoped().count() == 1


def test_words_about_a_worker_and_a_team(sign_in, house, jonas) -> None:
    lead = sign_in("amina")
    for route, pk in (("supervision_worker", house.workers["sofie"].pk), ("supervision_team", house.team.pk)):
        url = reverse(route, args=[pk])
        assert "Nobody you walk with is named here" in page_of(lead, url)
        assert lead.post(url, {"window": "12", "words": f"Of {route}.", "agreed": ""}).status_code == 302
    assert TeamSupervision.objects.count() == 2
    said = page_of(sign_in("sofie"), reverse("principles_worker", args=[house.workers["sofie"].pk]))
    assert "Of supervision_worker." in said
    assert "Of supervision_team." not in said


def test_a_draft_of_supervision_waits_where_drafts_wait(sign_in, house, jonas) -> None:
    lead = sign_in("amina")
    for form, pk in (
        ("course_supervision", jonas.pk),
        ("worker_supervision", house.workers["sofie"].pk),
        ("team_supervision", house.team.pk),
    ):
        kept = lead.post(
            reverse("draft", args=[form, pk]), {"key": str(new_key()), "words": "Half a sentence"}
        )
        assert kept.status_code == 200, (form, kept.status_code)
    said = page_of(lead, reverse("today"))
    for route, pk in (
        ("supervision_course", jonas.pk),
        ("supervision_worker", house.workers["sofie"].pk),
        ("supervision_team", house.team.pk),
    ):
        assert reverse(route, args=[pk]) in said


def test_the_way_to_the_page_stands_with_the_person_and_in_the_rail(sign_in, jonas, course_page) -> None:
    assert course_page in page_of(sign_in("sofie"), reverse("person", args=[jonas.person_id]))
    assert course_page not in page_of(sign_in("maja"), reverse("plan", args=[jonas.pk]))
    assert reverse("principles") in page_of(sign_in("sofie"), reverse("today"))


def test_a_plan_is_counted_once_its_goals_are_there(sign_in, house, jonas, course_page) -> None:
    with writing(house.agency):
        plan = Plan(enrolment=jonas)
        plan.save()
        Goal(plan=plan, title="A door I can lock", place=1, person_view="I want to sleep.").save()
    said = page_of(sign_in("sofie"), course_page)
    assert "1 of 1 goal" in said
