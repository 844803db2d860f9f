"""Attack 49: readable keys, default credentials, a debugging page, an open database. No start with them."""

from __future__ import annotations

import base64
import json
import os

import pytest
from django.db import connection
from django.test import Client

from alongside.accounts.models import User
from alongside.config import cli, deployment, serving
from alongside.demo.cast import PASSWORD
from alongside.web.routes import every_route


def _random(seed: int = 0) -> str:
    return base64.b64encode(bytes((seed + 7 * n) % 256 for n in range(32))).decode()


@pytest.fixture
def strong(db, settings, tmp_path) -> None:
    """An installation in order, except for what a test then weakens."""
    settings.DEBUG = settings.TESTING = settings.DEMO_MODE = False
    settings.SECURE = settings.SECOND_FACTOR_REQUIRED = True
    settings.SECRET_KEY = "q8Zr1vTn0sXk3LwYp6BfJd9HgMc2AeUi5RoW7tKxNzSbVyCa4E"
    settings.FIELD_KEYS, settings.INDEX_KEYS = [f"k1:{_random()}"], [f"i1:{_random(3)}"]
    settings.ALLOWED_HOSTS = ["icm.example.org"]
    settings.VAR = tmp_path
    settings.ANCHORS_FOLDER = str(tmp_path)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"


def _names(host: str = "127.0.0.1") -> set[str]:
    here = {"database-role", "database-file", "database-password"}
    return {one.name for one in deployment.weaknesses(host=host)} - here


def test_an_installation_in_order_has_no_weakness(strong) -> None:
    assert _names() == set()


@pytest.mark.parametrize(
    ("setting", "value", "name"),
    [
        ("DEBUG", True, "debug"),
        ("TESTING", True, "testing"),
        ("DEMO_MODE", True, "demo"),
        ("SECURE", False, "https"),
        ("SECOND_FACTOR_REQUIRED", False, "second-factor"),
        ("ALLOWED_HOSTS", ["*"], "hosts"),
        ("ALLOWED_HOSTS", [".example.org"], "hosts"),
        ("SECRET_KEY", "short", "secret-key"),
        ("SECRET_KEY", "a" * 80, "secret-key"),
        ("SECRET_KEY", "django-insecure-" + "q8Zr1vTn0sXk3LwYp6BfJd9HgMc2AeUi5RoW7tKx", "secret-key"),
        ("FIELD_KEYS", ["k1:" + base64.b64encode(bytes(32)).decode()], "field-keys"),
        ("FIELD_KEYS", ["k1:c2hvcnQ="], "field-keys"),
        ("FIELD_KEYS", ["k1:not base64 at all!"], "field-keys"),
        ("INDEX_KEYS", [f"i1:{_random()}"], "same-keys"),
        ("FIELD_KEYS", [f"k1:{_random()}", f"k1:{_random(9)}"], "same-keys"),
        ("ANCHORS_FOLDER", "", "anchors"),
        ("EMAIL_BACKEND", "django.core.mail.backends.console.EmailBackend", "mail"),
    ],
)
def test_each_weakness_is_found_with_what_to_do(strong, settings, setting, value, name) -> None:
    setattr(settings, setting, value)
    found = {one.name: one for one in deployment.weaknesses()}
    assert name in found
    assert found[name].says
    assert found[name].do


def test_keys_that_others_can_read_are_found(strong, tmp_path) -> None:
    file = tmp_path / "keys.env"
    file.write_text("x")
    file.chmod(0o600)
    assert "key-file" not in _names()
    file.chmod(0o640)
    assert "key-file" in _names()


def test_the_published_password_is_found(strong) -> None:
    user = User.objects.create_user(username="left-over", password=PASSWORD)
    assert "demo-passwords" in _names()
    user.is_active = False
    user.save()
    assert "demo-passwords" not in _names()


@pytest.mark.skipif(connection.vendor != "postgresql", reason="roles are PostgreSQL's")
def test_a_role_that_may_do_everything_is_found(strong) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
        (powerful,) = cursor.fetchone()
    assert ("database-role" in {one.name for one in deployment.weaknesses()}) is powerful


@pytest.mark.parametrize(
    ("host", "refused"),
    [
        ("0.0.0.0", True),
        ("::", True),
        ("10.0.0.5", True),
        ("127.0.0.1", False),
        ("localhost", False),
        ("::1", False),
    ],
)
def test_only_this_machine_is_served_over_a_grave_weakness(strong, settings, host, refused) -> None:
    settings.DEMO_MODE = True
    assert bool(deployment.grave_ones(host)) is refused


def test_serve_says_what_is_open_and_does_not_listen(strong, settings, monkeypatch, capsys) -> None:
    settings.DEBUG = True
    monkeypatch.setattr(serving, "require_free", lambda host, port: None)
    monkeypatch.setattr(serving, "pages_are_built", lambda: True)
    monkeypatch.setattr(serving, "Server", lambda **_options: pytest.fail("it listens"))
    monkeypatch.setattr(cli, "_prepare", lambda words: None)
    assert cli.main(["serve", "--host", "0.0.0.0"]) == 1
    said = capsys.readouterr().err
    assert "unset ALONGSIDE_DEBUG" in said
    assert "alongside check --deploy" in said


def test_the_check_answers_programs_too(strong, settings, monkeypatch, capsys) -> None:
    monkeypatch.setattr(cli, "_prepare", lambda words: None)
    settings.DEBUG = True
    assert cli.main(["check", "--deploy", "--json"]) == 1
    answer = json.loads(capsys.readouterr().out)
    assert answer["ok"] is False
    assert "debug" in {one["name"] for one in answer["weaknesses"]}
    assert cli.main(["check", "--deploy"]) == 1
    assert "GRAVE   debug" in capsys.readouterr().out


def test_no_route_of_a_debugging_tool_or_an_admin_answers(db) -> None:
    for path in (
        "/admin/",
        "/admin/login/",
        "/__debug__/",
        "/.env",
        "/.git/config",
        "/var/keys.env",
        "/static/../keys.env",
    ):
        assert Client().get(path).status_code in (302, 404), path
    assert not [path for path, _pattern in every_route() if path.startswith(("admin/", "__debug__"))]


def test_files_we_make_are_ours_alone(tmp_path, monkeypatch) -> None:
    """The console command makes every file so that only its owner reads it."""
    monkeypatch.setattr(os, "umask", lambda mask: asked.append(mask) or 0)
    asked: list[int] = []
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit):
        cli.main(["--help"])
    assert asked == [0o077]
