"""`alongside check --deploy`: may this installation meet real people? Each weakness with what to do about it.

`alongside serve` asks the same and does not open to others over a grave one.
"""

from __future__ import annotations

import base64
import ipaddress
import os
import stat
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import check_password
from django.db import DatabaseError, connection
from django.urls import get_resolver

from alongside.demo.cast import PASSWORD

SECRET_LENGTH = 50
SECRET_SIGNS = 12
"""A secret of random signs has far more different ones; a word written again and again has not."""
KEY_BYTES = 32
MOST_ACCOUNTS = 200
"""So many accounts are tried with the demo's password, those that signed in last; each try is slow on purpose."""
NO_MAIL = ("console", "dummy", "locmem", "filebased")


@dataclass(frozen=True)
class Weakness:
    """Something that makes an installation weak.

    Attributes:
        name: stable, for programs.
        grave: `alongside serve` refuses to open to others over it.
        says: what is so; `do`: what to do about it.
    """

    name: str
    grave: bool
    says: str
    do: str


def weaknesses(*, host: str = "127.0.0.1") -> list[Weakness]:
    """Everything that is weak, the grave first.

    Args:
        host: the address that will be listened on.
    """
    found = [*_modes(), *_reach(host), *_around(), *_keys(), *_database(), *_accounts()]
    return sorted(found, key=lambda one: not one.grave)


def grave_ones(host: str) -> list[Weakness]:
    """What forbids to open to others: nothing on an address only this machine reaches."""
    return [] if is_loopback(host) else [one for one in weaknesses(host=host) if one.grave]


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches the address."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _modes() -> Iterator[Weakness]:
    if settings.DEBUG:
        yield Weakness("debug", True, "error pages show what is in memory", "unset ALONGSIDE_DEBUG")
    if settings.TESTING:
        yield Weakness("testing", True, "fixed keys and quick passwords are on", "unset ALONGSIDE_TESTING")
    if settings.DEMO_MODE:
        yield Weakness(
            "demo",
            True,
            "anyone may sign in as anyone of the demo",
            "unset ALONGSIDE_DEMO, and begin with an empty database",
        )


def _reach(host: str) -> Iterator[Weakness]:
    if not settings.SECURE:
        yield Weakness(
            "https",
            True,
            "pages and passwords travel in the open",
            "put a proxy that speaks HTTPS in front and set ALONGSIDE_HTTPS=1",
        )
    if "*" in settings.ALLOWED_HOSTS or any(name.startswith(".") for name in settings.ALLOWED_HOSTS):
        yield Weakness(
            "hosts",
            True,
            "any host name is answered",
            "name the host in ALONGSIDE_HOSTS, such as icm.example.org",
        )
    if not is_loopback(host) and settings.SECURE:
        yield Weakness(
            "address",
            False,
            f"{host} can be reached past the proxy",
            "listen on 127.0.0.1, or let a firewall admit the proxy alone: X-Forwarded-Proto is believed",
        )


def _around() -> Iterator[Weakness]:
    if any(f".{kind}." in settings.EMAIL_BACKEND for kind in NO_MAIL):
        yield Weakness(
            "mail",
            False,
            "no mail is sent: nobody can ask for a new password by themselves",
            "administrators make sign-in links meanwhile; nothing is lost",
        )
    if settings.TEXTS == "folder":
        yield Weakness(
            "texts",
            False,
            "reminders are kept as files and reach nobody",
            "describe a text service in ALONGSIDE_TEXTS, or leave it empty",
        )
    if any(str(pattern.pattern).startswith("admin/") for pattern in get_resolver().url_patterns):
        yield Weakness(
            "admin", True, "Django's admin can be reached", "take its routes out of config/urls.py"
        )
    if apps.is_installed("debug_toolbar"):
        yield Weakness("toolbar", True, "a debugging tool is installed", "take it out of INSTALLED_APPS")
    if not settings.SECOND_FACTOR_REQUIRED:
        yield Weakness(
            "second-factor",
            True,
            "a password alone opens the records",
            "set ALONGSIDE_SECOND_FACTOR=1",
        )
    folder = settings.ANCHORS_FOLDER
    if not folder or not os.access(folder, os.W_OK):
        yield Weakness(
            "anchors",
            False,
            "no root of the audit trail is kept outside the database, so its owner could rewrite it unseen",
            "set ALONGSIDE_ANCHORS to a folder on another machine or that can only be added to",
        )


