"""What happened since I last looked stands on Today, leads to the thing, and goes when I say so or look tomorrow."""

from __future__ import annotations

from datetime import timedelta

import time_machine

from tests.people_of_the_house import NOW


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


def wrote(scene, course, *, days: float, name: str = "maja", **fields):
    worker = scene.house.workers[name]
    return scene.happened(course, days=days, worker=worker, signed_by=worker, **fields)


def test_a_colleagues_note_is_told_without_its_words_and_leads_to_it(scene, sign_in) -> None:
    note = wrote(scene, scene.course("Kim Thorsen"), days=0.2, text="He was cold.")

    said = text(sign_in("sofie").get("/"))

    assert f'<a href="/contacts/{note.pk}/">Maja Toft met Kim Thorsen</a>' in said
    assert "He was cold." not in said


def test_a_call_in_the_night_is_told_as_one(scene, sign_in) -> None:
    wrote(scene, scene.course("Kim Thorsen"), days=0.4, name="vagn", kind="phone")

    said = text(sign_in("sofie").get("/"))

    assert "Vagn Nattergal talked with Kim Thorsen on the phone</a>" in said
    assert "Kim talked with on call today 00:24, and nobody has been in touch since." in said
    assert "Read what happened" in said


def test_seen_clears_it_and_what_comes_later_is_new(scene, sign_in) -> None:
    course = scene.course("Kim Thorsen")
    wrote(scene, course, days=0.2)
    client = sign_in("sofie")
    shown = client.get("/")

    said = text(client.post("/seen/", {"until": shown.context["seen_until"]}, follow=True))

    assert "Seen. What happens from now on stands here." in said
    assert "Nobody else has written about your people since today 10:00." in said
    with time_machine.travel(NOW + timedelta(hours=2), tick=False):
        wrote(scene, course, days=-1 / 24, kind="phone")
        assert "Maja Toft talked with Kim Thorsen on the phone" in text(client.get("/"))
    assert "Maja Toft met Kim Thorsen" in text(client.get("/lately/"))


def test_what_came_after_the_page_was_made_stays_new(scene, sign_in) -> None:
    client = sign_in("sofie")
    course = scene.course("Kim Thorsen")
    until = client.get("/").context["seen_until"]
    wrote(scene, course, days=-0.5 / 24)

    with time_machine.travel(NOW + timedelta(hours=1), tick=False):
        assert "Maja Toft met Kim Thorsen" in text(client.post("/seen/", {"until": until}, follow=True))


def test_the_next_days_first_look_begins_where_the_last_days_first_look_was(scene, sign_in) -> None:
    course = scene.course("Kim Thorsen")
    wrote(scene, course, days=0.2)
    sign_in("sofie").get("/")
    wrote(scene, course, days=-2 / 24, kind="phone")

    with time_machine.travel(NOW + timedelta(days=3), tick=False):
        client = sign_in("sofie")
        for _look in range(2):
            said = text(client.get("/"))
            assert "Maja Toft met Kim Thorsen" not in said
            assert "Maja Toft talked with Kim Thorsen on the phone" in said


def test_a_time_nobody_can_read_or_from_tomorrow_moves_nothing_too_far(scene, sign_in) -> None:
    client = sign_in("sofie")
    course = scene.course("Kim Thorsen")
    client.get("/")
    for wrong in ("", "yesterday", "2026-11-24T10:00"):
        assert client.post("/seen/", {"until": wrong}).status_code == 404
    client.post("/seen/", {"until": "2030-01-01T00:00:00+00:00"})
    wrote(scene, course, days=-0.5 / 24)

    with time_machine.travel(NOW + timedelta(hours=1), tick=False):
        assert "Maja Toft met Kim Thorsen" in text(client.get("/"))


def test_a_quiet_day_says_so_and_where_the_last_month_is(scene, sign_in) -> None:
    scene.happened(scene.course("Line Skov", rhythm_days=14), days=0.1, worker=scene.house.workers["sofie"])
    client = sign_in("sofie")
    client.post("/seen/", {"until": NOW.isoformat()})

    said = text(client.get("/"))

    assert "Nobody is waiting for you." in said
    assert "Nothing is planned today. There is room for whoever needs it." not in said
    assert "Nobody else has written about your people since" in said
    assert 'href="/lately/"' in said


def test_others_have_no_such_page(sign_in) -> None:
    assert sign_in("ilse").get("/lately/").status_code == 404
    assert sign_in("ilse").post("/seen/").status_code == 404
