"""Attack 25: an address that makes the server ask its own machine, its neighbours, a cloud's metadata or a file."""

from __future__ import annotations

import ast
import http.server
import socket
import threading
from pathlib import Path

import pytest

from alongside.kernel import egress
from alongside.kernel.egress import EgressRefused, fetch, is_public
from alongside.paper.typesetting import CannotSet, picture_redrawn
from tests.architecture.tree import SOURCE

OUT = {
    "urllib.request",
    "requests",
    "httpx",
    "aiohttp",
    "ftplib",
    "smtplib",
    "telnetlib",
    "socket",
    "http.client",
}
ALLOWED = {
    "kernel/egress.py": "the one way out",
    "config/serving.py": "sees whether a port is free",
}


@pytest.mark.parametrize(
    "url",
    [
        "http://provider.example/",
        "file:///etc/passwd",
        "ftp://provider.example/",
        "gopher://provider.example/",
        "//provider.example/",
        "https://elsewhere.example/",
        "https://provider.example.elsewhere.example/",
        "https://provider.example@elsewhere.example/",
        "https://name:word@provider.example/",
        "https://127.0.0.1/",
        "https://[::1]/",
        "https://169.254.169.254/latest/meta-data/",
        "https://0x7f000001/",
        "https://2130706433/",
        "https://provider.example:99999/",
        "https://provider.example/\r\nX: y",
        "",
    ],
)
def test_what_is_not_on_the_list_is_not_asked(settings, url) -> None:
    settings.EGRESS_HOSTS = ["provider.example"]
    with pytest.raises(EgressRefused):
        fetch(url)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.8.8.8", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
        "224.0.0.1", "240.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fd00:ec2::254",
        "ff02::1", "::ffff:127.0.0.1", "::ffff:169.254.169.254", "64:ff9b::a9fe:a9fe", "2002:7f00:1::", "2001:db8::1",
    ],
)  # fmt: skip
def test_addresses_that_are_not_public_are_refused(settings, monkeypatch, address) -> None:
    settings.EGRESS_HOSTS = ["provider.example"]
    assert not is_public(address)
    answers = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 443))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_options: answers)
    monkeypatch.setattr(socket, "create_connection", lambda *_args, **_options: pytest.fail("it was asked"))
    with pytest.raises(EgressRefused):
        fetch("https://provider.example/")


def test_one_private_address_among_public_ones_is_enough_to_refuse(settings, monkeypatch) -> None:
    settings.EGRESS_HOSTS = ["provider.example"]
    answers = [(2, 1, 6, "", (address, 443)) for address in ("93.184.216.34", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_options: answers)
    with pytest.raises(EgressRefused):
        fetch("https://provider.example/")


def test_a_name_that_answers_otherwise_a_moment_later_is_not_asked_again(settings, monkeypatch) -> None:
    settings.EGRESS_HOSTS = ["provider.example"]
    answers = iter([[(2, 1, 6, "", ("93.184.216.34", 443))], [(2, 1, 6, "", ("127.0.0.1", 443))]])
    connected: list[tuple[str, int]] = []

    def connect(address, **_options):
        connected.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_options: next(answers))
    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(ConnectionRefusedError):
        fetch("https://provider.example/")
    assert connected == [("93.184.216.34", 443)]


@pytest.fixture
def provider(settings):
    """A provider on this machine, that may be asked in tests when the setting says so."""

    class Answers(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path == "/away":
                self.send_response(302)
                self.send_header("Location", "http://169.254.169.254/")
            elif self.path == "/round":
                self.send_response(302)
                self.send_header("Location", "/round")
            else:
                self.send_response(200)
            self.end_headers()
            if self.path == "/much":
                self.wfile.write(bytes(egress.MOST_BYTES + 1))
            elif self.path == "/":
                self.wfile.write(b"here")

        def log_message(self, *_args) -> None:
            pass

    server = http.server.HTTPServer(("127.0.0.1", 0), Answers)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def test_this_machine_is_asked_only_where_the_setting_says_so(settings, provider) -> None:
    with pytest.raises(EgressRefused):
        fetch(provider + "/")
    settings.EGRESS_LOOPBACK = True
    assert fetch(provider + "/").body == b"here"


@pytest.mark.parametrize("path", ["/away", "/round", "/much"])
def test_redirects_are_looked_at_and_answers_are_bounded(settings, provider, path) -> None:
    settings.EGRESS_LOOPBACK = True
    with pytest.raises(EgressRefused):
        fetch(provider + path)


def test_a_picture_that_names_a_file_or_an_address_fetches_nothing() -> None:
    for target in ("file:///etc/passwd", "http://127.0.0.1/x.png", "/etc/hostname"):
        drawing = (
            '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9">'
            f'<image xlink:href="{target}" width="9" height="9"/></svg>'
        )
        try:
            assert picture_redrawn(drawing.encode(), "svg", width=9).startswith(b"\x89PNG")
        except CannotSet:
            continue


def _imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def test_nothing_else_of_ours_opens_a_line_to_another_machine() -> None:
    assert not [
        place
        for path in SOURCE.rglob("*.py")
        if _imports(path) & OUT
        and (place := path.relative_to(SOURCE).as_posix()) not in ALLOWED
        and "/tests/" not in place
    ]
