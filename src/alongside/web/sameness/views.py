"""Who may be the same, two side by side, making them one, and undoing that."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_POST

from alongside.enrolments.models import Enrolment
from alongside.kernel import drafts
from alongside.organisation.queries import profile_of
from alongside.people.matching import likeness_of, pair_of
from alongside.people.merging import Clash, came_since, clashes, how_much_hangs_on, two_drafts
from alongside.people.models import Merge, PairStatus, Person
from alongside.people.operations import merge_people, say_not_same, undo_merge
from alongside.people.queries import latest_merges, pairs_page, search
from alongside.people.undoing import changed_since, written_since
from alongside.web.forms import after
from alongside.web.looks import show_found, show_people
from alongside.web.pages import gate, page
from alongside.web.sameness import rows
from alongside.web.sameness.forms import ApartForm, MergeForm, UndoForm
from alongside.web.sameness.words import against, because
from alongside.web.sought import at_its_address, sought
from alongside.web.viewer import viewer_of

KINDS = {
    "people.personidentifier": gettext_lazy("Number"),
    "people.quote": gettext_lazy("Something they said"),
    "referrals.referral": gettext_lazy("Referral"),
    "enrolments.enrolment": pgettext_lazy("what hangs on a person", "Course"),
    "housing.housingstay": gettext_lazy("Where they live"),
    "interop.delivery": gettext_lazy("A file that was received or sent"),
}


@page("pair.list")
def pairs(request: HttpRequest) -> HttpResponse:
    """Records that may be one person's, the likeliest first, and what was made one last."""
    actor = viewer_of(request)
    found = pairs_page(actor, after=_uuid(request.GET.get("after", "")))
    shown = [
        {
            "one": pair.first,
            "other": pair.second,
            "because": because(pair.signs),
            "against": against(pair.signs),
        }
        for pair in found.pairs
    ]
    next_url = f"{reverse('pairs')}?after={found.next_after}" if found.next_after else ""
    merged = [] if "after" in request.GET else latest_merges(actor)
    show_people(request, "pairs", [[pair.first, pair.second] for pair in found.pairs], list(merged))
    return render(request, "sameness/pairs.html", {"pairs": shown, "next_url": next_url, "merged": merged})


