"""Every half-year somebody looks through who looked: a sample by chance and by risk, with reasons, then signed."""

from __future__ import annotations

import tracemalloc
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from alongside.audit.models import ChainHead, Entry
from alongside.audit.trail import record_denied, record_read
from alongside.kernel.errors import NotAllowed
from alongside.kernel.ids import new_id
from alongside.organisation.models import Membership, Worker
from alongside.oversight import errors
from alongside.oversight.models import LookVerdict, UrgentAccess
from alongside.oversight.operations import begin_log_review, judge_look, sign_log_review
from alongside.oversight.queries import draw_again, looks_of, review_due
from alongside.oversight.rules import looks as rules
from alongside.oversight.rules.looks import About, AtWork, Look, Sign
from alongside.oversight.rules.reviewing import Due
from alongside.oversight.sampling import Sample, draw
from alongside.restrictions.models import MarkKind
from alongside.restrictions.operations import mark_person
from tests.people_of_the_house import NOW, House, writing

pytestmark = pytest.mark.django_db
A_YEAR = {"since": NOW - timedelta(days=182), "until": NOW + timedelta(days=1)}


def look(**fields) -> Look:
    values = {
        "user_id": UUID(int=1),
        "person_id": UUID(int=2),
        "day": date(2026, 11, 24),
        "place": 1,
        "opens": 1,
        "pages": ("person",),
        "at_night": False,
        "refused": False,
        "opens_that_day": 1,
    }
    return Look(**{**values, **fields})


@pytest.mark.parametrize(
    ("seen", "worker", "person", "tied", "expected"),
    [
        (look(), AtWork(name="sofie lindholm"), About("jonas krogh", "krogh"), True, ()),
        (look(), AtWork(name="sofie lindholm"), About("jonas krogh", "krogh"), False, (Sign.NO_TIE,)),
        (look(), AtWork(name="sofie krogh"), About("jonas krogh", "krogh"), True, (Sign.SAME_SURNAME,)),
        (
            look(),
            AtWork(name="jonas krogh"),
            About("jonas krogh", "krogh"),
            True,
            (Sign.OWN_RECORD, Sign.SAME_SURNAME),
        ),
        (
            look(),
            AtWork(name="a b", address="havnegade 2", postal_code="4700"),
            About("c d", "d", "havnegade 2", "4700"),
            True,
            (Sign.SAME_ADDRESS,),
        ),
        (
            look(),
            AtWork(name="a b", postal_code="4700"),
            About("c d", "d", "", "4700"),
            True,
            (Sign.SAME_POSTAL_CODE,),
        ),
        (look(), AtWork(), About(), True, ()),
        (look(opens_that_day=200), AtWork(name="a b"), About("c d", "d"), True, (Sign.MANY,)),
        (look(opens_that_day=199), AtWork(name="a b"), About("c d", "d"), True, ()),
        (look(at_night=True), AtWork(name="a b"), About("c d", "d"), True, (Sign.AT_NIGHT,)),
        (look(at_night=True), AtWork(name="a b", on_call=True), About("c d", "d"), True, ()),
        (
            look(),
            AtWork(name="a b", leaves_on=date(2026, 12, 8)),
            About("c d", "d"),
            True,
            (Sign.BEFORE_LEAVING,),
        ),
        (look(), AtWork(name="a b", leaves_on=date(2026, 12, 9)), About("c d", "d"), True, ()),
        (look(refused=True), AtWork(name="a b"), About("c d", "d"), False, (Sign.REFUSED,)),
        (look(), AtWork(name="a b"), About("c d", "d", well_known=True), True, (Sign.WELL_KNOWN,)),
        (
            look(),
            AtWork(UUID(int=9), "a b"),
            About("c d", "d", own_of=frozenset({UUID(int=9)})),
            True,
            (Sign.OWN_RECORD,),
        ),
        (
            look(),
            AtWork(UUID(int=9), "a b"),
            About("c d", "d", family_of=frozenset({UUID(int=9)})),
            True,
            (Sign.FAMILY,),
        ),
    ],
)
def test_every_sign_has_its_facts(seen, worker, person, tied, expected) -> None:
    assert rules.signs_of(seen, worker, person, tied=tied) == expected


def looks(who, record, *, days: float = 0, hour: int = 9, times: int = 1) -> None:
    at = (NOW - timedelta(days=days)).replace(hour=hour)
    for minute in range(times):
        record_read(
            viewer=replace(who, now=at + timedelta(minutes=minute)), page="person", record=record.person
        )


