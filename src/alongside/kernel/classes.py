"""What the tables of the spine hold."""

from __future__ import annotations

from alongside.kernel.data_classes import Purpose, classify
from alongside.kernel.models import Change, ChangeStream, Command, Draft, Job, Turn

classify(ChangeStream, open="head", kept_for=Purpose.RUNNING)
classify(Change, open="number operation label verb at", personal="record_id", kept_for=Purpose.RUNNING)
classify(
    Command,
    open="key operation label at",
    personal="user_id record_id words went_to",
    kept_for=Purpose.RUNNING,
)
classify(Draft, open="form key page turn saved_at", personal="user_id subject_id", special="body")
classify(
    Job,
    open="name state done total attempts error stop_asked asked_at not_before started_at ended_at held_by "
    "held_until queued_as",
    personal="user_id ids",
    kept_for=Purpose.RUNNING,
)
classify(Turn, open="duty began_at ended_at error held_by held_until", kept_for=Purpose.RUNNING)
