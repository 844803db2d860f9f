"""What of a meeting can be put right, and what goes with one that was entered in error."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from alongside.corrections.kinds import Field, corrects
from alongside.corrections.striking import struck_with
from alongside.meetings.models import Attendee, Line, Meeting, Paper

corrects(
    "meeting",
    Meeting,
    _("Meeting"),
    Field("wish", _("What they want to get out of it")),
    Field("says", _("What they want to say")),
    Field("speaks", _("Who speaks")),
    Field("meant", _("What it meant to them")),
    strikes=False,
)
corrects(
    "meeting-line",
    Line,
    _("Line of a meeting"),
    Field("who", _("Who")),
    Field("text", _("What")),
    Field("due_on", _("By when")),
)
struck_with(Meeting, "contact_id")
struck_with(Paper, "meeting__contact_id")
struck_with(Attendee, "meeting__contact_id")
