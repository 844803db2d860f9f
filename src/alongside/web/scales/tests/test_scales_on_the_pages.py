"""Scales on the pages: written by a lead, rated with one tap where the records suggest, read by the team."""

from __future__ import annotations

import pytest
from django.urls import reverse

from alongside.audit.models import Entry
from alongside.kernel.drafts import new_key
from alongside.scales.models import ItemRating, Scale, ScaleEdition, TeamRating
from alongside.scales.operations import begin_scale, take_into_use
from alongside.scales.queries import items_of
from alongside.scales.rating import begin_rating, rate_item, sign_rating, take_suggestion
from alongside.scales.rules import Question, Step, usual_period

OUT = Question("Out", "Where do we meet?", (Step("In", 0), Step("Both", 50), Step("Out", 85)), "outside")
HOPE = Question("Hope", "", (Step("None"), Step("Some"), Step("Much")))


@pytest.fixture
def edition(house, amina) -> ScaleEdition:
    begun = begin_scale(by=amina, team=house.team, name="Ours", purpose="", steps=3, questions=(OUT, HOPE))
    return take_into_use(by=amina, edition=begun)


@pytest.fixture
def rating(house, amina, edition, scene) -> TeamRating:
    """Begun; two of three meetings were outside, so 2 is suggested for the first item."""
    palle = scene.course("Palle Frandsen")
    for place in ("home", "street", "office"):
        scene.happened(palle, days=5, place=place)
    first, last = usual_period(scene.today)
    return begin_rating(by=amina, team=house.team, scale=edition.scale, first=first, last=last)


@pytest.fixture
def signed(amina, rating) -> TeamRating:
    out, hope = items_of(rating.edition)
    take_suggestion(by=amina, rating=rating, item=out)
    rate_item(by=amina, rating=rating, item=hope, value=3, words="=HYPERLINK(1); we laughed")
    return sign_rating(by=amina, rating=rating, words="Meet outside.")


def page_of(browser, url: str) -> str:
    answer = browser.get(url)
    assert answer.status_code == 200, (url, answer.status_code)
    return " ".join(answer.content.decode().split())


def test_a_lead_begins_with_the_example_and_takes_it_into_use(sign_in, house) -> None:
    browser = sign_in("amina")
    said = page_of(browser, reverse("scales"))
    begin = reverse("scale_new") + "?from=icm_self_assessment"
    assert begin in said
    said = page_of(browser, begin)
    assert "It begins with 6 items" in said
    answer = browser.post(
        reverse("scale_new"),
        {
            "name": "Ours",
            "purpose": "",
            "total": "mean",
            "whose": house.team.pk,
            "begun": "icm_self_assessment",
        },
    )
    edition = ScaleEdition.objects.get()
    assert answer.url == reverse("scale_edition", args=[edition.pk])
    assert (edition.scale.steps, edition.items.count(), edition.in_use_since) == (4, 6, None)
    assert "Met by their own case manager" in page_of(browser, answer.url)
    browser.post(reverse("scale_use", args=[edition.pk]))
    assert ScaleEdition.objects.get().in_use_since is not None
    assert reverse("rating_new", args=[edition.scale_id, house.team.pk]) in page_of(
        browser, reverse("scales")
    )


def test_a_scale_is_written_item_by_item_without_scripts(sign_in, house) -> None:
    browser = sign_in("amina")
    answer = browser.post(
        reverse("scale_new"),
        {"name": "Ours", "purpose": "", "total": "none", "whose": house.team.pk, "steps": 2},
    )
    edition = ScaleEdition.objects.get()
    add = reverse("scale_item_new", args=[edition.pk])
    said = page_of(browser, add)
    assert "Where the person is: Met outside our office" in said
    words = {"title": "Out", "asks": "", "measure": "outside", "words_1": "In", "words_2": "Out"}
    answer = browser.post(add, {**words, "words_2": " ", "from_2": "60"})
    assert answer.status_code == 422
    answer = browser.post(add, {**words, "from_2": ""})
    assert "Write a share from 0 to 100 per cent." in answer.content.decode()
    assert browser.post(add, {**words, "from_2": "60"}).status_code == 302
    (item,) = items_of(edition)
    assert [(one.words, one.at_least) for one in item.anchors.all()] == [("In", 0), ("Out", 60)]
    change = reverse("scale_item", args=[item.pk])
    assert 'value="60"' in page_of(browser, change)
    browser.post(change, {**words, "from_2": "70", "version": item.version})
    browser.post(add, {**words, "title": "Hope", "measure": ""})
    _out, hope = items_of(edition)
    browser.post(reverse("scale_item_up", args=[hope.pk]))
    assert [one.title for one in items_of(edition)] == ["Hope", "Out"]
    browser.post(reverse("scale_item_away", args=[hope.pk]))
    browser.post(
        reverse("scale_words", args=[edition.pk]),
        {"name": "Ours now", "purpose": "To talk.", "total": "mean", "version": 1},
    )
    said = page_of(browser, reverse("scale_edition", args=[edition.pk]))
    assert "Ours now" in said
    assert "from 70 %" in said
    assert "Hope" not in said
    browser.post(reverse("scale_drop", args=[edition.pk]))
    assert not Scale.objects.exists()


