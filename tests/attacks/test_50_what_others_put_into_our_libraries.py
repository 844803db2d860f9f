"""Attack 50: a library is exchanged on its way here, looked up somewhere else, or runs something when it is installed.

That every Python library is pinned with its hashes and no file names another index is held by
`tests/architecture/test_the_tree_is_tidy.py` as well; here are the other ways in.
"""

from __future__ import annotations

import json
import re
import tomllib

from tests.architecture.tree import ROOT, name, tracked

FRONTEND = ROOT / "frontend"
ELSEWHERE = re.compile(
    r"--(?:extra-)?index-url|--find-links|--trusted-host|\bgit\+|@\s*(?:https?|file):|^-e\b", re.M
)


def test_every_python_library_is_pinned_with_hashes_from_the_one_index() -> None:
    sets = sorted((ROOT / "requirements").glob("*.txt"))
    assert {path.stem for path in sets} == {"run", "build", "dev", "saml"}
    for path in sets:
        text = path.read_text(encoding="utf-8")
        entries = re.split(r"\n(?=[A-Za-z0-9])", "\n" + text.strip())[1:]
        assert len(entries) > 2, path.name
        for entry in entries:
            head = entry.splitlines()[0]
            assert re.match(r"[A-Za-z0-9._-]+(?:\[[^\]]+\])?==[^\s;]+", head), (path.name, head)
            assert re.search(r"--hash=sha256:[0-9a-f]{64}\b", entry), (path.name, head)
        assert not ELSEWHERE.search(text), path.name


def test_installing_insists_on_the_hashes() -> None:
    text = (ROOT / "tools" / "prepare.py").read_text(encoding="utf-8")
    assert '"--require-hashes"' in text
    assert not ELSEWHERE.search(text)


def test_what_runs_is_asked_for_by_name_and_from_the_index() -> None:
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = asked["project"]["dependencies"]
    assert wanted
    pinned = (ROOT / "requirements" / "run.txt").read_text(encoding="utf-8").casefold()
    for one in wanted:
        assert not ELSEWHERE.search(one), one
        called = re.match(r"[A-Za-z0-9._-]+", one)
        assert called
        assert re.search(rf"^{re.escape(_as_pinned(called[0]))}(?:\[[^\]]+\])?==", pinned, re.M), one


def _as_pinned(called: str) -> str:
    """A name as an index knows it: dots and lines below are dashes."""
    return re.sub(r"[._-]+", "-", called).casefold()


def test_every_package_of_the_frontend_is_locked_with_its_integrity() -> None:
    lock = json.loads((FRONTEND / "package-lock.json").read_text(encoding="utf-8"))
    packages = {key: one for key, one in lock["packages"].items() if key}
    assert packages
    for key, one in packages.items():
        assert re.fullmatch(r"sha512-[A-Za-z0-9+/]{86}==", one.get("integrity", "")), key
        assert "resolved" not in one, key
    wanted = json.loads((FRONTEND / "package.json").read_text(encoding="utf-8"))
    for group in ("dependencies", "devDependencies"):
        for package, version in wanted.get(group, {}).items():
            assert re.fullmatch(r"\d+\.\d+\.\d+", version), (package, version)
    assert not {"preinstall", "install", "postinstall", "prepare"} & set(wanted.get("scripts", {}))


def test_no_other_index_is_named_in_any_configuration() -> None:
    for path in tracked():
        if path.name in {".npmrc", "pip.conf", "uv.toml", ".pypirc"}:
            text = path.read_text(encoding="utf-8")
            assert not re.search(r"registry\s*=|index|_auth", text), name(path)
