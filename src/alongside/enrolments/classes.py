"""What a course holds."""

from __future__ import annotations

from alongside.enrolments.models import Closure, ClosureProposal, Enrolment, Pause
from alongside.kernel.data_classes import classify

classify(Enrolment, personal="starts_on ends_on legal_basis intensity rhythm_days income_basis")
# A pause may be a prison or a hospital, and a course may end with a death.
classify(
    Pause,
    personal="starts_on ends_on out_on out_said_on out_moved_from",
    special="kind place note out_said_by",
)
_END = {
    "personal": "closed_on destination housing_at_exit",
    "special": "reason explanation destination_text",
}
classify(
    Closure,
    personal=f"{_END['personal']} reopened_on",
    special=f"{_END['special']} reopened_reason",
)
classify(
    ClosureProposal,
    personal=f"{_END['personal']} proposed_on answered_on agreed",
    special=f"{_END['special']} answer_note",
)
