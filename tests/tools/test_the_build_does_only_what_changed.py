"""hatch_build.py: what is unchanged is left alone, what does not fit is refused, and nothing else is touched."""

from __future__ import annotations

import gettext
import json
from pathlib import Path

import pytest

import hatch_build

ROOT = Path(hatch_build.__file__).parent
PO = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

#, python-format
msgid "Saved %(time)s"
msgstr "{translation}"
"""


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    path = tmp_path / "da" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    path.write_text(PO.replace("{translation}", "Gemt %(time)s"), encoding="utf-8")
    return path


@pytest.fixture
def frontend(tmp_path: Path) -> Path:
    folder = tmp_path / "frontend"
    for name in ("css/app.css", "ts/app.ts", "icons/icon.svg", "icons/icons.svg", "package-lock.json"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("{}")
    return folder


@pytest.fixture
def commands(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """The commands given to node, which here does what npm and the bundler would leave behind."""
    given: list[tuple[str, ...]] = []

    def node(folder: Path, *arguments: str) -> None:
        given.append(arguments)
        licence = folder / "node_modules/@fontsource/ibm-plex-sans/LICENSE"
        licence.parent.mkdir(parents=True, exist_ok=True)
        licence.write_text("OFL")
        for argument in arguments:
            if argument.startswith("--outdir="):
                target = Path(argument.removeprefix("--outdir="))
                (target / "fonts").mkdir()
                for name in ("app.css", "app.js"):
                    (target / name).write_text("built")

    monkeypatch.setattr(hatch_build, "_node", node)
    return given


def test_the_first_build_fetches_and_bundles(frontend, commands, tmp_path) -> None:
    hatch_build.build_frontend(frontend, tmp_path / "static")

    assert [command[1] for command in commands] == ["ci", "css/app.css"]
    assert "--ignore-scripts" in commands[0]
    assert all((tmp_path / "static" / name).exists() for name in hatch_build.PRODUCTS)


def test_a_second_build_runs_nothing(frontend, commands, tmp_path) -> None:
    hatch_build.build_frontend(frontend, tmp_path / "static")
    commands.clear()

    hatch_build.build_frontend(frontend, tmp_path / "static")

    assert commands == []


def test_a_changed_stylesheet_is_bundled_without_fetching_again(frontend, commands, tmp_path) -> None:
    hatch_build.build_frontend(frontend, tmp_path / "static")
    commands.clear()
    (frontend / "css/app.css").write_text("p { margin: 0 }")

    hatch_build.build_frontend(frontend, tmp_path / "static")

    assert [command[1] for command in commands] == ["css/app.css"]


def test_a_product_that_was_lost_is_built_again(frontend, commands, tmp_path) -> None:
    hatch_build.build_frontend(frontend, tmp_path / "static")
    commands.clear()
    (tmp_path / "static/app.js").unlink()

    hatch_build.build_frontend(frontend, tmp_path / "static")

    assert len(commands) == 1


def test_a_bundle_that_fails_leaves_the_one_before(frontend, commands, monkeypatch, tmp_path) -> None:
    hatch_build.build_frontend(frontend, tmp_path / "static")
    (frontend / "ts/app.ts").write_text("(")

    def fail(folder: Path, *arguments: str) -> None:
        raise hatch_build.BuildFailed("Unexpected end of file")

    monkeypatch.setattr(hatch_build, "_node", fail)
    with pytest.raises(hatch_build.BuildFailed):
        hatch_build.build_frontend(frontend, tmp_path / "static")

    assert (tmp_path / "static/app.js").read_text() == "built"


def test_a_catalogue_is_compiled_to_what_gettext_reads(catalogue: Path) -> None:
    hatch_build.compile_catalogues(catalogue.parents[2])

    with catalogue.with_suffix(".mo").open("rb") as file:
        assert gettext.GNUTranslations(file).gettext("Saved %(time)s") == "Gemt %(time)s"


def test_an_unchanged_catalogue_is_left_alone(catalogue: Path) -> None:
    hatch_build.compile_catalogues(catalogue.parents[2])
    compiled = catalogue.with_suffix(".mo")
    before = compiled.stat().st_ctime_ns

    hatch_build.compile_catalogues(catalogue.parents[2])

    assert compiled.stat().st_ctime_ns == before


def test_a_translation_with_other_placeholders_is_refused_by_name(catalogue: Path) -> None:
    catalogue.write_text(PO.replace("{translation}", "Gemt %(tid)s"), encoding="utf-8")

    with pytest.raises(hatch_build.BuildFailed, match=r"django\.po:\d+"):
        hatch_build.compile_catalogues(catalogue.parents[2])

    assert not catalogue.with_suffix(".mo").exists()


def test_a_tool_that_fails_is_told_with_its_words(tmp_path: Path) -> None:
    script = tmp_path / "fails.js"
    script.write_text("console.error('no such file'); process.exit(3)")

    with pytest.raises(hatch_build.BuildFailed, match="no such file"):
        hatch_build._node(tmp_path, str(script))


def test_the_lock_file_names_no_host_and_pins_every_package() -> None:
    lock = json.loads((ROOT / "frontend/package-lock.json").read_text())
    packages = {name: data for name, data in lock["packages"].items() if name}

    assert packages
    assert [name for name, data in packages.items() if "resolved" in data or "integrity" not in data] == []
    wanted = lock["packages"][""]["dependencies"] | lock["packages"][""]["devDependencies"]
    assert all(version[0].isdigit() for version in wanted.values())
