"""A document as it leaves the house: what it would hold, what of it may be told, and the very sheet that goes out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from alongside.consents.deciding import Addressee, decide, said_by
from alongside.consents.part2 import Notice, marked_part2, notices_for
from alongside.consents.rules import Because, Decision, Without
from alongside.contacts.models import Contact
from alongside.paper.sheet import Block, Facts, Heading, Sheet
from alongside.plans.models import Plan
from alongside.reviews.queries import finished
from alongside.web import dates
from alongside.web.consents.words import categories_in_words
from alongside.web.courses.course import Course
from alongside.web.crisis.sheet import crisis_sheet
from alongside.web.paper.contacts_sheet import KINDS, contact_list
from alongside.web.paper.making import Builder, Made, Options, made_sheet
from alongside.web.paper.plan_sheet import plan
from alongside.web.paper.review_sheet import review_builder
from alongside.web.paper.summary_sheet import ADDRESS, NUMBER, PARTS, summary
from alongside.web.paper.telling import ORDER, PLAN, categories_of_goals

LIST_DAYS = 91
"""The contacts of so many days are shared."""


@dataclass(frozen=True)
class Document:
    """A kind of document that can be shared.

    Attributes:
        needs: the categories it would hold, whole.
        build: makes it; it leaves out what `Options.told` does not name.
        undivided: it goes out whole or not at all.
    """

    key: str
    label: str | Promise
    needs: Callable[[Course], set[str]]
    build: Callable[[Course], Builder]
    undivided: bool = False


def _plan_needs(course: Course) -> set[str]:
    has_purpose = (
        Plan.objects.visible_to(course.viewer).filter(enrolment=course.enrolment).exclude(purpose="")
    )
    return {PLAN, *categories_of_goals(course)} | ({ORDER} if has_purpose.exists() else set())


def _summary_needs(course: Course) -> set[str]:
    return {PLAN, "identity", "contacts", "housing", "network", "notes", *categories_of_goals(course)}


def _review_needs(course: Course) -> set[str]:
    return {PLAN, "contacts", "notes", *categories_of_goals(course)}


def _crisis_needs(course: Course) -> set[str]:
    """What helps in a crisis tells of health, of what somebody takes, and of those around them."""
    return {PLAN, "health", "substance_use", "network"}


def _summary(course: Course) -> Builder:
    return summary


def _review(course: Course) -> Builder:
    found = finished(course.viewer, course.enrolment)
    if found:
        return review_builder(found[0])

    def nothing(course: Course, options: Options) -> Made:
        return gettext("Review"), []

    return nothing


DOCUMENTS: dict[str, Document] = {
    one.key: one
    for one in (
        Document("plan", _("The plan"), _plan_needs, lambda course: plan),
        Document("summary", _("A summary"), _summary_needs, _summary),
        Document(
            "contacts",
            _("The contacts of three months"),
            lambda course: {"contacts", "notes"},
            lambda course: contact_list,
        ),
        Document("review", _("The last review"), _review_needs, _review, undivided=True),
        Document("crisis", _("The crisis plan"), _crisis_needs, lambda course: crisis_sheet, undivided=True),
    )
}


OF_ONE_RECORD = {"meeting": frozenset({"contacts", "notes", "network"})}
"""What is told by a sheet about a single record, which is for the person's own hand and not shared."""