def test_an_administrator_writes_what_every_team_may_use_and_reads_no_rating(
    sign_in, house, signed, edition
) -> None:
    browser = sign_in("ada")
    browser.post(
        reverse("scale_new"),
        {"name": "For all", "purpose": "", "total": "mean", "whose": "all", "begun": "icm_self_assessment"},
    )
    everyones = ScaleEdition.objects.get(name="For all")
    assert everyones.scale.team is None
    browser.post(reverse("scale_use", args=[everyones.pk]))
    said = page_of(browser, reverse("scales"))
    assert "For all" in said
    assert "Ours" not in said
    for url in (
        reverse("ratings", args=[edition.scale_id, house.team.pk]),
        reverse("rating", args=[signed.pk]),
        reverse("rating_file", args=[signed.pk]),
        reverse("scale", args=[edition.scale_id]),
    ):
        assert browser.get(url).status_code == 404, url
    assert "For all" in page_of(sign_in("omar"), reverse("scales"))
    assert reverse("scales") in page_of(browser, reverse("administration"))


def test_a_version_in_use_is_changed_by_a_new_one(sign_in, edition) -> None:
    browser = sign_in("amina")
    (item, _hope) = items_of(edition)
    for route, pk in (
        ("scale_words", edition.pk),
        ("scale_item_new", edition.pk),
        ("scale_item", item.pk),
    ):
        assert browser.get(reverse(route, args=[pk])).status_code == 404, route
    answer = browser.post(reverse("scale_change", args=[edition.scale_id]))
    second = ScaleEdition.objects.get(number=2)
    assert answer.url == reverse("scale_edition", args=[second.pk])
    assert "being written" in page_of(browser, answer.url)
    # The team reads what is in use, and what is being written only who may.
    assert sign_in("sofie").get(answer.url).status_code == 404
    assert "version 1" in page_of(sign_in("sofie"), reverse("scale", args=[edition.scale_id]))
    browser.post(reverse("scale_use", args=[second.pk]))
    assert "Version 1, in use from" in page_of(browser, reverse("scale", args=[edition.scale_id]))


def test_one_tap_takes_what_the_records_suggest(sign_in, rating) -> None:
    browser = sign_in("amina")
    out, hope = items_of(rating.edition)
    said = page_of(browser, reverse("rating", args=[rating.pk]))
    assert "2 of 3 meetings" in said
    assert "The records suggest 2" in said
    assert "0 of 2 items rated" in said
    assert reverse("rating_sign", args=[rating.pk]) not in said
    for _time in range(2):
        browser.post(reverse("rating_take", args=[rating.pk, out.pk]))
    assert [(one.item, one.value) for one in ItemRating.objects.all()] == [(out, 2)]
    said = page_of(browser, reverse("rating", args=[rating.pk]))
    assert "Rated 2 of 3" in said
    assert "Mean: 2.0" in said
    answer = browser.post(reverse("rating_take", args=[rating.pk, hope.pk]), follow=True)
    assert "The records suggest nothing here" in answer.content.decode()


def test_seeing_it_otherwise_asks_for_a_reason_and_keeps_what_was_typed(sign_in, rating) -> None:
    browser = sign_in("amina")
    out, hope = items_of(rating.edition)
    url = reverse("rating_item", args=[rating.pk, out.pk])
    assert "3: Out" in page_of(browser, url)
    answer = browser.post(url, {"value": 3, "words": " "})
    assert answer.status_code == 422
    assert "Say why in a few words" in answer.content.decode()
    browser.post(reverse("draft", args=["rating_item", _subject(page_of(browser, url))]), _typed("Half a "))
    assert "Half a" in page_of(browser, url)
    assert "Half a" not in page_of(browser, reverse("rating_item", args=[rating.pk, hope.pk]))
    assert reverse("scales") in page_of(browser, reverse("today"))
    answer = browser.post(url, {"value": 3, "words": "Short visits nobody wrote down."})
    assert answer.status_code == 302
    said = page_of(browser, reverse("rating", args=[rating.pk]))
    assert "otherwise than the records" in said
    assert "Short visits nobody wrote down." in said


