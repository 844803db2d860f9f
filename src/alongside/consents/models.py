from __future__ import annotations

from collections.abc import Collection, Iterable

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from alongside.consents import rules
from alongside.kernel.history import versions
from alongside.kernel.models import PersonalRecord, Record
from alongside.organisation.models import Agency, Worker
from alongside.people.models import Person


class AnswerChoice(models.TextChoices):
    YES = "yes", pgettext_lazy("may they be told", "Yes")
    NO = "no", pgettext_lazy("may they be told", "No")
    ASK = "ask", _("Ask each time")


class EvidenceChoice(models.TextChoices):
    SIGNED = "signed", _("Signed on paper")
    VERBAL = "verbal", _("Said aloud, with a witness")
    SAID = "said", _("Said to one of us")


class ToChoice(models.TextChoices):
    RECIPIENT = "recipient", _("an organisation")
    KIND = "kind", _("everyone of a kind")
    MEMBER = "member", _("someone around the person")
    AUTHORITY = "authority", _("the authority that ordered the course")
    PERSON = "person", _("the person themselves")
    ARCHIVE = "archive", _("the archive")


class BasisChoice(models.TextChoices):
    CONSENT = "consent", _("Consent")
    LAW = "law", _("Law")
    EMERGENCY = "emergency", _("Danger to life or health")
    ORDER = "order", _("The authority follows its order")
    RIGHT = "right", _("The person’s own right to see it all")
    RULE = "rule", _("The rule for keeping records")


class HowTold(models.TextChoices):
    SPOKEN = "spoken", _("Told aloud")
    HANDED = "handed", _("Handed over on paper")
    SENT = "sent", _("Sent as a letter")
    WRITTEN = "written", _("Written to them here")
    FILE = "file", _("Sent as a file")
    TAKEN = "taken", _("Taken out as a file")
    SHOWN = "shown", _("Shown on the partner’s page")


def joined(keys: Iterable[str]) -> str:
    """Keys of categories as the column keeps them: "|plan|housing|", so that one of them can be asked for."""
    kept = sorted(set(keys))
    return f"|{'|'.join(kept)}|" if kept else ""


def parted(column: str) -> frozenset[str]:
    """The keys of a column that `joined` wrote."""
    return frozenset(key for key in column.split("|") if key)


def names(category: str) -> Q:
    """Rows whose categories name this one, or name none and mean everything."""
    return Q(categories="") | Q(categories__contains=f"|{category}|")


class Recipient(Record):
    """An organisation or a named person outside the house, in the address book of an agency."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    """A key of the profile's recipient kinds."""
    name = models.CharField(max_length=200)
    contact = models.CharField(max_length=200, blank=True, default="")
    """Who is asked for there."""
    phone = models.CharField(max_length=40, blank=True, default="")
    address = models.CharField(max_length=300, blank=True, default="")
    retired = models.BooleanField(default=False)
    """Not offered any more; what was said about it stays."""
    history = versions()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "name"], condition=Q(retired=False), name="recipient_name_once"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="recipient_has_a_name"),
        ]


class Consent(PersonalRecord):
    """What a person says about telling somebody: yes, no, or ask each time."""

    scope_kind = "person"
    scope_path = "person"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="consents")
    answer = models.CharField(max_length=5, choices=AnswerChoice)
    to = models.CharField(max_length=10, choices=ToChoice)
    recipient = models.ForeignKey(
        Recipient, on_delete=models.PROTECT, null=True, blank=True, related_name="consents"
    )
    recipient_kind = models.CharField(max_length=40, blank=True, default="")
    """For everyone of a kind: a key of the profile's recipient kinds."""
    member_id = models.UUIDField(null=True, blank=True)
    """Someone around the person. The network is a room above, so this is its key and no foreign key."""
    to_name = models.CharField(max_length=200)
    """Whom it names, as it was said."""
    purpose = models.CharField(max_length=40, blank=True, default="")
    categories = models.CharField(max_length=400, blank=True, default="")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    """The first day on which it holds no more."""
    evidence = models.CharField(max_length=10, choices=EvidenceChoice)
    said_on = models.DateField()
    paper = models.CharField(max_length=200, blank=True, default="")
    """Where the signed paper is, or the document it is kept as."""
    witness = models.CharField(max_length=200, blank=True, default="")
    explained_in = models.CharField(max_length=40, blank=True, default="")
    """The language in which it was explained."""
    note = models.CharField(max_length=300, blank=True, default="")
    taken_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    part2 = models.BooleanField(default=False)
    """It has every element of 42 CFR 2.31(a), those below among them."""
    discloser = models.CharField(max_length=200, blank=True, default="")
    told_of_withdrawing = models.BooleanField(default=False)
    ends_when = models.CharField(max_length=200, blank=True, default="")
    """An event with which it ends, where there is no day."""
    signed_by = models.CharField(max_length=200, blank=True, default="")
    signed_on = models.DateField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        Worker, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_how = models.CharField(max_length=300, blank=True, default="")
    history = versions()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gt=F("starts_on")),
                name="consent_ends_after_start",
            ),
            models.CheckConstraint(
                condition=~Q(answer="yes") | (~Q(categories="") & ~Q(purpose="")),
                name="consent_yes_says_what_and_why",
            ),
            models.CheckConstraint(
                condition=Q(
                    to="recipient", recipient__isnull=False, member_id__isnull=True, recipient_kind=""
                )
                | (Q(to="kind", recipient__isnull=True, member_id__isnull=True) & ~Q(recipient_kind=""))
                | Q(to="member", recipient__isnull=True, member_id__isnull=False, recipient_kind="")
                | Q(to="authority", recipient__isnull=True, member_id__isnull=True, recipient_kind=""),
                name="consent_is_about_one",
            ),
            models.CheckConstraint(
                condition=~Q(answer="yes", evidence="signed") | ~Q(paper=""),
                name="consent_signed_has_a_paper",
            ),
            models.CheckConstraint(
                condition=~Q(answer="yes", evidence="verbal") | ~Q(witness=""),
                name="consent_verbal_has_a_witness",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "withdrawn_at"], name="consent_of_person"),
            models.Index(fields=["recipient", "answer"], name="consent_to_recipient"),
        ]

    @property
    def category_keys(self) -> frozenset[str]:
        """The keys of what may be told, or may not; none means everything."""
        return parted(self.categories)

    @property
    def party_key(self) -> str:
        """Whom it is about, as the rules compare."""
        if self.to == rules.To.RECIPIENT:
            return str(self.recipient_id)
        if self.to == rules.To.MEMBER:
            return str(self.member_id)
        return self.recipient_kind

    def as_said(self) -> rules.Said:
        """The answer as the rules read it."""
        return rules.Said(
            answer=rules.Answer(self.answer),
            to=rules.To(self.to),
            key=self.party_key,
            purpose=self.purpose,
            categories=self.category_keys,
            starts_on=self.starts_on,
            ends_on=self.ends_on,
            withdrawn=self.withdrawn_at is not None,
            part2=self.part2,
            id=str(self.pk),
        )


