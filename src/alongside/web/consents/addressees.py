"""Whom one may choose to tell: those around the person, the address book, the authority, everyone of a kind."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import get_language, gettext

from alongside.access.actor import Actor
from alongside.consents.deciding import Addressee
from alongside.consents.models import Recipient
from alongside.consents.queries import recipients
from alongside.consents.rules import To
from alongside.network.queries import around_now
from alongside.organisation.profile import Profile
from alongside.people.models import Person

Options = list[tuple[str, str] | tuple[str, list[tuple[str, str]]]]


class Choices:
    """Whom this viewer may choose for this person. Two queries."""

    def __init__(self, viewer: Actor, person: Person, profile: Profile) -> None:
        self.profile, self.language = profile, get_language() or "en"
        self.members = {
            str(one.pk): one.name or one.relation for one in around_now(viewer, person, viewer.today)
        }
        self.book = {str(one.pk): one for one in recipients(viewer.agency_id)}

    def options(self, *, kinds: bool = True, blank: str = "") -> Options:
        """For a list that opens, in groups."""
        language = self.language
        found: Options = [("", blank or gettext("Choose …"))]
        if self.members:
            found.append(
                (gettext("Around them"), [(f"member:{key}", name) for key, name in self.members.items()])
            )
        if self.book:
            found.append(
                (
                    gettext("Address book"),
                    [
                        (
                            f"recipient:{key}",
                            f"{one.name} ({self.profile.recipient_kinds.label(one.kind, language)})",
                        )
                        for key, one in self.book.items()
                    ],
                )
            )
        found.append(
            (gettext("The authority"), [("authority:", gettext("The authority that ordered the course"))])
        )
        if kinds:
            found.append(
                (
                    gettext("Everyone of a kind"),
                    [(f"kind:{one.key}", one.label.in_(language)) for one in self.profile.recipient_kinds],
                )
            )
        return found

    def chosen(self, value: str) -> Addressee | None:
        """Whom a value of the list stands for; None for anything else."""
        to, _, key = value.partition(":")
        if to == To.MEMBER and key in self.members:
            return Addressee(To.MEMBER, self.members[key], member_id=UUID(key))
        if to == To.RECIPIENT and key in self.book:
            return of_recipient(self.book[key])
        if to == To.AUTHORITY:
            return Addressee(To.AUTHORITY, gettext("The authority that ordered the course"))
        if to == To.KIND and self.profile.recipient_kinds.get(key) is not None:
            return Addressee(To.KIND, self.profile.recipient_kinds.label(key, self.language), kind=key)
        return None


def of_recipient(recipient: Recipient) -> Addressee:
    """Someone of the address book."""
    return Addressee(To.RECIPIENT, recipient.name, recipient)
