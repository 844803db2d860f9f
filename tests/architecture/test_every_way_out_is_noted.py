"""Whatever answers with a file says whether somebody outside gets it, and then it has a line in the ledger.

Found by reading the source, not by trusting a list: a new function that answers with a file fails until somebody
decides whether it is a worker's own print or file (the trail knows of it), about nobody, or goes to somebody outside.
docs/reference/ways-out.md tells the same to a reader.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src" / "alongside"
MAKES_A_FILE = {"pdf_answer", "pdf_file", "zip_file", "account_as_csv", "_file", "_as_file"}

LEDGER = "goes to somebody outside: an operation writes its line in the same transaction"
OWN = (
    "a worker's own print or file, or the person's own paper: the trail keeps who made it and what was on it"
)
NOBODY = "about nobody we walk with"
WAYS: dict[str, str] = {
    "consents.share_views._hand_over": LEDGER,
    "keeping.requests.take": LEDGER,
    "keeping.records.take_archive": LEDGER,
    # The letter to the authority has its line when it is finished; printing it again is one's own copy.
    "paper.letter_views.letter": OWN,
    "paper.letter_views._draft_as_pdf": OWN,
    "paper.mailing_views.mailing": OWN,
    "paper.views.document": OWN,
    "consents.views._on_paper": OWN,
    "consents.views._kept_on_paper": OWN,
    "consents.ledger_views.told": OWN,
    "documents.views.document_file": OWN,
    "calendar.outside_views.contact_file": OWN,
    "calendar.outside_views.appointment_file": OWN,
    "calendar.outside_views.feed_file": OWN,
    "sheets.views.rest": OWN,
    "services.exchange.give_out": NOBODY,
    "sheets.views.template": NOBODY,
    "sheets.views.try_out": OWN,
    "numbers.views.as_file": NOBODY,
    "scales.rating_views.as_file": NOBODY,
    "keeping.records.certificate": NOBODY,
    "datamap.views.assessment_file": NOBODY,
    "account.saml_views.metadata": NOBODY,
}


def test_every_function_that_answers_with_a_file_says_who_gets_it() -> None:
    assert sorted(set(answers_with_a_file()) - set(WAYS)) == []


def test_no_way_out_stands_here_that_is_gone() -> None:
    assert sorted(set(WAYS) - set(answers_with_a_file())) == []


def answers_with_a_file() -> Iterator[str]:
    for path in sorted((SOURCE / "web").rglob("*.py")):
        if "tests" in path.parts:
            continue
        module = ".".join(path.relative_to(SOURCE / "web").with_suffix("").parts)
        for function in (
            one for one in ast.walk(ast.parse(path.read_text())) if isinstance(one, ast.FunctionDef)
        ):
            if function.name not in MAKES_A_FILE and any(makes_a_file(node) for node in ast.walk(function)):
                yield f"{module}.{function.name}"


def makes_a_file(node: ast.AST) -> bool:
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
        return False
    if node.func.id in MAKES_A_FILE:
        return True
    return node.func.id in ("HttpResponse", "StreamingHttpResponse", "FileResponse") and any(
        word.arg == "content_type" for word in node.keywords
    )
