"""The shapes a file may have, brought into one: organisations with their services in them."""

from __future__ import annotations

from typing import Any

from alongside.interop.hsds.lens import Misshapen


class OfAnotherKind(Exception):
    """What the file is about is no service and no organisation: a place alone, or the first page of an API."""


def organisations_of(found: Any) -> tuple[list[Any], bool]:
    """The organisations of a file with their services, and whether it names only some of the places of a service.

    Args:
        found: an organisation; a service with its organisation in it; a service at a location with both in it; a
            list of any of these; or a page of a list (`contents`).

    Raises:
        OfAnotherKind: there is nothing to go to in it.
        Misshapen: a service says nothing of its organisation.
    """
    if isinstance(found, dict) and "contents" in found:
        found = found["contents"]
    many = found if isinstance(found, list) else [found]
    whole: list[Any] = []
    under: dict[str, dict[str, Any]] = {}
    in_part = False
    for place, one in enumerate(many):
        if isinstance(one, dict) and ("service" in one or "organization" in one):
            in_part = in_part or "service" in one
            _put_under(under, one, f"[{place}]")
        elif isinstance(one, dict) and ("location_type" in one or "openapi_url" in one):
            raise OfAnotherKind
        else:
            whole.append(one)
    put = [{**one["organisation"], "services": [*one["services"].values()]} for one in under.values()]
    return whole + put, in_part


def _put_under(under: dict[str, dict[str, Any]], one: dict[str, Any], at: str) -> None:
    """Put a service, or a service at a location, under its organisation."""
    service: Any = one
    if "service" in one:
        service, at = one["service"], f"{at}.service"
    organisation = service.get("organization") if isinstance(service, dict) else None
    if not isinstance(organisation, dict):
        raise Misshapen(f"{at}.organization")
    kept = under.setdefault(
        str(organisation.get("id")),
        {
            "organisation": {key: value for key, value in organisation.items() if key != "services"},
            "services": {},
        },
    )
    document = kept["services"].setdefault(
        str(service.get("id")), {key: value for key, value in service.items() if key != "organization"}
    )
    if "service" in one:
        place = {key: value for key, value in one.items() if key != "service"}
        before = document.get("service_at_locations") or []
        if not isinstance(before, list):
            raise Misshapen(f"{at}.service_at_locations")
        document["service_at_locations"] = [*before, place]
