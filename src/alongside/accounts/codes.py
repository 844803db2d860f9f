"""Codes of an app that change every half minute (RFC 6238), and recovery codes. Pure: time comes in."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
import struct
from datetime import datetime
from urllib.parse import quote, urlencode

STEP = 30
"""Seconds for which a code stands."""
DIGITS = 6
AROUND = 1
"""Codes of so many steps before and after are taken too: clocks of phones go wrong by half a minute."""
RECOVERY_CODES = 10
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without what reads alike on paper: i l o 0 1."""


def new_secret() -> str:
    """A secret for an app, 160 bits in base32."""
    return base64.b32encode(secrets.token_bytes(20)).decode()


def step_of(now: datetime) -> int:
    """The half minute in which a moment lies."""
    return int(now.timestamp()) // STEP


def code_at(secret: str, step: int) -> str:
    """The code of a half minute (RFC 4226, 5.3)."""
    key = base64.b32decode(secret, casefold=True)
    digest = hmac.new(key, struct.pack(">Q", step), hashlib.sha1).digest()
    place = digest[-1] & 0x0F
    number = struct.unpack(">I", digest[place : place + 4])[0] & 0x7FFFFFFF
    return f"{number % 10**DIGITS:0{DIGITS}d}"


def matching_step(secret: str, code: str, now: datetime) -> int | None:
    """The half minute, of those around `now`, whose code this is; the latest. None when it is of none."""
    middle, found = step_of(now), None
    for step in range(middle - AROUND, middle + AROUND + 1):
        if hmac.compare_digest(code_at(secret, step), code):
            found = step
    return found


def plain(typed: str) -> str:
    """A code as somebody typed it, without what they put between: "123 456" is 123456."""
    return "".join(typed.split()).replace("-", "").lower()


def address_for_app(secret: str, *, issuer: str, account: str) -> str:
    """What an app reads from the picture (`otpauth://`)."""
    query = urlencode({"secret": secret, "issuer": issuer}, quote_via=quote)
    return f"otpauth://totp/{quote(f'{issuer}:{account}')}?{query}"


def new_recovery_codes() -> list[str]:
    """Ten codes with 49 bits each, as they are written down: "abcde-fgh23"."""
    letters = ["".join(secrets.choice(_ALPHABET) for _ in range(10)) for _ in range(RECOVERY_CODES)]
    return [f"{code[:5]}-{code[5:]}" for code in letters]
