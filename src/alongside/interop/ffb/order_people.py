"""Reading the people and organisations of an order: the citizen, participants, relatives, consents, billing."""

from __future__ import annotations

from .bundle import Bundle, Record
from .elements import Element
from .order_records import (
    Account,
    Consent,
    Organisation,
    Participant,
    Relative,
)
from .profiles import (
    EAN,
    GUARDIAN,
    GUARDIANSHIP_FORMS,
    PARTICIPANT_ROLES,
    STATES,
    Extension,
    Kind,
)
from .record_reading import check_subject, read_cpr, updated
from .records import (
    Address,
    Citizen,
    Contact,
    NextOfKin,
)


def read_citizen(bundle: Bundle) -> Citizen | None:
    """The citizen with name, ways to reach them, address and next of kin."""
    citizens = [record for record in bundle.records if record.type == "Patient"]
    if len(citizens) != 1:
        bundle.root.refuse("citizen-one", "entry", count=len(citizens))
        return None
    citizen = citizens[0]
    cpr = read_cpr(citizen)
    managing = citizen.get("managingOrganization")
    identifier = managing.get("identifier") if managing else None
    next_of_kin = tuple(_read_next_of_kin(contact) for contact in citizen.each("contact"))
    if cpr is None:
        return None
    return Citizen(
        citizen.id,
        cpr,
        identifier.text("value") if identifier else None,
        updated(citizen),
        read_contact(citizen, _first_name(citizen)),
        read_postal_addresses(citizen),
        next_of_kin,
    )


def _read_next_of_kin(contact: Element) -> NextOfKin:
    relationships = contact.each("relationship")
    words = [found.text("text") for found in relationships]
    return NextOfKin(
        ", ".join(word for word in words if word) or None,
        tuple(coding.as_coding() for found in relationships for coding in found.each("coding")),
        read_contact(contact, contact.get("name")),
    )


def _first_name(person: Element) -> Element | None:
    """The official name when there are several."""
    names = person.each("name")
    official = [name for name in names if name.text("use") == "official"]
    return next(iter(official or names), None)


def read_contact(holder: Element, name: Element | None) -> Contact:
    """A name with phone numbers and mail addresses; a name written as one text is kept as the family name."""
    given = " ".join(name.texts("given")) if name else ""
    family = name.text("family", longest=100) if name else None
    title = " ".join(name.texts("prefix")) if name else ""
    if name and not given and not family:
        family = name.text("text", longest=100)
    if name and max(len(given), len(title)) > 100:
        name.refuse("text-too-long", limit=100)
    phones, emails = [], []
    for telecom in holder.each("telecom"):
        system = telecom.text("system")
        if system in {"phone", "sms"}:
            phones.append(telecom.text("value", longest=40))
        elif system == "email":
            emails.append(telecom.text("value", longest=200))
    return Contact(
        given or None,
        family,
        title or None,
        tuple(phone for phone in phones if phone),
        tuple(email for email in emails if email),
    )


def read_postal_addresses(holder: Element) -> tuple[Address, ...]:
    """The postal addresses below `address`."""
    return tuple(_read_postal_address(found) for found in holder.each("address"))


def _read_postal_address(found: Element) -> Address:
    lines = found.texts("line")
    if len(", ".join(lines)) > 160:
        found.refuse("text-too-long", "line", limit=160)
    return Address(lines, found.text("postalCode", longest=20), found.text("city", longest=100))


def read_organisation(record: Record) -> Organisation:
    """An organisation and whom to contact there."""
    ean = [
        found.text("value", longest=20) for found in record.each("identifier") if found.text("system") == EAN
    ]
    return Organisation(
        record.id,
        record.text("name", longest=200),
        next(iter(ean), None),
        tuple(read_contact(contact, contact.get("name")) for contact in record.each("contact")),
        read_postal_addresses(record),
    )


def organisation_behind(bundle: Bundle, holder: Element, name: str) -> Organisation | None:
    """The organisation the reference below `name` points to."""
    reference = holder.get(name)
    if reference is None:
        return None
    record = bundle.at("Organization", bundle.follow(reference, Kind.ORGANISATION))
    return read_organisation(record) if record else None


def read_participants(bundle: Bundle, team: Record) -> tuple[Participant, ...]:
    """Who takes part in a care team."""
    return tuple(_read_participant(bundle, found) for found in team.each("participant"))


def _read_participant(bundle: Bundle, participant: Element) -> Participant:
    roles = []
    for role in participant.each("role"):
        for coding in role.each("coding"):
            code = coding.text("code")
            if code is None or code not in PARTICIPANT_ROLES:
                allowed = ", ".join(PARTICIPANT_ROLES)
                coding.refuse("order-role", "code", code=(code or "")[:40], allowed=allowed)
            else:
                roles.append(code)
    extension = participant.extension(Extension.PARTICIPATION)
    description = extension.text("valueString") if extension else None
    member = participant.get("member")
    if member is None:
        participant.refuse("reference-missing", "member")
        return Participant(tuple(roles), None, None, description)
    id_ = bundle.follow(member, Kind.ORGANISATION, Kind.RELATIVE)
    organisation = bundle.at("Organization", id_)
    relative = bundle.at("RelatedPerson", id_)
    return Participant(
        tuple(roles),
        read_organisation(organisation) if organisation else None,
        relative.id if relative else None,
        description,
    )


def read_relative(bundle: Bundle, record: Record) -> Relative:
    """A relative, companion or guardian; a guardian must say under which paragraph."""
    check_subject(bundle, record, "patient")
    relationships = tuple(
        coding.as_coding() for found in record.each("relationship") for coding in found.each("coding")
    )
    extension = record.extension(Extension.GUARDIANSHIP)
    coding = extension.get("valueCoding") if extension else None
    form = coding.text("code") if coding else None
    is_guardian = any(found.code == GUARDIAN for found in relationships)
    if (is_guardian or extension is not None) and form not in GUARDIANSHIP_FORMS:
        record.refuse("order-guardian", "extension")
    return Relative(
        record.id,
        relationships,
        form,
        read_contact(record, _first_name(record)),
        read_postal_addresses(record),
    )


def read_consent(bundle: Bundle, record: Record) -> Consent:
    """The citizen's consent that relatives may know."""
    check_subject(bundle, record, "patient")
    status = record.status(STATES["Consent"])
    texts = [found.text("text") for found in record.each("category")]
    policies = record.codings("policyRule")
    return Consent(
        record.id,
        status or "",
        record.when("dateTime"),
        "\n".join(text for text in texts if text) or None,
        policies[0].code if policies else None,
        bundle.follow_each(record, "performer", Kind.RELATIVE, Kind.CITIZEN),
    )


def read_account(bundle: Bundle, record: Record) -> Account:
    """Where the bill goes."""
    record.status(STATES["Account"])
    numbers = [found.text("value", longest=60) for found in record.each("identifier")]
    return Account(
        record.id,
        next((number for number in numbers if number), None),
        organisation_behind(bundle, record, "owner"),
    )