def _keys() -> Iterator[Weakness]:
    secret = settings.SECRET_KEY
    if len(secret) < SECRET_LENGTH or len(set(secret)) < SECRET_SIGNS or secret.startswith("django-insecure"):
        yield Weakness(
            "secret-key",
            True,
            "ALONGSIDE_SECRET_KEY is short or guessed",
            "put random signs there: python -c 'import secrets; print(secrets.token_urlsafe(50))'",
        )
    entries = [*settings.FIELD_KEYS, *settings.INDEX_KEYS]
    keys = [_bytes_of(entry) for entry in entries]
    if any(len(key) != KEY_BYTES or len(set(key)) < SECRET_SIGNS for key in keys):
        yield Weakness(
            "field-keys",
            True,
            "a key of encrypted fields is no 32 random bytes",
            "make a new one: alongside keys rotate",
        )
    names = [entry.partition(":")[0] for entry in settings.FIELD_KEYS]
    if len(set(names)) < len(names) or max(Counter(keys).values(), default=1) > 1 or secret.encode() in keys:
        yield Weakness(
            "same-keys",
            True,
            "two keys are the same, or have the same name",
            "give each purpose a key of its own",
        )
    for path in key_files():
        mode = stat.S_IMODE(path.stat().st_mode)
        if mode & 0o077:
            yield Weakness("key-file", True, f"others on this machine can read {path}", f"chmod 600 {path}")


def _bytes_of(entry: str) -> bytes:
    """The key of `id:base64`, or of base64 alone; nothing when it is neither."""
    try:
        return base64.b64decode(entry.partition(":")[2] or entry, validate=True)
    except ValueError:
        return b""


def key_files() -> Sequence[Path]:
    """The files keys come from: ours, and those named by `…_FILE`."""
    named = [
        Path(os.environ[name])
        for name in ("ALONGSIDE_SECRET_KEY_FILE", "ALONGSIDE_FIELD_KEYS_FILE", "ALONGSIDE_INDEX_KEY_FILE")
        if os.environ.get(name)
    ]
    return [path for path in (settings.VAR / "keys.env", *named) if path.is_file()]


def _database() -> Iterator[Weakness]:
    if connection.vendor == "sqlite":
        path = Path(str(connection.settings_dict["NAME"]))
        if path.is_file() and stat.S_IMODE(path.stat().st_mode) & 0o077:
            yield Weakness(
                "database-file", True, f"others on this machine can read {path}", f"chmod 600 {path}"
            )
        return
    try:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT rolsuper, rolbypassrls, rolcreaterole FROM pg_roles WHERE rolname = current_user"
            )
            powerful = any(cursor.fetchone() or ())
            cursor.execute("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()")
            encrypted = bool((cursor.fetchone() or (False,))[0])
    except DatabaseError:
        return
    if powerful:
        yield Weakness(
            "database-role",
            True,
            "the database role may do everything, also change the audit trail",
            "make a role with NOSUPERUSER NOBYPASSRLS NOCREATEROLE that owns this database alone",
        )
    host = str(connection.settings_dict["HOST"] or "")
    if not encrypted and host and not host.startswith("/") and not is_loopback(host):
        yield Weakness(
            "database-line",
            True,
            f"what is asked of the database at {host} travels in the open",
            "turn TLS on at the server and add ?sslmode=verify-full to DATABASE_URL",
        )
    if host and not host.startswith("/") and not connection.settings_dict["PASSWORD"]:
        yield Weakness(
            "database-password",
            True,
            "the database asks for no password",
            "give the role one, or use a socket",
        )


def _accounts() -> Iterator[Weakness]:
    users = get_user_model().objects.filter(is_active=True).order_by("-last_login")
    try:
        known = [
            user.get_username()
            for user in users[:MOST_ACCOUNTS]
            if user.has_usable_password() and check_password(PASSWORD, user.password)
        ]
    except DatabaseError:
        return
    if known:
        yield Weakness(
            "demo-passwords",
            True,
            f"{len(known)} accounts have the password of the demo",
            "begin with an empty database, or end these accounts",
        )
