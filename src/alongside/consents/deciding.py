"""What stands now between a person and somebody who might be told: asked anew each time, never remembered."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from alongside.consents.answers import light_answers
from alongside.consents.models import Consent, Recipient
from alongside.consents.part2 import part2_categories
from alongside.consents.rules import Decision, Party, Said, To, Without, may_tell
from alongside.organisation.profile import Profile
from alongside.people.models import Person


@dataclass(frozen=True)
class Addressee:
    """Whom something is about or goes to.

    Attributes:
        name: as it is said; kept with what is written.
        recipient: of the address book, for an organisation or a named person outside.
        member_id: for someone around the person.
        kind: for everyone of a kind.
    """

    to: To
    name: str
    recipient: Recipient | None = None
    member_id: UUID | None = None
    kind: str = ""

    @property
    def party(self) -> Party:
        """As the rules compare."""
        if self.recipient is not None:
            return Party(self.to, str(self.recipient.pk), self.recipient.kind)
        if self.member_id is not None:
            return Party(self.to, str(self.member_id), "family")
        return Party(self.to, self.kind, self.kind)


def said_by(person_id: UUID, *, lock: bool = False) -> list[Said]:
    """Everything a person has said about telling, withdrawn or not, here and in the rooms that keep light answers.

    Args:
        lock: hold the person's row until the transaction ends, so that a withdrawal comes wholly before or after.
    """
    if lock:
        list(Person._base_manager.select_for_update().filter(pk=person_id).values_list("pk"))
    rows = Consent._base_manager.filter(person_id=person_id).order_by("recorded_at", "pk")
    return [row.as_said() for row in rows] + light_answers(person_id)


def decide(
    said: Collection[Said],
    party: Party,
    categories: Collection[str],
    *,
    purpose: str,
    on: date,
    profile: Profile,
    part2: Collection[str] = (),
    without: Without | None = None,
) -> Mapping[str, Decision]:
    """For each category whether it may be told.

    Args:
        part2: further categories in which a single record is marked as part 2.
    """
    under_part2 = part2_categories(profile) | set(part2)
    return {
        category: may_tell(said, party, category, purpose, on, part2=category in under_part2, without=without)
        for category in sorted(set(categories))
    }
