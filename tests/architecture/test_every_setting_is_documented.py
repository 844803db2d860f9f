"""docs/reference/settings.md names exactly the settings that the code reads."""

import ast
import re

from tests.architecture.tree import ROOT, written

READERS = {"text", "flag", "number", "names", "mail_server", "get", "setdefault", "pop"}
# Read from the surroundings, but nobody's setting.
OF_THE_SYSTEM = {"PATH", "PYTHONHOME", "DJANGO_SETTINGS_MODULE", "PIP_DISABLE_PIP_VERSION_CHECK"}


def settings_read() -> set[str]:
    """Every name that `env.…("NAME")`, `os.environ.get("NAME")` or `os.environ["NAME"]` reads."""
    found = set()
    for path in written(".py"):
        if path.is_relative_to(ROOT / "tests/architecture") or "tests" in path.relative_to(ROOT).parts[1:]:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            name = _read_by_call(node) or _read_by_key(node)
            if name and re.fullmatch(r"[A-Z][A-Z_]+", name):
                found.add(name)
    return found


def _read_by_call(node: ast.AST) -> str | None:
    match node:
        case ast.Call(
            func=ast.Attribute(value=owner, attr=reader), args=[ast.Constant(value=str(name)), *_]
        ) if reader in READERS and ast.unparse(owner) in {"env", "os.environ"}:
            return name
    return None


def _read_by_key(node: ast.AST) -> str | None:
    match node:
        case ast.Subscript(value=owner, slice=ast.Constant(value=str(name)), ctx=ast.Load()) if (
            ast.unparse(owner) == "os.environ"
        ):
            return name
    return None


def test_the_page_and_the_code_know_the_same_settings() -> None:
    page = (ROOT / "docs/reference/settings.md").read_text(encoding="utf-8")
    documented = set(re.findall(r"^\| `([A-Z_]+)` \|", page, re.M))
    assert documented == settings_read() - OF_THE_SYSTEM


def test_a_name_is_found_however_it_is_read() -> None:
    tree = ast.parse("env.flag('A_B', True); os.environ.get('C_D'); os.environ['E_F']; words.get('G_H')")
    found = {_read_by_call(node) or _read_by_key(node) for node in ast.walk(tree)}
    assert found - {None} == {"A_B", "C_D", "E_F"}