@page("person.compare")
def other_of(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Find the other record of someone, where nothing written down makes the two look alike."""
    actor = viewer_of(request)
    person, _may = gate(request, Person, person_id, policy="person.compare")
    if request.method == "POST":
        return at_its_address(request)
    text = sought(request)
    found = [one for one in search(actor, text) if one.pk != person.pk] if text else []
    if text:
        show_found(request, text, found)
    return render(request, "sameness/other.html", {"person": person, "text": text, "found": found})


@page("person.compare")
def beside(request: HttpRequest, one_id: UUID, other_id: UUID) -> HttpResponse:
    """Two records side by side, and making them one."""
    actor = viewer_of(request)
    kept, other = _both(request, one_id, other_id)
    both_have = clashes(kept, other)
    form = MergeForm(
        request.POST or None,
        initial={
            "key": drafts.new_key(),
            "kept_version": kept.version,
            "other_version": other.version,
        },
        viewer=actor,
        kept=kept,
        other=other,
        clashes=both_have,
    )
    if request.method == "POST" and form.is_valid():
        with form.shows():
            made = merge_people(
                by=actor,
                kept=kept,
                other=other,
                reason=form.cleaned_data["reason"],
                kept_version=form.cleaned_data["kept_version"],
                other_version=form.cleaned_data["other_version"],
                key=form.cleaned_data["key"],
                **form.choices,
            )
            return after(request, "merge", made.pk, said=_("One person, one record now."))
    apart_form = ApartForm(initial={"key": drafts.new_key()})
    return _show(request, kept, other, both_have, form, apart_form)


@page("pair.answer")
@require_POST
def apart(request: HttpRequest, one_id: UUID, other_id: UUID) -> HttpResponse:
    """They are two people; nobody is asked about them again."""
    actor = viewer_of(request)
    kept, other = _both(request, one_id, other_id)
    form = ApartForm(request.POST)
    if form.is_valid():
        with form.shows():
            say_not_same(by=actor, person=kept, other=other, **form.cleaned_data)
            return after(request, "pairs", said=_("They are two people; nobody is asked about them again."))
    both_have = clashes(kept, other)
    start = {"key": drafts.new_key(), "kept_version": kept.version, "other_version": other.version}
    merging = MergeForm(initial=start, viewer=actor, kept=kept, other=other, clashes=both_have)
    return _show(request, kept, other, both_have, merging, form)


@page("merge.undo")
def merge(request: HttpRequest, merge_id: UUID) -> HttpResponse:
    """What was made one, by whom and why; and undoing it."""
    actor = viewer_of(request)
    made, _may = gate(request, Merge, merge_id, policy="merge.undo", related=("kept", "other"))
    form = None
    if made.undone_at is None:
        form = UndoForm(
            request.POST or None,
            initial={"key": drafts.new_key(), "version": made.version},
            merge=made,
            changed=changed_since(made, made.kept),
            added=came_since(made),
            kinds=KINDS,
            profile=profile_of(actor.agency_id),
            today=actor.today,
        )
    if request.method == "POST" and form is None:
        return redirect("merge", made.pk)
    if request.method == "POST" and form is not None and form.is_valid():
        with form.shows():
            undo_merge(
                by=actor,
                merge=made,
                reason=form.cleaned_data["reason"],
                fields=form.fields_back,
                also_move=form.moving,
                version=form.cleaned_data["version"],
                key=form.cleaned_data["key"],
            )
            return after(request, "merge", made.pk, said=_("Two records again, as they were."))
    moved = {label for label, _id, _column, _before, to in made.moves if to == str(made.kept_id)}
    context: dict[str, Any] = {
        "merge": made,
        "form": form,
        "moved": [str(words) for label, words in KINDS.items() if label in moved],
        "stays_as_it_is": [str(KINDS[label]) for label in written_since(made) if label in KINDS],
    }
    status = 422 if form is not None and form.is_bound and form.errors else 200
    return render(request, "sameness/merge.html", context, status=status)


def _both(request: HttpRequest, one_id: UUID, other_id: UUID) -> tuple[Person, Person]:
    """The two, the one first that is kept: it has more in it, or was there before.

    Raises:
        Http404: one of them is not there for this viewer, or they are one record.
        LeadsTo: one of them was made one with another.
    """
    if one_id == other_id:
        raise Http404
    one, _may = gate(request, Person, one_id, policy="person.compare")
    other, _may_other = gate(request, Person, other_id, policy="person.compare")
    first, second = sorted(
        (one, other), key=lambda person: (-how_much_hangs_on(person), person.recorded_at, person.pk)
    )
    return first, second


def _show(
    request: HttpRequest,
    kept: Person,
    other: Person,
    both_have: list[Clash],
    form: MergeForm,
    apart_form: ApartForm,
) -> HttpResponse:
    actor = viewer_of(request)
    pair = pair_of(kept.pk, other.pk)
    signs = pair.signs if pair is not None and pair.signs else likeness_of(kept, other).signs
    waits = [clash.because for clash in both_have if clash.settlement is None]
    if writing := two_drafts(kept, other):
        waits.append(writing)
    lines = [
        *rows.about_the_two(actor, kept, other),
        *rows.numbers(actor, kept, other),
        *rows.what_hangs_on(actor, kept, other),
    ]
    context = {
        "kept": kept,
        "other": other,
        "because": because(signs),
        "against": against(signs),
        "said_no": pair if pair is not None and pair.status == PairStatus.NOT_SAME else None,
        "lines": [(line, form[line.choice] if line.choice in form.fields else None) for line in lines],
        "waits": waits,
        "open_courses": list(
            Enrolment.objects.visible_to(actor).filter(person__in=[kept, other], ends_on__isnull=True)
        )
        if waits
        else [],
        "form": form,
        "apart_form": apart_form,
    }
    failed = any(one.is_bound and one.errors for one in (form, apart_form))
    return render(request, "sameness/beside.html", context, status=422 if failed else 200)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None
