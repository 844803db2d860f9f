"""A room imports only downwards; the contracts are in pyproject.toml."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path

from tests.architecture.tree import ROOT, SOURCE


def contracts_of(folder: Path) -> subprocess.CompletedProcess[str]:
    """Check the import contracts as they stand in `folder`."""
    return subprocess.run(
        [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(folder / "src")},
        capture_output=True,
        text=True,
        check=False,
    )


def test_every_import_goes_down() -> None:
    found = contracts_of(ROOT)
    assert found.returncode == 0, found.stdout


def test_an_import_that_goes_up_is_found(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text((ROOT / "pyproject.toml").read_text())
    floors = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"][0]
    rooms = {room.strip(" ()") for layer in floors["layers"] for room in layer.split("|")} | {"config"}
    for room in rooms:
        (tmp_path / "src/alongside" / room).mkdir(parents=True)
        (tmp_path / "src/alongside" / room / "__init__.py").touch()
        (tmp_path / "src/alongside" / room / "rules.py").touch()
    (tmp_path / "src/alongside/__init__.py").touch()
    assert contracts_of(tmp_path).returncode == 0
    (tmp_path / "src/alongside/people/models.py").write_text("import alongside.contacts\n")
    (tmp_path / "src/alongside/plans/rules.py").write_text("from django.db import models\n")
    (tmp_path / "src/alongside/web/views.py").write_text("import alongside.config\n")
    found = contracts_of(tmp_path).stdout
    assert "alongside.people.models -> alongside.contacts" in found
    assert "alongside.plans.rules -> django" in found
    assert "alongside.web.views -> alongside.config" in found


def test_every_room_says_what_it_owns() -> None:
    silent = [
        room.name
        for room in sorted(SOURCE.iterdir())
        if (room / "__init__.py").exists()
        and not (room / "__init__.py").read_text().lstrip().startswith('"""')
    ]
    assert not silent
