"""Today: who needs me, why, and the next act, on one page that stays fast."""

from __future__ import annotations

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.kernel import drafts
from alongside.kernel.ids import new_id
from tests.people_of_the_house import LOOK, NOW


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_the_day_in_words(scene, sign_in) -> None:
    jonas = scene.course("Jonas Krogh", rhythm_days=2, whereabouts="Solby Station", phone="55 50 01 40")
    scene.happened(jonas, days=12)
    scene.tried(jonas, days=2)
    palle = scene.course("Palle Frandsen")
    scene.happened(palle, days=1)
    scene.step(palle, "Send the housing form", due_in=-1)
    mette = scene.course("Mette Dalgaard")
    scene.happened(mette, days=1)
    scene.planned(mette, NOW + timedelta(hours=1), place_text="At hers, ring twice")

    said = text(sign_in("sofie").get("/"))

    assert "<h1>Tuesday 24 November</h1>" in said
    assert "Good morning, Sofie. Two people need you first. One appointment ahead today." in said
    assert "<b>Silent: 12 days</b> since we met, agreed every 2 days" in said
    assert "We have tried once since we met. Nothing is planned." in said
    assert "Solby Station" in said
    assert 'href="tel:55 50 01 40"' in said
    assert "“Send the housing form” was to be done by Mon 23 Nov." in said
    assert "You meet at 11:00: At hers, ring twice." in said
    assert said.index("Jonas Krogh</a>") < said.index("Palle Frandsen</a>") < said.index("Mette Dalgaard</a>")


def test_with_nobody_waiting_the_page_says_so(scene, sign_in) -> None:
    course = scene.course("Line Skov", rhythm_days=14)
    scene.happened(course, days=0.1)

    said = text(sign_in("sofie").get("/"))

    assert "Good morning, Sofie. Nobody is waiting for you." in said
    assert "<b>Met today</b> agreed every 14 days" in said


def test_a_first_day_says_what_will_be_here(house, sign_in) -> None:
    assert "Nobody walks with you yet" in text(sign_in("sofie").get("/"))


def test_what_i_was_writing_is_offered_again_and_only_to_me(scene, sign_in, sofie) -> None:
    course = scene.course("Kim Thorsen")
    drafts.keep(
        user_id=sofie.user_id,
        form="contact",
        subject_id=course.pk,
        fields={"text": ["We met at the station."]},
        key=drafts.new_key(),
        now=NOW,
    )

    mine, amina = text(sign_in("sofie").get("/")), text(sign_in("amina").get("/"))

    assert "You were writing" in mine
    assert "A contact note: Kim Thorsen" in mine
    assert "We met at the station" not in mine
    assert "You were writing" not in amina


def test_the_rail_has_my_people_with_the_days_since_we_met(scene, sign_in) -> None:
    course = scene.course("Jonas Krogh", rhythm_days=2)
    scene.happened(course, days=12)
    scene.course("Rosa Andersen", worker="maja")

    said = text(sign_in("sofie").get("/more/"))

    assert "silent, last met 12 days ago" in said
    assert "Rosa Andersen" not in said


def test_today_takes_as_many_queries_for_forty_people_as_for_eight(scene, sign_in, sofie) -> None:
    client = sign_in("sofie")

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/").status_code == 200
        return len(queries)

    def with_more(count: int) -> None:
        for number in range(count):
            course = scene.course(f"Person Number{number}")
            scene.happened(course, days=number % 9)
            scene.happened(course, days=0.2, signed_by=scene.house.workers["maja"])
            scene.planned(course, NOW + timedelta(hours=number % 14))
            scene.review(course, due_in=number - 4)
            step = scene.step(course, "A step", due_in=number - 4)
            for form, subject_id in (("contact", course.pk), ("goal", step.goal_id), ("quote", new_id())):
                drafts.keep(
                    user_id=sofie.user_id,
                    form=form,
                    subject_id=subject_id,
                    fields={"text": ["half a sentence"]},
                    key=drafts.new_key(),
                    now=NOW,
                )

    with_more(8)
    first_look_of_the_day, eight = asked(), asked()
    with_more(32)

    # With texts half written there is one query more than without; the first look also puts the ties together.
    assert first_look_of_the_day <= 13 + LOOK
    assert eight == asked() <= 12 + LOOK


def test_a_step_is_ticked_off_where_it_stands(scene, sign_in) -> None:
    step = scene.step(scene.course("Palle Frandsen"), "Send the housing form", due_in=-1)
    client = sign_in("sofie")
    assert f'action="/steps/{step.pk}/done/"' in text(client.get("/"))

    said = text(client.post(f"/steps/{step.pk}/done/", follow=True))

    assert "Done: “Send the housing form”." in said
    step.refresh_from_db()
    assert step.done_on == scene.today
    assert f"/steps/{step.pk}/done/" not in said


def test_a_step_of_somebody_elses_person_is_not_found(scene, sign_in) -> None:
    step = scene.step(scene.course("Palle Frandsen"), "Send the housing form", due_in=-1)

    assert sign_in("omar").post(f"/steps/{step.pk}/done/").status_code == 404
    assert sign_in("sofie").get(f"/steps/{step.pk}/done/").status_code == 405


def test_a_step_of_a_course_that_has_ended_says_why_it_cannot_be_done(scene, sign_in) -> None:
    course = scene.course("Palle Frandsen", ends_on=scene.today - timedelta(days=1))
    step = scene.step(course, "Send the housing form", due_in=-1)

    said = text(sign_in("amina").post(f"/steps/{step.pk}/done/", follow=True))

    assert "ended" in said
    step.refresh_from_db()
    assert step.done_on is None
