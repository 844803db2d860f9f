"""Words of the house that make no password by themselves: whoever guesses tries them first."""

from __future__ import annotations

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from alongside.organisation.models import Agency, Team

PRODUCT = ("alongside", "icm", "case manager", "casemanager")
"""What the product and the work are called."""
SHORTEST = 4
"""Words of fewer letters are parts of too many others."""
LEFT = 8
"""So many letters or more have to be left when the words of the house are taken away."""


def words_of_the_house() -> list[str]:
    """What the product, agencies and teams are called, and each longer word of it, the longest first."""
    names = [*Agency.objects.values_list("name", flat=True), *Team.objects.values_list("name", flat=True)]
    parts = [part for name in names for part in re.findall(r"\w+", name) if len(part) >= SHORTEST]
    return sorted(
        {name.casefold() for name in (*PRODUCT, *names, *parts)}, key=lambda word: (-len(word), word)
    )


class HouseWordsValidator:
    """Refuses a password that is little more than what the house is called (ASVS 5.0, 6.1.2 and 6.2.11)."""

    def validate(self, password: str, user: Any = None) -> None:
        """Take away the words of the house, figures and signs, and look at what is left.

        Raises:
            ValidationError: too little is.
        """
        left = password.casefold()
        words = words_of_the_house()
        if not any(word in left for word in words):
            return
        for word in words:
            left = left.replace(word, " ")
        if len(re.sub(r"[\W\d_]", "", left)) < LEFT:
            raise ValidationError(
                _(
                    "This password is little more than the name of the place or the product. Add words of your own."
                ),
                code="password_house_words",
            )

    def get_help_text(self) -> str:
        """What stands beside the field."""
        return _("It must not be the name of the place, the team or the product with a few signs added.")
