"""Who reads what stands around a meeting, and who writes it."""

from __future__ import annotations

from alongside.access.policy import COURSE_READERS, WALKS_WITH_OR_LEADS, RelationPolicy, policy, reads
from alongside.meetings.models import Attendee, Line, Meeting, Paper
from alongside.restrictions.standing import carries

for model in (Meeting, Paper, Attendee, Line):
    reads(model, COURSE_READERS)
# A meeting about a closed plan, or whose note belongs to a closed area of life, is as closed as that.
for model, meeting in ((Meeting, ""), (Paper, "meeting__"), (Attendee, "meeting__"), (Line, "meeting__")):
    carries(model, "plan_kinds", f"{meeting}about__kind")
    carries(model, "life_dimensions", f"{meeting}contact__touches__goal__dimension")
carries(Attendee, "around", "member__kind")


@policy(
    "meeting.prepare",
    "meeting.pack",
    "meeting.write_line",
    "meeting.hold",
    "meeting.say_what_it_meant",
    "meeting.make_step",
    "meeting.letter_came",
)
class GoesToTheMeeting(RelationPolicy):
    relations = WALKS_WITH_OR_LEADS
