from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models

from alongside.kernel.encryption import EncryptedTextField
from alongside.kernel.ids import new_id


class User(AbstractUser):
    """Someone who can sign in. What they may do comes from their memberships (organisation)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    language = models.CharField(max_length=5, default="", blank=True)
    keys_on = models.BooleanField(default=True)
    """Whether single keys ("n", "g t") do something. Who speaks to their computer can switch them off (WCAG 2.1.4)."""
    first_look_at = models.DateTimeField(null=True, blank=True)
    """The first look at Today on the last day on which they looked."""
    news_since = models.DateTimeField(null=True, blank=True)
    """What happened after this is new to them."""
    factor_reset_at = models.DateTimeField(null=True, blank=True)
    """When an administrator last took their second factor away; they are told of it until they have a new one."""

    REQUIRED_FIELDS: ClassVar[list[str]] = []


class Tries(models.Model):
    """How often something was tried without success, and when the next try may come (`throttle.py`)."""

    kind = models.CharField(max_length=20)
    of = models.CharField(max_length=64)
    """A fingerprint of the name, address or account."""
    count = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField(null=True)
    next_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "of"], name="tries_counted_once")]


class Sitting(AbstractBaseSession):
    """A session: one browser in which somebody is signed in, or is about to be (`sessions.py`).

    What is shown of it to its owner stands in columns of its own, so that a list never reads what a session holds.
    """

    id = models.UUIDField(unique=True, editable=False)
    """Its name in a list and in a form, where the key must never stand: from a hash of the key."""
    user = models.ForeignKey(User, on_delete=models.CASCADE, null=True, related_name="sittings")
    began_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    device = models.CharField(max_length=200, default="")
    """What the browser says of itself."""
    address = models.CharField(max_length=45, default="")

    class Meta:
        indexes = [models.Index(fields=["user", "seen_at"], name="sitting_by_user")]

    @classmethod
    def get_session_store_class(cls) -> Any:
        """The store that keeps its rows here."""
        from alongside.accounts.sessions import SessionStore

        return SessionStore


class Factor(models.Model):
    """Something somebody has, besides a password they know: an app that makes codes, or a passkey."""

    class Kind(models.TextChoices):
        APP = "app"
        PASSKEY = "passkey"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="factors")
    kind = models.CharField(max_length=10, choices=Kind)
    name = models.CharField(max_length=60)
    secret = EncryptedTextField(context="accounts.factor.secret")
    """Of an app the secret in base32; of a passkey its public key as CBOR in base64."""
    mark = models.CharField(max_length=64, default="", blank=True)
    """Of a passkey: the SHA-256 of its credential's id, to find it by."""
    last_step = models.BigIntegerField(default=0)
    """Of an app: the half minute whose code was used last. It and all before it open nothing any more."""
    counter = models.BigIntegerField(default=0)
    """Of a passkey that counts: how often it has signed. A copy of it would count differently."""
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=models.Q(kind="app"), name="factor_one_app_for_each"
            ),
            models.UniqueConstraint(
                fields=["mark"], condition=~models.Q(mark=""), name="factor_passkey_once"
            ),
        ]


class RecoveryCode(models.Model):
    """One way in when phone and passkey are gone; it works once. Only its keyed hash is kept."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="recovery_codes")
    mark = models.CharField(max_length=64)
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "mark"], name="recovery_code_once")]


class Identity(models.Model):
    """By which name an identity provider knows somebody, and what its directory proposes for them."""

    provider = models.CharField(max_length=40)
    subject = models.CharField(max_length=255)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="identities")
    proposed = models.JSONField(default=list)
    """Pairs of a role and the name of a team. Nothing follows from them but a line for the administrator."""
    set_aside = models.JSONField(default=list)
    """Those of them that an administrator said no to."""
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["provider", "subject"], name="identity_of_one_account"),
            models.UniqueConstraint(fields=["provider", "user"], name="identity_one_for_each_provider"),
        ]


class SpentRequest(models.Model):
    """A request to an identity provider that was answered: the same answer again opens nothing."""

    mark = models.CharField(max_length=64, unique=True)
    """A fingerprint of its id."""
    at = models.DateTimeField()


class Token(models.Model):
    """A key for a program that works in somebody's name. Only its hash is kept (`tokens.py`)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=60)
    start = models.CharField(max_length=12)
    """Its first letters, so that it can be told from others."""
    mark = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(default=list)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
