"""What an account holds."""

from __future__ import annotations

from alongside.accounts.models import (
    Factor,
    Identity,
    RecoveryCode,
    Sitting,
    SpentRequest,
    Token,
    Tries,
    User,
)
from alongside.kernel.data_classes import Purpose, classify

classify(
    User,
    open="is_superuser is_staff is_active language keys_on",
    personal="username first_name last_name email last_login date_joined first_look_at news_since factor_reset_at",
    protected="password",
    kept_for=Purpose.SECURITY,
)
classify(Tries, open="kind count last_at next_at", protected="of", kept_for=Purpose.SECURITY)
classify(
    Sitting,
    open="expire_date",
    personal="began_at seen_at device",
    protected="session_key session_data address",
    kept_for=Purpose.SECURITY,
)
classify(
    Factor,
    open="kind last_step counter",
    personal="name made_at used_at",
    protected="secret mark",
    kept_for=Purpose.SECURITY,
)
classify(RecoveryCode, personal="used_at", protected="mark", kept_for=Purpose.SECURITY)
classify(
    Identity,
    open="provider",
    personal="subject proposed set_aside made_at used_at",
    kept_for=Purpose.SECURITY,
)
classify(SpentRequest, open="at", protected="mark", kept_for=Purpose.SECURITY)
classify(
    Token,
    open="scopes",
    personal="name made_at expires_at used_at revoked_at",
    protected="start mark",
    kept_for=Purpose.SECURITY,
)
