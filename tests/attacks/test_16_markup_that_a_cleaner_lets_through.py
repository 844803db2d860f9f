"""Attack 16: markup is cleaned before it is shown, and something gets past the cleaner.

Nothing is cleaned here because nothing is rendered: what people write is text. Where text is declared to be markup,
the file stands below with the reason.
"""

from __future__ import annotations

import ast
import re

from tests.architecture.tree import ROOT, SOURCE, code, name

DECLARED = {
    "src/alongside/web/templatetags/words.py": "marks what was sought; every piece is escaped before it is joined",
}
UNESCAPED_TEMPLATES = {
    "src/alongside/web/templates/account/email/password_reset_key_message.txt": "a mail in plain text",
}
OFF = re.compile(
    r"\|\s*safe(?:seq)?\b|\{%\s*autoescape\s+off|\|\s*urlize|\|\s*(?:un)?escapejs|%\}\s*\{%\s*verbatim"
)
CLEANERS = {"markdown", "mistune", "commonmark", "markdown_it", "bleach", "nh3", "html_sanitizer", "lxml"}
INTO_THE_PAGE = re.compile(
    r"\.(?:innerHTML|outerHTML|srcdoc)\s*\+?=|insertAdjacentHTML|document\.write|createContextualFragment|setHTMLUnsafe"
    r"|\beval\(|new Function\("
)


def _declares(text: str) -> bool:
    return any(
        (
            isinstance(node, ast.Call)
            and getattr(node.func, "id", getattr(node.func, "attr", ""))
            in {"mark_safe", "SafeString", "SafeText"}
        )
        or (isinstance(node, ast.FunctionDef) and node.name == "__html__")
        or (isinstance(node, ast.keyword) and node.arg in {"is_safe", "autoescape"})
        for node in ast.walk(ast.parse(text))
    )


def test_no_code_declares_text_to_be_markup_but_what_says_why() -> None:
    assert {name(path) for path in code() if _declares(path.read_text(encoding="utf-8"))} == set(DECLARED)


def test_markup_is_formatted_with_places_and_never_put_together() -> None:
    """`format_html(f"…{x}")` and `format_html("…" + x)` escape nothing."""
    wrong = [
        f"{name(path)}:{node.lineno}"
        for path in code()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", "") == "format_html"
        and not isinstance(node.args[0], ast.Constant)
    ]
    assert not wrong


def test_no_template_turns_escaping_off_but_those_that_say_why() -> None:
    templates = [
        path for path in SOURCE.rglob("templates/**/*") if path.suffix in {".html", ".txt", ".xml", ".svg"}
    ]
    assert len(templates) > 100
    assert {name(path) for path in templates if OFF.search(path.read_text("utf-8"))} == set(
        UNESCAPED_TEMPLATES
    )


def test_nothing_that_renders_or_cleans_markup_is_installed_for_running() -> None:
    pinned = set(
        re.findall(r"^([a-z0-9._-]+)==", (ROOT / "requirements" / "run.txt").read_text("utf-8"), re.M)
    )
    assert pinned
    assert not {one.replace("-", "_") for one in pinned} & CLEANERS


def test_no_script_of_ours_makes_markup_out_of_text() -> None:
    scripts = list((ROOT / "frontend" / "ts").rglob("*.ts"))
    assert scripts
    assert not [name(path) for path in scripts if INTO_THE_PAGE.search(path.read_text(encoding="utf-8"))]


def test_the_test_sees_what_it_looks_for() -> None:
    for text in ("{{ x|safe }}", "{{ x | safe }}", "{% autoescape off %}", "{{ x|urlize }}"):
        assert OFF.search(text), text
    for text in ("mark_safe(x)", "SafeString(x)", "safestring.mark_safe(x)", "def __html__(self): ..."):
        assert _declares(text), text
    for text in ("a.innerHTML = b", "eval(x)", "a.insertAdjacentHTML('x', y)"):
        assert INTO_THE_PAGE.search(text), text
