"""The numbers by which other systems know a person: reading, checking, finding again.

python-stdnum knows the national numbers. CPR is checked for its date only: since 2007 CPR numbers are given out
that fail the modulus-11 check.
"""

from __future__ import annotations

import re
from datetime import date
from uuid import UUID

from django.utils.translation import get_language
from stdnum import luhn
from stdnum.dk import cpr
from stdnum.exceptions import ValidationError

from alongside.kernel.keyring import blind_index, blind_indexes
from alongside.organisation.choices import IdentifierSystem
from alongside.organisation.profile import Profile
from alongside.people import errors

CPR = "urn:oid:1.2.208.176.1.2"
OHIP = "urn:alongside:ca-on-ohip"


def system_of(profile: Profile, system: str) -> IdentifierSystem:
    """The profile's identifier system with that URI.

    Raises:
        UnknownIdentifierSystem: the profile has none.
    """
    for known in profile.identifier_systems:
        if known.system == system:
            return known
    raise errors.UnknownIdentifierSystem(field="value")


def kept_form(known: IdentifierSystem, value: str) -> str:
    """`value` as it is kept: as typed when that fits the system, else in capitals without blanks and dashes."""
    typed = value.strip()
    return typed if fits(known, typed) else re.sub(r"[\s-]", "", typed).upper()


def fits(known: IdentifierSystem, kept: str) -> bool:
    """Whether a number is written as its system writes numbers."""
    return re.fullmatch(known.pattern, kept) is not None


def checked(profile: Profile, system: str, value: str) -> str:
    """The number as it is kept.

    Raises:
        UnknownIdentifierSystem: the profile does not use this system.
        IdentifierMalformed: it is not a number of that system.
    """
    known = system_of(profile, system)
    kept = kept_form(known, value)
    no_date = system == CPR and born_on(kept) is None
    if not fits(known, kept) or no_date or (system == OHIP and not luhn.is_valid(kept[:10])):
        raise errors.IdentifierMalformed(field="value", system=known.label.in_(get_language() or "en"))
    return kept


def born_on(cpr_number: str) -> date | None:
    """The birth date a CPR number carries; None when it carries none."""
    try:
        born: date = cpr.get_birth_date(cpr_number)
    except (ValidationError, ValueError, IndexError):
        return None
    return born


def index_of(agency_id: UUID, system: str, kept: str) -> str:
    """The fingerprint by which a kept number is found again without being readable."""
    return blind_index(kept, context=f"people.identifier.{system}", agency_id=agency_id)


def indexes_of(agency_id: UUID, system: str, kept: str) -> list[str]:
    """Every fingerprint that number may be kept under, while a new key of indexes is taken up."""
    return blind_indexes(kept, context=f"people.identifier.{system}", agency_id=agency_id)
