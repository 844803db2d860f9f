"""How FHIR writes things down: times, references, codes, and nothing where there is nothing."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from alongside.referrals import codes

from .profiles import REPORTING
from .records import When

Resource = dict[str, Any]
_EMPTY: tuple[Any, ...] = (None, {}, [])


def meta(profile: str, updated: datetime) -> Resource:
    """When a record was last said, and which of KL's profiles it follows."""
    return {"lastUpdated": fhir_time(updated), "profile": [f"{REPORTING}kl-reporting-ffb-{profile}"]}


def fhir_time(when: When | None) -> str | None:
    """FHIR's notation: a day stays a day, a moment carries its offset; UTC is written as Z."""
    if when is None or not isinstance(when, datetime):
        return when.isoformat() if when else None
    if when.utcoffset() is None:
        raise ValueError("a moment without time zone cannot be reported")
    text = when.isoformat()
    return text.removesuffix("+00:00") + "Z" if when.utcoffset() == UTC.utcoffset(None) else text


def reference(type_: str, id_: str | None) -> Resource | None:
    """A reference to a record; nothing without an id."""
    return {"reference": f"{type_}/{id_}"} if id_ else None


def pointer(url: str, type_: str, id_: str | None) -> Resource | None:
    """An extension that points to a record; nothing without an id."""
    return {"url": url, "valueReference": reference(type_, id_)} if id_ else None


def concept(system: str, code: str | None) -> Resource | None:
    """A coded value; nothing without a code."""
    return {"coding": [{"system": system, "code": code}]} if code else None


def ffb_concept(code: str | None) -> Resource | None:
    """A term of FFB."""
    return concept(codes.FFB, code)


def care_social_concept(code: str) -> Resource | None:
    """One of KL's CareSocialCodes."""
    return concept(codes.CARE_SOCIAL, code)


def filled(resource: Resource) -> Resource:
    """The resource without empty parts, which FHIR forbids."""
    parts = {name: _filled_part(part) for name, part in resource.items()}
    return {name: part for name, part in parts.items() if part not in _EMPTY}


def _filled_part(value: Any) -> Any:
    if isinstance(value, dict):
        return filled(value)
    if isinstance(value, list):
        return [part for part in (_filled_part(item) for item in value) if part not in _EMPTY]
    return value
