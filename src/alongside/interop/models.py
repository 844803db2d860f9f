"""What was received and sent, and which foreign id stands for which record of ours."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alongside.kernel.encryption import EncryptedTextField
from alongside.kernel.models import PersonalRecord, Record
from alongside.organisation.models import Agency
from alongside.people.models import Person
from alongside.referrals.models import Referral

FFB = "ffb"
"""The system under which KL's ids are kept."""


class DeliveryKind(models.TextChoices):
    ORDER = "order", _("Order")
    REPORT = "report", _("Delivery report")


class Direction(models.TextChoices):
    RECEIVED = "received", _("Received")
    SENT = "sent", _("Sent")


class Delivery(PersonalRecord):
    """The receipt of one file about one person, received or sent. Never changed."""

    scope_kind = "person"
    scope_path = "person"

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="deliveries")
    referral = models.ForeignKey(
        Referral, on_delete=models.PROTECT, null=True, blank=True, related_name="deliveries"
    )
    cases = models.JSONField(default=list, blank=True)
    """The ids of every referral it is about; `referral` is the first."""
    direction = models.CharField(max_length=10, choices=Direction)
    kind = models.CharField(max_length=10, choices=DeliveryKind)
    bundle_id = models.CharField(max_length=64, blank=True, default="")
    stamped_at = models.DateTimeField()
    """The time the sender put on it; which of two is newer is told by this."""
    sha256 = models.CharField(max_length=64)
    taken = models.BooleanField(default=True)
    """False for one that was older than what we had: kept as received, nothing was changed by it."""
    sender = models.CharField(max_length=200, blank=True, default="")
    receiver = models.CharField(max_length=200, blank=True, default="")
    sender_address = models.CharField(max_length=300, blank=True, default="")
    receiver_address = models.CharField(max_length=300, blank=True, default="")
    worker_name = models.CharField(max_length=200, blank=True, default="")
    """Who took it in or sent it."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "sha256"], condition=Q(direction="received"), name="delivery_received_once"
            )
        ]
        indexes = [models.Index(fields=["person", "-stamped_at"], name="delivery_latest")]


class ExternalRecord(PersonalRecord):
    """A record of another system: its id, our record it stands for, and what was last said of it."""

    scope_kind = "person"
    scope_path = "person"

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="external_records")
    referral = models.ForeignKey(
        Referral, on_delete=models.PROTECT, null=True, blank=True, related_name="external_records"
    )
    system = models.CharField(max_length=40)
    resource_type = models.CharField(max_length=40)
    external_id = models.CharField(max_length=80)
    label = models.CharField(max_length=100, blank=True, default="")
    """Our model, as Django names it; empty when the record has no counterpart here."""
    record_id = models.UUIDField(null=True, blank=True)
    content = models.JSONField(default=dict, blank=True)
    """What a delivery report would say of it: codes, dates and references, never free text."""
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "system", "resource_type", "external_id"], name="external_record_once"
            )
        ]
        indexes = [models.Index(fields=["record_id"], name="external_record_of_ours")]


class SheetKind(models.TextChoices):
    """What the rows of a spreadsheet are about."""

    PEOPLE = "people", _("People")
    CASELOAD = "caseload", _("People and who walks with them")
    CONTACTS = "contacts", _("Contacts: notes from before")


class SheetStatus(models.TextChoices):
    """How far a spreadsheet is on its way in."""

    READING = "reading", _("Being read")
    MATCHING = "matching", _("Columns to be matched")
    JUDGING = "judging", _("Being looked through")
    READY = "ready", _("Ready to be looked at")
    IMPORTING = "importing", _("Being taken in")
    DONE = "done", _("Taken in")
    REFUSED = "refused", _("Could not be read")
    FORGOTTEN = "forgotten", _("Thrown away")


class Sheet(Record):
    """One spreadsheet on its way in, and afterwards the report of what became of it.

    What stands in it is encrypted, belongs to whoever uploaded it, and is thrown away when it is taken in or has
    waited for so many days; the counts stay.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    user_id = models.UUIDField(null=True)
    """Who uploaded it; None for the console."""
    worker_name = models.CharField(max_length=200, blank=True, default="")
    kind = models.CharField(max_length=10, choices=SheetKind)
    status = models.CharField(max_length=10, choices=SheetStatus, default=SheetStatus.READING)
    name = EncryptedTextField(context="interop.sheet.name")
    """Of the file."""
    content = EncryptedTextField(context="interop.sheet.content", blank=True, default="")
    """The file, as base64, until it has been read."""
    headers = EncryptedTextField(context="interop.sheet.headers", blank=True, default="")
    """JSON: what was read of the file as a whole (`sheets.reading.About`)."""
    fingerprint = models.CharField(max_length=32, blank=True, default="")
    """Of the headings, by which the next file of the same make is known."""
    match = models.JSONField(default=dict, blank=True)
    """`columns`: field → place of its column; `fixed`: field → the answer for every row."""
    unknown = EncryptedTextField(context="interop.sheet.unknown", blank=True, default="")
    """JSON: field → words of the file that stand for nothing we know, most frequent first."""
    counts = models.JSONField(default=dict, blank=True)
    refusal = models.CharField(max_length=40, blank=True, default="")
    job_id = models.UUIDField(null=True)
    uploaded_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["agency", "-uploaded_at"], name="sheet_latest")]


class RowVerdict(models.TextChoices):
    """What would become of a row."""

    NEW = "new", _("New")
    UPDATE = "update", _("Adds to what is here")
    UNCHANGED = "unchanged", _("Here already")
    ASK = "ask", _("Perhaps someone who is here")
    PROBLEM = "problem", _("Cannot be taken in")


class RowState(models.TextChoices):
    """What became of a row."""

    WAITING = "waiting", _("Not yet")
    TAKEN = "taken", _("Taken in")
    BACK = "back", _("Came back")


class SheetRow(models.Model):
    """One row of a spreadsheet, until it is taken in. No record: only its uploader sees it, and it does not stay."""

    sheet = models.ForeignKey(Sheet, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    """Its number in the file, as the spreadsheet program shows it."""
    cells = EncryptedTextField(context="interop.sheet.cells", bound_to=("sheet_id", "number"))
    verdict = models.CharField(max_length=10, choices=RowVerdict, blank=True, default="")
    problems = EncryptedTextField(
        context="interop.sheet.problems", bound_to=("sheet_id", "number"), blank=True, default=""
    )
    """JSON: (place of the column or null, code, sentence) of each problem."""
    person_id = models.UUIDField(null=True)
    """Whom it is about, or perhaps about."""
    choice = models.CharField(max_length=4, blank=True, default="")
    """What somebody said of a row that may be about someone who is here: same, new or skip."""
    state = models.CharField(max_length=10, choices=RowState, default=RowState.WAITING)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sheet", "number"], name="sheet_row_once")]
        indexes = [
            models.Index(fields=["sheet", "verdict", "number"], name="sheet_row_by_verdict"),
            models.Index(fields=["sheet", "state", "number"], name="sheet_row_by_state"),
        ]


class SheetMemory(Record):
    """How files of one make are matched, and which words stand for which of our choices. Words are fingerprints."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=SheetKind)
    fingerprint = models.CharField(max_length=32, blank=True, default="")
    """Empty: the words, which hold for files of every make."""
    match = models.JSONField(default=dict, blank=True)
    words = models.JSONField(default=dict, blank=True)
    """Field → fingerprint of a folded word → key of ours."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "kind", "fingerprint"], name="sheet_memory_once")
        ]
