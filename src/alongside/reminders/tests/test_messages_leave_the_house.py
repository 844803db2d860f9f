"""Gateways: a folder, a mail server, and any text service that takes JSON."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from django.core import mail

from alongside.reminders.gateways import Folder, Mail, Message, NotSent, SettingWrong, TextService, gateway_of
from alongside.reminders.models import Way

SAID = Message("+45 55 50 01 70", "Reminder", 'Tomorrow "at 10"\n', "abc123")


class _Service(BaseHTTPRequestHandler):
    status, answer = 201, b'{"message": {"id": 17, "state": "delivered"}}'
    heard: list[tuple[str, str, Any]] = []

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self._tell(json.loads(body))

    def do_GET(self) -> None:
        self._tell(None)

    def _tell(self, body: Any) -> None:
        self.heard.append((self.path, self.headers.get("Authorization", ""), body))
        self.send_response(self.status)
        self.end_headers()
        self.wfile.write(self.answer)

    def log_message(self, *_about: Any) -> None:
        pass


@pytest.fixture
def service(settings: Any) -> Iterator[str]:
    settings.EGRESS_LOOPBACK = True
    _Service.heard, _Service.status = [], 201
    server = HTTPServer(("127.0.0.1", 0), _Service)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def described(url: str) -> TextService:
    return TextService.described(
        f"""
        url = "{url}/messages"
        headers = {{ Authorization = "Bearer s3cret" }}
        body = {{ to = ["$to"], message = "$text", reference = "$reference", kind = "sms" }}
        id = "message.id"
        status_url = "{url}/messages/$id"
        status = "message.state"
        arrived = ["delivered"]
        """
    )


def test_any_text_service_can_be_described(service: str) -> None:
    ours = described(service)

    assert ours.send(SAID) == "17"
    assert ours.arrived("17") is True
    assert _Service.heard == [
        (
            "/messages",
            "Bearer s3cret",
            {
                "to": ["+45 55 50 01 70"],
                "message": 'Tomorrow "at 10"\n',
                "reference": "abc123",
                "kind": "sms",
            },
        ),
        ("/messages/17", "Bearer s3cret", None),
    ]


@pytest.mark.parametrize(("status", "again"), [(400, False), (429, True), (500, True), (503, True)])
def test_what_a_service_says_decides_whether_another_try_may_help(
    service: str, status: int, again: bool
) -> None:
    _Service.status = status
    with pytest.raises(NotSent) as fault:
        described(service).send(SAID)
    assert (fault.value.code, fault.value.again) == (f"gateway.{status}", again)


def test_a_service_that_does_not_answer_is_asked_again() -> None:
    with pytest.raises(NotSent) as fault:
        TextService(url="http://127.0.0.1:9/", body={}).send(SAID)
    # Nothing but HTTPS is asked, unless a test allows it.
    assert (fault.value.code, fault.value.again) == ("gateway.refused", False)


@pytest.mark.parametrize("text", ["url = 3 x", 'url = "nowhere"', 'url = "https://a.example"', 'uri = "x"'])
def test_a_description_that_cannot_be_understood_says_so(text: str) -> None:
    with pytest.raises(SettingWrong, match="ALONGSIDE_TEXTS"):
        TextService.described(text)


def test_a_mail_goes_to_the_mail_server(settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    gateway = gateway_of(Way.MAIL)
    assert isinstance(gateway, Mail)
    gateway.send(Message("jon@example.org", "Reminder", "Tomorrow.", "abc"))
    assert [(one.to, one.subject, one.body) for one in mail.outbox] == [
        (["jon@example.org"], "Reminder", "Tomorrow.")
    ]


def test_a_folder_keeps_a_message_once(tmp_path) -> None:
    folder = Folder(tmp_path / "outbox")
    for _again in range(2):
        name = folder.send(SAID)
    (kept,) = (tmp_path / "outbox").iterdir()
    assert "Tomorrow" in kept.read_text()
    assert folder.arrived(name) is True
    assert folder.arrived("other") is None
