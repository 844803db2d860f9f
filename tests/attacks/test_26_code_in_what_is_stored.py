"""Attack 26: what is stored is read back and carried out: a pickle in a session, YAML, `eval`, a foreign task."""

from __future__ import annotations

import ast
import base64
import pickle
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core import signing
from django.core.exceptions import SuspiciousOperation
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from alongside.accounts.sessions import SessionStore
from tests.architecture.tree import SOURCE, code

CARRY_OUT = {"pickle", "cPickle", "dill", "cloudpickle", "marshal", "shelve", "yaml", "jsonpickle"}
BY_NAME = {"eval", "exec", "compile"}


class Trap:
    """Writes a file as soon as it is unpickled."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> Any:
        return (Path.touch, (self.path,))


def test_nothing_of_ours_reads_a_form_that_carries_code() -> None:
    found = []
    for path in code():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names: set[str] = set()
            if isinstance(node, ast.Import):
                names = {alias.name.split(".")[0] for alias in node.names} & CARRY_OUT
            elif isinstance(node, ast.ImportFrom) and node.module:
                names = {node.module.split(".")[0]} & CARRY_OUT
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                names = {node.func.id} & BY_NAME
            found += [f"{path.relative_to(SOURCE)}: {name}" for name in names]
    assert not found


def test_sessions_are_json_and_what_is_cached_stays_in_the_process() -> None:
    assert settings.SESSION_SERIALIZER == "django.contrib.sessions.serializers.JSONSerializer"
    backends = {cache["BACKEND"].rpartition(".")[2] for cache in settings.CACHES.values()}
    assert backends <= {"LocMemCache", "DummyCache"}
    assert settings.MESSAGE_STORAGE.endswith("SessionStorage")


@pytest.mark.django_db
def test_a_pickle_in_the_table_of_sessions_is_not_opened_even_with_the_right_signature(
    tmp_path: Path,
) -> None:
    sprung = tmp_path / "sprung"
    payload = base64.urlsafe_b64encode(pickle.dumps(Trap(sprung))).rstrip(b"=").decode()
    key, model = "k" * 32, SessionStore.get_model_class()
    row = SessionStore(key).create_model_instance({})
    row.session_key = key
    row.session_data = signing.TimestampSigner(salt=SessionStore().key_salt).sign(payload)
    row.expire_date = timezone.now() + timedelta(hours=1)
    row.save(force_insert=True)
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = key
    answer = client.get("/")
    assert answer.status_code == 302
    assert "login" in answer["Location"]
    assert model.objects.filter(session_key=key).exists()
    assert not sprung.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["os.system", "subprocess.run", "pathlib.Path.touch"])
def test_the_queue_carries_out_our_own_tasks_alone(path: str, tmp_path: Path) -> None:
    sprung = tmp_path / "sprung"
    planted = DBTaskResult(
        task_path=path,
        args_kwargs={"args": [str(sprung)], "kwargs": {}},
        priority=0,
        queue_name="default",
        backend_name="default",
    )
    with pytest.raises((SuspiciousOperation, ImportError)):
        _ = planted.task
    assert not sprung.exists()
