"""Every write has a name, a policy and a spine, and none goes around it."""

import ast
import inspect
import re
from importlib import import_module
from pathlib import Path

import pytest

from alongside.access.policy import policy_of
from alongside.kernel.operations import REGISTRY
from tests.architecture.tree import SOURCE, code, name

# Where rows that are no records (accounts, drafts, chains) are written in bulk or updated in place.
SPINE = ("kernel/", "audit/")
ALLOWED = {
    "accounts/": "accounts, their factors, sessions and tries are no records; what is done to them is in the trail",
    "documents/sealing.py": "the same content under another key, compared and swapped, is no change of a record",
    "people/reindexing.py": "a fingerprint under another key says nothing new about anybody",
    "restrictions/operations.py": "what a closed category means is written with the restriction, within its operation",
    "interop/sheets/rows.py": "a row of a file is no record until it has been taken in",
    "web/language.py": "a user's own language is a setting of the account, not a record",
    "web/today/looking.py": "when somebody last looked is theirs alone, and no record",
    "web/keys/views.py": "whether single keys do something is a setting of the account, not a record",
}


def rooms_with(module: str) -> list[str]:
    """The dotted names of all rooms' `module`."""
    found = [*SOURCE.glob(f"*/{module}.py"), *SOURCE.glob(f"*/{module}/*.py")]
    return sorted(".".join(path.relative_to(SOURCE.parent).with_suffix("").parts) for path in found)


@pytest.fixture(scope="module", autouse=True)
def every_operation_is_declared() -> None:
    for module in rooms_with("operations") + rooms_with("policies"):
        import_module(module.removesuffix(".__init__"))


def test_there_are_operations() -> None:
    assert len(REGISTRY) >= 5


def test_every_operation_is_named_as_noun_and_verb() -> None:
    assert not [operation for operation in REGISTRY if not re.fullmatch(r"[a-z_]+(\.[a-z_]+)+", operation)]


def test_every_operation_has_a_policy() -> None:
    assert not [operation for operation in REGISTRY if policy_of(operation) is None]


def test_every_operation_takes_keywords_and_says_what_it_raises() -> None:
    for operation in REGISTRY.values():
        parameters = inspect.signature(operation.function).parameters
        assert "by" in parameters, operation.name
        named = {inspect.Parameter.KEYWORD_ONLY, inspect.Parameter.VAR_KEYWORD}
        assert all(p.kind in named for p in parameters.values()), operation.name
        assert inspect.getdoc(operation.function), operation.name
        if operation.on:
            assert operation.on in parameters, operation.name


def writes_around_the_spine(path: Path) -> list[str]:
    """Calls that change rows without history, audit or a change number."""
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        called = node.func.attr
        in_place = called == "update" and node.keywords and not node.args
        through_kernel = isinstance(node.func.value, ast.Name) and node.func.value.id == "history"
        if in_place or (called in {"bulk_create", "bulk_update", "_raw_delete"} and not through_kernel):
            found.append(f"{name(path)}:{node.lineno}: .{called}(")
    return found


def test_no_row_is_changed_around_the_spine() -> None:
    found = [
        line
        for path in code()
        if not path.relative_to(SOURCE).as_posix().startswith((*SPINE, *ALLOWED))
        for line in writes_around_the_spine(path)
    ]
    assert not found


def test_a_write_around_the_spine_would_be_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = SOURCE / "planted.py"
    planted = "Person.objects.filter(pk=1).update(name='x')\nGoal.objects.bulk_create(rows)\n"
    allowed = "words.update({'a': 1})\nhistory.bulk_create(rows)\ndigest.update(b'')\n"
    monkeypatch.setattr(Path, "read_text", lambda self, encoding=None: planted + allowed)
    assert [line.rpartition(":")[2] for line in writes_around_the_spine(path)] == [
        " .update(",
        " .bulk_create(",
    ]


def test_no_rule_reads_the_clock() -> None:
    clock = re.compile(r"\b(?:datetime\.now|date\.today|timezone\.now|time\.time|localdate|localtime)\(")
    pure = [path for path in code() if path.stem == "rules" or "rules" in path.parts]
    assert pure
    assert not [name(path) for path in pure if clock.search(path.read_text(encoding="utf-8"))]
