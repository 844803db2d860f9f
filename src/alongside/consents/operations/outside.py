"""The address book of recipients, and accounts for partners outside the house."""

from __future__ import annotations

from uuid import UUID

from alongside.access.actor import Actor, Role
from alongside.consents import errors
from alongside.consents.models import PartnerAccount, Recipient
from alongside.kernel.errors import NotAllowed
from alongside.kernel.operations import operation
from alongside.organisation.models import Worker
from alongside.organisation.operations import add_worker, start_membership
from alongside.organisation.queries import profile_of


@operation("recipient.add")
def add_recipient(
    *,
    by: Actor,
    kind: str,
    name: str,
    contact: str = "",
    phone: str = "",
    address: str = "",
    key: UUID | None = None,
) -> Recipient:
    """Put an organisation or a named person outside into the address book.

    Raises:
        NameMissing, NameTaken
        NobodyToTell: the kind is not in the profile.
    """
    recipient = Recipient(agency_id=by.agency_id)
    _write(by, recipient, kind, name, contact, phone, address)
    recipient.save()
    return recipient


@operation("recipient.change")
def change_recipient(
    *,
    by: Actor,
    recipient: Recipient,
    kind: str,
    name: str,
    contact: str = "",
    phone: str = "",
    address: str = "",
    retired: bool = False,
    version: int | None = None,
) -> Recipient:
    """Put right what the address book says, or offer it no longer.

    Raises:
        NameMissing, NameTaken, NobodyToTell
        StaleRecord: someone else changed it in between.
    """
    if recipient.agency_id != by.agency_id:
        raise NotAllowed
    recipient.require_version(version)
    recipient.retired = retired
    _write(by, recipient, kind, name, contact, phone, address)
    recipient.save()
    return recipient


@operation("partner.open")
def open_partner(
    *, by: Actor, recipient: Recipient, name: str, username: str, email: str = "", key: UUID | None = None
) -> PartnerAccount:
    """Open an account for someone of a recipient. It reaches what is shared with that recipient, and nothing else.

    The account stays shut until its owner opens it with a link of their own (`organisation.operations.sign_in_link`).

    Raises:
        NameMissing: no name (of the organisation room).
        UsernameTaken: someone signs in with that name already.
        AccountTaken
    """
    if recipient.agency_id != by.agency_id or recipient.retired:
        raise NotAllowed
    worker: Worker = add_worker(by=by, name=name, username=username, title=recipient.name[:100], email=email)
    start_membership(by=by, worker=worker, role=Role.PARTNER, starts_on=by.today)
    account = PartnerAccount(worker=worker, recipient=recipient)
    account.save()
    return account


def _write(
    by: Actor, recipient: Recipient, kind: str, name: str, contact: str, phone: str, address: str
) -> None:
    name = name.strip()
    if not name:
        raise errors.NameMissing(field="name")
    if profile_of(by.agency_id).recipient_kinds.get(kind) is None and kind != recipient.kind:
        raise errors.NobodyToTell(field="kind")
    same = Recipient.objects.filter(agency_id=by.agency_id, name__iexact=name, retired=False)
    if not recipient.retired and same.exclude(pk=recipient.pk).exists():
        raise errors.NameTaken(field="name")
    recipient.kind, recipient.name = kind, name
    recipient.contact, recipient.phone, recipient.address = contact.strip(), phone.strip(), address.strip()
