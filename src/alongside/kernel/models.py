"""The base of every record, and the tables of the spine."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, ClassVar

from django.db import models, transaction

from alongside.kernel.batching import current_batch
from alongside.kernel.encryption import EncryptedTextField
from alongside.kernel.errors import StaleRecord, WriteOutsideOperation
from alongside.kernel.history import insert_with_versions
from alongside.kernel.ids import new_id
from alongside.kernel.running import current
from alongside.kernel.scoping import ScopedQuerySet


class Record(models.Model):
    """Anything an operation writes: a UUIDv7, a version, and when it was recorded."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    version = models.PositiveIntegerField(default=1)
    recorded_at = models.DateTimeField()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert, or update the version that was read.

        Raises:
            WriteOutsideOperation: no operation is under way.
            StaleRecord: the stored version is not the one this copy was read as.
        """
        running = current()
        if running is None:
            raise WriteOutsideOperation(f"{type(self).__name__} was saved outside an operation")
        if self._state.adding:
            if self.recorded_at is None:
                self.recorded_at = running.by.now
            running.touch(self, "made")
            if current_batch() is not None:
                insert_with_versions([self], running)
                return
            super().save(*args, **{**kwargs, "force_insert": True})
            return
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "version"}
        self.version += 1
        try:
            super().save(*args, **{**kwargs, "force_update": True})
        except StaleRecord:
            self.version -= 1
            if transaction.get_connection().in_atomic_block:
                # Nothing was written, so whoever catches this may go on.
                transaction.set_rollback(False)
            raise
        running.touch(self, "changed")

    def _do_update(self, base_qs: Any, *args: Any) -> bool:  # type: ignore[override]
        """Write only over the version that was read, in the one statement that also counts it up."""
        if not super()._do_update(base_qs.filter(version=self.version - 1), *args):
            raise StaleRecord
        return True

    def require_version(self, version: int | None) -> None:
        """Check that an editor saw this version.

        Raises:
            StaleRecord: `version` is given and is not the current one.
        """
        if version is not None and version != self.version:
            raise StaleRecord


class PersonalRecord(Record):
    """A record about a person we walk with; read only through a viewer.

    `scope_kind` says what the record hangs on ("person", "referral" or "enrolment") and `scope_path` the ORM
    path that leads there ("pk" for itself).
    """

    scope_kind: ClassVar[str]
    scope_path: ClassVar[str]

    objects = ScopedQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def about_person_id(self) -> Any:
        """The person this record is about, for the audit trail (None when nobody is named yet)."""
        holder: Any = self
        if self.scope_path != "pk":
            for step in self.scope_path.split("__"):
                holder = getattr(holder, step)
        return holder.pk if self.scope_kind == "person" else holder.person_id


class ChangeStream(models.Model):
    """The last change number of an agency. Its row is the lock that keeps numbers free of gaps."""

    agency_id = models.UUIDField(primary_key=True)
    head = models.PositiveBigIntegerField(default=0)


class Change(models.Model):
    """One record was made or changed: what phones, exports and caches read to catch up."""

    agency_id = models.UUIDField()
    number = models.PositiveBigIntegerField()
    operation = models.CharField(max_length=100)
    label = models.CharField(max_length=100)
    record_id = models.UUIDField()
    verb = models.CharField(max_length=10)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency_id", "number"], name="change_number_once")]
        indexes = [models.Index(fields=["agency_id", "label", "at"], name="change_by_kind")]


class Command(models.Model):
    """A command that was carried out, so that the same one sent again is recognised."""

    key = models.UUIDField(primary_key=True)
    operation = models.CharField(max_length=100)
    agency_id = models.UUIDField()
    user_id = models.UUIDField(null=True)
    label = models.CharField(max_length=100)
    record_id = models.UUIDField()
    at = models.DateTimeField()
    words = models.CharField(max_length=64, default="")
    """A fingerprint of the form the command came from, when it came from one that keeps drafts."""
    went_to = models.CharField(max_length=300, default="")
    """The address its answer led to: where the same form leads again, and the back button."""


class Draft(models.Model):
    """What someone is writing and has not signed: kept while typing, theirs alone.

    `page` is the opened page that wrote last and `turn` how often it did: together the version of the draft. Two
    pages that write at once, on two devices, each have a row.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user_id = models.UUIDField()
    form = models.CharField(max_length=60)
    subject_id = models.UUIDField()
    key = models.UUIDField()
    page = models.UUIDField(default=new_id)
    turn = models.PositiveIntegerField(default=0)
    body = EncryptedTextField(context="kernel.draft.body")
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user_id", "form", "subject_id", "page"], name="draft_one_per_form_and_page"
            )
        ]


class JobState(StrEnum):
    """Where a background job stands. Pages that show a job say it in their own words."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    STOPPED = "stopped"


class Job(models.Model):
    """A background job (`jobs.py`): what is asked for, by whom, how far it is. Nothing personal but ids."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(max_length=60)
    agency_id = models.UUIDField(null=True)
    user_id = models.UUIDField(null=True)
    ids = models.JSONField(default=dict)
    """What the job works on, by argument."""
    state = models.CharField(max_length=10, default=JobState.WAITING.value)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=80, default="")
    """The code of what went wrong the last time."""
    stop_asked = models.BooleanField(default=False)
    asked_at = models.DateTimeField()
    not_before = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    held_by = models.UUIDField(null=True)
    held_until = models.DateTimeField(null=True)
    queued_as = models.UUIDField(null=True)
    """Its row in the queue."""

    class Meta:
        indexes = [
            models.Index(fields=["state", "not_before"], name="job_by_state"),
            models.Index(fields=["agency_id", "asked_at"], name="job_by_agency"),
        ]


class Turn(models.Model):
    """When a duty of the clock (`clock.py`) had its last turn, and who holds it now."""

    duty = models.CharField(max_length=60, primary_key=True)
    began_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=80, default="")
    held_by = models.UUIDField(null=True)
    held_until = models.DateTimeField(null=True)
