"""From an order message to the referral, the person and the parts of the order. No database, no clock."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

from alongside.referrals.order_operations import Part
from alongside.referrals.orders import (
    Order,
    OrderAssessment,
    OrderDocument,
    Participant,
)

from . import order_records
from .order_records import OrderMessage, Organisation
from .parts import PartsOfReport, day_of, key, moment_of
from .records import Address, Citizen, Contact, DeliveryReport

_KIND_OF_ROLE = {
    "koordinerende-myndighed": "coordinating_authority",
    "samarbejdende-myndighed": "cooperating_authority",
    "koordinerende-udfører": "coordinating_provider",
}
_ADVOCATE = "advocate"


def person_fields(citizen: Citizen) -> dict[str, str]:
    """What an order says of the person, by the names `people` has for it; only what is said."""
    contact = citizen.contact
    address = citizen.addresses[0] if citizen.addresses else None
    said = {
        "given_name": contact.given if contact else None,
        "family_name": contact.family if contact else None,
        "phone": contact.phones[0] if contact and contact.phones else None,
        "email": contact.emails[0] if contact and contact.emails else None,
        "address": ", ".join(address.lines) if address else None,
        "postal_code": address.postal_code if address else None,
        "city": address.city if address else None,
    }
    return {name: value for name, value in said.items() if value}


def referral_fields(order: OrderMessage, zone: ZoneInfo) -> dict[str, Any]:
    """What an order says of the case, by the names `referrals` has for it; only what is said."""
    timing = order.follow_up[0] if order.follow_up else None
    first = timing.first if timing else None
    on = order.encounters[0].on if order.encounters else first
    authority = order.sender or order.author
    said = {
        "case_number": order.plan.case_number.value if order.plan.case_number else None,
        "reason": order.description,
        "wishes": _paragraphs(wish.text for wish in order.wishes),
        "purpose": _paragraphs(purpose.text for purpose in order.purposes),
        "diagnosis_text": _paragraphs(
            found.text or ", ".join(code.display or code.code or "" for code in found.codes)
            for found in order.diagnoses
        ),
        "follow_up_on": day_of(on, zone),
        "follow_up_text": timing.text if timing and timing.text else None,
        "authority_name": authority.name if authority and authority.name else None,
    }
    return {name: value for name, value in said.items() if value}


def coordinator(order: OrderMessage) -> Contact | None:
    """Whom to talk to at the authority."""
    for participant in order.participants:
        organisation = participant.organisation
        if "koordinerende-myndighed" in participant.roles and organisation and organisation.contacts:
            return organisation.contacts[0]
    return None


def parts_of_order(order: OrderMessage, zone: ZoneInfo) -> list[Part]:
    """Everything the order carries, support the person has already included."""
    services = tuple(service for plan in order.related_plans for service in plan.services)
    seen = DeliveryReport(
        order.bundle_id,
        order.timestamp,
        order.citizen,
        themes=order.themes,
        target_groups=order.target_groups,
        goals=order.goals,
        plans=(replace(order.plan, follow_up=None),),
        services=order.services + services,
    )
    parts = PartsOfReport(seen, zone, {}, {}).parts()
    ours = key("CarePlan", order.plan.id)
    parts = [
        replace(part, fields={**part.fields, **_words_of_plan(order, zone)}) if part.key == ours else part
        for part in parts
    ]
    return [
        *parts,
        *(_related_plan(plan) for plan in order.related_plans),
        *(_assessment(found, zone) for found in order.assessments),
        *_organisations(order),
        *_relatives(order, zone),
        *_next_of_kin(order),
        *(_document(found) for found in order.documents),
    ]


def _words_of_plan(order: OrderMessage, zone: ZoneInfo) -> dict[str, Any]:
    timing = order.follow_up[0] if order.follow_up else None
    account = order.accounts[0] if order.accounts else None
    owner = account.owner if account else None
    on = order.encounters[0].on if order.encounters else timing.first if timing else None
    return {
        "ordered_at": moment_of(order.created, zone) or order.timestamp,
        "category": order.category or "",
        "description": order.description or "",
        "ordered_by": _name(order.author),
        "acting_municipality": order.acting_municipality or "",
        "offer_type": order.offer_types[0] if order.offer_types else "",
        "follow_up_on": day_of(on, zone),
        "follow_up_text": "\n".join(timing.text for timing in order.follow_up if timing.text),
        "follow_up_times": timing.frequency if timing else None,
        "follow_up_period": timing.period if timing else None,
        "follow_up_unit": (timing.unit or "") if timing else "",
        "follow_up_by": _name(timing.organisation) if timing else "",
        "account_number": (account.number or "") if account else "",
        "account_owner": _name(owner),
        "account_ean": (owner.ean or "") if owner else "",
        "account_contact": "; ".join(_card(contact) for contact in owner.contacts) if owner else "",
    }


def _related_plan(plan: order_records.RelatedPlan) -> Part:
    providers = [found.organisation for found in plan.participants if found.organisation]
    fields = {
        "status": plan.status,
        "existing": True,
        "offer_type": plan.offer_types[0] if plan.offer_types else "",
        "performer_name": ", ".join(_name(provider) for provider in providers),
        "performer_address": "; ".join(
            _address(found) for provider in providers for found in provider.addresses
        ),
    }
    return Part(Order, key("CarePlan", plan.id), fields, ranked={})


def _assessment(found: order_records.Assessment, zone: ZoneInfo) -> Part:
    fields = {
        "kind": found.code,
        "text": found.text or "",
        "level": found.level or "",
        "assessed_at": moment_of(found.at, zone),
    }
    return Part(OrderAssessment, key("Observation", found.id), fields)


def _organisations(order: OrderMessage) -> list[Part]:
    parts = []
    for participant in order.participants:
        organisation = participant.organisation
        if organisation is None:
            continue
        roles = [_KIND_OF_ROLE[role] for role in participant.roles]
        for place, contact in enumerate(organisation.contacts or (None,)):
            fields = {
                "kind": roles[0] if roles else "other",
                "organisation": _name(organisation),
                "note": participant.description or "",
                "address": "; ".join(_address(found) for found in organisation.addresses),
                **_contact_fields(contact),
            }
            # An authority's organisations have one id in the orders for all its citizens.
            name = f"{organisation.id}@{order.plan.id}" + (f"#{place}" if place else "")
            parts.append(Part(Participant, key("Organization", name), fields))
    return parts


def _relatives(order: OrderMessage, zone: ZoneInfo) -> list[Part]:
    notes = {found.relative: found.description for found in order.participants if found.relative}
    parts = []
    for relative in order.relatives:
        codes = [found.code for found in relative.relationships if found.code]
        consents = [consent for consent in order.consents if relative.id in consent.relatives]
        latest = consents[-1] if consents else None
        fields = {
            "kind": "guardian" if relative.guardianship else "relative",
            "relation": ", ".join(code for code in codes if code != _ADVOCATE),
            "advocate": _ADVOCATE in codes,
            "guardianship": relative.guardianship or "",
            "address": "; ".join(_address(found) for found in relative.addresses),
            "note": notes.get(relative.id) or "",
            "consent_text": _paragraphs(consent.text or "" for consent in consents),
            "consented_at": moment_of(latest.at, zone) if latest else None,
            **_contact_fields(relative.contact),
        }
        parts.append(Part(Participant, key("RelatedPerson", relative.id), fields))
    return parts


def _next_of_kin(order: OrderMessage) -> list[Part]:
    """Contacts on the person's own card, unless the order names the same one among the relatives."""
    named = {(found.contact.given, found.contact.family) for found in order.relatives}
    parts = []
    for place, kin in enumerate(order.citizen.next_of_kin):
        if (kin.contact.given, kin.contact.family) in named:
            continue
        codes = ", ".join(found.code for found in kin.relationship_codes if found.code)
        fields = {
            "kind": "relative",
            "relation": (kin.relationship or codes),
            **_contact_fields(kin.contact),
        }
        parts.append(Part(Participant, key("Patient", f"{order.citizen.id}#{place}"), fields))
    return parts


def _document(found: order_records.Document) -> Part:
    fields = {
        "title": found.title or "",
        "description": found.description or "",
        "content_type": found.content_type or "",
    }
    return Part(OrderDocument, key("DocumentReference", found.id), fields)


def _contact_fields(contact: Contact | None) -> dict[str, str]:
    return {
        "name": _full_name(contact) if contact else "",
        "title": (contact.title or "") if contact else "",
        "phone": ", ".join(contact.phones) if contact else "",
        "email": ", ".join(contact.emails) if contact else "",
    }


def _full_name(contact: Contact) -> str:
    return " ".join(part for part in (contact.given, contact.family) if part)


def _card(contact: Contact) -> str:
    return ", ".join(
        part for part in (_full_name(contact), contact.title, *contact.phones, *contact.emails) if part
    )


def _name(organisation: Organisation | None) -> str:
    return (organisation.name or "") if organisation else ""


def _address(address: Address) -> str:
    town = " ".join(part for part in (address.postal_code, address.city) if part)
    return ", ".join(part for part in (*address.lines, town) if part)


def _paragraphs(texts: Any) -> str:
    return "\n\n".join(text for text in texts if text)
