"""What is kept of keeping."""

from __future__ import annotations

from alongside.kernel.data_classes import Purpose, classify
from alongside.retention.models import Archive, Certificate, Mark, Rule

classify(Mark, open="kind", personal="placed_at lifted_at", special="why lifted_why", kept_for=Purpose.DUTY)
classify(
    Archive,
    open="asked_at job_id made_at sha256 size counts taken_at",
    special="sealed",
    kept_for=Purpose.DUTY,
)
classify(
    Certificate,
    open="former_id counts archive_sha256 closed_on years destroyed_at",
    kept_for=Purpose.DUTY,
)
classify(Rule, open="years basis set_at", kept_for=Purpose.OFFICE)