def signs(sample: Sample, worker: Worker) -> list[tuple[Sign, ...]]:
    return [one.signs for one in sample.by_risk if one.worker_id == worker.pk]


def test_who_works_with_the_person_does_not_stand_out(house: House, jonas, sofie, amina, karin, ilse) -> None:
    for who in (sofie, amina, house.actor("maja"), karin, ilse):
        looks(who, jonas, days=3)
    sample = draw(house.agency.pk, seed=7, **A_YEAR)
    assert sample.by_risk == ()
    assert len(sample.by_chance) == sample.looks == 5


def test_who_does_not_stands_out(house: House, jonas, omar, sofie) -> None:
    looks(omar, jonas, days=3, times=4)
    record_denied(viewer=house.actor("eva"), page="person", person_id=jonas.person_id)
    sample = draw(house.agency.pk, seed=7, **A_YEAR)
    assert signs(sample, house.workers["omar"]) == [(Sign.NO_TIE,)]
    assert signs(sample, house.workers["eva"]) == [(Sign.REFUSED,)]
    assert sample.by_risk[0].look.opens == 4


def test_the_tie_is_asked_of_the_day_of_the_look(house: House, jonas, omar) -> None:
    looks(omar, jonas, days=40)
    looks(omar, jonas, days=3)
    with writing(house.agency):
        Membership(
            worker=house.workers["omar"],
            team=house.team,
            role="case_manager",
            starts_on=NOW.date() - timedelta(days=10),
        ).save()
    sample = draw(house.agency.pk, seed=7, **A_YEAR)
    assert [one.look.day for one in sample.by_risk] == [NOW.date() - timedelta(days=40)]


def test_a_mark_stands_out_and_so_does_a_try_in_spite_of_it(house: House, jonas, sofie, amina) -> None:
    looks(sofie, jonas, days=3)
    mark_person(by=amina, person=jonas.person, kind=MarkKind.FAMILY, worker=house.workers["sofie"])
    record_denied(viewer=sofie, page="person", person_id=jonas.person_id)
    looks(house.actor("maja"), jonas)
    mark_person(by=amina, person=jonas.person, kind=MarkKind.VIP)
    sample = draw(house.agency.pk, seed=7, **A_YEAR)
    assert sorted(signs(sample, house.workers["sofie"])) == [
        (Sign.FAMILY, Sign.REFUSED, Sign.WELL_KNOWN),
        (Sign.FAMILY, Sign.WELL_KNOWN),
    ]
    assert signs(sample, house.workers["maja"]) == [(Sign.WELL_KNOWN,)]


def test_urgent_access_is_a_tie_of_its_day_and_is_reviewed_by_itself(house: House, jonas, omar) -> None:
    looks(omar, jonas)
    with writing(house.agency):
        UrgentAccess(
            agency=house.agency,
            person=jonas.person,
            worker=house.workers["omar"],
            reason_code="danger",
            why="Stands at our door with a wound.",
            opened_at=NOW,
            ends_at=NOW + timedelta(hours=8),
        ).save()
    assert draw(house.agency.pk, seed=7, **A_YEAR).by_risk == ()


def test_night_and_the_last_days_stand_out(house: House, jonas, sofie) -> None:
    looks(sofie, jonas, days=3, hour=1)
    with writing(house.agency):
        for held in Membership.objects.filter(worker=house.workers["maja"]):
            held.ends_on = NOW.date()
            held.save()
    maja = replace(sofie, user_id=house.workers["maja"].user_id, worker_id=house.workers["maja"].pk)
    looks(maja, jonas, days=5)
    sample = draw(house.agency.pk, seed=7, **A_YEAR)
    assert signs(sample, house.workers["sofie"]) == [(Sign.AT_NIGHT,)]
    assert signs(sample, house.workers["maja"]) == [(Sign.BEFORE_LEAVING,)]


def test_one_who_looks_around_does_not_hide_the_others(house: House, scene, omar, jonas) -> None:
    for number in range(12):
        looks(omar, scene.course(f"Nr {number} Hansen"), days=3)
    eva = house.actor("eva")
    looks(eva, jonas, days=3)
    sample = draw(house.agency.pk, seed=7, **A_YEAR)
    assert len(signs(sample, house.workers["omar"])) == rules.OF_ONE_WORKER
    assert len(signs(sample, house.workers["eva"])) == 1


