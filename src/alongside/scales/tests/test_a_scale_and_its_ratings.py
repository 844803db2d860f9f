"""A team writes a scale, takes it into use, rates itself by it, and finds it unchanged a year later."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from alongside.caseload.models import Assignment
from alongside.kernel.drafts import new_key
from alongside.kernel.errors import NotAllowed, StaleRecord
from alongside.scales import errors
from alongside.scales.models import ItemRating, Scale, ScaleAnchor, ScaleEdition, ScaleItem, TeamRating, Total
from alongside.scales.operations import (
    begin_scale,
    change_scale,
    drop_edition,
    move_up,
    retire_scale,
    take_away,
    take_into_use,
    write_item,
    write_words,
)
from alongside.scales.queries import (
    in_use,
    items_of,
    over_time,
    question_of,
    ratings_of,
    scales_of,
    suggestions,
)
from alongside.scales.rating import begin_rating, drop_rating, rate_item, sign_rating, take_suggestion
from alongside.scales.rules import Question, Step
from tests.people_of_the_house import writing

OUT = Question("Out", "Where do we meet?", (Step("In", 0), Step("Both", 50), Step("Out", 85)), "outside")
HOPE = Question("Hope", "", (Step("None"), Step("Some"), Step("Much")))


@pytest.fixture
def edition(house, amina) -> ScaleEdition:
    """The scale of Team Havn with two items, in use."""
    begun = begin_scale(
        by=amina, team=house.team, name=" Ours ", purpose="To talk.", steps=3, questions=(OUT, HOPE)
    )
    return take_into_use(by=amina, edition=begun)


@pytest.fixture
def items(edition) -> list[ScaleItem]:
    return items_of(edition)


@pytest.fixture
def begin(house, amina, edition):
    """`begin()`: a rating of Team Havn over the last three months, or other days."""

    def begun(first: date = date(2026, 8, 25), last: date = date(2026, 11, 24)) -> TeamRating:
        return begin_rating(by=amina, team=house.team, scale=edition.scale, first=first, last=last)

    return begun


@pytest.fixture
def met(scene):
    """`met("home", "office")`: Palle was met there."""
    palle = scene.course("Palle Frandsen")

    def happened(*places: str) -> None:
        for place in places:
            scene.happened(palle, days=5, place=place)

    return happened


def refused(change: Any) -> bool:
    """Whether the database itself refuses a change."""
    try:
        with transaction.atomic():
            change()
    except DatabaseError:
        return True
    return False


def test_a_scale_in_use_is_never_changed_not_even_by_the_back_door(house, amina, edition, items) -> None:
    with pytest.raises(errors.InUse):
        write_words(by=amina, edition=edition, name="Other", purpose="", total="mean")
    with pytest.raises(errors.InUse):
        write_item(by=amina, edition=edition, question=HOPE)
    for act in (lambda: take_away(by=amina, item=items[0]), lambda: move_up(by=amina, item=items[1])):
        with pytest.raises(errors.InUse):
            act()
    with pytest.raises(errors.InUse):
        drop_edition(by=amina, edition=edition)
    with writing(house.agency):
        for change in (
            lambda: ScaleEdition.objects.filter(pk=edition.pk).update(name="Other"),
            lambda: ScaleItem.objects.filter(pk=items[0].pk).update(title="Other"),
            lambda: ScaleItem.objects.filter(pk=items[0].pk).update(place=9),
            lambda: ScaleAnchor.objects.filter(item=items[0]).update(at_least=1),
            lambda: ScaleAnchor.objects.filter(item=items[0]).delete(),
            lambda: ScaleItem(edition=edition, origin=new_key(), place=9, title="More").save(),
            lambda: ScaleAnchor(item=items[1], value=4, words="More").save(),
        ):
            assert refused(change)
    assert [question_of(item).steps for item in items_of(edition)] == [OUT.steps, HOPE.steps]


def test_a_change_makes_a_new_version_and_old_ratings_stay_with_theirs(
    house, amina, edition, items, begin, met
) -> None:
    met("home")
    rating = begin()
    take_suggestion(by=amina, rating=rating, item=items[0])
    rate_item(by=amina, rating=rating, item=items[1], value=2, words="We think so.")
    sign_rating(by=amina, rating=rating)

    second = change_scale(by=amina, scale=edition.scale)
    assert change_scale(by=amina, scale=edition.scale) == second  # one is written at a time
    assert in_use(edition.scale) == edition
    out, hope = items_of(second)
    assert [one.origin for one in (out, hope)] == [one.origin for one in items]
    write_words(by=amina, edition=second, name="Ours, anew", purpose="", total=Total.NONE)
    write_item(
        by=amina,
        edition=second,
        item=out,
        question=Question("Out there", "", (Step("In", 0), Step("Both", 40), Step("Out", 90)), "outside"),
        version=out.version,
    )
    take_away(by=amina, item=hope)
    write_item(by=amina, edition=second, question=Question("Rest", "", HOPE.steps))
    take_into_use(by=amina, edition=second)

    assert in_use(edition.scale) == second
    assert [question_of(item) for item in items_of(edition)] == [question_of(item) for item in items]
    assert TeamRating.objects.get().edition == edition
    assert [item.title for item in items_of(second)] == ["Out there", "Rest"]


def test_a_measure_that_is_gone_leaves_an_item_to_rate_by_hand(house, amina) -> None:
    """A later release may count something else: the scale can still be used, and changed."""
    edition = begin_scale(by=amina, team=house.team, name="A", purpose="", steps=3, questions=(OUT,))
    with writing(house.agency):
        ScaleItem.objects.update(measure="gone")
    take_into_use(by=amina, edition=edition)
    first, last = date(2026, 8, 25), date(2026, 11, 24)
    rating = begin_rating(by=amina, team=house.team, scale=edition.scale, first=first, last=last)
    assert suggestions(amina, rating) == {}
    (anew,) = items_of(change_scale(by=amina, scale=edition.scale))
    assert question_of(anew).measure == ""


def test_two_who_write_one_item_at_a_time_do_not_overwrite_each_other(house, amina) -> None:
    edition = begin_scale(by=amina, team=house.team, name="A", purpose="", steps=3, questions=(OUT, HOPE))
    out, hope = items_of(edition)
    write_item(by=amina, edition=edition, item=out, question=HOPE, version=out.version)
    with pytest.raises(StaleRecord):
        write_item(by=amina, edition=edition, item=out, question=OUT, version=1)
    # Its measure went with its shares.
    assert question_of(items_of(edition)[0]).steps == HOPE.steps
    move_up(by=amina, item=hope)
    assert [item.pk for item in items_of(edition)] == [hope.pk, out.pk]


def test_a_scale_without_items_is_not_taken_into_use_and_can_be_thrown_away(house, amina) -> None:
    edition = begin_scale(by=amina, team=house.team, name="A", purpose="", steps=3)
    with pytest.raises(errors.NothingAsked):
        take_into_use(by=amina, edition=edition)
    with pytest.raises(errors.NotInUse):
        begin_rating(
            by=amina, team=house.team, scale=edition.scale, first=date(2026, 8, 1), last=date(2026, 9, 1)
        )
    drop_edition(by=amina, edition=edition)
    assert not Scale.objects.exists()


def test_a_lead_writes_for_their_team_and_an_administrator_for_all(house, amina, sofie) -> None:
    ada = house.actor("ada")
    said = {"name": "A", "purpose": "", "steps": 3}
    for who, team in ((amina, None), (amina, house.other_team), (ada, house.team), (sofie, house.team)):
        with pytest.raises(NotAllowed):
            begin_scale(by=who, team=team, **said)
    ours = begin_scale(by=amina, team=house.team, **said)
    everyones = begin_scale(by=ada, team=None, questions=(HOPE,), **said)
    with pytest.raises(NotAllowed):
        write_words(by=ada, edition=ours, name="B", purpose="", total="mean")
    with pytest.raises(NotAllowed):
        take_into_use(by=amina, edition=everyones)
    take_into_use(by=ada, edition=everyones)
    for who, seen in (("sofie", 2), ("amina", 2), ("omar", 1), ("ada", 1)):
        assert scales_of(house.actor(who)).count() == seen, who


def test_the_suggestion_is_what_the_principles_count_in_the_days_of_the_rating(
    house, amina, scene, items, begin, met
) -> None:
    met("home", "home", "office")
    scene.happened(scene.course("Rita Lund"), days=120, place="office")
    said = suggestions(amina, begin())
    # Two of three meetings outside, 66 %: from 50 % it is a 2. Rita was met before these days. Hope counts nothing.
    assert set(said) == {items[0].pk}
    found = said[items[0].pk]
    assert (found.n, found.of, found.value) == (2, 3, 2)
    assert [line.course.person.given_name for line in found.lines] == ["Palle"]


def test_the_rater_takes_the_suggestion_or_says_why_not(house, amina, items, begin, met) -> None:
    met("home", "home", "office")
    rating, (out, hope) = begin(), items
    kept = take_suggestion(by=amina, rating=rating, item=out)
    assert (kept.value, kept.suggested, kept.counted, kept.out_of, kept.words) == (2, 2, 2, 3, "")
    with pytest.raises(errors.ReasonMissing):
        rate_item(by=amina, rating=rating, item=out, value=3)
    kept = rate_item(by=amina, rating=rating, item=out, value=3, words="Short visits nobody wrote down.")
    assert (kept.value, kept.suggested) == (3, 2)
    with pytest.raises(errors.ReasonMissing):
        rate_item(by=amina, rating=rating, item=hope, value=2)
    with pytest.raises(errors.NothingSuggested):
        take_suggestion(by=amina, rating=rating, item=hope)
    for value in (0, 4):
        with pytest.raises(errors.NotAValue):
            rate_item(by=amina, rating=rating, item=hope, value=value, words="So.")
    assert ItemRating.objects.count() == 1
    with writing(house.agency):
        assert refused(lambda: ItemRating.objects.update(words=""))
        assert refused(lambda: ItemRating.objects.update(words="", suggested=None))


def test_where_there_is_nothing_to_count_it_is_rated_by_hand(amina, items, begin) -> None:
    rating, out = begin(), items[0]
    assert suggestions(amina, rating)[out.pk].value is None
    with pytest.raises(errors.NothingSuggested):
        take_suggestion(by=amina, rating=rating, item=out)
    with pytest.raises(errors.ReasonMissing):
        rate_item(by=amina, rating=rating, item=out, value=1)
    kept = rate_item(by=amina, rating=rating, item=out, value=1, words="Nobody was met.")
    assert (kept.suggested, kept.counted, kept.out_of) == (None, 0, 0)


def test_a_rating_is_signed_whole_and_stays(house, amina, items, begin, met) -> None:
    met("home", "office")
    rating, (out, hope) = begin(), items
    take_suggestion(by=amina, rating=rating, item=out)
    with pytest.raises(errors.NotAllRated) as said:
        sign_rating(by=amina, rating=rating)
    assert said.value.values == {"title": "Hope"}
    rate_item(by=amina, rating=rating, item=hope, value=3, words="We laughed a lot.")
    sign_rating(by=amina, rating=rating, words=" More visits. ")
    kept = TeamRating.objects.get()
    assert (kept.signed_on, kept.rater, kept.words) == (
        date(2026, 11, 24),
        house.workers["amina"],
        "More visits.",
    )
    with pytest.raises(errors.Signed):
        rate_item(by=amina, rating=kept, item=hope, value=1, words="Or not.")
    for act in (sign_rating, drop_rating):
        with pytest.raises(errors.Signed):
            act(by=amina, rating=kept)
    met("office", "office", "office")  # what is written later changes nothing in it
    assert ItemRating.objects.get(item=out).out_of == 2
    with writing(house.agency):
        for change in (
            lambda: TeamRating.objects.update(words="Other"),
            lambda: TeamRating.objects.all().delete(),
            lambda: ItemRating.objects.update(value=1),
            lambda: ItemRating.objects.all().delete(),
        ):
            assert refused(change)


def test_records_that_changed_in_between_are_looked_at_again(amina, items, begin, met) -> None:
    met("home", "office")
    rating, (out, hope) = begin(), items
    take_suggestion(by=amina, rating=rating, item=out)  # 2
    rate_item(by=amina, rating=rating, item=hope, value=3, words="We laughed a lot.")
    met("office", "office", "office")  # 1 of 5
    with pytest.raises(errors.RecordsChanged) as said:
        sign_rating(by=amina, rating=rating)
    assert said.value.values == {"title": "Out"}
    rate_item(by=amina, rating=rating, item=out, value=2, words="A week at the office, for the move.")
    sign_rating(by=amina, rating=rating)
    kept = ItemRating.objects.get(item=out)
    assert (kept.value, kept.suggested, kept.counted, kept.out_of) == (2, 1, 1, 5)


def test_only_the_lead_of_the_team_rates_it(house, amina, sofie, edition, items, begin) -> None:
    rating = begin()
    for who in ("sofie", "omar", "ada", "eva"):
        with pytest.raises(NotAllowed):
            rate_item(by=house.actor(who), rating=rating, item=items[1], value=1, words="So.")
    with pytest.raises(NotAllowed):
        begin_rating(
            by=amina,
            team=house.other_team,
            scale=edition.scale,
            first=date(2026, 8, 1),
            last=date(2026, 9, 1),
        )
    assert ratings_of(amina, house.team) == [rating]
    assert ratings_of(sofie, house.team) == []  # not signed yet


def test_one_rating_at_a_time_and_none_by_a_scale_that_is_not_used(house, amina, edition, begin) -> None:
    rating = begin()
    with pytest.raises(errors.AlreadyBegun):
        begin()
    drop_rating(by=amina, rating=rating)
    retire_scale(by=amina, scale=edition.scale, retired=True)
    with pytest.raises(errors.NotInUse):
        begin()
    retire_scale(by=amina, scale=edition.scale, retired=False)
    begin()


def test_the_same_command_sent_twice_is_one_rating(house, amina, edition) -> None:
    key = new_key()
    days = {"first": date(2026, 8, 1), "last": date(2026, 9, 1)}
    one, two = (
        begin_rating(by=amina, team=house.team, scale=edition.scale, key=key, **days) for _time in range(2)
    )
    assert one == two


def test_ratings_stand_side_by_side_item_by_item_and_as_a_mean(
    house, amina, scene, edition, items, begin
) -> None:
    def rated(days_ago: int, out: int, hope: int) -> None:
        last = scene.today - timedelta(days=days_ago)
        rating = begin(last - timedelta(days=30), last)
        for item, value in zip(items, (out, hope), strict=True):
            rate_item(by=amina, rating=rating, item=item, value=value, words="So.")
        sign_rating(by=amina, rating=rating)

    rated(10, 2, 3)
    rated(200, 1, 2)  # written down later, about an earlier time
    over = over_time(house.team, edition.scale)
    assert [(one.title, one.values) for one in over.items] == [("Out", (1, 2)), ("Hope", (2, 3))]
    assert [float(total) for total in over.totals if total is not None] == [1.5, 2.5]

    second = change_scale(by=amina, scale=edition.scale)
    out, hope = items_of(second)
    write_words(by=amina, edition=second, name="Ours", purpose="", total=Total.NONE)
    take_away(by=amina, item=hope)
    write_item(by=amina, edition=second, question=Question("Rest", "", HOPE.steps))
    take_into_use(by=amina, edition=second)
    rating = begin_rating(by=amina, team=house.team, scale=edition.scale, first=scene.today, last=scene.today)
    for item in items_of(second):
        rate_item(by=amina, rating=rating, item=item, value=3, words="So.")
    sign_rating(by=amina, rating=rating)
    over = over_time(house.team, edition.scale)
    assert [(one.title, one.values) for one in over.items] == [
        ("Out", (1, 2, 3)),
        ("Rest", (None, None, 3)),
        ("Hope", (2, 3, None)),
    ]
    assert over.totals[-1] is None
    assert out.origin == items[0].origin


def test_what_is_closed_to_the_lead_is_in_no_count(house, amina, scene, items, begin) -> None:
    """A suggestion is made of what the rater may see: another team's course is none of it."""
    theirs = scene.course("Ole Bak", team="other", worker="omar")
    scene.happened(theirs, days=3, place="office")
    assert suggestions(amina, begin())[items[0].pk].of == 0
    assert Assignment.objects.unscoped().filter(enrolment=theirs).exists()
