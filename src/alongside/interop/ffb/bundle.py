"""The Bundle as a whole: its records, what kind each is, and where references lead."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeVar

from alongside.referrals import codes

from . import structure
from .elements import Element
from .file import record_path
from .problems import Findings
from .profiles import (
    ENTERED_IN_ERROR,
    FOLLOW_UP_OBSERVATION,
    FOLLOW_UP_PROFILE,
    TYPE_OF,
    Kind,
    is_kl,
    kind_of_profile,
    last_part,
)

Known = Callable[[str, str], bool]
"""Has a record of this FHIR type with this id been received before?"""

T = TypeVar("T")

_ID = re.compile(r"[0-9a-fA-F]{8}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{12}")
_REFERENCE = re.compile(r"(?:.+/)?(?P<type>[A-Z][A-Za-z]+)/(?P<id>[A-Za-z0-9.\-]{1,64})(?:/_history/[^/]+)?")
_URN = "urn:uuid:"


@dataclass(frozen=True)
class Record(Element):
    """One record of the Bundle."""

    type: str = ""
    id: str = ""
    kind: Kind | None = None
    withdrawn: bool = False
    sound: bool = True


@dataclass
class Bundle:
    """All records of a delivery, in the order of the file, and the ways to them."""

    root: Element
    found: Findings
    known: Known
    records: list[Record] = field(default_factory=list)
    _by_key: dict[tuple[str, str], Record] = field(default_factory=dict)
    _by_address: dict[str, Record] = field(default_factory=dict)

    def of(self, *kinds: Kind) -> list[Record]:
        """The records of these kinds that FHIR finds nothing wrong with and that are not withdrawn."""
        return [
            record
            for record in self.records
            if record.kind in kinds and record.sound and not record.withdrawn
        ]

    def read(
        self,
        reader: Callable[[Bundle, Record], T | None],
        *kinds: Kind,
        only: Callable[[Record], bool] = lambda _record: True,
    ) -> tuple[T, ...]:
        """What `reader` makes of the records of these kinds. A record it cannot read never goes by unnoticed."""
        results = []
        for record in filter(only, self.of(*kinds)):
            result = reader(self, record)
            if result is not None:
                results.append(result)
            elif not self.found.broke(record.path):
                record.refuse("record-unread")
        return tuple(results)

    def add(self, record: Record, address: str | None) -> bool:
        """Take a record in. False when the very same record was there already."""
        first = self._by_key.get((record.type, record.id))
        if first is not None:
            if first.value != record.value:
                record.refuse("id-twice")
            return False
        self.records.append(record)
        self._by_key[record.type, record.id] = record
        if address:
            self._by_address[address] = record
        return True

    def at(self, type_: str, id_: str | None) -> Record | None:
        """The record of this type and id in the file."""
        return self._by_key.get((type_, id_)) if id_ else None

    def target(self, reference: str) -> tuple[str, str] | None:
        """FHIR type and id a reference names; None when it is no reference to a record."""
        if reference in self._by_address:
            record = self._by_address[reference]
            return record.type, record.id
        if reference.startswith(_URN):
            named = reference.removeprefix(_URN)
            record_ = next((record for record in self.records if record.id == named), None)
            return (record_.type, record_.id) if record_ else None
        match = _REFERENCE.fullmatch(reference)
        return (match["type"], match["id"]) if match else None

    def resolves(self, type_: str, id_: str) -> bool:
        """Is the record in this file, or received earlier?"""
        return (type_, id_) in self._by_key or self.known(type_, id_)

    def follow(self, reference: Element, *kinds: Kind) -> str | None:
        """The id of the record `reference` points to, which must be of one of `kinds`.

        Unresolved references are noted for the whole file by `check_references`; here only the kind is judged.
        """
        address = reference.text("reference")
        if address is None:
            if reference.lacks("reference"):
                reference.refuse("reference-missing", "reference")
            return None
        target = self.target(address)
        if target is None:
            return None
        record = self.at(*target)
        right_type = target[0] in {TYPE_OF[kind] for kind in kinds}
        if not right_type or (record is not None and record.kind not in {*kinds, None}):
            expected = ", ".join(f"{TYPE_OF[kind]} ({kind.value})" for kind in kinds)
            reference.refuse("reference-type", "reference", expected=expected)
            return None
        if record is not None and record.withdrawn:
            reference.refuse("reference-withdrawn", "reference")
            return None
        return target[1]

    def follow_each(self, element: Element, name: str, *kinds: Kind) -> tuple[str, ...]:
        """The ids behind the list of references below `name`."""
        followed = (self.follow(reference, *kinds) for reference in element.each(name))
        return tuple(id_ for id_ in followed if id_ is not None)


def check_references(bundle: Bundle) -> None:
    """Every reference in every record must lead to a record in the file or to one received earlier.

    Of a withdrawn record only its id counts, so what it leans on does not matter.
    """
    for record in (found for found in bundle.records if not found.withdrawn):
        for path, reference in _references(record.value, record.path):
            if not isinstance(reference, str):
                continue  # the structure check has said so
            if reference.startswith("#"):
                bundle.found.add(path, "fhir-contained")
                continue
            target = bundle.target(reference)
            if target is None:
                rule = "reference-unresolved" if reference.startswith(_URN) else "reference-form"
                bundle.found.add(path, rule)
            elif not bundle.resolves(*target):
                bundle.found.add(path, "reference-unresolved")


def _references(value: Any, path: str) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for name, child in value.items():
            if name == "reference" and not isinstance(child, dict):
                yield f"{path}.reference", child
            else:
                yield from _references(child, f"{path}.{name}")
    elif isinstance(value, list):
        for index, child in enumerate(value):
            yield from _references(child, f"{path}[{index}]")


def open_bundle(root: Element, known: Known, types: frozenset[str]) -> Bundle:
    """Take in every entry, check its FHIR structure, and sort the records by kind."""
    bundle = Bundle(root, root.found, known)
    structure.check_bundle(root.value, root.found)
    if not root.value.get("entry"):
        root.refuse("bundle-entries", "entry")
    for entry in root.each("entry"):
        _take_in(bundle, entry, types)
    return bundle


def _take_in(bundle: Bundle, entry: Element, types: frozenset[str]) -> None:
    resource = entry.get("resource")
    if resource is None:
        if not entry.has("resource"):
            entry.refuse("entry-resource", "resource")
        return
    here = Element(resource.value, record_path(resource.path, resource.value), resource.found)
    type_ = here.text("resourceType")
    if type_ is None:
        here.refuse("fhir-missing", "resourceType")
        return
    if type_ not in types:
        here.refuse("fhir-resource-type", "resourceType", type=type_[:40])
        return
    sound = structure.check_record(here.value, here.path, here.found)
    _check_meaning(here)
    address = entry.text("fullUrl")
    id_ = _id(here, address)
    if id_ is None:
        return
    record = Record(
        here.value, here.path, here.found, type_, id_, _kind(here, type_), _is_withdrawn(here, type_), sound
    )
    if bundle.add(record, address):
        _check_address(entry, record, address)
        if record.kind is None and not record.withdrawn:
            record.refuse("record-kind")


def _id(record: Element, address: str | None) -> str | None:
    id_ = record.text("id")
    if id_ is None and address and address.startswith(_URN):
        id_ = address.removeprefix(_URN)
    if id_ is None:
        record.refuse("id-missing", "id")
    elif not _ID.fullmatch(id_):
        record.refuse("id-form", "id")
        return id_ if len(id_) <= 64 else None
    return id_


def _check_address(entry: Element, record: Record, address: str | None) -> None:
    if address is None:
        return
    match = _REFERENCE.fullmatch(address)
    agrees = (
        address == f"{_URN}{record.id}"
        if address.startswith("urn:")
        else bool(match) and match is not None and (match["type"], match["id"]) == (record.type, record.id)
    )
    if not agrees:
        entry.refuse("entry-address", "fullUrl")


def _check_meaning(record: Element) -> None:
    if record.has("contained"):
        record.refuse("fhir-contained", "contained")
    if record.has("implicitRules"):
        record.refuse("fhir-modifier", "implicitRules")
    for path in _modifiers(record.value, record.path):
        record.found.add(path, "fhir-modifier")


def _modifiers(value: Any, path: str) -> Iterator[str]:
    if isinstance(value, dict):
        for name, child in value.items():
            if name == "modifierExtension":
                yield f"{path}.{name}"
            else:
                yield from _modifiers(child, f"{path}.{name}")
    elif isinstance(value, list):
        for index, child in enumerate(value):
            yield from _modifiers(child, f"{path}[{index}]")


def _is_withdrawn(record: Element, type_: str) -> bool:
    if type_ == "Condition":
        return any(coding.code == ENTERED_IN_ERROR for coding in record.codings("verificationStatus"))
    return record.value.get("lifecycleStatus" if type_ == "Goal" else "status") == ENTERED_IN_ERROR


def _kind(record: Element, type_: str) -> Kind | None:
    meta = record.get("meta")
    for profile in meta.texts("profile") if meta else ():
        if is_kl(profile) and last_part(profile) == "followup" and type_ in FOLLOW_UP_PROFILE:
            return FOLLOW_UP_PROFILE[type_]
        named = kind_of_profile(profile)
        if named is not None:
            if named[0] == type_:
                return named[1]
            record.refuse("profile", "meta.profile", profile=profile[:120])
            return None
    return _kind_by_content(record, type_)


_ONLY_KIND = {
    "Patient": Kind.CITIZEN,
    "ServiceRequest": Kind.REQUEST,
    "ClinicalImpression": Kind.GATHERING,
    "Goal": Kind.GOAL,
    "CareTeam": Kind.PERFORMER,
    "Encounter": Kind.ENCOUNTER,
    "MessageHeader": Kind.HEADER,
    "Organization": Kind.ORGANISATION,
    "RelatedPerson": Kind.RELATIVE,
    "Consent": Kind.CONSENT,
    "Account": Kind.ACCOUNT,
    "DocumentReference": Kind.DOCUMENT,
}


def _kind_by_content(record: Element, type_: str) -> Kind | None:
    if type_ in _ONLY_KIND:
        return _ONLY_KIND[type_]
    if type_ == "CarePlan":
        return Kind.SERVICE if record.has("basedOn") else Kind.PLAN
    codings = record.codings("code")
    ours = [coding.code or "" for coding in codings]
    if type_ == "Condition":
        if any(codes.is_target_group(code) for code in ours):
            return Kind.TARGET_GROUP
        from_ffb = any(codes.system_of(coding.system) == codes.FFB for coding in codings)
        return Kind.THEME if from_ffb else Kind.DIAGNOSIS
    if FOLLOW_UP_OBSERVATION in ours:
        return Kind.FOLLOW_UP
    if codes.Evaluation.SUPPORT_NEED in ours:
        return Kind.SUPPORT_NEED
    return Kind.ASSESSMENT if any(codes.system_of(coding.system) for coding in codings) else None