def test_the_same_seed_draws_the_same_and_another_another(scene, house: House, sofie) -> None:
    for number in range(60):
        looks(sofie, scene.course(f"Nr {number} Hansen"), days=number)
    first, again, other = (draw(house.agency.pk, seed=seed, **A_YEAR) for seed in (7, 7, 8))
    assert first == again
    assert len(first.by_chance) == rules.BY_CHANCE
    assert first.by_chance != other.by_chance


@pytest.fixture
def per(house: House):
    return house.actor("per")


@pytest.fixture
def review(house: House, jonas, omar, sofie, per):
    looks(omar, jonas, days=3)
    looks(sofie, jonas, days=2)
    return begin_log_review(by=per, sample=draw(house.agency.pk, seed=7, **A_YEAR))


def test_it_is_signed_when_every_look_is_settled(review, per) -> None:
    assert draw_again(review)
    risky, *others = looks_of(review)
    assert risky.signs == ["no_tie"]
    with pytest.raises(errors.LookUnsettled):
        sign_log_review(by=per, review=review, words="All seen.")
    with pytest.raises(errors.WordsMissing):
        judge_look(by=per, look=risky, verdict=LookVerdict.ASK)
    judge_look(by=per, look=risky, verdict=LookVerdict.ASK, words="Why did he open it?")
    for one in others:
        judge_look(by=per, look=one, verdict=LookVerdict.FINE)
    with pytest.raises(errors.LookUnsettled):
        sign_log_review(by=per, review=review, words="All seen.")
    judge_look(by=per, look=risky, verdict=LookVerdict.BREACH, words="Curiosity, he says.")
    with pytest.raises(errors.WordsMissing):
        sign_log_review(by=per, review=review, words=" ")
    sign_log_review(by=per, review=review, words="One breach, in the register.")
    with pytest.raises(errors.ReviewSigned):
        judge_look(by=per, look=risky, verdict=LookVerdict.FINE)
    assert review_due(per.agency_id, per.today).state is Due.FINE


def test_one_at_a_time_and_by_the_privacy_officer_alone(house: House, review, per, ada, amina) -> None:
    sample = draw(house.agency.pk, seed=7, **A_YEAR)
    with pytest.raises(errors.ReviewUnderWay):
        begin_log_review(by=per, sample=sample)
    for other in (ada, amina):
        with pytest.raises(NotAllowed):
            begin_log_review(by=other, sample=sample)


def test_a_line_taken_out_of_the_trail_shows_when_it_is_drawn_again(house: House, review) -> None:
    assert draw_again(review)
    review.entries += 1
    assert not draw_again(review)


@pytest.mark.parametrize(
    ("days", "state"), [(10, Due.FINE), (149, Due.FINE), (155, Due.SOON), (185, Due.OVERDUE)]
)
def test_it_warns_after_five_months_and_is_overdue_after_six(house: House, jonas, sofie, days, state) -> None:
    looks(sofie, jonas, days=days)
    assert review_due(house.agency.pk, sofie.today).state is state


def test_a_hundred_thousand_lines_take_few_questions_and_little_memory(
    house: House, scene, jonas, sofie, omar, django_assert_max_num_queries
) -> None:
    people = [jonas.person_id, *(scene.course(f"Nr {n} Hansen").person_id for n in range(40))]
    people += [new_id() for _ in range(2_000)]
    users = [house.workers[name].user_id for name in ("sofie", "amina", "maja", "omar", "ilse")]
    start = NOW - timedelta(days=180)
    Entry.objects.bulk_create(
        (
            Entry(
                agency_id=house.agency.pk,
                place=number + 1,
                at=start + timedelta(minutes=2.5 * number),
                user_id=users[number % 5],
                action="read",
                operation="person",
                person_id=people[number * 7 % len(people)],
                previous_hash="",
                hash="",
            )
            for number in range(100_000)
        ),
        batch_size=2_000,
    )
    ChainHead.objects.create(agency_id=house.agency.pk, length=100_000)
    with django_assert_max_num_queries(800):
        sample = draw(house.agency.pk, seed=7, **A_YEAR)
    assert (sample.entries, len(sample.by_chance), len(sample.by_risk)) == (100_000, 20, 30)
    tracemalloc.start()
    draw(house.agency.pk, since=NOW - timedelta(days=60), until=NOW, seed=7)
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 60 * 1024 * 1024
