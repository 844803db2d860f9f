"""The page "How it goes"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, gettext_lazy, ngettext

from alongside.evaluation import benchmark
from alongside.evaluation.queries import ChangeLine, ProblemLine, Report, Table, how_it_goes, teams
from alongside.evaluation.rules import AgeBand, HousingOutcome, Share
from alongside.organisation.profile import Profile
from alongside.organisation.queries import profile_of
from alongside.people.models import Sex
from alongside.web.evaluation.forms import WhichForm
from alongside.web.pages import page
from alongside.web.viewer import viewer_of

AGES: dict[str, str | Promise] = {
    AgeBand.UNDER_25: gettext_lazy("Under 25"),
    AgeBand.TO_29: gettext_lazy("25 to 29"),
    AgeBand.TO_59: gettext_lazy("30 to 59"),
    AgeBand.FROM_60: gettext_lazy("60 or older"),
}
HOUSING: dict[str, str | Promise] = {
    HousingOutcome.HOUSED: gettext_lazy("Has a home and has not lost one"),
    HousingOutcome.REHOUSED: gettext_lazy("Lost a home and has another"),
    HousingOutcome.LOST: gettext_lazy("Lost a home and has none"),
    HousingOutcome.LEFT: gettext_lazy("Gave a home up and has none"),
    HousingOutcome.NEVER: gettext_lazy("Has not had a home of their own"),
}


@dataclass(frozen=True)
class Row:
    """A line of a table: what it is, our share, the published percent."""

    label: str | Promise
    share: Share
    published: int | None


@dataclass(frozen=True)
class Shown:
    """A table ready to be read."""

    rows: list[Row]
    known: int
    note: str


@dataclass(frozen=True)
class ProblemRow:
    """One domain at the start of the course."""

    label: str
    line: ProblemLine


@dataclass(frozen=True)
class ChangeRow:
    """One domain and how it moved."""

    label: str
    line: ChangeLine


@page("evaluation.read")
def evaluation(request: HttpRequest) -> HttpResponse:
    """The cohort, the homes and the nine domains, beside the published figures."""
    actor = viewer_of(request)
    form = WhichForm(request.GET or None, teams=teams(actor))
    found = how_it_goes(actor, form.which())
    profile = profile_of(actor.agency_id)
    return render(
        request,
        "evaluation/evaluation.html",
        {
            "form": form,
            "report": found,
            "lede": _lede(found),
            "published": benchmark,
            "tables": _tables(found, profile),
            "problems": [ProblemRow(_domain(profile, line.domain), line) for line in found.problems],
            "housing": _shown(found.housing, HOUSING),
            "changes": [ChangeRow(_domain(profile, line.domain), line) for line in found.changes_by_worker],
            "own_changes": [
                ChangeRow(_domain(profile, line.domain), line)
                for line in found.changes_by_person
                if line.known
            ],
        },
    )


def _lede(found: Report) -> str:
    if found.courses is None:
        return gettext("Fewer than five courses: nothing is shown, because someone could be recognised.")
    return ngettext("%(count)d course is counted.", "%(count)d courses are counted.", found.courses) % {
        "count": found.courses
    }


def _tables(found: Report, profile: Profile) -> list[tuple[str, str, Shown]]:
    language = get_language() or "en"
    return [
        ("sex", gettext("Sex"), _shown(found.sex, dict(Sex.choices))),
        ("age", gettext("Age when the course began"), _shown(found.age, AGES)),
        ("income", gettext("Income"), _shown(found.income, dict(profile.income_bases.for_form(language)))),
        (
            "nationality",
            gettext("Nationality"),
            _shown(found.nationality, dict(profile.nationality_groups.for_form(language))),
        ),
        ("counts", gettext("How many problems at once"), _shown(found.problem_counts, {})),
    ]


def _shown(table: Table | None, labels: Mapping[str, str | Promise]) -> Shown:
    """The lines in the order of `labels`; a key that has none is shown as it is, after them."""
    if table is None:
        return Shown([], 0, "")
    order = list(labels)
    lines = sorted(table.lines, key=lambda line: order.index(line.key) if line.key in labels else len(order))
    rows = [Row(labels.get(line.key, line.key), line.share, line.published) for line in lines]
    note = gettext("Known about %(known)d, not known about %(missing)d.") % {
        "known": table.known,
        "missing": table.missing,
    }
    return Shown(rows, table.known, note)


def _domain(profile: Profile, key: str) -> str:
    return profile.domains.label(key, get_language() or "en")
