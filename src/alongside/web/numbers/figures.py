"""What is shown of the numbers: a figure with labels, what it means, and the table it was drawn from.

A figure is made once; the page, the file and the print show the same cells.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext, pgettext

from alongside.attention.rules import State
from alongside.enrolments.models import Intensity
from alongside.numbers.queries import ContactMonth, HeldLate, InTouch, Now, ReviewMonth, Someone
from alongside.numbers.rules import Spread
from alongside.organisation.profile import Weights
from alongside.web import dates
from alongside.web.caseload.words import head_count, short_number

NOTHING = "–"
"""A cell about which nothing is known or may be shown."""


@dataclass(frozen=True)
class Link:
    """A person behind a number. `detail` says what of them was counted."""

    url: str
    name: str
    detail: str = ""


@dataclass(frozen=True)
class Bar:
    """A line of a figure. Places are whole per cent of its width; the label and the value stand beside it as text.

    Attributes:
        soft: the paler of two kinds.
        mark: where a line stands, what was agreed; `dot` the middle one.
    """

    label: str | Promise
    value: str
    start: int = 0
    width: int = 0
    soft: bool = False
    mark: int | None = None
    dot: int | None = None
    people: Sequence[Link] = ()


@dataclass(frozen=True)
class Figure:
    """A figure, its definition in words, and its table.

    Attributes:
        key: its name in addresses.
        lists: people behind the whole of it, under a heading.
        empty: what is said when there is nothing to draw.
    """

    key: str
    title: str
    says: str
    columns: Sequence[str | Promise]
    rows: Sequence[Sequence[str]]
    bars: Sequence[Bar] = ()
    note: str = ""
    lists: Sequence[tuple[str, Sequence[Link]]] = field(default=())
    empty: str = ""

    @property
    def named_rows(self) -> list[list[tuple[str | Promise, str]]]:
        """Each cell with the name of its column, which stands beside it on a phone."""
        return [list(zip(self.columns, row, strict=True)) for row in self.rows]


def caseload(now: Now, weights: Weights) -> Figure:
    """Head count and weight by intensity, next to each other."""
    loads = [one.load for one in now.loads]
    return Figure(
        key="caseload",
        title=gettext("Who walks with how many, and how closely"),
        says=gettext(
            "Everyone whose course runs today, by how closely it was agreed to walk. The weight counts how much work"
            " that is; it stands beside the head count and not in its place. People and weight of a case manager are"
            " those of all their teams."
        ),
        columns=[
            gettext("Case manager"),
            *[Intensity(key).label for key in Intensity.values],
            gettext("People"),
            gettext("Places"),
            pgettext("of a caseload", "Weight"),
            gettext("Weight the post is made for"),
        ],
        rows=[
            [
                line.load.name,
                *[str(line.by_intensity[key]) for key in Intensity.values],
                str(line.load.people),
                str(line.load.places),
                decimal(line.load.weight),
                decimal(line.load.weight_places),
            ]
            for line in now.loads
        ],
        bars=_head_count_and_weight(now, weights) if now.people else [],
        note=gettext(
            "Together %(people)d people; their weight is %(weight)s, the posts are made for %(places)s."
        )
        % {
            "people": len(now.people),
            "weight": decimal(sum(weights.of(one.intensity) for one in now.people)),
            "places": decimal(sum(load.weight_places for load in loads)),
        }
        if loads
        else "",
        empty=gettext("Nobody walks with us now."),
    )


def _head_count_and_weight(now: Now, weights: Weights) -> list[Bar]:
    by = {key: now.with_intensity(key) for key in Intensity.values}
    most = max(max(len(people), len(people) * weights.of(key)) for key, people in by.items())
    bars = []
    for key, people in by.items():
        weight = len(people) * weights.of(key)
        bars += [
            Bar(
                label=Intensity(key).label,
                value=head_count(len(people)),
                width=_part(len(people), most),
                people=[person(one) for one in people],
            ),
            Bar(
                label=gettext("their weight"),
                value=decimal(weight),
                width=_part(weight, most),
                soft=True,
            ),
        ]
    return bars


def silence(now: Now) -> Figure:
    """Who is in rhythm, quiet, silent or resting."""
    labels = {
        State.IN_RHYTHM: gettext("In rhythm"),
        State.QUIET: gettext("Quiet"),
        State.SILENT: gettext("Silent"),
        State.RESTING: gettext("The course rests"),
    }
    by = {state: now.in_state(state) for state in labels}
    whole = len(now.people)
    return Figure(
        key="silence",
        title=gettext("Met as often as agreed"),
        says=gettext(
            "Days since somebody was last met face to face, against the rhythm agreed with them. Quiet and silent begin"
            " where the practice profile says. A call or a try keeps hold and does not break the silence."
        ),
        columns=[gettext("Today"), gettext("People"), gettext("Of everyone")],
        rows=[
            [label, str(len(by[state])), percent(len(by[state]), whole)] for state, label in labels.items()
        ],
        bars=[
            Bar(
                label=label,
                value=head_count(len(by[state])),
                width=_part(len(by[state]), whole),
                people=[person(one, silent=True) for one in by[state]],
            )
            for state, label in labels.items()
        ]
        if whole
        else [],
        empty=gettext("Nobody walks with us now."),
    )


def reviews(now: Now, months: Sequence[ReviewMonth], held_late: Sequence[HeldLate], today: date) -> Figure:
    """Reviews held by the day they were due, by month, and those that are late now."""
    held = sum(month.held for month in months)
    on_time = sum(month.on_time for month in months)
    late = [
        Link(
            reverse("review", args=[one.review.review_id]),
            one.who.name,
            dates.due(one.review.due_on, today),
        )
        for one in now.late
        if one.review
    ]
    after_due = [
        Link(
            reverse("review", args=[one.review_id]),
            one.name,
            gettext("held %(day)s, %(late)s")
            % {
                "day": dates.short_day(one.held_on, today),
                "late": ngettext("%(days)d day late", "%(days)d days late", one.days) % {"days": one.days},
            },
        )
        for one in held_late
    ]
    return Figure(
        key="reviews",
        title=gettext("Reviews on time"),
        says=gettext(
            "Reviews finished in a month, and how many of them by the day they were due. One that was moved with a"
            " reason is due on its new day."
        ),
        columns=[
            gettext("Month"),
            gettext("Finished"),
            gettext("On time"),
            gettext("Later"),
            gettext("Share on time"),
        ],
        rows=[
            [
                month_name(month.month, running=month.running),
                str(month.held),
                str(month.on_time),
                str(month.held - month.on_time),
                percent(month.on_time, month.held),
            ]
            for month in months
        ],
        bars=[
            Bar(
                label=month_name(month.month, running=month.running),
                value=gettext("%(part)d of %(whole)d") % {"part": month.on_time, "whole": month.held},
                width=_part(month.on_time, month.held),
            )
            for month in months
            if month.held
        ],
        note=gettext("%(on_time)d of %(held)d on time. Late now: %(late)d.")
        % {"on_time": on_time, "held": held, "late": len(late)},
        lists=_filled((gettext("Late now"), late), (gettext("Finished later than due"), after_due)),
        empty=gettext("No review was finished in this time."),
    )


def contacts(months: Sequence[ContactMonth]) -> Figure:
    """Met, rung and tried for a person in a month, against the agreed rhythm."""
    most = max(
        [1.0, *[month.met.most for month in months if month.met], *[month.agreed or 0 for month in months]]
    )
    return Figure(
        key="contacts",
        title=gettext("Contacts for each person and month"),
        says=gettext(
            "Everyone with whom we walked on every day of the month, without months in which the course rested. The dot"
            " is the person in the middle, the bar the middle half, the line how many meetings the agreed rhythm comes"
            " to. Meetings face to face, calls and messages, and tries are counted apart. Of fewer than five people"
            " there is no middle: their numbers stand in the table as they are."
        ),
        columns=[
            gettext("Month"),
            gettext("People"),
            gettext("Met, in the middle"),
            gettext("Middle half"),
            gettext("Least and most"),
            gettext("Agreed rhythm"),
            gettext("Phone and messages"),
            gettext("Tried"),
        ],
        rows=[_contact_row(month) for month in months],
        bars=[
            Bar(
                label=month_name(month.month, running=month.running),
                value=gettext("%(met)s met, %(agreed)s agreed")
                % {"met": decimal(month.met.middle), "agreed": decimal(month.agreed)},
                start=_part(month.met.lower, most),
                width=_part(month.met.upper - month.met.lower, most),
                soft=True,
                mark=_part(month.agreed, most),
                dot=_part(month.met.middle, most),
            )
            for month in months
            if month.met and month.agreed is not None
        ],
        lists=_filled(*[_person_by_person(month) for month in [*months][-2:]]),
        empty=gettext("Fewer than five people: see the table."),
    )


def _contact_row(month: ContactMonth) -> list[str]:
    return [
        month_name(month.month, running=month.running),
        str(len(month.people)),
        *_spread([one.met for one in month.people], month.met),
        decimal(month.agreed),
        _middle([one.phone for one in month.people], month.phone),
        _middle([one.tried for one in month.people], month.tried),
    ]


def _spread(values: Sequence[int], found: Spread | None) -> list[str]:
    if found is None:
        return [_middle(values, found), NOTHING, NOTHING]
    return [
        decimal(found.middle),
        _between(found.lower, found.upper),
        _between(found.least, found.most),
    ]


def _middle(values: Sequence[int], found: Spread | None) -> str:
    """The middle, or of few people what there was of each."""
    if found is not None:
        return decimal(found.middle)
    return ", ".join(str(value) for value in sorted(values)) or NOTHING


def _person_by_person(month: ContactMonth) -> tuple[str, list[Link]]:
    title = gettext("%(month)s, person by person") % {"month": month_name(month.month, running=month.running)}
    return title, [
        Link(reverse("person", args=[one.person_id]), one.name, _in_touch(one)) for one in month.people
    ]


def _in_touch(one: InTouch) -> str:
    return gettext("met %(met)d · phone %(phone)d · tried %(tried)d") % {
        "met": one.met,
        "phone": one.phone,
        "tried": one.tried,
    }


def person(one: Someone, *, silent: bool = False) -> Link:
    """A person we walk with, with who does."""
    said = [one.who.worker_name]
    if silent:
        met = one.who.silence.met
        said.insert(0, dates.ago(one.who.silence.days) if met else gettext("not met yet"))
    return Link(reverse("person", args=[one.who.person_id]), one.who.name, " · ".join(filter(None, said)))


def month_name(month: date, *, running: bool) -> str:
    """A month in a table: "Nov 2026", and whether it still runs."""
    name = date_format(month, pgettext("date format, as in Nov 2026", "M Y"))
    return gettext("%(month)s so far") % {"month": name} if running else name


def decimal(value: float | None) -> str:
    """A number with at most one decimal, in the reader's language."""
    return NOTHING if value is None else short_number(value)


def percent(part: int, whole: int) -> str:
    """Whole per cent, halves up."""
    if not whole:
        return NOTHING
    return gettext("%(percent)d %%") % {"percent": (200 * part + whole) // (2 * whole)}


def _between(low: float, high: float) -> str:
    return gettext("%(low)s to %(high)s") % {"low": decimal(low), "high": decimal(high)}


def _part(value: float, whole: float) -> int:
    """Where a value stands on a figure a hundred wide."""
    return round(100 * value / whole) if whole else 0


def _filled(*lists: tuple[str, Iterable[Link]]) -> list[tuple[str, list[Link]]]:
    return [(title, found) for title, links in lists if (found := list(links))]
