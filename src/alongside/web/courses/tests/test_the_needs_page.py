from __future__ import annotations

from datetime import date

from alongside.assessments.models import Assessment, NeedRating
from alongside.assessments.operations import assess_needs
from alongside.assessments.queries import starting_problems
from alongside.kernel import drafts
from alongside.web.courses.tests.conftest import fields_of, words


def test_nothing_is_obligatory(walk, sign_in):
    sofie = sign_in("sofie")
    assert "Not talked about yet" in words(sofie.get(walk.url("needs/")))
    url = walk.url("needs/new/")
    typed = fields_of(sofie, url) | {
        "housing-person_view": "A door I can lock.",
        "housing-level": "3",
        "housing-urgent": "on",
    }
    said = words(sofie.post(url, typed, follow=True))
    assert "Kept beside what was seen before." in said
    assert "A door I can lock." in said
    assert "urgent to Jon" in said
    assert "Severe limitation" in said
    assert "Not talked about yet:" in said
    assert NeedRating.objects.unscoped().get().level == 3


def test_looking_again_shows_what_was_said_and_then_what_changed(walk, sign_in, sofie):
    assess_needs(
        by=sofie,
        enrolment=walk.enrolment,
        assessed_on=date(2026, 9, 3),
        ratings={"housing": {"person_view": "The bench is mine.", "level": 4}, "economy": {"urgent": True}},
    )
    client = sign_in("sofie")
    url = walk.url("needs/new/")
    assert "The bench is mine." in words(client.get(url))
    client.post(url, fields_of(client, url) | {"housing-level": "2", "economy-worker_view": "Calmer."})
    said = words(client.get(walk.url("needs/")))
    assert "Better than last time (Complete limitation)" in said
    assert "No longer urgent" in said
    assert "Each time you looked" in said
    assert "Thu 3 Sep: 2 areas" in said


def test_an_empty_look_says_what_to_do_and_keeps_the_day(walk, sign_in):
    answer = sign_in("sofie").post(walk.url("needs/new/"), {"assessed_on": "2026-11-20"})
    assert "Nothing is written yet." in words(answer)
    assert 'value="2026-11-20"' in words(answer)


def test_a_wrong_day_keeps_every_word(walk, sign_in):
    answer = sign_in("sofie").post(
        walk.url("needs/new/"), {"assessed_on": "2026-12-24", "network-strengths": "Rikke, and the dog"}
    )
    assert "This day is still to come." in words(answer)
    assert "Rikke, and the dog" in words(answer)


def test_sent_twice_is_one_look(walk, sign_in):
    sofie = sign_in("sofie")
    url = walk.url("needs/new/")
    key = str(sofie.get(url).context["slot"].key)
    for _ in range(2):
        sofie.post(url, {"key": key, "assessed_on": "2026-11-24", "housing-level": "1"})
    assert Assessment.objects.unscoped().count() == 1


def test_the_draft_is_there_and_gone_when_it_is_kept(walk, sign_in, sofie):
    drafts.keep(
        user_id=sofie.user_id,
        form="needs",
        subject_id=walk.enrolment.pk,
        fields={"housing-person_view": ["Half a sent"], "assessed_on": ["2026-11-24"]},
        key=drafts.new_key(),
        now=sofie.now,
    )
    client = sign_in("sofie")
    url = walk.url("needs/new/")
    page = client.get(url)
    assert "Half a sent" in words(page)
    client.post(url, fields_of(client, url) | {"key": str(page.context["slot"].key)})
    assert NeedRating.objects.unscoped().get().person_view == "Half a sent"
    assert drafts.all_kept(user_id=sofie.user_id) == []


def test_what_was_difficult_at_the_start_is_asked_once(walk, sign_in, sofie):
    client = sign_in("sofie")
    assert "Not written down." in words(client.get(walk.url("needs/")))
    client.post(walk.url("needs/start/"), {"alcohol": "no", "cannabis": "yes", "economy": ""})
    assert starting_problems(sofie, walk.enrolment) == {"alcohol": False, "cannabis": True}
    held = fields_of(client, walk.url("needs/start/"))
    assert (held["alcohol"], held["cannabis"]) == ("no", "yes")
    assert "economy" not in held
    form = client.get(walk.url("needs/start/")).context["form"]
    assert [key for key, _label in form.fields["alcohol"].choices] == ["yes", "no"]
    assert [key for key, _label in form.fields["economy"].choices] == ["yes", "no", ""]
