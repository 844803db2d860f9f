"""What happens here when two records of one person become one."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from alongside.access.actor import Actor
from alongside.housing.models import HousingStay
from alongside.organisation.queries import profile_of
from alongside.people.merging import settles


def in_words(viewer: Actor, stay: HousingStay) -> str:
    """Where someone lives: "Shelter, Havnely"."""
    kind = profile_of(viewer.agency_id).housing_kinds.label(stay.kind, viewer.language)
    return f"{kind}, {stay.place}" if stay.place else kind


def end_today(by: Actor, stay: HousingStay) -> None:
    """The stay that does not hold has ended; how long it did, whoever knows may put right."""
    stay.ends_on = max(by.today, stay.starts_on)
    stay.save()


settles("housing_one_open", asks=_("Where do they live now?"), says=in_words, gives_way=end_today)
