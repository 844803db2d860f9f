"""Who puts what on paper, and who reads the letters."""

from __future__ import annotations

from alongside.access.actor import Role
from alongside.access.policy import (
    COURSE_READERS,
    TAKES_ALONG,
    WALKS_WITH_OR_LEADS,
    RelationPolicy,
    RolePolicy,
    policy,
    reads,
)
from alongside.paper.models import Letter, PaperWish

for model in (Letter, PaperWish):
    reads(model, COURSE_READERS)


@policy("paper.print")
class PrintsWhatTheyRead(RelationPolicy):
    """On a course: whoever reads it by their work. An administrator has no relation to anyone's course."""

    relations = TAKES_ALONG


@policy("paper.protected", "paper.wish", "letter.finish")
class ActsForThePerson(RelationPolicy):
    """Writes to the person, and may put a protected address or a national number on paper for a reason."""

    relations = WALKS_WITH_OR_LEADS


@policy("letterhead.set")
class RunsTheHouse(RolePolicy):
    roles = (Role.ADMINISTRATOR,)


@policy("letter_template.write", "letter_template.retire", "letter_templates")
class WritesTemplates(RolePolicy):
    roles = (Role.TEAM_LEAD, Role.ADMINISTRATOR)


@policy("mailing.make")
class SendsToMany(RolePolicy):
    """Each letter is checked for itself as well."""

    roles = (Role.CASE_MANAGER, Role.TEAM_LEAD)
