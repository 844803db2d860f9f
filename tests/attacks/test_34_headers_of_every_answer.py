"""Attacks 34, 35, 36 and 37: framing, openers and messages between windows, other origins, forged hosts, kept pages.

Every route is asked, signed in and not, and every answer carries the headers that shut these doors.
"""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from django.test import Client

from alongside.web.routes import every_route
from tests.architecture.tree import SOURCE

EVERY = {
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
FILLED = {"uuid": str(uuid4()), "int": "1", "slug": "x", "str": "x", "path": "x"}


def _addresses() -> list[str]:
    """An address of every route, with something in each of its places."""
    return sorted(
        {
            "/"
            + re.sub(r"<(?:(\w+):)?\w+>", lambda found: FILLED.get(found[1] or "str", "x"), path).replace(
                "\\Z", ""
            )
            for path, _pattern in every_route()
            if "(?P" not in path and "^" not in path
        }
    )


def _policy(answer: object) -> dict[str, str]:
    parts = [
        part.strip().partition(" ") for part in answer["Content-Security-Policy"].split(";") if part.strip()
    ]
    return {name: value for name, _blank, value in parts}


@pytest.mark.parametrize("who", [None, "sofie", "ada"])
def test_every_answer_says_what_it_is_and_in_which_signs(sign_in, who) -> None:
    client = sign_in(who) if who else Client()
    for address in _addresses():
        if "logout" in address:
            continue
        answer = client.get(address)
        if answer.streaming or not answer.content:
            continue
        kind = answer.get("Content-Type", "")
        assert re.match(r"[a-z]+/[a-z0-9.+-]+", kind), address
        if kind.startswith("text/") or kind.partition(";")[0].endswith(("/xml", "+xml")):
            assert "charset=utf-8" in kind.lower(), (address, kind)


@pytest.mark.parametrize("who", [None, "sofie", "ada"])
def test_no_route_answers_trace(sign_in, who) -> None:
    client = sign_in(who) if who else Client()
    for address in _addresses():
        answer = client.generic("TRACE", address, HTTP_X_MARK="zzmarkzz")
        assert answer.status_code == 405, (address, answer.status_code)
        assert b"zzmarkzz" not in answer.content, address


@pytest.mark.parametrize("folder", ["/static/", "/static/web/", "/media/", "/.git/", "/.git/config", "/src/"])
def test_no_folder_is_listed(sign_in, folder) -> None:
    for client in (Client(), sign_in("ada")):
        assert client.get(folder).status_code in (302, 404), folder


@pytest.mark.parametrize("who", [None, "sofie", "ada"])
def test_every_route_answers_with_every_header(sign_in, who) -> None:
    client = sign_in(who) if who else Client()
    addresses = _addresses()
    assert len(addresses) > 100
    for address in addresses:
        if "logout" in address:
            continue
        answer = client.get(address, HTTP_ORIGIN="https://elsewhere.example")
        assert answer.status_code < 500, address
        for name, value in EVERY.items():
            assert answer.get(name) == value, (address, name)
        assert "camera=()" in answer["Permissions-Policy"], address
        policy = _policy(answer)
        assert policy["default-src"] == "'none'", address
        assert policy["frame-ancestors"] == "'none'", address
        assert policy["base-uri"] == "'none'", address
        assert "unsafe" not in answer["Content-Security-Policy"], address
        assert not [name for name in answer.headers if name.lower().startswith("access-control-")], address
        assert "Server" not in answer
        assert "X-Powered-By" not in answer


def test_pages_about_people_are_kept_nowhere(sign_in, jonas) -> None:
    client = sign_in("sofie")
    for address in (
        "/",
        f"/people/{jonas.person_id}/",
        f"/courses/{jonas.pk}/documents/",
        "/search/?q=Jonas",
    ):
        assert client.get(address)["Cache-Control"] == "no-store", address


def test_no_origin_is_let_in(sign_in) -> None:
    client = sign_in("sofie")
    for origin in ("null", "https://elsewhere.example", "http://testserver.elsewhere.example"):
        asked = client.options("/", HTTP_ORIGIN=origin, HTTP_ACCESS_CONTROL_REQUEST_METHOD="POST")
        assert not [name for name in asked.headers if name.lower().startswith("access-control-")]


def test_a_forged_host_is_refused_and_forwarded_headers_are_not_believed(sign_in, settings) -> None:
    settings.ALLOWED_HOSTS = ["testserver"]
    client = sign_in("sofie")
    for host in (
        "elsewhere.example",
        "testserver.elsewhere.example",
        "testserver@elsewhere.example",
        "testserver:80@x",
    ):
        assert client.get("/", headers={"host": host}).status_code == 400, host
    forged = client.get(
        "/",
        headers={
            "x-forwarded-host": "elsewhere.example",
            "x-forwarded-proto": "https",
            "x-rewrite-url": "/team/",
        },
    )
    assert forged.status_code == 200
    assert b"elsewhere.example" not in forged.content
    assert not forged.wsgi_request.is_secure()
    assert settings.USE_X_FORWARDED_HOST is False
    assert settings.USE_X_FORWARDED_PORT is False


def test_headers_with_underscores_do_not_pose_as_ours() -> None:
    """Gunicorn drops them: `X_Forwarded_Proto` would read as `X-Forwarded-Proto` (CVE-2026-3902 and before)."""
    from alongside.config.serving import Server

    server = Server(host="127.0.0.1", port=0, workers=1, threads=1, ready=lambda: None, ended=lambda: None)
    assert server.cfg.header_map == "drop"
    assert server.cfg.limit_request_line <= 8190
    assert server.cfg.limit_request_fields <= 100
    assert server.cfg.limit_request_field_size <= 8190 * 2
    assert server.cfg.timeout
    assert server.cfg.forwarded_allow_ips in (["127.0.0.1", "::1"], "127.0.0.1,::1", ["127.0.0.1"])


def test_no_script_of_ours_listens_to_other_windows() -> None:
    scripts = [
        path for path in (SOURCE.parents[1] / "frontend").rglob("*.ts") if "node_modules" not in path.parts
    ]
    assert scripts
    for path in scripts:
        text = path.read_text(encoding="utf-8")
        assert "window.opener" not in text, path
        assert not re.search(r"(?:window|self|globalThis)\.addEventListener\(\s*[\"']message[\"']", text), (
            path
        )
