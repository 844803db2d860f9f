from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models

from alongside.kernel.ids import new_id


class User(AbstractUser):
    """Someone who can sign in. What they may do comes from their memberships (organisation)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    language = models.CharField(max_length=5, default="", blank=True)

    REQUIRED_FIELDS: ClassVar[list[str]] = []