@dataclass(frozen=True)
class Sharing:
    """A document on its way to somebody, as everything stands now.

    Attributes:
        decisions: for each category it would hold, whether it may be told.
        told: the categories that go along.
        refused: the person has said no to some of it; another basis than consent then has to weigh more.
        part2: categories in which a single record is marked as 42 CFR part 2.
    """

    course: Course
    document: Document
    to: Addressee
    purpose: str
    without: Without | None
    decisions: dict[str, Decision]
    told: frozenset[str]
    part2: frozenset[str]
    refused: bool
    language: str
    large: bool

    def sheet(self) -> Sheet:
        """The sheet that goes out, with what the recipient has to know at its end."""
        today = self.course.viewer.today
        options = Options(
            language=self.language,
            large=self.large,
            parts=frozenset(KINDS)
            if self.document.key == "contacts"
            else frozenset(PARTS) - {NUMBER, ADDRESS},
            start=today - timedelta(days=LIST_DAYS),
            end=today,
            with_text="notes" in self.told,
            told=self.told,
        )
        notices = notices_for(
            self.course.person, self.told, profile=self.course.profile, marked=bool(self.part2 & self.told)
        )
        with override(self.language):
            more = tuple(self._explained())
        return made_sheet(self.course, options, self.document.build(self.course), notices=notices, more=more)

    def _explained(self) -> Iterator[Block]:
        """Why they receive it, and how far it reaches: what 42 CFR 2.32(b) asks for, and good manners anywhere."""
        profile, today = self.course.profile, self.course.viewer.today
        items = [
            (gettext("To"), self.to.name),
            (gettext("What for"), profile.telling_purposes.label(self.purpose, self.language)),
            (gettext("What it holds"), categories_in_words(self.told, profile)),
        ]
        ends = [one.said.ends_on for one in self.decisions.values() if one.said and one.said.ends_on]
        if self.without is None:
            until = gettext("until it is withdrawn")
            if ends:
                until = gettext("until %(day)s") % {"day": dates.short_day(min(ends), today)}
            items.append(
                (gettext("It rests on"), gettext("the person’s consent (%(until)s)") % {"until": until})
            )
        elif self.without.law:
            items.append(
                (gettext("It rests on"), profile.telling_bases.label(self.without.law, self.language))
            )
        else:
            items.append((gettext("It rests on"), gettext("danger to life or health")))
        yield Heading(gettext("Why you receive this"))
        yield Facts(tuple((str(label), str(value)) for label, value in items))


def sharing(
    course: Course,
    document: Document,
    to: Addressee,
    *,
    purpose: str,
    without: Without | None,
    leave_out: frozenset[str] = frozenset(),
    language: str,
    large: bool,
) -> Sharing:
    """What would go out now. The consents are asked anew, whatever a page showed a minute ago."""
    needs = document.needs(course)
    part2 = _marked(course, document.key)
    said = said_by(course.person.pk)

    def decided(without: Without | None) -> dict[str, Decision]:
        today, profile = course.viewer.today, course.profile
        return dict(
            decide(
                said,
                to.party,
                needs,
                purpose=purpose,
                on=today,
                profile=profile,
                part2=part2,
                without=without,
            )
        )

    decisions = decided(without)
    refused = any(one.because == Because.REFUSED for one in decided(None).values())
    told = frozenset(key for key, one in decisions.items() if one.allowed) - leave_out
    if document.undivided and told != needs:
        told = frozenset()
    if document.key in ("plan", "review") and PLAN not in told:
        told = frozenset()
    if document.key == "contacts" and "contacts" not in told:
        told = frozenset()
    return Sharing(
        course, document, to, purpose, without, decisions, told, frozenset(part2), refused, language, large
    )


def _marked(course: Course, key: str) -> set[str]:
    """The categories in which a single record of the document is marked as 42 CFR part 2."""
    if not course.profile.part2.in_force or key in ("plan", "crisis"):
        return set()
    since = course.viewer.now - timedelta(days=LIST_DAYS + 1)
    ids = Contact.objects.visible_to(course.viewer).filter(enrolment=course.enrolment, occurred_at__gte=since)
    marked = marked_part2(Contact._meta.label_lower, set(ids.values_list("pk", flat=True)))
    return {"contacts", "notes"} if marked else set()


def notices_on(course: Course, key: str) -> tuple[Notice, ...]:
    """The notices a document carries when it is printed whole, for whomever. No query where none can be needed."""
    if not course.profile.part2.in_force:
        return ()
    needs = DOCUMENTS[key].needs(course) if key in DOCUMENTS else OF_ONE_RECORD[key]
    marked = bool(_marked(course, key))
    return notices_for(course.person, needs, profile=course.profile, marked=marked)
