"""Second factors: setting one up, using it once, taking it away; and who has to have one."""

from __future__ import annotations

import base64
from datetime import datetime, timedelta
from io import BytesIO
from uuid import UUID

import qrcode
from django.conf import settings
from django.db import transaction
from qrcode.image.svg import SvgPathImage

from alongside.accounts import codes, sessions
from alongside.accounts.models import Factor, RecoveryCode, User
from alongside.kernel.keyring import blind_index


def has_any(user: User) -> bool:
    """Whether `user` has a second factor."""
    return Factor.objects.filter(user=user).exists()


def has_passkey(user: User) -> bool:
    """Whether `user` has a passkey."""
    return Factor.objects.filter(user=user, kind=Factor.Kind.PASSKEY).exists()


def is_missing(user: User, roles: frozenset[str], now: datetime) -> bool:
    """Whether `user` has to set one up before anything else.

    Everybody has to, outside a try-out; an agency on its way there asks some roles first, or gives a new account some
    days (`ALONGSIDE_SECOND_FACTOR_ROLES`, `ALONGSIDE_SECOND_FACTOR_GRACE_DAYS`).
    """
    if not settings.SECOND_FACTOR_REQUIRED or settings.DEMO_MODE or has_any(user):
        return False
    asked = settings.SECOND_FACTOR_ROLES
    if asked and not roles & set(asked):
        return False
    grace = timedelta(days=settings.SECOND_FACTOR_GRACE_DAYS)
    return not grace or now >= user.date_joined + grace


def picture(secret: str, user: User) -> str:
    """The picture an app reads, as an address of SVG."""
    address = codes.address_for_app(secret, issuer="Alongside", account=user.get_username())
    drawn = BytesIO()
    qrcode.make(address, image_factory=SvgPathImage).save(drawn)
    return f"data:image/svg+xml;base64,{base64.b64encode(drawn.getvalue()).decode()}"


def add_app(user: User, secret: str, typed: str, *, name: str, now: datetime) -> Factor | None:
    """Keep an app whose first code is right; it takes the place of an earlier one. None when it is not.

    The code is spent by this.
    """
    step = codes.matching_step(secret, codes.plain(typed), now)
    if step is None:
        return None
    with transaction.atomic():
        Factor.objects.filter(user=user, kind=Factor.Kind.APP).delete()
        User.objects.filter(pk=user.pk).update(factor_reset_at=None)
        return Factor.objects.create(
            user=user,
            kind=Factor.Kind.APP,
            name=name,
            secret=secret,
            last_step=step,
            made_at=now,
            used_at=now,
        )


def use_code(user: User, typed: str, now: datetime) -> bool:
    """Whether this is a code of the user's app, or one of their recovery codes. Either works once.

    Two who send the same code at the same moment: the database lets one of them change the row.
    """
    code = codes.plain(typed)
    if not code:
        return False
    app = Factor.objects.filter(user=user, kind=Factor.Kind.APP).first()
    step = codes.matching_step(app.secret, code, now) if app is not None else None
    if app is not None and step is not None:
        newer = Factor.objects.filter(pk=app.pk, last_step__lt=step)
        return bool(newer.update(last_step=step, used_at=now))
    unused = RecoveryCode.objects.filter(user=user, mark=_mark(user, code), used_at__isnull=True)
    return bool(unused.update(used_at=now))


def renew_recovery_codes(user: User) -> list[str]:
    """Ten new recovery codes, told now and never again; the earlier ones open nothing any more."""
    made = codes.new_recovery_codes()
    with transaction.atomic():
        RecoveryCode.objects.filter(user=user).delete()
        for code in made:
            RecoveryCode.objects.create(user=user, mark=_mark(user, codes.plain(code)))
    return made


def recovery_codes_left(user: User) -> int:
    """How many recovery codes have not been used."""
    return RecoveryCode.objects.filter(user=user, used_at__isnull=True).count()


def remove(user: User, factor_id: UUID) -> bool:
    """Take one factor away; with the last one the recovery codes go too. False when it is not theirs."""
    with transaction.atomic():
        gone = Factor.objects.filter(user=user, pk=factor_id).delete()[0]
        if gone and not has_any(user):
            RecoveryCode.objects.filter(user=user).delete()
    return bool(gone)


def reset(user: User, now: datetime) -> None:
    """Take every factor and recovery code of a user away, and sign them out everywhere."""
    with transaction.atomic():
        Factor.objects.filter(user=user).delete()
        RecoveryCode.objects.filter(user=user).delete()
        user.factor_reset_at = now
        user.save(update_fields=["factor_reset_at"])
        sessions.end_all(user.pk)


def _mark(user: User, code: str) -> str:
    return blind_index(code, context=f"accounts.recovery.{user.pk}")
