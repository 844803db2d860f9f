"""What the viewer was writing: going on, reading what can no longer be written, throwing away and taking back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from alongside.attention.queries import Drafts, Fate, Subject, Waiting
from alongside.web import dates


@dataclass(frozen=True)
class DraftRow:
    """Something the viewer was writing. `fate` says why it cannot go on; then `url` shows its text."""

    url: str
    what: str | Promise
    name: str
    saved: str
    fate: str | Promise
    away_url: str


DRAFTS: dict[tuple[str, Subject], tuple[str, str | Promise]] = {
    ("agreement", Subject.COURSE): ("plan_agree", gettext_lazy("What you agree on")),
    ("amendment", Subject.CONTACT): ("contact", gettext_lazy("Something to add to a note")),
    ("answer", Subject.PROPOSAL): ("closure", gettext_lazy("An answer to a proposal to close")),
    ("assignment", Subject.REFERRAL): ("referral", gettext_lazy("Who walks with them")),
    ("call", Subject.PERSON): ("card", gettext_lazy("A call in the night")),
    ("call_off", Subject.CONTACT): ("contact_call_off", gettext_lazy("Calling something off")),
    ("meeting", Subject.CONTACT): ("meeting_prepare", gettext_lazy("Preparing a meeting")),
    ("meeting_held", Subject.CONTACT): ("meeting_held", gettext_lazy("The note of a meeting")),
    ("meeting_meant", Subject.CONTACT): ("meeting_meant", gettext_lazy("What a meeting meant")),
    ("demand", Subject.OTHER_PLAN): ("demand_new", gettext_lazy("What a plan asks of them")),
    ("demand", Subject.DEMAND): ("demand_change", gettext_lazy("What a plan asks of them")),
    ("thread", Subject.COURSE): ("thread", gettext_lazy("Words to the authority")),
    ("pass_on", Subject.COURSE): ("pass_on", gettext_lazy("Another case manager")),
    ("pause", Subject.COURSE): ("pause", gettext_lazy("A pause")),
    ("person", Subject.PERSON): ("person_change", gettext_lazy("Name, address and the like")),
    ("reopen", Subject.COURSE): ("reopen", gettext_lazy("Reopening the course")),
    ("review_move", Subject.REVIEW): ("review_move", gettext_lazy("Another day for the review")),
    ("rhythm", Subject.COURSE): ("course_change", gettext_lazy("Another rhythm")),
    ("stay", Subject.COURSE): ("housing_new", gettext_lazy("Where they live")),
    ("stay", Subject.STAY): ("stay", gettext_lazy("A stay")),
    ("lost_home", Subject.STAY): ("stay_learned", gettext_lazy("What a lost home taught us")),
    ("threat", Subject.COURSE): ("threat_new", gettext_lazy("Something that threatens the home")),
    ("threat", Subject.THREAT): ("threat", gettext_lazy("Something that threatens the home")),
    ("step", Subject.GOAL): ("step_new", gettext_lazy("A new step")),
    ("step", Subject.STEP): ("step", gettext_lazy("A step")),
    ("appointment", Subject.COURSE): ("contact_plan", gettext_lazy("An appointment")),
    ("closure", Subject.COURSE): ("close", gettext_lazy("Closing the course")),
    ("contact", Subject.COURSE): ("contact_new", gettext_lazy("A contact note")),
    ("cover", Subject.WORKER): ("cover_new", gettext_lazy("Cover while someone is away")),
    ("decision", Subject.REFERRAL): ("referral_decide", gettext_lazy("A decision")),
    ("own_word", Subject.HOUSE): ("principles", gettext_lazy("Where you stand yourself")),
    ("course_supervision", Subject.COURSE): ("supervision_course", gettext_lazy("Method supervision")),
    ("worker_supervision", Subject.WORKER): ("supervision_worker", gettext_lazy("Method supervision")),
    ("team_supervision", Subject.TEAM): ("supervision_team", gettext_lazy("Method supervision")),
    ("crisis_plan", Subject.PERSON): ("crisis_plan_write", gettext_lazy("A crisis plan")),
    ("critical_event", Subject.PERSON): ("critical_event_new", gettext_lazy("A critical event")),
    ("event_follow_up", Subject.EVENT): ("critical_event", gettext_lazy("How it is after a critical event")),
    ("flag", Subject.PERSON): ("flags", gettext_lazy("What one has to know")),
    ("flag", Subject.FLAG): ("flag", gettext_lazy("What one has to know")),
    ("hand_over_no", Subject.HAND_OVER): ("hand_over", gettext_lazy("An answer to a hand-over")),
    ("hand_over_yes", Subject.HAND_OVER): ("hand_over", gettext_lazy("An answer to a hand-over")),
    ("note_template", Subject.HOUSE): ("note_templates", gettext_lazy("A note template")),
    ("phrase", Subject.HOUSE): ("phrases", gettext_lazy("A phrase")),
    ("bridge", Subject.PERSON): ("bridge_new", gettext_lazy("A service for them")),
    ("bridge_move", Subject.BRIDGE): ("bridge_move", gettext_lazy("On the way to a service")),
    ("service", Subject.HOUSE): ("services", gettext_lazy("A service")),
    ("scale", Subject.HOUSE): ("scales", gettext_lazy("A scale of your own")),
    ("scale_item", Subject.HOUSE): ("scales", gettext_lazy("An item of a scale")),
    ("rating_item", Subject.HOUSE): ("scales", gettext_lazy("A value in a rating")),
    ("rating_sign", Subject.HOUSE): ("scales", gettext_lazy("What the team takes from a rating")),
    ("register", Subject.HOUSE): ("register", gettext_lazy("The register of processing")),
    ("incident", Subject.HOUSE): ("incident_new", gettext_lazy("An incident")),
    ("incident_closing", Subject.HOUSE): ("incidents", gettext_lazy("Closing an incident")),
    ("incident_decision", Subject.HOUSE): ("incidents", gettext_lazy("A decision about an incident")),
    ("incident_told", Subject.HOUSE): ("incidents", gettext_lazy("What was told about an incident")),
    ("log_review", Subject.HOUSE): ("privacy", gettext_lazy("A review of the log")),
    ("letter_template", Subject.HOUSE): ("letter_templates", gettext_lazy("A letter template")),
    ("goal", Subject.COURSE): ("goal_new", gettext_lazy("A new goal")),
    ("goal", Subject.GOAL): ("goal", gettext_lazy("A goal")),
    ("hand_over", Subject.COURSE): ("hand_over_new", gettext_lazy("A hand-over")),
    ("hand_overs", Subject.WORKER): ("hand_over_many", gettext_lazy("Hand-overs")),
    ("letter", Subject.COURSE): ("letter_new", gettext_lazy("A letter")),
    ("matter", Subject.COURSE): ("matter_new", gettext_lazy("Daily life")),
    ("matter", Subject.MATTER): ("matter", gettext_lazy("Daily life")),
    ("matter_step", Subject.MATTER): ("matter_step", gettext_lazy("A step about daily life")),
    ("member", Subject.COURSE): ("member_new", gettext_lazy("Someone around the person")),
    ("member", Subject.MEMBER): ("member", gettext_lazy("Someone around the person")),
    ("on_call_line", Subject.HOUSE): ("handover_line", gettext_lazy("A line to on call")),
    ("network_map", Subject.COURSE): ("network_draw", gettext_lazy("A network map")),
    ("other_plan", Subject.COURSE): ("other_plan_new", gettext_lazy("Another plan")),
    ("other_plan", Subject.OTHER_PLAN): ("other_plan", gettext_lazy("Another plan")),
    ("referral", Subject.HOUSE): ("referral_new", gettext_lazy("A new referral")),
    ("needs", Subject.COURSE): ("needs_new", gettext_lazy("What life looks like now")),
    ("plan", Subject.COURSE): ("plan_wishes", gettext_lazy("Wishes and purpose")),
    ("quote", Subject.PERSON): ("person_quote", gettext_lazy("Something they said")),
    ("referral", Subject.REFERRAL): ("referral_change", gettext_lazy("A referral")),
    ("review", Subject.REVIEW): ("review", gettext_lazy("A review")),
    ("sub_goal", Subject.GOAL): ("sub_goal_new", gettext_lazy("A new sub-goal")),
    ("sub_goal", Subject.SUB_GOAL): ("sub_goal", gettext_lazy("A sub-goal")),
    ("correction", Subject.HOUSE): ("records_unfinished", gettext_lazy("Something to put right")),
    ("strike", Subject.HOUSE): ("records_unfinished", gettext_lazy("Something entered in error")),
    ("take_up", Subject.HOUSE): ("records_unfinished", gettext_lazy("Something that was no error")),
    ("their_view", Subject.HOUSE): ("records_unfinished", gettext_lazy("What they see otherwise")),
    ("unknown_call", Subject.HOUSE): ("unknown_call", gettext_lazy("A call from somebody unknown")),
    ("urgent", Subject.HOUSE): ("urgent", gettext_lazy("Opening a record urgently")),
    ("urgent_review", Subject.HOUSE): ("urgent_reviews", gettext_lazy("A review of an urgent opening")),
}
"""The page on which each draft goes on, and what it will become."""
FATES: dict[Fate, str | Promise] = {
    Fate.GOES_ON: "",
    Fate.FINISHED: gettext_lazy("A colleague has finished it meanwhile. Your words are kept."),
    Fate.CLOSED: gettext_lazy("The course has been closed meanwhile. Your words are kept."),
    Fate.NOT_MINE: gettext_lazy("Somebody else walks with them now. Your words are kept."),
}


def rows(drafts: Drafts, now: datetime) -> list[DraftRow]:
    """What the viewer was writing, the latest first."""
    return [row(draft, now) for draft in drafts.waiting]


def row(draft: Waiting, now: datetime) -> DraftRow:
    """One draft."""
    route, what = DRAFTS[draft.form, draft.subject]
    address = [draft.form, draft.subject_id]
    return DraftRow(
        url=reverse(route, args=[] if draft.subject is Subject.HOUSE else [draft.page_id])
        if draft.fate is Fate.GOES_ON
        else reverse("draft_text", args=address),
        what=what,
        name=draft.name,
        saved=dates.spoken_moment(draft.saved_at, now.date()),
        fate=FATES[draft.fate],
        away_url=reverse("draft_away", args=address),
    )


def found(drafts: Drafts, form: str, subject_id: UUID) -> Waiting | None:
    """The draft of this form about this subject, when it waits."""
    return next((one for one in drafts.waiting if (one.form, one.subject_id) == (form, subject_id)), None)


SHORTEST = 12
"""Shorter values are choices and days; they are shown too, below the words."""


def words_of(fields: dict[str, list[str]]) -> tuple[list[str], list[str]]:
    """What was written in a draft: the longer texts, and the short answers beside them."""
    values = [value.strip() for values in fields.values() for value in values if value.strip()]
    texts = [value for value in values if len(value) > SHORTEST]
    return texts, [value for value in values if len(value) <= SHORTEST]
