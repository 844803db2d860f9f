"""The published tables, counted from the ordinary records; each number is compared with one person at a time."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.assessments.models import StartingProblem
from alongside.enrolments.models import Enrolment
from alongside.evaluation import benchmark
from alongside.evaluation.queries import Report, Which, how_it_goes
from alongside.evaluation.rules import Share, hide_small, percent, share_of, shares, two_groups
from alongside.housing.models import HousingStay
from alongside.kernel.errors import NotAllowed
from alongside.people.models import Person
from alongside.reviews.models import DomainRating, Review
from tests.people_of_the_house import writing

DOMAINS = tuple(benchmark.CHANGES)
TODAY = date(2026, 11, 24)
SIZE = 90


@dataclass
class Told:
    """What the test wrote about one course, to count by hand."""

    born: date | None
    began: date
    ended: date | None
    fields: dict[str, str]
    problems: dict[str, bool] = field(default_factory=dict)
    stays: list[tuple[str, date, date | None, bool]] = field(default_factory=list)
    reviews: list[dict[str, str]] = field(default_factory=list)

    def balance(self, domain: str) -> int | None:
        """The judgements of one domain added up; None when it was never judged."""
        judged = [review[domain] for review in self.reviews if review[domain]]
        worth = {"better": 1, "unchanged": 0, "worse": -1}
        return sum(worth[change] for change in judged) if judged else None

    @property
    def age(self) -> int | None:
        if self.born is None:
            return None
        before = (self.began.month, self.began.day) < (self.born.month, self.born.day)
        return self.began.year - self.born.year - before


@pytest.fixture
def cohort(scene, house) -> list[Told]:
    """Courses with everything chance can do to them."""
    chance = Random(4)
    return [_course(scene, house, chance, number) for number in range(SIZE)]


def _course(scene, house, chance: Random, number: int) -> Told:
    began = TODAY - timedelta(days=chance.randint(30, 1400))
    ended = began + timedelta(days=chance.randint(20, 400)) if chance.random() < 0.5 else None
    ended = ended if ended and ended <= TODAY else None
    told = Told(
        born=None if chance.random() < 0.05 else date(1950, 1, 1) + timedelta(days=chance.randint(0, 20500)),
        began=began,
        ended=ended,
        fields={
            "sex": chance.choice(["male", "male", "female", "unknown"]),
            "nationality_group": chance.choice(["danish", "danish", "danish", "african", ""]),
            "income_basis": chance.choice(["social_assistance", "disability_pension", "wage", "unknown", ""]),
        },
    )
    course = scene.course(
        f"Person {number}",
        starts_on=began,
        ends_on=ended,
        worker=chance.choice(["sofie", "omar"]),
        team=chance.choice(["team", "other"]),
        income_basis=told.fields["income_basis"],
    )
    with writing(house.agency):
        Person.objects.filter(pk=course.person_id).update(
            birth_date=told.born,
            sex=told.fields["sex"],
            nationality_group=told.fields["nationality_group"],
        )
        _problems(told, chance)
        _stays(told, chance)
        _ratings(told, chance)
        _write(course, told, house.now)
    return told


def _problems(told: Told, chance: Random) -> None:
    if chance.random() < 0.1:
        return
    told.problems = {domain: chance.random() < 0.6 for domain in DOMAINS if chance.random() < 0.9}


def _stays(told: Told, chance: Random) -> None:
    day = told.began - timedelta(days=chance.randint(1, 300))
    for _ in range(chance.randint(0, 4)):
        until = None if chance.random() < 0.4 else day + timedelta(days=chance.randint(1, 400))
        kind = chance.choice(["own_tenancy", "own_tenancy", "shelter", "street", "unknown"])
        lost = until is not None and kind == "own_tenancy" and chance.random() < 0.5
        told.stays.append((kind, day, until, lost))
        if until is None:
            return
        day = until


def _ratings(told: Told, chance: Random) -> None:
    for _ in range(chance.randint(0, 3)):
        told.reviews.append(
            {domain: chance.choice(["better", "unchanged", "worse", ""]) for domain in DOMAINS}
        )


def _write(course: Enrolment, told: Told, now: datetime) -> None:
    """What was told, as records. In bulk, without history: nothing here asks for it."""
    known = {"recorded_at": now}
    StartingProblem._base_manager.bulk_create(
        StartingProblem(enrolment=course, domain=domain, present=present, **known)
        for domain, present in told.problems.items()
    )
    HousingStay._base_manager.bulk_create(
        HousingStay(person_id=course.person_id, kind=kind, starts_on=start, ends_on=end, lost=lost, **known)
        for kind, start, end, lost in told.stays
    )
    coming = {"alcohol": "worse"}
    for number, changes in enumerate([*told.reviews, coming]):
        day = told.began + timedelta(days=90 * number)
        review = Review(enrolment=course, due_on=day, period_from=told.began, **known)
        Review._base_manager.bulk_create([review])
        DomainRating._base_manager.bulk_create(
            DomainRating(review=review, domain=domain, worker_change=change, **known)
            for domain, change in changes.items()
        )
        if changes is not coming:
            Review._base_manager.filter(pk=review.pk).update(held_on=day)


def outcome(told: Told) -> str:
    """The housing outcome by hand, a day at a time."""
    last = told.ended - timedelta(days=1) if told.ended else TODAY
    days = [told.began + timedelta(days=n) for n in range(max((last - told.began).days + 1, 0))]
    own = [stay for stay in told.stays if stay[0] == "own_tenancy"]

    def lives(stay: tuple[str, date, date | None, bool], day: date) -> bool:
        return stay[1] <= day and (stay[2] is None or day < stay[2])

    ever = any(lives(stay, day) for stay in own for day in days)
    lost = any(stay[3] and stay[2] and told.began < stay[2] <= last + timedelta(days=1) for stay in own)
    now = any(lives(stay, last) for stay in own)
    recorded = any(lives(stay, day) for stay in told.stays if stay[0] != "unknown" for day in days)
    if now:
        return "rehoused" if lost else "housed"
    if lost or ever:
        return "lost" if lost else "left"
    return "never" if recorded else "unknown"


def test_the_profile_of_the_cohort(cohort, house) -> None:
    found = how_it_goes(house.actor("eva"))

    ended = sum(told.ended is not None for told in cohort)
    assert found.courses == SIZE
    assert found.ended == Share(ended, percent(ended, SIZE))
    for table, key in (
        (found.sex, "sex"),
        (found.nationality, "nationality_group"),
        (found.income, "income_basis"),
    ):
        assert table is not None
        counts = Counter(told.fields[key] for told in cohort)
        missing = counts.pop("", 0) + counts.pop("unknown", 0)
        assert table.missing == missing
        assert table.known == SIZE - missing
        assert {line.key: line.share.count for line in table.lines} == hide_small(counts)
    assert found.sex is not None
    assert {line.key: line.published for line in found.sex.lines} == {"male": 70, "female": 30}


def test_age_on_the_day_the_course_began(cohort, house) -> None:
    found = how_it_goes(house.actor("eva"))

    ages = [told.age for told in cohort if told.age is not None]
    assert found.age is not None
    assert found.age.missing == SIZE - len(ages)
    assert {line.key: line.share.count for line in found.age.lines} == hide_small(
        {
            "18-24": sum(age < 25 for age in ages),
            "25-29": sum(25 <= age < 30 for age in ages),
            "30-59": sum(30 <= age < 60 for age in ages),
            "60+": sum(age >= 60 for age in ages),
        }
    )
    assert found.under_30 == Share(
        sum(age < 30 for age in ages), percent(sum(age < 30 for age in ages), len(ages))
    )


def test_problems_at_the_start_by_age(cohort, house) -> None:
    found = how_it_goes(house.actor("eva"))

    for line in found.problems:

        def of(group: list[Told], domain: str = line.domain) -> tuple[int, int]:
            answered = [told.problems[domain] for told in group if domain in told.problems]
            return sum(answered), len(answered)

        young = of([told for told in cohort if told.age is not None and told.age < 25])
        older = of([told for told in cohort if told.age is not None and told.age >= 25])
        assert (line.young, line.older) == two_groups(young, older)
        assert line.everyone == share_of(*of(cohort))
        assert line.known + line.missing == SIZE
    assert found.problems[0].published == (18, None, 39)


def test_how_many_problems_at_once_without_the_one_that_sums_up_others(cohort, house) -> None:
    found = how_it_goes(house.actor("eva"))

    counts = [
        sum(present for domain, present in told.problems.items() if domain != "substance_total")
        for told in cohort
        if told.problems
    ]
    often = sum(4 <= count <= 6 for count in counts)
    assert found.problem_counts is not None
    assert found.problem_counts.known == len(counts)
    assert found.most_often == Share(often, percent(often, len(counts)))


def test_the_housing_outcome_of_each_course(cohort, house) -> None:
    found = how_it_goes(house.actor("eva")).housing

    counts = Counter(outcome(told) for told in cohort)
    assert found is not None
    assert found.missing == counts.pop("unknown")
    assert {line.key: line.share.count for line in found.lines} == hide_small(counts)
    assert {line.key: line.published for line in found.lines}["housed"] == 76


def test_how_the_nine_domains_moved(cohort, house) -> None:
    """Judgements added up over the finished reviews; the coming review and what was not talked about do not count."""
    found = how_it_goes(house.actor("eva"))

    assert [line.domain for line in found.changes_by_worker] == list(DOMAINS)
    for line in found.changes_by_worker:
        rated = [balance for told in cohort if (balance := told.balance(line.domain)) is not None]
        assert line.known == len(rated)
        assert line.missing == SIZE - len(rated)
        assert {"better": line.better, "unchanged": line.unchanged, "worse": line.worse} == shares(
            {
                "better": sum(balance > 0 for balance in rated),
                "unchanged": sum(balance == 0 for balance in rated),
                "worse": sum(balance < 0 for balance in rated),
            }
        )
        assert line.published == benchmark.CHANGES[line.domain]
    assert all(line.known == 0 for line in found.changes_by_person)


def test_one_team_or_some_years(cohort, house) -> None:
    viewer = house.actor("eva")
    whole = how_it_goes(viewer).courses
    one = how_it_goes(viewer, Which(team_id=house.team.pk)).courses
    other = how_it_goes(viewer, Which(team_id=house.other_team.pk)).courses
    from_2025 = how_it_goes(viewer, Which(begun_from=date(2025, 1, 1), begun_until=date(2026, 1, 1)))

    assert one
    assert other
    assert one + other == whole == SIZE
    assert from_2025.courses == sum(told.began.year == 2025 for told in cohort)


def test_fewer_than_five_courses_say_nothing_else(scene, house) -> None:
    for number in range(4):
        scene.course(f"Person {number}")

    found = how_it_goes(house.actor("eva"))

    assert found == Report(courses=None)


def test_other_agencies_and_courses_to_come_are_not_counted(scene, house) -> None:
    for number in range(6):
        scene.course(f"Person {number}")
    scene.course("To Come", starts_on=TODAY + timedelta(days=3))

    assert how_it_goes(house.actor("eva")).courses == 6


@pytest.mark.parametrize("who", ["sofie", "ilse", "karin", "per", "ada", "vagn"])
def test_only_leads_and_evaluators_may_look(house, who) -> None:
    with pytest.raises(NotAllowed):
        how_it_goes(house.actor(who))


def test_the_number_of_queries_does_not_grow(scene, house) -> None:
    for number in range(5):
        scene.course(f"Person {number}")
    with CaptureQueriesContext(connection) as five:
        how_it_goes(house.actor("eva"))
    for number in range(15):
        scene.course(f"Another {number}")
    with CaptureQueriesContext(connection) as twenty:
        how_it_goes(house.actor("eva"))

    assert len(five) == len(twenty) <= 14
