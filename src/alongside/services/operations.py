"""Keeping the directory right."""

from __future__ import annotations

from uuid import UUID

from alongside.access.actor import Actor
from alongside.kernel.errors import NotAllowed
from alongside.kernel.ids import new_id
from alongside.kernel.operations import operation
from alongside.organisation.queries import profile_of
from alongside.services import rules
from alongside.services.errors import NameMissing, NotAKind, TooLong
from alongside.services.models import Acquaintance, Provider, Service


@operation("service.write", on="service")
def write_service(
    *,
    by: Actor,
    offer: rules.Offer,
    provider: str,
    service: Service | None = None,
    version: int | None = None,
    key: UUID | None = None,
) -> Service:
    """Keep a service, new or changed.

    Args:
        provider: the name of who offers it; a new name is a new provider.
        service: the one that is changed.

    Raises:
        NameMissing, TooLong, NotAnAddress, CheckedLater, NotAKind
        StaleRecord: someone else changed it in between.
    """
    if service is None:
        service = Service(hsds_id=new_id(), agency_id=by.agency_id)
    else:
        service.require_version(version)
    offer = rules.tidy(offer, by.today)
    if offer.kind != service.kind and profile_of(by.agency_id).service_kinds.get(offer.kind) is None:
        raise NotAKind(field="kind")
    service.take(offer)
    service.provider = _provider(by, provider)
    service.save()
    return service


@operation("service.confirm", on="service")
def confirm_service(*, by: Actor, service: Service) -> Service:
    """Say that everything about a service is still right today."""
    service.verified_on = by.today
    service.save()
    return service


@operation("service.know", on="service")
def know_service(*, by: Actor, service: Service, known: bool) -> None:
    """Say that one knows a service and can be asked about it, or that one does not any more.

    Raises:
        NotAllowed: by somebody who is no worker.
    """
    if by.worker_id is None:
        raise NotAllowed
    mine = Acquaintance.objects.filter(service=service, worker_id=by.worker_id)
    if not known:
        mine.delete()
    elif not mine.exists():
        Acquaintance(service=service, worker_id=by.worker_id).save()


def _provider(by: Actor, name: str) -> Provider:
    name = name.strip()
    if not name:
        raise NameMissing(field="provider")
    if len(name) > rules.LINE:
        raise TooLong(field="provider", most=rules.LINE)
    found = Provider.objects.filter(agency_id=by.agency_id, name=name).order_by("pk").first()
    if found is None:
        found = Provider(hsds_id=new_id(), agency_id=by.agency_id, name=name)
        found.save()
    return found
