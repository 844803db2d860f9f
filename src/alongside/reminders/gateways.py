"""How a message leaves the house: a mail server, a text service over HTTPS, or a folder for trying it out.

`ALONGSIDE_TEXTS` is the word `folder`, or TOML that describes any service which takes JSON:

    url = "https://texts.example.org/messages"
    headers = { Authorization = "Bearer …" }
    body = { to = "$to", message = "$text", reference = "$reference" }
    id = "message.id"                                   # where its answer has the message's own name
    status_url = "https://texts.example.org/messages/$id"   # optional: asked whether it has arrived
    status = "state"
    arrived = ["delivered"]
    failed = ["failed", "rejected"]

`$reference` is the reminder's own id: a service that knows it again sends nothing twice when we ask twice.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import quote, urlsplit

from django.conf import settings
from django.core.mail import EmailMessage

from alongside.kernel import egress
from alongside.reminders.models import Way

FOLDER = "folder"
_NO_MAIL = ("console", "dummy")
_MOST_ID = 100


class NotSent(Exception):
    """A message did not leave. `code` says why, without words of the message or the number."""

    def __init__(self, code: str, *, again: bool = True) -> None:
        super().__init__(code)
        self.code, self.again = code, again


class SettingWrong(ValueError):
    """`ALONGSIDE_TEXTS` cannot be understood; the message says what to write."""


@dataclass(frozen=True)
class Message:
    """What is sent: to a number or an address, in plain words. `reference` is the same when it is sent again."""

    to: str
    subject: str
    text: str
    reference: str


class Gateway(Protocol):
    """One way out."""

    def send(self, message: Message) -> str:
        """Hand a message over; what the other side calls it, or "".

        Raises:
            NotSent: it was not taken.
        """

    def arrived(self, name: str) -> bool | None:
        """Whether the message of that name arrived: yes, it never will, or nobody knows yet."""


class Folder:
    """Keeps messages as files under ALONGSIDE_VAR, for trying it out: nothing leaves the machine."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def send(self, message: Message) -> str:
        """Write it down; sent again, it stands there once."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        words = f"To: {message.to}\nSubject: {message.subject}\n\n{message.text}\n"
        (self._folder / f"{message.reference}.txt").write_text(words, encoding="utf-8")
        return message.reference

    def arrived(self, name: str) -> bool | None:
        """It lies in the folder."""
        return (self._folder / f"{Path(name).name}.txt").exists() or None


class Mail:
    """The installation's mail server."""

    def send(self, message: Message) -> str:
        """Hand it to the server. Whether it arrived, a mail server does not tell."""
        mail = EmailMessage(message.subject, message.text, to=[message.to])
        try:
            taken = mail.send()
        except (OSError, ValueError) as error:
            raise NotSent(f"mail.{type(error).__name__}"[:40]) from None
        if not taken:
            raise NotSent("mail.not_taken")
        return ""

    def arrived(self, name: str) -> bool | None:
        """Nobody knows."""
        return None


@dataclass(frozen=True)
class TextService:
    """Any service that takes JSON over HTTPS, as the setting describes it."""

    url: str
    body: Mapping[str, Any]
    headers: Mapping[str, str] = field(default_factory=dict)
    id: str = ""
    status_url: str = ""
    status: str = ""
    arrived_words: tuple[str, ...] = ()
    failed_words: tuple[str, ...] = ()

    @classmethod
    def described(cls, text: str) -> TextService:
        """The service that a TOML text describes.

        Raises:
            SettingWrong: it is no TOML, lacks the address or the body, or holds what is not known.
        """
        try:
            found = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise SettingWrong(f"ALONGSIDE_TEXTS is neither `folder` nor TOML: {error}") from None
        known = {"url", "body", "headers", "id", "status_url", "status", "arrived", "failed"}
        if strays := sorted(set(found) - known):
            raise SettingWrong(f"ALONGSIDE_TEXTS: nobody knows {', '.join(strays)}")
        if not urlsplit(str(found.get("url", ""))).hostname or not isinstance(found.get("body"), dict):
            raise SettingWrong("ALONGSIDE_TEXTS: write `url` and `body`, see docs/reference/settings.md")
        return cls(
            url=found["url"],
            body=found["body"],
            headers={str(name): str(value) for name, value in found.get("headers", {}).items()},
            id=str(found.get("id", "")),
            status_url=str(found.get("status_url", "")),
            status=str(found.get("status", "")),
            arrived_words=tuple(map(str, found.get("arrived", ()))),
            failed_words=tuple(map(str, found.get("failed", ()))),
        )

    def send(self, message: Message) -> str:
        """Ask the service to send it."""
        values = {"$to": message.to, "$text": message.text, "$reference": message.reference}
        body = json.dumps(_filled(self.body, values)).encode()
        answer = self._ask(self.url, body)
        if answer.status == 429 or answer.status >= 500:
            raise NotSent(f"gateway.{answer.status}")
        if not 200 <= answer.status < 300:
            raise NotSent(f"gateway.{answer.status}", again=False)
        return str(_at(_json(answer.body), self.id) or "")[:_MOST_ID]

    def arrived(self, name: str) -> bool | None:
        """Ask the service, where it tells."""
        if not (name and self.status_url and self.status):
            return None
        try:
            answer = self._ask(self.status_url.replace("$id", quote(name, safe="")), None)
        except NotSent:
            return None
        said = str(_at(_json(answer.body), self.status) or "")
        return True if said in self.arrived_words else False if said in self.failed_words else None

    def _ask(self, url: str, body: bytes | None) -> egress.Fetched:
        errand = egress.Errand(hosts=frozenset({(urlsplit(url).hostname or "").lower()}))
        headers = {"Content-Type": "application/json", "Accept": "application/json", **self.headers}
        try:
            return egress.fetch(
                url, method="GET" if body is None else "POST", headers=headers, body=body, errand=errand
            )
        except egress.EgressRefused:
            raise NotSent("gateway.refused", again=False) from None
        except OSError as error:
            raise NotSent(f"gateway.{type(error).__name__}"[:40]) from None


def _filled(value: Any, values: Mapping[str, str]) -> Any:
    """The body with its places filled in, whole values only: what somebody typed never becomes structure."""
    if isinstance(value, dict):
        return {key: _filled(one, values) for key, one in value.items()}
    if isinstance(value, list):
        return [_filled(one, values) for one in value]
    return values.get(value, value) if isinstance(value, str) else value


def _json(body: bytes) -> Any:
    try:
        return json.loads(body)
    except ValueError:
        return None


def _at(found: Any, path: str) -> Any:
    """What stands at "message.id" or "0.id" in an answer; None when nothing does."""
    for step in path.split(".") if path else ():
        if isinstance(found, list) and step.isdecimal() and int(step) < len(found):
            found = found[int(step)]
        elif isinstance(found, dict):
            found = found.get(step)
        else:
            return None
    return found if isinstance(found, str | int) and path else None


@lru_cache(maxsize=4)
def _texts(setting: str) -> Gateway:
    return Folder(settings.OUTBOX_FOLDER) if setting == FOLDER else TextService.described(setting)


def gateway_of(way: str) -> Gateway | None:
    """The way out for texts or mail, None when the installation has none."""
    if way == Way.TEXT:
        return _texts(settings.TEXTS) if settings.TEXTS else None
    if any(f".{kind}." in settings.EMAIL_BACKEND for kind in _NO_MAIL):
        return Folder(settings.OUTBOX_FOLDER) if settings.TEXTS == FOLDER else None
    return Mail()


def ways() -> list[Way]:
    """The ways this installation can send."""
    return [way for way in Way if gateway_of(way) is not None]