def _subject(said: str) -> str:
    return said.split("/drafts/rating_item/")[1].split("/")[0]


def _typed(words: str) -> dict[str, str]:
    return {"key": str(new_key()), "words": words}


def test_the_records_behind_a_suggestion_are_one_tap_away(sign_in, rating, scene) -> None:
    browser = sign_in("amina")
    out, hope = items_of(rating.edition)
    url = reverse("rating_records", args=[rating.pk, out.pk])
    assert url in page_of(browser, reverse("rating", args=[rating.pk]))
    said = page_of(browser, url)
    assert "Palle Frandsen" in said
    entry = Entry.objects.filter(action="list").latest("pk")
    assert (entry.detail["show"], entry.purpose, entry.detail["found"]) == ("rating", "supervision", 1)
    evidence = said.split('href="')[
        [part.startswith("/courses/") for part in said.split('href="')].index(True)
    ]
    said = page_of(browser, evidence.split('"')[0].replace("&amp;", "&"))
    assert "2 of 3 meetings" in said
    assert browser.get(reverse("rating_records", args=[rating.pk, hope.pk])).status_code == 404
    assert sign_in("sofie").get(url).status_code == 404


def test_a_rating_is_signed_and_the_team_reads_it(sign_in, house, rating) -> None:
    browser = sign_in("amina")
    out, hope = items_of(rating.edition)
    page = reverse("rating", args=[rating.pk])
    assert sign_in("sofie").get(page).status_code == 404
    browser.post(reverse("rating_take", args=[rating.pk, out.pk]))
    browser.post(reverse("rating_item", args=[rating.pk, hope.pk]), {"value": 3, "words": "We laughed."})
    sign = reverse("rating_sign", args=[rating.pk])
    assert sign in page_of(browser, page)
    answer = browser.post(sign, {"words": "Meet outside."})
    assert answer.status_code == 302
    said = page_of(sign_in("sofie"), page)
    assert "Amina Yilmaz" in said
    assert "Meet outside." in said
    assert "Mean: 2.5" in said
    assert "/records/" not in said
    assert reverse("rating_take", args=[rating.pk, out.pk]) not in said
    assert "until" in page_of(sign_in("sofie"), answer.url)
    assert sign_in("omar").get(page).status_code == 404
    assert browser.get(sign).status_code == 404


def test_a_begun_rating_is_gone_on_with_or_thrown_away(sign_in, house, rating) -> None:
    browser = sign_in("amina")
    begin = reverse("rating_new", args=[rating.edition.scale_id, house.team.pk])
    assert browser.get(begin).url == reverse("rating", args=[rating.pk])
    browser.post(reverse("rating_drop", args=[rating.pk]))
    assert not TeamRating.objects.exists()
    assert browser.post(begin, {"first": "2026-11-30", "last": "2026-11-01"}).status_code == 422
    answer = browser.post(begin, {"first": "2026-09-01", "last": "2026-10-31"})
    assert answer.url == reverse("rating", args=[TeamRating.objects.get().pk])


def test_a_rating_as_a_table_carries_nothing_out_and_names_nobody(sign_in, signed) -> None:
    answer = sign_in("sofie").get(reverse("rating_file", args=[signed.pk]))
    said = answer.content.decode("utf-8-sig")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="rating-2026-11-25.csv"'
    lines = said.splitlines()
    assert lines[0] == "Ours,Team Havn"
    assert "Out,2,Both,2,2,3,Where the person is: Met outside our office," in lines
    assert any(line.startswith("Hope,3,Much,,,,,'=HYPERLINK(1);") for line in lines)
    assert "Mean,2.5" in lines
    assert "Palle" not in said
    entry = Entry.objects.filter(action="export").latest("pk")
    assert (entry.detail["show"], entry.detail["rating"]) == ("rating", str(signed.pk))
    assert sign_in("omar").get(reverse("rating_file", args=[signed.pk])).status_code == 404


def test_a_rating_that_is_not_signed_is_no_file(sign_in, rating) -> None:
    assert sign_in("amina").get(reverse("rating_file", args=[rating.pk])).status_code == 404


def test_the_way_to_the_scales_stands_on_the_page_of_the_principles(sign_in, house) -> None:
    said = page_of(sign_in("sofie"), reverse("principles_worker", args=[house.workers["sofie"].pk]))
    assert reverse("scales") in said
    said = page_of(sign_in("sofie"), reverse("scales"))
    assert reverse("scale_new") not in said
    for who in ("eva", "karin", "ilse", "per"):
        assert sign_in(who).get(reverse("scales")).status_code == 404, who