class Disclosure(PersonalRecord):
    """A line of the ledger: what was told or sent, to whom, when, why and on which basis. Never changed."""

    scope_kind = "person"
    scope_path = "person"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="disclosures")
    told_at = models.DateTimeField()
    how = models.CharField(max_length=10, choices=HowTold)
    what = models.CharField(max_length=300)
    """What it was, in a line: "The plan", "Letter: Your review"."""
    to = models.CharField(max_length=10, choices=ToChoice)
    recipient = models.ForeignKey(Recipient, on_delete=models.PROTECT, null=True, related_name="disclosures")
    member_id = models.UUIDField(null=True)
    to_name = models.CharField(max_length=200)
    purpose = models.CharField(max_length=40)
    """A key of the profile's purposes; empty where the whole record went out, whose basis says what for."""
    basis = models.CharField(max_length=10, choices=BasisChoice)
    consents = models.JSONField(default=list)
    """The ids of the consents it rests on."""
    law = models.CharField(max_length=60, blank=True, default="")
    """A key of the profile's laws."""
    why = models.CharField(max_length=500, blank=True, default="")
    categories = models.CharField(max_length=400)
    """What of the record; empty for the whole of it."""
    digest = models.CharField(max_length=64, blank=True, default="")
    """SHA-256 of the bytes that went out, hexadecimal; empty for what was spoken."""
    part2 = models.BooleanField(default=False)
    told_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    told_by_name = models.CharField(max_length=200, blank=True, default="")
    wrong = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="followed_by")
    """The line that was entered in error, when this one says so."""

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(basis__in=("law", "emergency")) | ~Q(why=""), name="disclosure_says_why"
            ),
            models.CheckConstraint(condition=~Q(basis="law") | ~Q(law=""), name="disclosure_names_its_law"),
            models.CheckConstraint(
                condition=Q(how__in=("spoken", "shown")) | ~Q(digest=""), name="disclosure_has_a_fingerprint"
            ),
            models.UniqueConstraint(fields=["wrong"], name="disclosure_wrong_once"),
        ]
        indexes = [models.Index(fields=["person", "-told_at"], name="disclosure_ledger")]

    @property
    def category_keys(self) -> Collection[str]:
        """The keys of what was told."""
        return parted(self.categories)


class Part2Mark(PersonalRecord):
    """A single record (a contact, a document) that falls under 42 CFR part 2, whatever its category."""

    scope_kind = "person"
    scope_path = "person"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="part2_marks")
    label = models.CharField(max_length=60)
    """The kind of record, as Django names it."""
    record_id = models.UUIDField()
    taken_off_at = models.DateTimeField(null=True, blank=True)
    history = versions()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["label", "record_id"], condition=Q(taken_off_at__isnull=True), name="part2_mark_once"
            )
        ]
        indexes = [models.Index(fields=["person", "label"], name="part2_mark_of_person")]


class PartnerAccount(Record):
    """Which recipient someone with a partner's account belongs to."""

    worker = models.OneToOneField(Worker, on_delete=models.PROTECT, related_name="partner_account")
    recipient = models.ForeignKey(Recipient, on_delete=models.PROTECT, related_name="accounts")
    history = versions()
