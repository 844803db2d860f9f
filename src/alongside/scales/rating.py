"""Rating a team: begun, item by item, signed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from uuid import UUID

from alongside.access.actor import Actor
from alongside.kernel.operations import operation
from alongside.organisation.models import Team
from alongside.scales import errors, rules
from alongside.scales.models import ItemRating, Scale, ScaleItem, TeamRating
from alongside.scales.queries import Suggested, in_use, suggestions


@operation("rating.begin", on="team")
def begin_rating(
    *, by: Actor, team: Team, scale: Scale, first: date, last: date, key: UUID | None = None
) -> TeamRating:
    """Begin to rate a team by the edition of a scale that is in use.

    Args:
        first, last: the days that are looked at; both are in it.

    Raises:
        NotInUse: the scale is another team's, was taken out of use, or never was in use.
        AlreadyBegun, EndsBeforeItBegins, NotYet, PeriodTooLong
    """
    edition = in_use(scale)
    theirs = scale.agency_id == team.agency_id and scale.team_id in (None, team.pk)
    if edition is None or scale.retired_on is not None or not theirs:
        raise errors.NotInUse
    rules.check_period(first, last, by.today)
    if TeamRating.objects.filter(edition__scale=scale, team=team, signed_on__isnull=True).exists():
        raise errors.AlreadyBegun
    rating = TeamRating(edition=edition, team=team, period_from=first, period_until=last + timedelta(days=1))
    rating.save()
    return rating


@operation("rating.rate", on="rating")
def rate_item(
    *, by: Actor, rating: TeamRating, item: ScaleItem, value: int, words: str = "", key: UUID | None = None
) -> ItemRating:
    """Give an item its value, beside what the records suggest now.

    Args:
        words: why; may be empty only when the value is the suggested one.

    Raises:
        Signed
        NotAValue: the scale has no such value, or the item is of another one.
        ReasonMissing, TooLong
    """
    _require_begun(rating)
    return _rate(rating, item, value, words, suggestions(by, rating) if item.measure else {})


@operation("rating.take", on="rating")
def take_suggestion(*, by: Actor, rating: TeamRating, item: ScaleItem, key: UUID | None = None) -> ItemRating:
    """Give an item the value that the records suggest.

    Raises:
        Signed, NothingSuggested
    """
    _require_begun(rating)
    found = suggestions(by, rating)
    said = found.get(item.pk)
    if said is None or said.value is None:
        raise errors.NothingSuggested
    return _rate(rating, item, said.value, "", found)


@operation("rating.sign", on="rating")
def sign_rating(*, by: Actor, rating: TeamRating, words: str = "", key: UUID | None = None) -> TeamRating:
    """Sign a rating. It stays as it is from then on, with what the records say now.

    Args:
        words: what the team takes from it.

    Raises:
        Signed, NotAllRated, TooLong
        RecordsChanged: an item without words has another value than is suggested now.
    """
    _require_begun(rating)
    said = rules.tidy_conclusion(words)
    found = suggestions(by, rating)
    given = {answer.item_id: answer for answer in rating.answers.all()}
    for item in rating.edition.items.order_by("place", "pk"):
        answer = given.get(item.pk)
        if answer is None:
            raise errors.NotAllRated(title=item.title)
        _hold(answer, found.get(item.pk))
        if not answer.words and rules.needs_words(answer.value, answer.suggested):
            raise errors.RecordsChanged(title=item.title)
        answer.save()
    rating.words, rating.signed_on, rating.rater_id = said, by.today, by.worker_id
    rating.save()
    return rating


@operation("rating.drop", on="rating")
def drop_rating(*, by: Actor, rating: TeamRating) -> None:
    """Throw a begun rating away.

    Raises:
        Signed
    """
    _require_begun(rating)
    ItemRating.objects.filter(rating=rating).delete()
    TeamRating.objects.filter(pk=rating.pk).delete()


def _require_begun(rating: TeamRating) -> None:
    if rating.signed_on is not None:
        raise errors.Signed


def _rate(
    rating: TeamRating, item: ScaleItem, value: int, words: str, found: Mapping[UUID, Suggested]
) -> ItemRating:
    if item.edition_id != rating.edition_id or not 1 <= value <= rating.edition.scale.steps:
        raise errors.NotAValue(field="value")
    said = found.get(item.pk)
    kept = rules.tidy_reason(words, value=value, suggested=said.value if said else None)
    answer = ItemRating.objects.filter(rating=rating, item=item).first() or ItemRating(
        rating=rating, item=item
    )
    answer.value, answer.words = value, kept
    _hold(answer, said)
    answer.save()
    return answer


def _hold(answer: ItemRating, said: Suggested | None) -> None:
    """Write beside a value what the records say of it now."""
    answer.counted, answer.out_of = (said.n, said.of) if said else (0, 0)
    answer.suggested = said.value if said else None
