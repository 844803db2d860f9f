"""The consent on paper: in the person's language, in large type, with a line to sign on."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext, override

from alongside.access.actor import Actor
from alongside.consents.part2 import LONG, part2_categories
from alongside.organisation.models import Agency
from alongside.organisation.profile import Profile
from alongside.organisation.queries import profile_of
from alongside.paper.letters import day_in, letterhead_of, sender_of, wishes_of
from alongside.paper.sheet import Block, Facts, Heading, Points, Sheet, Signatures, Text
from alongside.people.models import Person
from alongside.web import dates


def consent_sheet(
    viewer: Actor,
    person: Person,
    *,
    to: str,
    categories: Collection[str],
    purpose: str,
    ends_on: date | None,
    part2: Mapping[str, Any] | None = None,
) -> Sheet:
    """A paper that says in plain words what one says yes to. Four queries.

    Args:
        to: whom it names.
        part2: the elements of 42 CFR 2.31, where part 2 is in force.
    """
    agency = Agency.objects.get(pk=viewer.agency_id)
    profile = profile_of(viewer.agency_id)
    language = wishes_of(viewer, [person], otherwise=agency.language)[person.pk].language
    with override(language):
        blocks = tuple(
            _blocks(viewer, person, profile, agency, language, to, categories, purpose, ends_on, part2)
        )
        day = day_in(viewer.today, language)
        return Sheet(
            title=gettext("May we tell them?"),
            language=language,
            blocks=blocks,
            sender=sender_of(agency, letterhead_of(agency.pk)),
            made="",
            page_words=gettext("Page {page} of {pages}"),
            day=day,
            large=True,
        )


def _blocks(
    viewer: Actor,
    person: Person,
    profile: Profile,
    agency: Agency,
    language: str,
    to: str,
    categories: Collection[str],
    purpose: str,
    ends_on: date | None,
    part2: Mapping[str, Any] | None,
) -> Iterator[Block]:
    yield Facts(
        (
            (gettext("Name"), person.full_name),
            (gettext("We may tell"), to),
            (gettext("What for"), profile.telling_purposes.label(purpose, language) if purpose else "…"),
            (
                gettext("Until"),
                dates.short_day(ends_on, date.min) if ends_on else gettext("until I withdraw it"),
            ),
        )
    )
    yield Heading(gettext("What we may tell"))
    chosen = [one.label.in_(language) for one in profile.information if one.key in categories]
    yield Points(tuple(chosen) or ("…",))
    yield Heading(gettext("What you should know"))
    yield Points(
        (
            gettext("You decide. You get the same help if you say no."),
            gettext(
                "You can take it back at any time, in whatever way you like: say it, write it, ring us. "
                "Then we stop at once."
            ),
            gettext(
                "We tell no more than what stands here, and we write down each time what we have told, and to whom. "
                "You can see it."
            ),
            gettext("What was told before you take it back cannot be untold."),
        )
    )
    if part2 is not None and part2_categories(profile) & set(categories):
        yield Heading("42 CFR 2.31")
        yield Facts(
            (
                (gettext("Who tells"), str(part2.get("discloser") or agency.name)),
                (
                    gettext("Ends"),
                    str(part2.get("ends_when") or "")
                    or (dates.short_day(ends_on, date.min) if ends_on else "…"),
                ),
            )
        )
        yield Text(LONG, soft=True)
    yield Signatures((person.full_name, viewer.name), gettext("Date"))
