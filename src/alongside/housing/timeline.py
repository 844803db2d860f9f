"""What the timeline tells of where the person lived: they moved in, and how it ended when that was written."""

from __future__ import annotations

from datetime import time

from django.db.models import Case, Q, TextField, Value, When
from django.db.models.functions import Cast

from alongside.housing.models import HousingStay, TenancyThreat
from alongside.people.telling import Kind, tells

# An encrypted column is no text beside the empty text of a protected address, unless it is said to be one.
_PLACE = Case(
    When(person__address_protected=True, then=Value("")),
    default=Cast("place", TextField()),
    output_field=TextField(),
)

tells(
    Kind(
        "stay.began",
        shows="housing",
        rows=lambda asked: HousingStay.objects.with_struck().under(asked.viewer, asked.person),
        day="starts_on",
        clock=time(0, 0, 11),
        key="kind",
        text=_PLACE,
        sealed=HousingStay._meta.get_field("place"),
    ),
    Kind(
        "stay.ended",
        shows="housing",
        rows=lambda asked: (
            HousingStay.objects.with_struck()
            .under(asked.viewer, asked.person)
            .filter(~Q(end_reason="") | Q(lost=True))
        ),
        day="ends_on",
        clock=time(0, 0, 10),
        key="kind",
        text="end_reason",
    ),
    Kind(
        "threat.noticed",
        shows="housing",
        rows=lambda asked: TenancyThreat.objects.with_struck().under(asked.viewer, asked.person),
        day="noticed_on",
        clock=time(0, 0, 12),
        key="kind",
        text="said",
    ),
    Kind(
        "threat.over",
        shows="housing",
        rows=lambda asked: (
            TenancyThreat.objects.with_struck()
            .under(asked.viewer, asked.person)
            .filter(resolved_on__isnull=False)
        ),
        day="resolved_on",
        clock=time(0, 0, 13),
        key="outcome",
        text="resolution",
    ),
)
