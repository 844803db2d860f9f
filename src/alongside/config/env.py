"""Reads settings from the environment, strictly: a value that cannot be understood stops the start."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from alongside.config.keys import require_closed


class BadSetting(SystemExit):
    """A setting has a value that cannot be used; the message names it and says what to write."""


def text(name: str, default: str = "") -> str:
    """The value of `name`, or of the file named by `<name>_FILE` (for secrets), or `default`."""
    file_name = os.environ.get(f"{name}_FILE")
    if file_name:
        require_closed(Path(file_name))
        try:
            return Path(file_name).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise BadSetting(f"{name}_FILE={file_name}: cannot be read ({error.strerror}).") from error
    return os.environ.get(name, default)


def flag(name: str, default: bool) -> bool:
    """A yes/no setting: 1, true, yes, on / 0, false, no, off.

    Raises:
        BadSetting: any other text.
    """
    value = text(name, "1" if default else "0").strip().lower()
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off", ""}:
        return False
    raise BadSetting(f"{name}={value}: write 1 or 0.")


def number(name: str, default: int, *, least: int, most: int) -> int:
    """A whole number.

    Raises:
        BadSetting: not one from `least` to `most`.
    """
    value = text(name, str(default)).strip()
    if not value.isdecimal() or not least <= int(value) <= most:
        raise BadSetting(f"{name}={value}: write a number from {least} to {most}.")
    return int(value)


def names(name: str, default: str) -> list[str]:
    """A comma-separated list."""
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def mail_server(name: str) -> dict[str, Any]:
    """The mail server of `smtps://user:password@host:port`, or `smtp://…` for one that turns to TLS by itself.

    Raises:
        BadSetting: another kind of address, or none of a host.
    """
    value = text(name).strip()
    if not value:
        return {}
    parts = urlsplit(value)
    try:
        port = parts.port
    except ValueError:
        port = None
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname or (parts.netloc[-1:] == ":"):
        raise BadSetting(f"{name}: write smtps://user:password@host:465 or smtp://user:password@host:587.")
    over_tls = parts.scheme == "smtps"
    return {
        "host": parts.hostname,
        "port": port or (465 if over_tls else 587),
        "user": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
        "ssl": over_tls,
        "starttls": not over_tls,
    }


def database(url: str) -> dict[str, object]:
    """Django's database settings for `sqlite:///path` or `postgres://user:password@host:port/name`.

    A socket folder goes into the query: `postgres:///name?host=/run/postgresql`.

    Raises:
        BadSetting: the scheme is neither sqlite nor postgres.
    """
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": unquote(parts.path[1:]) or ":memory:",
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": (
                    "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;"
                    "PRAGMA cache_size=-20000;PRAGMA mmap_size=134217728;PRAGMA secure_delete=ON;"
                ),
            },
            "CONN_MAX_AGE": 60,
        }
    if parts.scheme in {"postgres", "postgresql"}:
        query = dict(parse_qsl(parts.query))
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.lstrip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": query.get("host", unquote(parts.hostname or "")),
            "PORT": query.get("port", str(parts.port or "")),
            "OPTIONS": {name: query[name] for name in ("sslmode", "sslrootcert") if name in query},
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
        }
    raise BadSetting(f"DATABASE_URL={parts.scheme}://…: use sqlite:///path or postgres://user@host/name.")
