"""928 courses have the profile and the outcomes that seed 004 prints, to the printed percent."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from alongside.demo.cohort import Cohort
from alongside.demo.published import CHANGES, shares
from alongside.demo.shapes import Course


def percent(part: int, whole: int) -> int:
    return round(100 * part / whole)


def age_at_start(course: Course) -> int:
    born = course.person.born
    assert born is not None
    return course.start.year - born.year - ((course.start.month, course.start.day) < (born.month, born.day))


def test_530_of_928_courses_have_ended(courses: list[Course]) -> None:
    assert len(courses) == 928
    assert sum(course.end is not None for course in courses) == 530


def test_sex_and_age(courses: list[Course]) -> None:
    sex = Counter(course.person.sex for course in courses)
    ages = [age_at_start(course) for course in courses]
    assert percent(sex["male"], 928) == 70
    assert percent(sex["female"], 928) == 30
    assert percent(sum(18 <= age <= 24 for age in ages), 928) == 38
    assert percent(sum(age < 30 for age in ages), 928) == 51
    assert min(ages) >= 18
    assert any(age >= 60 for age in ages)


def test_nationality_and_income(courses: list[Course]) -> None:
    nationality = Counter(course.person.nationality for course in courses)
    income = Counter(course.person.income for course in courses)
    assert percent(nationality["danish"], 928) == 86
    assert percent(nationality["african"], 928) == 3
    assert percent(nationality["middle_eastern"], 928) == 4
    assert percent(nationality["nordic"] + nationality["european"], 928) == 7
    assert percent(income["social_assistance"], 928) == 55
    assert percent(income["disability_pension"], 928) == 26
    assert percent(income["wage"], 928) == 3


def test_problems_at_the_start_by_age(courses: list[Course]) -> None:
    young = [course for course in courses if age_at_start(course) <= 24]
    older = [course for course in courses if age_at_start(course) > 24]

    def share(domain: str, group: list[Course]) -> int:
        return percent(sum(domain in course.problems for course in group), len(group))

    printed = {
        "alcohol": (18, 39),
        "drugs": (24, 32),
        "cannabis": (52, 47),
    }
    for domain, (of_young, of_all) in printed.items():
        assert (share(domain, young), share(domain, courses)) == (of_young, of_all), domain
    assert (share("mental", young), share("mental", older)) == (79, 85)
    for domain in ("economy", "network"):
        assert (share(domain, young), share(domain, older)) == (79, 79), domain


def test_most_people_have_four_to_six_problems(courses: list[Course]) -> None:
    counts = Counter(len(course.problems) for course in courses)
    assert percent(counts[4] + counts[5] + counts[6], 928) > 60
    assert len(counts) > 4


def test_housing_at_the_last_report(courses: list[Course]) -> None:
    """76 % housed, 8 % lost the dwelling (half of them found another), 16 % never housed."""
    outcome: Counter[str] = Counter()
    for course in courses:
        tenancies = [period for period in course.housing if period.kind == "own_tenancy"]
        lost = any(period.how_ended == "lost" for period in tenancies)
        now = course.housing[-1].kind == "own_tenancy"
        outcome[
            "never" if not tenancies else f"{'lost' if lost else 'kept'}, {'has' if now else 'has not'}"
        ] += 1
    assert {key: percent(count, 928) for key, count in outcome.items()} == {
        "kept, has": 76,
        "lost, has": 4,
        "lost, has not": 4,
        "never": 16,
    }


def test_nine_domains_have_moved_as_printed(courses: list[Course]) -> None:
    """Whether one counts the last rating or the balance of all of them."""
    rated = [course for course in courses if any(review.held for review in course.reviews)]
    assert len(rated) > 800
    value = {"better": 1, "unchanged": 0, "worse": -1}
    last: Counter[tuple[str, int]] = Counter()
    balance: Counter[tuple[str, int]] = Counter()
    for course in rated:
        held = [review for review in course.reviews if review.held]
        totals: Counter[str] = Counter()
        for review in held:
            for rating in review.ratings:
                totals[rating.domain] += value[rating.worker]
        for rating in held[-1].ratings:
            last[rating.domain, value[rating.worker]] += 1
            total = totals[rating.domain]
            balance[rating.domain, (total > 0) - (total < 0)] += 1
    for domain, (better, worse) in CHANGES.items():
        for counted in (last, balance):
            got = percent(counted[domain, 1], len(rated)), percent(counted[domain, -1], len(rated))
            assert got == (better, worse), domain


@pytest.mark.parametrize("people", [10, 37, 400, 2000])
def test_other_sizes_keep_the_shares_as_well_as_whole_people_allow(people: int) -> None:
    rows = Cohort(people=people, seed=3, today=date(2026, 3, 2)).rows
    assert len(rows) == people
    for name, weights in (("sex", {"male": 70, "female": 30}), ("outcome", {"never": 16, "housed": 76})):
        counts = Counter(getattr(row, name) for row in rows)
        for key, weight in weights.items():
            allowed = 1 if people >= 100 else people * 0.25
            assert abs(counts[key] - people * weight / 100) <= allowed, (name, key)


def test_shares_are_whole_and_sum() -> None:
    assert shares(928, {"male": 70, "female": 30}) == {"male": 650, "female": 278}
    for total in range(60):
        assert sum(shares(total, {"a": 38, "b": 13, "c": 42, "d": 7}).values()) == total
