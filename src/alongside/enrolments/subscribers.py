"""What happens here when two records of one person become one."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from alongside.people.merging import refuses

refuses(
    "course_one_open",
    because=_(
        "both have an open course, and a person has one. Close the one that should not go on, then come back here. "
        "What was written in it stays."
    ),
)
