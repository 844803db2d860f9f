"""A field that does not say what kind of data it holds stops the program."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.db import models
from django.test.utils import isolate_apps

from alongside.contacts.models import Contact
from alongside.kernel.data_classes import DataClass, class_of, classify, every_field, require_classes
from alongside.kernel.encryption import EncryptedTextField
from alongside.people.models import Person, PersonIdentifier
from tests.architecture.tree import SOURCE


def test_every_field_of_every_table_has_a_class() -> None:
    require_classes()
    fields = list(every_field())
    assert len(fields) > 500
    assert all(class_of(kind, field.name) in DataClass for kind, field in fields)


@isolate_apps("alongside.people")
def test_a_field_nobody_spoke_of_stops_the_start_and_is_named() -> None:
    class Diary(models.Model):
        entry = models.TextField()
        person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

        class Meta:
            app_label = "people"

    with pytest.raises(ImproperlyConfigured, match=r"people\.Diary\.entry.*: say in the room's classes\.py"):
        require_classes([Diary])
    classify(Diary, special="entry")
    require_classes([Diary])
    assert class_of(Diary, "person") is DataClass.PERSONAL


def test_the_program_does_not_start_over_such_a_field(tmp_path: Path) -> None:
    """A room of somebody else's is planted beside ours, and the WSGI entry is loaded as a server does it."""
    room = tmp_path / "diaries"
    room.mkdir()
    (room / "__init__.py").touch()
    (room / "models.py").write_text(
        "from django.db import models\n\nclass Diary(models.Model):\n    entry = models.TextField()\n",
        encoding="utf-8",
    )
    (tmp_path / "with_diaries.py").write_text(
        "from alongside.config.settings import *\nINSTALLED_APPS = [*INSTALLED_APPS, 'diaries']\n",
        encoding="utf-8",
    )
    environment = {
        **os.environ,
        "PYTHONPATH": f"{tmp_path}{os.pathsep}{SOURCE.parent}",
        "DJANGO_SETTINGS_MODULE": "with_diaries",
        "ALONGSIDE_TESTING": "1",
        "ALONGSIDE_VAR": str(tmp_path),
    }
    started = subprocess.run(
        [sys.executable, "-c", "import alongside.config.wsgi"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert started.returncode != 0
    assert "no data class is declared for diaries.Diary.entry" in started.stderr


def test_a_field_cannot_be_declared_that_is_not_there_or_twice() -> None:
    with pytest.raises(ImproperlyConfigured, match="classified twice"):
        classify(Person, open="sex")


def test_versions_hold_what_the_record_holds() -> None:
    history = apps.get_model("contacts", "HistoricalContact")
    assert class_of(Contact, "text") is class_of(history, "text") is DataClass.SPECIAL


def test_what_is_encrypted_is_never_called_open() -> None:
    strays = [
        f"{kind._meta.label}.{field.name}"
        for kind, field in every_field()
        if isinstance(field, EncryptedTextField) and class_of(kind, field.name) is DataClass.OPEN
    ]
    assert not strays
    assert class_of(PersonIdentifier, "value") is DataClass.PROTECTED
