from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from alongside.kernel.models import Record
from alongside.organisation.models import Agency, Team, Worker
from alongside.scales.rules import FEWEST, LINE, MOST, NAME


class Total(models.TextChoices):
    """What stands below the items of a rating."""

    MEAN = "mean", _("The mean of all items")
    NONE = "none", _("Nothing: item by item")


class Scale(Record):
    """A scale of a team, or of everyone here. What it asks stands in its editions."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, blank=True, related_name="scales")
    """Whose it is; empty when it is for every team."""
    steps = models.PositiveSmallIntegerField()
    """How many values it has, from 1. They stay, so that every rating can be compared with every other."""
    retired_on = models.DateField(null=True, blank=True)
    """No rating begins by it any more."""

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(steps__gte=FEWEST, steps__lte=MOST), name="scale_has_a_few_steps"
            )
        ]


class ScaleEdition(Record):
    """A scale as it is from a day on. It is being written while `in_use_since` is empty, and never changes after."""

    scale = models.ForeignKey(Scale, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=NAME)
    purpose = models.TextField(blank=True, default="")
    total = models.CharField(max_length=10, choices=Total, default=Total.MEAN)
    in_use_since = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scale", "number"], name="scale_edition_once"),
            models.UniqueConstraint(
                fields=["scale"], condition=Q(in_use_since__isnull=True), name="scale_written_one_at_a_time"
            ),
        ]


class ScaleItem(Record):
    """One question of an edition."""

    edition = models.ForeignKey(ScaleEdition, on_delete=models.PROTECT, related_name="items")
    origin = models.UUIDField()
    """The same in every edition: what makes ratings by two of them comparable, item by item."""
    place = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=NAME)
    asks = models.TextField(blank=True, default="")
    measure = models.CharField(max_length=40, blank=True, default="")
    """A key of `fidelity.measures.MEASURES`; empty where a person alone decides."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "origin"], name="scale_item_once")]


class ScaleAnchor(Record):
    """The words of one value of an item."""

    item = models.ForeignKey(ScaleItem, on_delete=models.PROTECT, related_name="anchors")
    value = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=LINE)
    at_least = models.PositiveSmallIntegerField(null=True, blank=True)
    """Per cent from which on the records speak for it; empty where nothing is counted."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "value"], name="scale_anchor_once"),
            models.CheckConstraint(
                condition=Q(value__gte=1, value__lte=MOST) & ~Q(words=""), name="scale_anchor_says_something"
            ),
            models.CheckConstraint(
                condition=Q(at_least__isnull=True) | Q(at_least__lte=100), name="scale_anchor_is_a_share"
            ),
        ]


class TeamRating(Record):
    """A team held against an edition over some days. While `signed_on` is empty it is being made."""

    edition = models.ForeignKey(ScaleEdition, on_delete=models.PROTECT, related_name="ratings")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="ratings")
    period_from = models.DateField()
    period_until = models.DateField()
    """The first day that is not looked at any more."""
    signed_on = models.DateField(null=True, blank=True)
    rater = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    """Who signed."""
    words = models.TextField(blank=True, default="")
    """What the team takes from it."""

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(period_until__gt=F("period_from")), name="team_rating_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(signed_on__isnull=False) | Q(rater__isnull=True), name="team_rating_signed_by"
            ),
            models.UniqueConstraint(
                fields=["edition", "team"],
                condition=Q(signed_on__isnull=True),
                name="team_rating_begun_once",
            ),
        ]
        indexes = [models.Index(fields=["team", "-period_until"], name="team_rating_latest")]


class ItemRating(Record):
    """The value of one item, what was counted for it, and why it is not what the records suggest."""

    rating = models.ForeignKey(TeamRating, on_delete=models.PROTECT, related_name="answers")
    item = models.ForeignKey(ScaleItem, on_delete=models.PROTECT, related_name="+")
    value = models.PositiveSmallIntegerField()
    counted = models.PositiveIntegerField(default=0)
    out_of = models.PositiveIntegerField(default=0)
    """So many, out of so many, as the records stood; both 0 where nothing was counted."""
    suggested = models.PositiveSmallIntegerField(null=True, blank=True)
    words = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["rating", "item"], name="item_rating_once"),
            models.CheckConstraint(condition=Q(value__gte=1, value__lte=MOST), name="item_rating_is_a_value"),
            models.CheckConstraint(
                condition=Q(suggested__isnull=False, value=F("suggested")) | ~Q(words=""),
                name="item_rating_says_why",
            ),
        ]
