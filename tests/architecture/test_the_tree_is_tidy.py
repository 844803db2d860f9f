"""Files are short and named for what they hold, and nothing of a machine or a registry stands in them."""

import re

import pytest

from tests.architecture.tree import BINARY, ROOT, name, tracked, written

LONGEST = 400
HELD_NOTHING = {"utils", "helpers", "common", "misc"}

# Brackets keep a pattern from finding itself.
NEVER = {
    "a package registry's host": r"p[y]pi\.org|pythonh[o]sted\.org|registry\.n[p]mjs\.org|deb\.d[e]bian\.org",
    "a path of somebody's machine": r"/h[o]me/[a-z]+/|/r[o]ot/\.|/w[o]rk/[a-z]+/|/U[s]ers/[a-zA-Z]+/",
    "a promise instead of the work": r"\bTO[D]O\b|\bFIX[M]E\b|\bXX[X]\b|\bHA[C]K\b",
    "a conflict left by a merge": r"^(?:<{7}|>{7}) ",
}


def test_no_file_needs_a_table_of_contents() -> None:
    long = {
        name(path): lines
        for path in written(".py", ".ts", ".css", ".html")
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST
    }
    assert not long


def test_every_file_is_named_for_what_it_holds() -> None:
    assert not [name(path) for path in written(".py", ".ts") if path.stem in HELD_NOTHING]


@pytest.mark.parametrize("what", NEVER)
def test_a_tracked_file_never_holds(what: str) -> None:
    pattern = re.compile(NEVER[what], re.M)
    found = [
        f"{name(path)}: {match[0]}"
        for path in tracked()
        if path.suffix not in BINARY
        for match in [pattern.search(path.read_text(encoding="utf-8", errors="replace"))]
        if match
    ]
    assert not found


def test_pinned_libraries_have_hashes_and_name_no_index() -> None:
    for path in sorted((ROOT / "requirements").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        pinned = re.findall(r"^[A-Za-z0-9][^\s]*==", text, re.M)
        hashed = re.findall(r"^[A-Za-z0-9][^\n]*\\\n    --hash=sha256:", text, re.M)
        assert pinned
        assert len(pinned) == len(hashed), name(path)
        assert not re.search(r"--(?:extra-)?index-url|--find-links", text)


def test_a_link_in_the_documents_leads_somewhere() -> None:
    broken = []
    for path in written(".md"):
        for target in re.findall(r"\]\(([^)#\s]+)", path.read_text(encoding="utf-8")):
            if (
                not target.startswith(("http://", "https://", "mailto:"))
                and not (path.parent / target).exists()
            ):
                broken.append(f"{name(path)}: {target}")
    assert not broken
