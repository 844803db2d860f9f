"""Time in contact and of writing, as figures."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext

from alongside.numbers.queries import FormTime, Spent
from alongside.web.numbers.figures import NOTHING, Bar, Figure, decimal, month_name
from alongside.web.today.drafts import DRAFTS

FORMS: Mapping[str, str | Promise] = {
    form: label for (form, _subject), (_route, label) in reversed(DRAFTS.items())
}
"""What each form is called where its drafts wait."""


def time_by_month(spent: Spent, *, own: bool) -> Figure:
    """Time in contact and time of writing next to each other."""
    amounts = [(one.contact_minutes or 0, one.writing_minutes or 0) for one in spent.months]
    most = max(1, *[amount for both in amounts for amount in both])
    bars = []
    for one in spent.months:
        name = month_name(one.month, running=one.running)
        if one.contact_minutes:
            label = gettext("%(month)s, in contact") % {"month": name}
            bars.append(
                Bar(label, as_time(one.contact_minutes), width=round(100 * one.contact_minutes / most))
            )
        if one.writing_minutes:
            label = gettext("%(month)s, writing") % {"month": name}
            bars.append(
                Bar(
                    label,
                    as_time(one.writing_minutes),
                    width=round(100 * one.writing_minutes / most),
                    soft=True,
                )
            )
    return Figure(
        key="time",
        title=gettext("Time in contact, and time of writing"),
        says=_how_measured(own=own),
        columns=[
            gettext("Month"),
            gettext("In contact"),
            gettext("Contacts without a length"),
            gettext("Writing"),
        ],
        rows=[
            [
                month_name(one.month, running=one.running),
                as_time(one.contact_minutes),
                NOTHING if one.unknown is None else str(one.unknown),
                as_time(one.writing_minutes),
            ]
            for one in spent.months
        ],
        bars=bars,
        note="" if own else _why_hidden(spent),
        empty=gettext("Nothing is measured in this time, or nothing may be shown."),
    )


def time_by_form(spent: Spent) -> Figure:
    """Where the time of writing goes: all of it by form, and for each form that was sent."""
    most = max([1, *[one.minutes for one in spent.forms]])
    return Figure(
        key="forms",
        title=gettext("Where the time of writing goes"),
        says=gettext(
            "A form that takes long, or a thing that is written in two of them, is a fault of the forms. This is here"
            " to find such faults, not to compare people."
        ),
        columns=[gettext("Form"), gettext("Writing"), gettext("Sent"), gettext("For each that was sent")],
        rows=[
            [
                str(_form(one)),
                as_time(one.minutes),
                NOTHING if one.sent is None else str(one.sent),
                _each(one),
            ]
            for one in spent.forms
        ],
        bars=[
            Bar(_form(one), as_time(one.minutes), width=round(100 * one.minutes / most), soft=True)
            for one in spent.forms
        ],
        empty=gettext("Nothing is measured in this time, or nothing may be shown."),
    )


def open_lines(spent: Spent) -> Figure:
    """The lines of those who show theirs, by name."""
    return Figure(
        key="lines",
        title=gettext("Those who show their own time"),
        says=gettext("By name. Each of them has chosen to show it, and can take it back at any time."),
        columns=[
            gettext("Case manager"),
            gettext("In contact"),
            gettext("Contacts without a length"),
            gettext("Writing"),
        ],
        rows=[
            [line.name, as_time(line.contact_minutes), str(line.unknown), as_time(line.writing_minutes)]
            for line in spent.lines
        ],
        empty=gettext("Nobody has chosen to show theirs."),
    )


def as_time(minutes: int | None) -> str:
    """Minutes as one says them: "45 min", "12 h 05 min"."""
    if minutes is None:
        return NOTHING
    hours, rest = divmod(minutes, 60)
    if not hours:
        return gettext("%(minutes)d min") % {"minutes": rest}
    return gettext("%(hours)d h %(minutes)02d min") % {"hours": hours, "minutes": rest}


def _form(one: FormTime) -> str | Promise:
    return FORMS.get(one.form, one.form) if one.form else gettext("Several forms together")


def _each(one: FormTime) -> str:
    if not one.sent:
        return NOTHING
    return gettext("%(minutes)s min") % {"minutes": decimal(one.minutes / one.sent)}


def _how_measured(*, own: bool) -> str:
    said = gettext(
        "In contact: the length that was written on held contacts; where nobody wrote one, it is not guessed. Writing:"
        " the time between opening a form and sending it, measured by the drafts that are kept while you type. A pause"
        " of more than two minutes does not count. Only sums are kept, by day and form: no word of what was written,"
        " and not about whom."
    )
    if own:
        return said
    return " ".join(
        [
            said,
            gettext(
                "A month is shown when at least five case managers have something in it who keep their own line to"
                " themselves, or all have opened theirs: what fewer do could be traced to one of them."
            ),
        ]
    )


def _why_hidden(spent: Spent) -> str:
    hidden = sum(one.contact_minutes is None or one.writing_minutes is None for one in spent.months)
    if not hidden:
        return ""
    return ngettext(
        "In %(count)d month something is not shown, because fewer than five are behind it.",
        "In %(count)d months something is not shown, because fewer than five are behind it.",
        hidden,
    ) % {"count": hidden}
