"""What can be wrong with a delivery: the rules in plain words, and the refusal that carries every problem found.

A sentence says what is wrong and what to do. It may name a code or the number of things found, never what a person's
record says: these sentences end up on screens, in logs and in letters to the sender.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from alongside.kernel.errors import DomainError

RULES = {
    # The file as such
    "file-empty": _("The file is empty. Ask the sender for it again."),
    "file-too-large": _(
        "The file is larger than %(limit)s MB. A delivery about one person is far smaller; check it."
    ),
    "file-encoding": _("The file is not text in UTF-8. Ask the sender to save it as UTF-8."),
    "file-json": _(
        "This is not valid JSON (line %(line)s, column %(column)s). The file may be cut off; ask for it again."
    ),
    "file-nested-too-deep": _(
        "Elements are nested deeper than any FFB delivery. Ask the sender to check the file."
    ),
    "file-too-many-parts": _(
        "The file has more than %(most)s values, more than any FFB delivery. Ask the sender to check the file."
    ),
    "file-key-twice": _("“%(key)s” stands here twice. Which one counts cannot be known; keep one."),
    "file-empty-element": _("An element without content stands here. Leave it out or fill it in."),
    "file-characters": _(
        "The text holds characters that cannot be stored. Remove control characters and broken signs."
    ),
    "file-shape": _("Another kind of value is expected here: %(expected)s."),
    # FHIR structure
    "fhir-missing": _("FHIR R4 demands this element. Add it."),
    "fhir-unknown": _("FHIR R4 knows no such element here. Remove it or correct its name."),
    "fhir-value": _("This is not a value FHIR R4 allows here. Correct it."),
    "fhir-status": _("“%(code)s” is not one of the states FHIR allows here. Use one of: %(allowed)s."),
    "fhir-contained": _("A record hides inside another record. Send it as an entry of its own."),
    "fhir-modifier": _(
        "An extension changes the meaning of this record in a way Alongside does not know. Leave it out."
    ),
    "fhir-resource-type": _("“%(type)s” is not a record this kind of delivery may hold. Remove it."),
    # The bundle
    "bundle": _(
        "The file is not a FHIR Bundle. Only FFB order messages and FFB delivery reports can be read here."
    ),
    "bundle-type": _(
        "A Bundle of this type cannot be read. An order is a “message”, a delivery report a “collection”."
    ),
    "bundle-event": _("The message is not an FFB order. Its event must be “ffb-order”."),
    "bundle-timestamp": _(
        "The Bundle has no time. Without it nobody can tell which delivery is newer; add the timestamp."
    ),
    "bundle-entries": _("The Bundle has no entries. Ask the sender for the complete file."),
    "entry-resource": _("An entry holds no record. Add its resource or remove the entry."),
    "entry-address": _(
        "The entry's fullUrl and the id of its record do not name the same record. Make them agree."
    ),
    "id-missing": _("The record has no id. Give it a UUID, so that later deliveries can update it."),
    "id-form": _("The id is not a UUID. Ids must be unique everywhere; use a UUID."),
    "id-twice": _("Two records with this id say different things. Send each record once."),
    "profile": _(
        "The record says it follows the profile “%(profile)s”, which is for another kind of record."
    ),
    "record-kind": _(
        "It cannot be told what kind of record this is. Name its KL profile or use a code from FFB."
    ),
    "record-unread": _("This record could not be read. Ask the sender to check it."),
    # The citizen
    "citizen-one": _("There must be exactly one citizen (Patient) in a delivery; here there are %(count)s."),
    "citizen-cpr": _("The citizen must have exactly one CPR number (system urn:oid:1.2.208.176.1.2)."),
    "citizen-cpr-form": _(
        "The CPR number is not valid: ten digits, beginning with an existing date of birth."
    ),
    "citizen-organisation": _(
        "The reporting organisation is missing or not valid: managingOrganization needs a KOMBIT organisation UUID."
    ),
    "citizen-not-born": _("The CPR number says the citizen is not born yet. Ask the sender to check it."),
    "citizen-another": _(
        "A record with this id was received before, about somebody else. Ask the sender whom the file is about."
    ),
    "subject": _("The record does not point to the citizen of this delivery. Every record must."),
    # References
    "reference-missing": _("A reference to another record is missing here. Add it."),
    "reference-form": _("This is not a reference to a record. Write it as “Type/id”."),
    "reference-unresolved": _(
        "The record that is pointed to is neither in this file nor received earlier. Include it in the delivery."
    ),
    "reference-withdrawn": _(
        "The record that is pointed to is withdrawn in the same delivery. Point to another, or withdraw this one too."
    ),
    "reference-type": _("The reference points to the wrong kind of record. It must point to: %(expected)s."),
    # Values
    "code-missing": _("A code is missing here. Expected is one code from: %(expected)s."),
    "code-one": _("There must be exactly one code from %(expected)s here; there are %(count)s."),
    "code-system": _("The code system is missing or unknown. Expected is a code from: %(expected)s."),
    "code-unknown": _(
        "The code %(code)s does not exist in the code system. Check it for a slip or a missing part."
    ),
    "code-value-set": _(
        "The code %(code)s exists but does not belong here. Expected is a code from: %(expected)s."
    ),
    "time-missing": _("A date or time is missing here. Add it."),
    "time-whole": _("The date is not complete. Write day, month and year; nothing is guessed."),
    "time-form": _(
        "This is not a date or a time with time zone. Write it as 2021-05-28 or 2021-05-28T09:17:33+02:00."
    ),
    "period-order": _("The end lies before the start. Correct one of them."),
    "text-missing": _("A text is missing here. Add it."),
    "text-too-long": _("The text is longer than can be kept (%(limit)s signs). Shorten it."),
    "one-only": _("Only one %(what)s may stand here; there are %(count)s."),
    "case-number": _("The municipal case number is missing. Every request and every plan must carry it."),
    "case-number-nowhere": _(
        "No request and no plan in this report carries a municipal case number, so nobody can tell which case it is."
    ),
    # Themes and target groups
    "theme-status": _("The theme has no clinical status. Say whether it is active."),
    "theme-level-missing": _(
        "A theme under “Aktivitet og deltagelse” must carry its function level (severity). Add it, or “Ikke vurderet”."
    ),
    "theme-level-not-allowed": _(
        "Only themes under “Aktivitet og deltagelse” carry a function level (severity). Remove it from this theme."
    ),
    "rank": _("The rank must be 1 (primary) or 2 (secondary). Add or correct it."),
    "target-group-one-primary": _(
        "At most one target group may be primary (rank 1); here there are %(count)s."
    ),
    "target-group-missing": _("The plan names no target group. Add at least one."),
    # Goals
    "goal-category": _("The goal must say exactly once what it is: %(expected)s."),
    "goal-target": _(
        "The goal must have exactly one target for %(what)s, told apart by measure; here there are %(count)s."
    ),
    "goal-target-measure": _(
        "It cannot be told what this target measures. Use function level or goal type as measure."
    ),
    "goal-one-primary": _(
        "A commissioned goal must address exactly one primary theme (rank 1); here there are %(count)s."
    ),
    "goal-theme-area": _("A commissioned goal may only address themes under “Aktivitet og deltagelse”."),
    "goal-theme-level": _(
        "The primary theme of a commissioned goal must carry its present function level (severity)."
    ),
    # Plans, services, follow-up
    "plan-follow-up": _("An ordered plan that is not completed must point to its next follow-up. Add it."),
    "plan-support-need": _(
        "An ordered plan that is not completed must point to an assessed support need. Add it."
    ),
    "plan-target-group": _(
        "An ordered plan that is not completed must address at least one target group. Add it."
    ),
    "plan-activity": _(
        "It cannot be told what this activity of the plan is. Only follow-up and evaluations stand here."
    ),
    "service-plan": _("A service must belong to exactly one plan (basedOn); here there are %(count)s."),
    "service-one": _(
        "A service must carry exactly one activity with one service code; here there are %(count)s."
    ),
    "service-end": _("The service has ended but has no end date. Add it."),
    "intent": _("The intent must be one of: %(allowed)s."),
    "gathering-content": _(
        "The information gathering shows neither findings nor a support need. Add what was found."
    ),
    "gathering-request": _(
        "The information gathering must point to exactly one service request. Add the reference."
    ),
    "follow-up-status": _("A follow-up result must be final, or entered in error when it is withdrawn."),
    # Orders
    "order-header": _("An order must have exactly one message header; here there are %(count)s."),
    "order-plan": _("An order must have exactly one plan in its focus; here there are %(count)s."),
    "order-endpoint": _("The address of the sender or the receiver is missing. Add the endpoint."),
    "order-role": _("“%(code)s” is not a role in an FFB order. Use one of: %(allowed)s."),
    "order-guardian": _(
        "A guardian must carry the form of guardianship: § 5, § 6 or § 7 of the guardianship act."
    ),
    "order-assessment": _("The assessment holds neither a text nor a level. Add what was assessed."),
    "order-timing": _("The time of follow-up cannot be read. Give a first date, and how often it repeats."),
    "order-document": _("The document reference holds no attachment. Add its title and type."),
}


@dataclass(frozen=True)
class Problem:
    """One element that breaks one rule. `element` is a path such as `Bundle.entry[3].resource(Goal/…).addresses`."""

    element: str
    rule: str
    details: dict[str, str] = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        """What is wrong and what to do, in the reader's language."""
        return str(RULES[self.rule]) % self.details

    def __str__(self) -> str:
        return f"{self.element}: {self.sentence}"


