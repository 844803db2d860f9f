"""Writing a scale: its words, its items, and taking it into use."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Max

from alongside.access.actor import Actor
from alongside.fidelity.measures import BY_KEY
from alongside.kernel.ids import new_id
from alongside.kernel.operations import operation
from alongside.organisation.models import Team
from alongside.scales import errors, rules
from alongside.scales.models import Scale, ScaleAnchor, ScaleEdition, ScaleItem, Total
from alongside.scales.queries import in_use, question_of
from alongside.scales.rules import Question


@operation("scale.begin", on="team")
def begin_scale(
    *,
    by: Actor,
    team: Team | None,
    name: str,
    purpose: str,
    steps: int,
    total: str = Total.MEAN,
    questions: Sequence[Question] = (),
    key: UUID | None = None,
) -> ScaleEdition:
    """Begin a scale: its first edition, which is being written.

    Args:
        team: whose it is; None when it is for every team.
        steps: how many values it has; they stay for as long as the scale lives.
        questions: items to begin with, from an example or another scale of as many steps.

    Raises:
        NameMissing, TooLong, NotSoManySteps, TooManyItems
        WordsMissing, NoSuchMeasure, NotAShare, NotRising: an item is not as it must be.
    """
    rules.check_steps(steps)
    name, purpose = rules.tidy_words(name, purpose)
    scale = Scale(agency_id=by.agency_id, team=team, steps=steps)
    scale.save()
    edition = ScaleEdition(scale=scale, number=1, name=name, purpose=purpose, total=Total(total))
    edition.save()
    for question in questions:
        _add(edition, question)
    return edition


@operation("scale.change", on="scale")
def change_scale(*, by: Actor, scale: Scale, key: UUID | None = None) -> ScaleEdition:
    """The edition that is being written, begun as the latest one stands when there is none.

    Ratings stay with the edition they were made by.
    """
    latest = scale.editions.order_by("-number").first()
    assert latest is not None
    if latest.in_use_since is None:
        return latest
    edition = ScaleEdition(
        scale=scale,
        number=latest.number + 1,
        name=latest.name,
        purpose=latest.purpose,
        total=latest.total,
    )
    edition.save()
    for item in latest.items.order_by("place", "pk").prefetch_related("anchors"):
        _add(edition, question_of(item))
    return edition


@operation("scale.words", on="edition")
def write_words(
    *,
    by: Actor,
    edition: ScaleEdition,
    name: str,
    purpose: str,
    total: str,
    version: int | None = None,
    key: UUID | None = None,
) -> ScaleEdition:
    """Write what an edition is called, what it is for and what stands below its items.

    Raises:
        InUse, NameMissing, TooLong
        StaleRecord: someone else changed it in between.
    """
    _require_written(edition)
    edition.require_version(version)
    edition.name, edition.purpose = rules.tidy_words(name, purpose)
    edition.total = Total(total)
    edition.save()
    return edition


@operation("scale.ask", on="edition")
def write_item(
    *,
    by: Actor,
    edition: ScaleEdition,
    question: Question,
    item: ScaleItem | None = None,
    version: int | None = None,
    key: UUID | None = None,
) -> ScaleItem:
    """Keep an item of an edition, new at the end, or changed.

    Raises:
        InUse, TooManyItems
        NameMissing, TooLong, WordsMissing, NoSuchMeasure, NotAShare, NotRising
        StaleRecord: someone else changed it in between.
    """
    _require_written(edition)
    if item is None:
        return _add(edition, question)
    item.require_version(version)
    question = rules.tidy_question(question, steps=edition.scale.steps, measures=BY_KEY)
    item.title, item.asks, item.measure = question.title, question.asks, question.measure
    item.save()
    anchors = {anchor.value: anchor for anchor in item.anchors.all()}
    for value, step in enumerate(question.steps, start=1):
        anchor = anchors[value]
        if (anchor.words, anchor.at_least) != (step.words, step.at_least):
            anchor.words, anchor.at_least = step.words, step.at_least
            anchor.save()
    return item


@operation("scale.order", on="item")
def move_up(*, by: Actor, item: ScaleItem) -> ScaleItem:
    """Put an item before the one above it. The first stays where it is.

    Raises:
        InUse
    """
    _require_written(item.edition)
    above = item.edition.items.filter(place__lt=item.place).order_by("-place").first()
    if above is not None:
        above.place, item.place = item.place, above.place
        above.save()
        item.save()
    return item


@operation("scale.take_away", on="item")
def take_away(*, by: Actor, item: ScaleItem) -> None:
    """Take an item out of the edition that is being written. Earlier editions keep it.

    Raises:
        InUse
    """
    _require_written(item.edition)
    ScaleAnchor.objects.filter(item=item).delete()
    ScaleItem.objects.filter(pk=item.pk).delete()


@operation("scale.use", on="edition")
def take_into_use(*, by: Actor, edition: ScaleEdition) -> ScaleEdition:
    """Take an edition into use: it stands still from now on, and new ratings are made by it.

    Raises:
        InUse, NothingAsked
    """
    _require_written(edition)
    if not edition.items.exists():
        raise errors.NothingAsked
    edition.in_use_since = by.today
    edition.save()
    return edition


@operation("scale.drop", on="edition")
def drop_edition(*, by: Actor, edition: ScaleEdition) -> None:
    """Throw away what is being written; with the first edition the scale.

    Raises:
        InUse
    """
    _require_written(edition)
    ScaleAnchor.objects.filter(item__edition=edition).delete()
    ScaleItem.objects.filter(edition=edition).delete()
    ScaleEdition.objects.filter(pk=edition.pk).delete()
    if not ScaleEdition.objects.filter(scale_id=edition.scale_id).exists():
        Scale.objects.filter(pk=edition.scale_id).delete()


@operation("scale.retire", on="scale")
def retire_scale(*, by: Actor, scale: Scale, retired: bool) -> Scale:
    """Begin no more ratings by a scale, or begin them again. What was rated stays.

    Raises:
        NotInUse: it never was in use.
    """
    if in_use(scale) is None:
        raise errors.NotInUse
    scale.retired_on = by.today if retired else None
    scale.save()
    return scale


def _require_written(edition: ScaleEdition) -> None:
    if edition.in_use_since is not None:
        raise errors.InUse


def _add(edition: ScaleEdition, question: Question) -> ScaleItem:
    question = rules.tidy_question(question, steps=edition.scale.steps, measures=BY_KEY)
    if edition.items.count() >= rules.MOST_ITEMS:
        raise errors.TooManyItems(most=rules.MOST_ITEMS)
    last = edition.items.aggregate(last=Max("place"))["last"] or 0
    item = ScaleItem(
        edition=edition,
        origin=question.origin or new_id(),
        place=last + 1,
        title=question.title,
        asks=question.asks,
        measure=question.measure,
    )
    item.save()
    for value, step in enumerate(question.steps, start=1):
        ScaleAnchor(item=item, value=value, words=step.words, at_least=step.at_least).save()
    return item
