"""How it goes, counted in the database from the ordinary records.

Nothing here returns a person: only counts, and small ones are hidden before they leave (`rules.hide_small`). That is
why the queries may read beyond what the viewer could open; `evaluation.read` is required first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    ExpressionWrapper,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Replace

from alongside.access.actor import Actor
from alongside.access.policy import require
from alongside.assessments.models import StartingProblem
from alongside.enrolments.models import Enrolment
from alongside.evaluation import benchmark, rules
from alongside.evaluation.rules import AgeBand, HousingOutcome, Share
from alongside.housing.models import HousingStay
from alongside.organisation.models import Team
from alongside.organisation.profile import Profile
from alongside.organisation.queries import profile_of
from alongside.reviews.models import DomainChange, DomainRating

UNKNOWN = ("", "unknown")
"""Values that say that nothing is known."""


@dataclass(frozen=True)
class Which:
    """Which courses are counted: of one team or all, begun in `[begun_from, begun_until)`."""

    team_id: UUID | None = None
    begun_from: date | None = None
    begun_until: date | None = None


@dataclass(frozen=True)
class Line:
    """One part of a group beside the published percent, where one was printed."""

    key: str
    share: Share
    published: int | None = None


@dataclass(frozen=True)
class Table:
    """A group in its parts. `known` is the sum; `missing` are those about whom nothing is written."""

    lines: tuple[Line, ...]
    known: int
    missing: int


@dataclass(frozen=True)
class ProblemLine:
    """How many began with a problem: the young (18 to 24), everyone older, and all; with the published percents."""

    domain: str
    young: Share
    older: Share
    everyone: Share
    known: int
    missing: int
    published: tuple[int | None, int | None, int | None]


@dataclass(frozen=True)
class ChangeLine:
    """How a domain moved from the start of the course to the last review. `published`: better, worse."""

    domain: str
    better: Share
    unchanged: Share
    worse: Share
    known: int
    missing: int
    published: tuple[int, int] | None


@dataclass(frozen=True)
class Report:
    """How it goes. `courses` is None when there are fewer than five; then nothing else is filled in."""

    courses: int | None
    ended: Share | None = None
    sex: Table | None = None
    age: Table | None = None
    under_30: Share | None = None
    income: Table | None = None
    nationality: Table | None = None
    problems: tuple[ProblemLine, ...] = ()
    problem_counts: Table | None = None
    most_often: Share | None = None
    housing: Table | None = None
    changes_by_worker: tuple[ChangeLine, ...] = ()
    changes_by_person: tuple[ChangeLine, ...] = ()


def how_it_goes(viewer: Actor, which: Which = Which()) -> Report:
    """The report. Twelve queries, whatever the number of courses.

    Raises:
        NotAllowed: the viewer is neither a team lead nor an evaluator.
    """
    require(viewer, "evaluation.read")
    courses = _courses(viewer, which)
    total = courses.count()
    if total < rules.SMALLEST:
        return Report(courses=0 if total == 0 else None)
    profile = profile_of(viewer.agency_id)
    ages = _by_band(courses)
    problem_counts = _counts(courses, "problems")
    return Report(
        courses=total,
        ended=rules.share_of(courses.filter(ends_on__lte=viewer.today).count(), total),
        sex=_table(_counts(courses, "person__sex"), benchmark.SEX),
        age=_table(ages, {AgeBand.UNDER_25.value: benchmark.UNDER_25}),
        under_30=rules.share_of(
            ages[AgeBand.UNDER_25] + ages[AgeBand.TO_29],
            total - ages[""],
        ),
        income=_table(_counts(courses, "income_basis"), benchmark.INCOME),
        nationality=_table(_counts(courses, "person__nationality_group"), benchmark.NATIONALITY),
        problems=_problems(courses, profile, total),
        problem_counts=_table(dict(sorted(problem_counts.items())), {}),
        most_often=_most_often(problem_counts),
        housing=_housing(courses, profile, viewer.today),
        changes_by_worker=_changes(courses, profile, total, "worker_change", benchmark.CHANGES),
        changes_by_person=_changes(courses, profile, total, "person_change", {}),
    )


def teams(viewer: Actor) -> list[tuple[UUID, str]]:
    """The teams of the agency, by name, to choose from."""
    return list(Team.objects.filter(agency_id=viewer.agency_id).order_by("name").values_list("pk", "name"))


def _courses(viewer: Actor, which: Which) -> QuerySet[Any]:
    found: QuerySet[Any] = Enrolment.objects.unscoped().filter(
        team__agency_id=viewer.agency_id, starts_on__lte=viewer.today
    )
    if which.team_id is not None:
        found = found.filter(team_id=which.team_id)
    if which.begun_from is not None:
        found = found.filter(starts_on__gte=which.begun_from)
    if which.begun_until is not None:
        found = found.filter(starts_on__lt=which.begun_until)
    found = _with_age(found).annotate(problems=_problem_count())
    return found


def _with_age(courses: QuerySet[Any]) -> QuerySet[Any]:
    """Annotate `age`: years on the day the course began, None when the birth date is not known.

    Written as whole numbers, 20260902 - 19920304 = 339798: somebody is as many years old as the difference has
    ten thousands. Both databases do this by themselves; taking dates apart is slow on SQLite.
    """
    aged: QuerySet[Any] = courses.annotate(
        age=ExpressionWrapper(
            (_as_number("starts_on") - _as_number("person__birth_date")) / Value(10_000), IntegerField()
        )
    )
    return aged


def _as_number(day: str) -> Cast:
    return Cast(Replace(Cast(day, CharField()), Value("-"), Value("")), IntegerField())


def _counts(courses: QuerySet[Any], field: str) -> dict[str, int]:
    """How many courses for each value of `field`; unknown ones under the empty key."""
    found: dict[str, int] = {}
    for value, count in courses.values_list(field).annotate(Count("pk")):
        key = "" if value is None else str(value)
        found[key] = found.get(key, 0) + count
    return found


def _by_band(courses: QuerySet[Any]) -> dict[str, int]:
    """How many courses in each age band, also empty ones; unknown ages under the empty key."""
    found = dict.fromkeys([*AgeBand, ""], 0)
    for age, count in courses.values_list("age").annotate(Count("pk")):
        found[rules.age_band(age)] += count
    return found


def _table(counts: Mapping[str, int], published: Mapping[str, int]) -> Table:
    known = {key: count for key, count in counts.items() if key not in UNKNOWN}
    return Table(
        lines=tuple(Line(key, share, published.get(key)) for key, share in rules.shares(known).items()),
        known=sum(known.values()),
        missing=sum(counts.values()) - sum(known.values()),
    )


def _problem_count() -> Subquery:
    """How many problems a course began with; None when nobody answered."""
    answered = (
        StartingProblem.objects.unscoped()
        .filter(enrolment=OuterRef("pk"))
        .values("enrolment")
        .annotate(n=Count("pk", filter=Q(present=True) & ~Q(domain=rules.TOTAL_DOMAIN)))
    )
    return Subquery(answered.values("n"))


def _problems(courses: QuerySet[Any], profile: Profile, total: int) -> tuple[ProblemLine, ...]:
    answered: Counter[tuple[str, bool, str]] = Counter()
    rows = courses.filter(starting_problems__isnull=False).values_list(
        "starting_problems__domain", "starting_problems__present", "age"
    )
    for domain, present, age, count in rows.annotate(Count("pk")):
        answered[domain, present, rules.age_band(age)] += count
    return tuple(_problem_line(domain.key, answered, total) for domain in profile.domains)


def _problem_line(domain: str, answered: Mapping[tuple[str, bool, str], int], total: int) -> ProblemLine:
    def of(bands: Collection[str]) -> tuple[int, int]:
        yes = sum(answered.get((domain, True, band), 0) for band in bands)
        return yes, yes + sum(answered.get((domain, False, band), 0) for band in bands)

    older_bands = [band.value for band in AgeBand if band is not AgeBand.UNDER_25]
    everyone = of([*[band.value for band in AgeBand], ""])
    young, older = rules.two_groups(of([AgeBand.UNDER_25.value]), of(older_bands))
    return ProblemLine(
        domain=domain,
        young=young,
        older=older,
        everyone=rules.share_of(*everyone),
        known=everyone[1],
        missing=total - everyone[1],
        published=(
            benchmark.PROBLEMS_YOUNG.get(domain),
            benchmark.PROBLEMS_OLDER.get(domain),
            benchmark.PROBLEMS_ALL.get(domain),
        ),
    )


def _most_often(counts: Mapping[str, int]) -> Share:
    """How many began with four to six problems, of those about whom it is known."""
    low, high = benchmark.MOST_OFTEN
    known = {int(key): count for key, count in counts.items() if key not in UNKNOWN}
    return rules.share_of(
        sum(count for problems, count in known.items() if low <= problems <= high), sum(known.values())
    )


def _housing(courses: QuerySet[Any], profile: Profile, today: date) -> Table:
    """Where people stand with a home of their own, at the end of their course or today."""
    tenancies = [kind.key for kind in profile.housing_kinds if kind.tenancy]
    stays = (
        HousingStay.objects.unscoped()
        .standing()
        .filter(
            Q(ends_on__isnull=True) | Q(ends_on__gt=OuterRef("starts_on")),
            person=OuterRef("person"),
            starts_on__lt=OuterRef("until"),
        )
    )
    own = stays.filter(kind__in=tenancies)
    rows = (
        courses.annotate(until=Coalesce("ends_on", Value(today + timedelta(days=1))))
        .annotate(
            recorded=Exists(stays.exclude(kind="unknown")),
            ever=Exists(own),
            lost=Exists(own.filter(lost=True, ends_on__lte=OuterRef("until"))),
            now=Exists(own.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=OuterRef("until")))),
        )
        .values_list("recorded", "ever", "lost", "now")
        .annotate(Count("pk"))
    )
    counts = {outcome.value: 0 for outcome in HousingOutcome}
    for recorded, ever, lost, now, count in rows:
        counts[rules.housing_outcome(recorded=recorded, ever=ever, lost=lost, now=now)] += count
    return _table(counts, benchmark.HOUSING)


def _changes(
    courses: QuerySet[Any],
    profile: Profile,
    total: int,
    view: str,
    published: Mapping[str, tuple[int, int]],
) -> tuple[ChangeLine, ...]:
    """How each domain moved: the judgements of all finished reviews of a course added up.

    Args:
        view: whose judgement, "worker_change" or "person_change".
    """
    balances = (
        DomainRating.objects.unscoped()
        .filter(review__enrolment__in=courses.values("pk"), review__held_on__isnull=False)
        .exclude(**{view: ""})
        .values("review__enrolment", "domain")
        .annotate(
            balance=Sum(
                Case(
                    When(**{view: DomainChange.BETTER}, then=1),
                    When(**{view: DomainChange.WORSE}, then=-1),
                    default=0,
                    output_field=IntegerField(),
                )
            )
        )
    )
    signs = {"better": Q(balance__gt=0), "unchanged": Q(balance=0), "worse": Q(balance__lt=0)}
    counted = balances.aggregate(
        **{
            f"{domain.key}_{sign}": Count("domain", filter=Q(domain=domain.key) & balance)
            for domain in profile.domains
            for sign, balance in signs.items()
        }
    )
    return tuple(
        _change_line(
            domain.key,
            {sign: counted[f"{domain.key}_{sign}"] for sign in signs},
            total,
            published.get(domain.key),
        )
        for domain in profile.domains
    )


def _change_line(
    domain: str, counts: Mapping[str, int], total: int, published: tuple[int, int] | None
) -> ChangeLine:
    known = sum(counts.values())
    return ChangeLine(domain, **rules.shares(counts), known=known, missing=total - known, published=published)