class FFBRefused(DomainError):
    """The delivery was refused whole. `problems` holds everything found, in the order of the file."""

    code = "ffb_refused"
    message = _(
        "Nothing was taken from the file. Found in it: %(count)s. See below what is wrong, and where."
    )

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(count=len(self.problems))

    def __str__(self) -> str:
        return "; ".join(f"{problem.element} [{problem.rule}]" for problem in self.problems)


MOST_PROBLEMS = 500
"""Reading ends with so many: the file is wrong altogether, and its sender needs examples and no book."""


class Findings:
    """Collects problems while a file is read; the same problem at the same place counts once."""

    def __init__(self) -> None:
        self._problems: dict[tuple[str, str], Problem] = {}

    def add(self, element: str, rule: str, **details: object) -> None:
        """Note that `element` breaks `rule`; `details` fill the places in the rule's sentence.

        Raises:
            FFBRefused: there are so many by now that nobody reads on.
        """
        wanted = {name: str(value) for name, value in details.items()}
        self._problems.setdefault((element, rule), Problem(element, rule, wanted))
        if len(self._problems) >= MOST_PROBLEMS:
            raise FFBRefused(self.problems)

    def __bool__(self) -> bool:
        return bool(self._problems)

    def broke(self, element: str) -> bool:
        """Has anything been found at or below this element?"""
        return any(
            at == element or at.startswith((f"{element}.", f"{element}[")) for at, _rule in self._problems
        )

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything found so far, in the order it was found."""
        return tuple(self._problems.values())

    def refuse_if_any(self) -> None:
        """Refuse the delivery when anything was found.

        Raises:
            FFBRefused: with every problem so far.
        """
        if self._problems:
            raise FFBRefused(self.problems)
