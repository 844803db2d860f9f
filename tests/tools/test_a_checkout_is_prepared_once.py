"""Setting up does each step once, again when its inputs change, and says what failed."""

import sys
from pathlib import Path

import pytest

from tools import prepare
from tools.prepare import Step


@pytest.fixture(autouse=True)
def a_checkout_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prepare, "ROOT", tmp_path)
    monkeypatch.setattr(prepare, "MEMORY", tmp_path / "memory")
    monkeypatch.setattr(prepare, "LOG", tmp_path / "log" / "prepare.log")
    (tmp_path / "wanted.txt").write_text("one")


def counting() -> Step:
    command = [sys.executable, "-c", "open('made.txt', 'a').write('x')"]
    return Step("count", "Counting", [command], inputs=["wanted.txt"], made=["made.txt"])


def test_a_step_that_was_done_is_not_done_again(tmp_path: Path) -> None:
    assert not counting().is_done()
    counting().do()
    assert counting().is_done()


def test_a_changed_input_asks_for_it_again(tmp_path: Path) -> None:
    counting().do()
    (tmp_path / "wanted.txt").write_text("two")
    assert not counting().is_done()


def test_something_missing_of_what_it_made_asks_for_it_again(tmp_path: Path) -> None:
    counting().do()
    (tmp_path / "made.txt").unlink()
    assert not counting().is_done()


def test_compiled_and_fetched_files_are_no_inputs(tmp_path: Path) -> None:
    folder = tmp_path / "source"
    (folder / "node_modules").mkdir(parents=True)
    (folder / "app.css").write_text("body {}")
    step = Step("pages", "Building", [], inputs=["source"])
    before = step.fingerprint()
    (folder / "node_modules" / "library.js").write_text("")
    (folder / "django.mo").write_text("")
    assert step.fingerprint() == before
    (folder / "more.css").write_text("")
    assert step.fingerprint() != before


def test_a_step_that_fails_shows_its_last_words_and_is_tried_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    step = Step("fail", "Failing", [[sys.executable, "-c", "raise SystemExit('no such index')"]])
    with pytest.raises(SystemExit):
        step.do()
    said = capsys.readouterr()
    assert said.out.startswith("Failing … failed")
    assert "no such index" in said.err
    assert "no such index" in (tmp_path / "log/prepare.log").read_text()
    assert not step.is_done()


def test_running_needs_no_tools_for_developing() -> None:
    assert [step.name for step in prepare.steps("run")] == [
        "environment",
        "build",
        "run",
        "built",
        "alongside",
    ]
    assert [step.name for step in prepare.steps("dev")] == ["environment", "dev", "built", "alongside"]
