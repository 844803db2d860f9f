"""What is kept of consents and of what was told."""

from __future__ import annotations

from alongside.consents.models import Consent, Disclosure, Part2Mark, PartnerAccount, Recipient
from alongside.kernel.data_classes import Purpose, classify

# An address book of the agency; a named person outside is somebody too.
classify(Recipient, open="kind retired", personal="name contact phone address", kept_for=Purpose.OFFICE)
# Whom somebody lets us speak with, and about what, tells of treatment and of prison.
classify(
    Consent,
    personal=(
        "answer to member_id starts_on ends_on evidence said_on paper witness explained_in "
        "told_of_withdrawing signed_by signed_on withdrawn_at"
    ),
    special="to_name recipient_kind purpose categories note part2 discloser ends_when withdrawn_how",
    kept_for=Purpose.DUTY,
)
classify(
    Disclosure,
    personal="told_at how to member_id basis consents law digest told_by_name",
    special="what to_name purpose why categories part2",
    kept_for=Purpose.DUTY,
)
classify(Part2Mark, special="label record_id taken_off_at", kept_for=Purpose.DUTY)
classify(PartnerAccount, kept_for=Purpose.SECURITY)
