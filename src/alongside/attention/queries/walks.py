"""The people somebody walks with, each with the rhythm kept and the reasons to stand where they stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q
from django.utils.timezone import localtime

from alongside.access.actor import Actor
from alongside.access.policy import Relation, known_ties
from alongside.attention import rules
from alongside.attention.queries.companions import Companion, companions
from alongside.attention.queries.lately import (
    LOOK_AHEAD_DAYS,
    DayKind,
    Seen,
    contacts_around,
    rang,
    strip,
    tries_in_a_row,
)
from alongside.attention.queries.whose import mine
from alongside.attention.rules import DueReview, DueStep, Facts, Group, Reason
from alongside.enrolments.models import Enrolment
from alongside.organisation.profile import Profile
from alongside.plans.queries import NextStep, open_steps
from alongside.reviews.queries import coming


@dataclass(frozen=True)
class Walk:
    """Somebody we walk with, as Today and the team page show them.

    Attributes:
        days: the last four weeks, oldest first, the last is today.
        reasons: why they stand where they stand, the most pressing first; at least one.
        facts: what the reasons were found in.
        profile: the words and numbers of the agency's practice.
    """

    who: Companion
    days: tuple[DayKind, ...]
    reasons: tuple[Reason, ...]
    facts: Facts
    profile: Profile

    @property
    def group(self) -> Group:
        """The part of Today they stand in."""
        return self.reasons[0].group


def walks(viewer: Actor, which: Q) -> list[Walk]:
    """The same people with four weeks of contacts and every reason, most pressing first. Four queries."""
    people, profile = companions(viewer, which)
    if profile is None:
        return []
    return _walks(viewer, people, profile, _steps_due(viewer, [who.enrolment_id for who in people]))


def _walks(
    viewer: Actor,
    people: Sequence[Companion],
    profile: Profile,
    steps: Mapping[UUID, Sequence[DueStep]],
    of: Enrolment | None = None,
) -> list[Walk]:
    """Two queries. `of` is the only course asked about, when it came through the gate of its page."""
    ids = [who.enrolment_id for who in people]
    met_or_tried, planned = contacts_around(viewer, ids, profile, of=of)
    reviews = {
        course: DueReview(review.review_id, review.due_on)
        for course, review in coming(viewer, ids, profile=profile, of=of).items()
    }
    now = localtime(viewer.now)
    found = [
        _walk(
            who,
            met_or_tried[who.enrolment_id],
            Facts(
                silence=who.silence,
                lost_home_on=who.lost_home_on,
                sought=who.sought,
                out=who.out,
                way=who.way,
                threat=who.threat,
                appointments=planned[who.enrolment_id],
                review=reviews.get(who.enrolment_id),
                steps=steps.get(who.enrolment_id, ()),
            ),
            profile,
            now,
        )
        for who in people
    ]
    return sorted(found, key=lambda walk: (*rules.order_key(walk.reasons), walk.who.name))


def walk_among_mine(
    viewer: Actor, enrolment: Enrolment, steps: Iterable[NextStep]
) -> tuple[Walk | None, list[Companion]]:
    """One course as Today shows it, and whom the viewer walks with, who are looked up along with it. Three queries.

    Args:
        steps: what is to be done next in that course, which its page has asked for anyway.
    """
    people, profile = companions(viewer, mine(viewer, beside=enrolment))
    ties = known_ties(viewer, enrolment)
    is_mine = bool((ties or frozenset()) & {Relation.PRIMARY, Relation.COVER})
    here = [who for who in people if who.enrolment_id == enrolment.pk]
    others = [who for who in people if is_mine or who.enrolment_id != enrolment.pk]
    if profile is None or not here:
        return None, others
    until = viewer.today + timedelta(days=LOOK_AHEAD_DAYS)
    due = [
        DueStep(step.id, step.title, step.due_on)
        for step in steps
        if step.due_on is not None and step.due_on <= until
    ]
    return _walks(viewer, here, profile, {enrolment.pk: due}, enrolment)[0], others


def _walk(who: Companion, seen: Sequence[Seen], facts: Facts, profile: Profile, now: datetime) -> Walk:
    since = who.last_met_at
    tries = sum(1 for one in seen if one.mark == "tried" and (since is None or one.contact.at > since))
    facts = replace(facts, tries=tries, tries_in_a_row=tries_in_a_row(seen), rang=rang(seen, now))
    return Walk(
        who=who,
        days=strip(seen, now.date()),
        reasons=rules.reasons(facts, now=now),
        facts=facts,
        profile=profile,
    )


def _steps_due(viewer: Actor, ids: Sequence[UUID]) -> defaultdict[UUID, list[DueStep]]:
    found: defaultdict[UUID, list[DueStep]] = defaultdict(list)
    for step in open_steps(viewer, ids, due_by=viewer.today + timedelta(days=LOOK_AHEAD_DAYS)):
        if step.due_on is not None:
            found[step.enrolment_id].append(DueStep(step.id, step.title, step.due_on))
    return found
