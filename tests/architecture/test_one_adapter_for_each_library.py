"""Each third-party library is imported by one module of ours, so that replacing it is a change of one file."""

import ast
import sys
from pathlib import Path

from tests.architecture.tree import SOURCE, code

# Where each library may be imported. `config` names what it puts together, in settings and routes.
ADAPTERS = {
    "allauth": [
        "accounts/adapter.py",
        "accounts/invitations.py",
        "accounts/stages.py",
        "web/account/forms.py",
        "web/account/urls.py",
    ],
    "cryptography": ["kernel/keyring.py", "kernel/signing.py"],
    "dateutil": ["kernel/recurrence.py"],
    "defusedxml": ["interop/sheets/reading.py"],
    "django_tasks": ["kernel/jobs.py"],
    "django_tasks_db": ["kernel/jobs.py"],
    "icalendar": ["interop/ical.py"],
    "filetype": ["documents/files/kinds.py"],
    "fido2": ["accounts/passkeys.py"],
    "fhir": ["interop/ffb/structure.py"],
    "gunicorn": [],
    "highspy": ["caseload/balancing/optimiser.py"],
    "jellyfish": ["people/sounds.py"],
    "PIL": ["documents/files/pictures.py"],
    "jwt": ["accounts/identity/oidc.py"],
    "onelogin": ["accounts/identity/assertions.py"],
    "openpyxl": ["interop/sheets/reading.py"],
    "pydantic": ["interop/ffb/structure.py"],
    "qrcode": ["accounts/factors.py"],
    "rapidfuzz": ["people/likeness.py"],
    "simple_history": ["kernel/history.py"],
    "stdnum": ["people/identifiers.py"],
    "typst": ["paper/typesetting.py"],
    "uuid_utils": ["kernel/ids.py"],
    "xlsxwriter": ["interop/sheets/writing.py"],
}


def imported(path: Path) -> set[str]:
    """The top-level names of the third-party packages a file imports."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.split(".")[0])
    return found - sys.stdlib_module_names - {"alongside", "django"}


def test_a_library_is_imported_by_its_adapter_alone() -> None:
    strays = [
        f"{place} imports {library}"
        for path in code()
        if not (place := path.relative_to(SOURCE).as_posix()).startswith("config/")
        for library in imported(path)
        if place not in ADAPTERS.get(library, [])
    ]
    assert not strays


def test_every_adapter_is_used() -> None:
    unused = [
        f"{place} no longer imports {library}"
        for library, places in ADAPTERS.items()
        for place in places
        if library not in imported(SOURCE / place)
    ]
    assert not unused
