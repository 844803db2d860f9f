"""Rating a team by a scale: begun, item by item, signed, and compared over time."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from uuid import UUID, uuid5

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import get_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST

from alongside.access.policy import may
from alongside.audit.purposes import Purpose
from alongside.interop.cells import write_csv
from alongside.kernel.errors import DomainError
from alongside.organisation.models import Team
from alongside.scales.models import Scale, ScaleItem, TeamRating
from alongside.scales.queries import answers_of, items_of, over_time, ratings_of, suggestions, total_of
from alongside.scales.rating import begin_rating, drop_rating, rate_item, sign_rating, take_suggestion
from alongside.scales.rules import usual_period
from alongside.web.dates import long_day
from alongside.web.drafts import DraftSlot
from alongside.web.forms import after
from alongside.web.looks import hand_out, show_people
from alongside.web.pages import page
from alongside.web.scales import shown
from alongside.web.scales.forms import PeriodForm, RateForm, SignForm
from alongside.web.scales.views import row_of, scale_for
from alongside.web.viewer import viewer_of


@page("rating.read")
def ratings(request: HttpRequest, scale_id: UUID, team_id: UUID) -> HttpResponse:
    """The ratings of a team by one scale, side by side."""
    viewer = viewer_of(request)
    team = _team(request, team_id, "rating.read")
    # A team reads its own ratings also by a scale that is not offered to it any more.
    row = row_of(get_object_or_404(Scale, pk=scale_id, agency_id=viewer.agency_id))
    theirs = [one for one in ratings_of(viewer, team) if one.edition.scale_id == row.scale.pk]
    if not theirs:
        row = row_of(scale_for(viewer, scale_id))
    begun = next((one for one in theirs if one.signed_on is None), None)
    context = {
        "team": team,
        "row": row,
        "begun": begun,
        "today": viewer.today,
        "ratings": [(one, shown.last_day(one)) for one in theirs if one.signed_on is not None],
        "table": shown.table(over_time(team, row.scale)),
        "may_begin": begun is None
        and row.current is not None
        and row.scale.retired_on is None
        and may(viewer, "rating.begin", team),
    }
    return render(request, "scales/ratings.html", context)


@page("rating.begin")
def rating_new(request: HttpRequest, scale_id: UUID, team_id: UUID) -> HttpResponse:
    """Choose the days, and begin."""
    viewer = viewer_of(request)
    team = _team(request, team_id, "rating.begin")
    row = row_of(scale_for(viewer, scale_id))
    if row.current is None or row.scale.team_id not in (None, team.pk):
        raise Http404
    begun = TeamRating.objects.filter(edition__scale=row.scale, team=team, signed_on__isnull=True).first()
    if begun is not None:
        return redirect("rating", begun.pk)
    first, last = usual_period(viewer.today)
    form = PeriodForm(request.POST or None, initial={"first": first, "last": last})
    if request.method == "POST" and form.is_valid():
        with form.shows():
            kept = begin_rating(by=viewer, team=team, scale=row.scale, **form.cleaned_data)
            return after(request, "rating", kept.pk)
    context = {"form": form, "team": team, "row": row}
    return render(request, "scales/rating_new.html", context, status=422 if form.errors else 200)


@page("rating.read")
def rating(request: HttpRequest, rating_id: UUID) -> HttpResponse:
    """A rating: what the records suggest, what was given and why."""
    viewer = viewer_of(request)
    found = _rating(request, rating_id)
    begun = found.signed_on is None
    rows = _rows(request, found)
    given = [row.given.value for row in rows if row.given]
    context = {
        "rating": found,
        "last": shown.last_day(found),
        "today": viewer_of(request).today,
        "rows": rows,
        "given": len(given),
        "begun": begun,
        "whole": len(given) == len(rows),
        "leads": may(viewer, "rating.rate", found),
        "total": shown.decimal(total) if (total := total_of(found.edition, given)) is not None else "",
        "steps": found.edition.scale.steps,
    }
    return render(request, "scales/rating.html", context)


@page("rating.rate")
def rate(request: HttpRequest, rating_id: UUID, item_id: UUID) -> HttpResponse:
    """Give one item its value, beside what the records suggest."""
    found = _begun(request, rating_id)
    row = _row(request, found, item_id)
    slot = DraftSlot(request, form="rating_item", subject_id=uuid5(found.pk, str(item_id)))
    if answer := slot.answer():
        return answer
    item = row.shown.item
    begun = {"value": row.given.value, "words": row.given.words} if row.given else {}
    form = RateForm.from_slot(slot, anchors=list(item.anchors.all()), initial=begun)
    if request.method == "POST" and form.is_valid():
        with form.shows():
            rate_item(by=viewer_of(request), rating=found, item=item, key=slot.key, **form.cleaned_data)
            return slot.done(after(request, "rating", found.pk, fragment=f"item-{item.pk}"))
    context = {
        "form": form,
        "slot": slot,
        "rating": found,
        "row": row,
        "last": shown.last_day(found),
        "today": viewer_of(request).today,
    }
    return render(request, "scales/rate.html", context, status=422 if form.errors else 200)


@page("rating.rate")
@require_POST
def take(request: HttpRequest, rating_id: UUID, item_id: UUID) -> HttpResponse:
    """Give an item the value the records suggest."""
    found = _begun(request, rating_id)
    item = get_object_or_404(ScaleItem, pk=item_id, edition_id=found.edition_id)
    try:
        take_suggestion(by=viewer_of(request), rating=found, item=item)
    except DomainError as error:
        return after(request, "rating", found.pk, said=error.text, fragment=f"item-{item.pk}")
    return after(request, "rating", found.pk, fragment=f"item-{item.pk}")


@page("rating.rate")
def records(request: HttpRequest, rating_id: UUID, item_id: UUID) -> HttpResponse:
    """The courses behind a suggestion; each leads to its records. As they stand now, for who leads the team."""
    viewer = viewer_of(request)
    found = _rating(request, rating_id, "rating.rate")
    item = get_object_or_404(ScaleItem, pk=item_id, edition_id=found.edition_id)
    said = suggestions(viewer, found).get(item.pk)
    if said is None:
        raise Http404
    show_people(
        request,
        "rating",
        [line.course for line in said.lines],
        purpose=Purpose.SUPERVISION,
        team=str(found.team_id),
    )
    (row,) = shown.rated(shown.items([item]), answers_of(found), {item.pk: said})
    context = {
        "rating": found,
        "last": shown.last_day(found),
        "today": viewer_of(request).today,
        "row": row,
        "behind": shown.behind(found, said),
    }
    return render(request, "scales/records.html", context)


@page("rating.sign")
def sign(request: HttpRequest, rating_id: UUID) -> HttpResponse:
    """Sign a rating, with what the team takes from it."""
    found = _begun(request, rating_id)
    slot = DraftSlot(request, form="rating_sign", subject_id=found.pk)
    if answer := slot.answer():
        return answer
    form = SignForm.from_slot(slot)
    if request.method == "POST" and form.is_valid():
        with form.shows():
            sign_rating(by=viewer_of(request), rating=found, key=slot.key, **form.cleaned_data)
            said = _("Signed. The team reads it, and it stands beside the earlier ones.")
            return slot.done(after(request, "ratings", found.edition.scale_id, found.team_id, said=said))
    context = {
        "form": form,
        "slot": slot,
        "rating": found,
        "last": shown.last_day(found),
        "today": viewer_of(request).today,
    }
    return render(request, "scales/sign.html", context, status=422 if form.errors else 200)


@page("rating.drop")
@require_POST
def drop(request: HttpRequest, rating_id: UUID) -> HttpResponse:
    """Throw a begun rating away."""
    found = _begun(request, rating_id)
    drop_rating(by=viewer_of(request), rating=found)
    return after(request, "ratings", found.edition.scale_id, found.team_id, said=_("Thrown away."))


@page("rating.read")
def as_file(request: HttpRequest, rating_id: UUID) -> HttpResponse:
    """A signed rating as a table, for a spreadsheet program. Nobody's name but the rater's is in it."""
    found = _rating(request, rating_id)
    if found.signed_on is None:
        raise Http404
    hand_out(request, "rating", rating=str(found.pk))
    answer = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="rating-{found.period_until:%Y-%m-%d}.csv"'
    # Where numbers have a decimal comma, spreadsheet programs expect a semicolon between the cells.
    comma = get_format("DECIMAL_SEPARATOR") == ","
    write_csv(answer, _table(found, _rows(request, found)), separator=";" if comma else ",")
    return answer


def _table(found: TeamRating, rows: list[shown.RatedShown]) -> Iterator[list[str | int]]:
    yield [found.edition.name, found.team.name]
    yield [_("From"), long_day(found.period_from)]
    yield [_("Up to and including"), long_day(shown.last_day(found))]
    yield [_("Signed by"), found.rater.name if found.rater else ""]
    yield []
    yield [
        pgettext("of a scale", "Item"),
        pgettext("of a scale", "Value"),
        _("What it means"),
        _("The records suggest"),
        _("Counted"),
        _("Out of"),
        _("What is counted"),
        _("Why"),
    ]
    for row in rows:
        answer = row.given
        assert answer is not None
        yield [
            row.shown.item.title,
            answer.value,
            row.value.words if row.value else "",
            "" if answer.suggested is None else answer.suggested,
            answer.counted if row.said else "",
            answer.out_of if row.said else "",
            str(row.shown.counts),
            answer.words,
        ]
    total: Fraction | None = total_of(found.edition, [row.given.value for row in rows if row.given])
    if total is not None:
        yield [_("Mean"), shown.decimal(total)]
    if found.words:
        yield [_("What the team takes from it"), found.words]


def _rows(request: HttpRequest, found: TeamRating) -> list[shown.RatedShown]:
    said = suggestions(viewer_of(request), found) if found.signed_on is None else None
    return shown.rated(shown.items(items_of(found.edition)), answers_of(found), said)


def _row(request: HttpRequest, found: TeamRating, item_id: UUID) -> shown.RatedShown:
    row = next((one for one in _rows(request, found) if one.shown.item.pk == item_id), None)
    if row is None:
        raise Http404
    return row


def _team(request: HttpRequest, team_id: UUID, policy: str) -> Team:
    """A team of the viewer's agency for which they may do this; of any other one nothing is told."""
    viewer = viewer_of(request)
    team = get_object_or_404(Team, pk=team_id, agency_id=viewer.agency_id)
    if not may(viewer, policy, team):
        raise Http404
    return team


def _rating(request: HttpRequest, rating_id: UUID, policy: str = "rating.read") -> TeamRating:
    """A rating the viewer may read: one that is not signed only who leads the team."""
    viewer = viewer_of(request)
    rows = TeamRating.objects.select_related("edition__scale", "team", "rater")
    found = get_object_or_404(rows, pk=rating_id, team__agency_id=viewer.agency_id)
    asked = policy if found.signed_on is not None else "rating.rate"
    if not may(viewer, asked, found):
        raise Http404
    return found


def _begun(request: HttpRequest, rating_id: UUID) -> TeamRating:
    """A rating that is being made, for who leads the team; a signed one is not found here."""
    found = _rating(request, rating_id, "rating.rate")
    if found.signed_on is not None:
        raise Http404
    return found
