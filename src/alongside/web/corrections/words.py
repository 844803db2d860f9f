"""What is remarked on a record, in words for paper: the person's own view goes wherever the record goes."""

from __future__ import annotations

from django.utils.translation import gettext as _

from alongside.corrections.queries import Remarks
from alongside.web import dates


def said_otherwise(remarks: Remarks | None) -> list[str]:
    """Each disagreement as a sentence with day and way: "They see it otherwise (2 November 2026, aloud): …"."""
    return [
        _("They see it otherwise (%(day)s, %(how)s): %(words)s")
        % {
            "day": dates.long_day(one.said_on),
            "how": str(one.get_how_display()).lower(),
            "words": one.words,
        }
        for one in (remarks.disagreements if remarks else [])
        if one.said_on is not None
    ]
