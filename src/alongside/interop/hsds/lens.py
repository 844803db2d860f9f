"""A service's document and what we know of it: read out, and written back where it was read.

Two laws hold: what is written unchanged is the document as it was, and what was written is read again.
"""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from alongside.services.rules import Offer, names_of

Document = dict[str, Any]
SIMPLE = {
    "name": "name",
    "description": "description",
    "requires": "eligibility_description",
    "how_to_ask": "application_process",
    "email": "email",
    "website": "url",
}
"""Fields that are one text of the service itself."""
ADDRESS = {"street": "address_1", "postcode": "postal_code", "city": "city"}
OURS = "alongside:"
"""Before the key of a kind in the code of its taxonomy term."""
TAKES_NOBODY = ("inactive", "defunct", "temporarily closed")


class Misshapen(Exception):
    """Something stands in a document that cannot be there: `element` says where."""

    def __init__(self, element: str) -> None:
        super().__init__(element)
        self.element = element


def offer_of(document: Document) -> Offer:
    """What the document says of a service, without space around it.

    Raises:
        Misshapen: a text is no text, a list no list, or the day of the last check no day.
    """
    texts = {ours: _text(document, theirs) for ours, theirs in SIMPLE.items()}
    address = _first_address(document) or {}
    texts |= {ours: _text(address, theirs) for ours, theirs in ADDRESS.items()}
    languages = (_text(one, "name") for one in _list(document, "languages"))
    return Offer(
        **texts,
        kind=_kind(document),
        hours=_text(_first(document, "schedules"), "description"),
        languages=", ".join(name for name in languages if name),
        phone=_text(_first(document, "phones"), "number"),
        verified_on=_day(document, "assured_date"),
        open=_text(document, "status") not in TAKES_NOBODY,
    )


def written(document: Document, offer: Offer, *, country: str) -> Document:
    """A copy of the document that says what `offer` says.

    Args:
        document: with its `id`.
        country: for an address that is new, as ISO 3166 has it.
    """
    new, was = deepcopy(document), offer_of(document)
    for ours, theirs in SIMPLE.items():
        if getattr(offer, ours) != getattr(was, ours):
            new[theirs] = getattr(offer, ours)
    if offer.hours != was.hours:
        _write_first(new, "schedules", {"description": offer.hours})
    if offer.phone != was.phone:
        _write_first(new, "phones", {"number": offer.phone})
    if offer.languages != was.languages:
        known = {_text(one, "name"): one for one in _list(new, "languages")}
        new["languages"] = [
            known.get(name) or {"id": _id(new, f"languages/{name}"), "name": name}
            for name in names_of(offer.languages)
        ]
    if any(getattr(offer, ours) != getattr(was, ours) for ours in ADDRESS):
        _address_for(new, country).update({theirs: getattr(offer, ours) for ours, theirs in ADDRESS.items()})
    if offer.kind != was.kind:
        _write_kind(new, offer.kind)
    if offer.verified_on != was.verified_on:
        new["assured_date"] = offer.verified_on.isoformat() if offer.verified_on else None
    if "status" not in new or offer.open != was.open:
        new["status"] = "active" if offer.open else "inactive"
    return new


def laid_over(document: Document, brought: Document, *, places_in_part: bool) -> Document:
    """The document with what a file brings; what the file says nothing about stays.

    Args:
        places_in_part: the file names some of the places of a service, so the others stay.
    """
    new = {**document, **brought}
    if places_in_part:
        named = {one.get("id") for one in _list(brought, "service_at_locations")}
        others = [one for one in _list(document, "service_at_locations") if one.get("id") not in named]
        new["service_at_locations"] = [*others, *_list(brought, "service_at_locations")]
    return new


def _kind(document: Document) -> str:
    for attribute in _list(document, "attributes"):
        code = _text(_dict(attribute, "taxonomy_term"), "code")
        if code.startswith(OURS):
            return code.removeprefix(OURS)
    return ""


def _write_kind(document: Document, kind: str) -> None:
    others = [
        one
        for one in _list(document, "attributes")
        if not _text(_dict(one, "taxonomy_term"), "code").startswith(OURS)
    ]
    if kind:
        term = {
            "id": str(uuid5(NAMESPACE_URL, OURS + kind)),
            "code": OURS + kind,
            "name": kind,
            "description": "",
            "taxonomy": "alongside",
        }
        others.append({"id": _id(document, "kind"), "link_entity": "service", "taxonomy_term": term})
    document["attributes"] = others


def _first_address(document: Document) -> Document | None:
    for place in _list(document, "service_at_locations"):
        for address in _list(_dict(place, "location"), "addresses"):
            return address
    return None


def _address_for(document: Document, country: str) -> Document:
    """The first address, made with what is around it when there is none."""
    found = _first_address(document)
    if found is not None:
        return found
    found = {
        "id": _id(document, "address"),
        "address_1": "",
        "city": "",
        "state_province": "",
        "postal_code": "",
        "country": country,
        "address_type": "physical",
    }
    location = {"id": _id(document, "location"), "location_type": "physical", "addresses": [found]}
    place = {"id": _id(document, "place"), "location": location}
    # It stands first: an earlier place without an address stays, and the address is found again.
    document["service_at_locations"] = [place, *_list(document, "service_at_locations")]
    return found


def _write_first(document: Document, name: str, said: Document) -> None:
    many = _list(document, name)
    if not many:
        many = document[name] = [{"id": _id(document, name)}]
    many[0].update(said)


def _id(document: Document, part: str) -> str:
    """The same id each time the same part is written for the first time."""
    return str(uuid5(NAMESPACE_URL, f"{document.get('id')}/{part}"))


def _text(document: Document, name: str) -> str:
    value = document.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise Misshapen(name)
    return value.strip()


def _dict(document: Document, name: str) -> Document:
    value = document.get(name) or {}
    if not isinstance(value, dict):
        raise Misshapen(name)
    return value


def _list(document: Document, name: str) -> list[Document]:
    value = document.get(name) or []
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise Misshapen(name)
    return value


def _first(document: Document, name: str) -> Document:
    return next(iter(_list(document, name)), {})


def _day(document: Document, name: str) -> date | None:
    text = _text(document, name)
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise Misshapen(name) from None
