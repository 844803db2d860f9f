"""Taking a directory in, and giving ours out."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from typing import Any
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.policy import require
from alongside.interop.hsds.lens import laid_over, offer_of, written
from alongside.interop.hsds.package import packed
from alongside.interop.hsds.reading import ReadProvider, ReadService, read_directory
from alongside.kernel.operations import operation
from alongside.organisation.queries import profile_of
from alongside.services.models import Provider, Service
from alongside.services.rules import Offer


@dataclass
class Outcome:
    """How many services of a file are new, changed and as they were."""

    new: int = 0
    changed: int = 0
    same: int = 0

    def as_json(self) -> dict[str, int]:
        """For the console."""
        return asdict(self)


def look_at(by: Actor, content: bytes) -> tuple[Outcome, list[ReadProvider]]:
    """What would become of a file; nothing is kept.

    Raises:
        NotAllowed, DirectoryRefused
    """
    require(by, "service.take_in")
    read = read_directory(content, today=by.today)
    return _carry_out(by, read, keep=False), read


@operation("service.take_in")
def take_in_directory(*, by: Actor, content: bytes) -> Outcome:
    """Take the services of a file in, whole or not at all. The same file again changes nothing.

    A service is known by its id. What the file says goes before what is here, and what it says nothing about stays:
    a list of names takes no opening hours away. Our kind stays when the file has none, and so does a later check.

    Raises:
        DirectoryRefused: with every problem.
    """
    return _carry_out(by, read_directory(content, today=by.today), keep=True)


def directory_of(by: Actor) -> bytes:
    """The whole directory of the actor's agency as JSON: a list of organisations with their services.

    Raises:
        NotAllowed
    """
    return json.dumps(_organisations(by), ensure_ascii=False, indent=1).encode()


def package_of(by: Actor) -> bytes:
    """The same as a package of tables.

    Raises:
        NotAllowed
    """
    return packed(_organisations(by))


def _organisations(by: Actor) -> list[dict[str, Any]]:
    require(by, "service.give_out")
    country = profile_of(by.agency_id).directory.country
    services: dict[UUID, list[dict[str, Any]]] = {}
    for service in Service.objects.filter(agency_id=by.agency_id).order_by("name", "pk"):
        services.setdefault(service.provider_id, []).append(_document(service, country))
    found = []
    for provider in Provider.objects.filter(agency_id=by.agency_id).order_by("name", "pk"):
        document = {"id": str(provider.hsds_id), "description": "", **provider.rest}
        if str(document.get("name", "")).strip() != provider.name:
            document["name"] = provider.name
        found.append({**document, "services": services.get(provider.pk, [])})
    return found


def _document(service: Service, country: str) -> dict[str, Any]:
    return written({"id": str(service.hsds_id), **service.rest}, service.offer, country=country)


def _carry_out(by: Actor, read: list[ReadProvider], *, keep: bool) -> Outcome:
    outcome = Outcome()
    country = profile_of(by.agency_id).directory.country
    ids = [one.id for provider in read for one in provider.services]
    rows = Service.objects.filter(agency_id=by.agency_id, hsds_id__in=ids)
    known = {row.hsds_id: row for row in (rows.select_for_update() if keep else rows)}
    houses = {
        row.hsds_id: row
        for row in Provider.objects.filter(agency_id=by.agency_id, hsds_id__in=[one.id for one in read])
    }
    for brought in read:
        provider = houses.get(brought.id) or Provider(agency_id=by.agency_id, hsds_id=brought.id)
        said = {**provider.rest, **brought.document}
        if keep and (provider.name, provider.rest) != (brought.name, said):
            provider.name, provider.rest = brought.name, said
            provider.save()
        for one in brought.services:
            service = known.get(one.id)
            if service is None:
                outcome.new += 1
                service = Service(agency_id=by.agency_id, hsds_id=one.id, rest=one.document)
                service.take(one.offer)
            elif _takes(service, one, country) or service.provider_id != provider.pk:
                outcome.changed += 1
            else:
                outcome.same += 1
                continue
            if keep:
                service.provider = provider
                service.save()
    return outcome


def _takes(service: Service, brought: ReadService, country: str) -> bool:
    """Let the service say what the file says, and answer whether that changes anything; it is not saved yet."""
    was = _document(service, country)
    document = laid_over(was, brought.document, places_in_part=brought.places_in_part)
    offer = _met(service.offer, offer_of(document))
    if written(document, offer, country=country) == was:
        return False
    service.rest = document
    service.take(offer)
    return True


def _met(ours: Offer, theirs: Offer) -> Offer:
    """What the file says, with our kind where it has none and the later check."""
    checks = [day for day in (ours.verified_on, theirs.verified_on) if day]
    return replace(theirs, kind=theirs.kind or ours.kind, verified_on=max(checks, default=None))
