"""What an account holds."""

from __future__ import annotations

from alongside.accounts.models import Tries, User
from alongside.kernel.data_classes import Purpose, classify

classify(
    User,
    open="is_superuser is_staff is_active language keys_on",
    personal="username first_name last_name email last_login date_joined first_look_at news_since",
    protected="password",
    kept_for=Purpose.SECURITY,
)
classify(Tries, open="kind count last_at next_at", protected="of", kept_for=Purpose.SECURITY)
