"""Nothing typed is lost: a form in which more than a line can be written keeps a draft.

The next form cannot forget it: whoever makes one by hand, instead of from its slot, is named here.
"""

from __future__ import annotations

import ast
import importlib
import inspect
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django import forms

from alongside.web.drafts import FORMS
from alongside.web.forms import HouseForm
from tests.architecture.tree import SOURCE

WEB = SOURCE / "web"
A_LINE = 300
"""A field of one row holds at most so many characters; what may be longer, or has rows, is more than a line."""
MADE_BY_HAND = {
    "NoteForm": "is filled with what was planned on top of its draft, and held by its slot (`held_by`)",
    "DecisionForm": "shares its slot with the criteria, and is held by it",
    "AskForm": "one reason for many hand-overs that were just worked out, and are worked out anew when opened again",
    "MovedForm": "is filled by dragging, and nobody types in it",
    "MergeForm": "one reason at the end of a choice between two records that must be looked at anew",
    "ApartForm": "stands beside that choice",
    "UndoForm": "one reason beside what was written since, which must be looked at anew",
    "LetterheadForm": "comes with a file, and a browser never gives a file back",
}


def _modules() -> Iterator[tuple[str, Path]]:
    for path in sorted(WEB.rglob("*.py")):
        if "tests" not in path.parts:
            yield ".".join(path.relative_to(SOURCE.parent).with_suffix("").parts), path


def _holds_more_than_a_line(form: type[HouseForm]) -> bool:
    if "Textarea" in inspect.getsource(form):
        return True
    return any(
        isinstance(field.widget, forms.Textarea)
        or (
            type(field) is forms.CharField
            and not field.widget.is_hidden
            and (field.max_length or A_LINE + 1) > A_LINE
        )
        for field in form.base_fields.values()
    )


def _is_long(member: object) -> bool:
    return (
        isinstance(member, type)
        and issubclass(member, HouseForm)
        and member is not HouseForm
        and _holds_more_than_a_line(member)
    )


def _long_forms() -> set[str]:
    return {
        name
        for module, _path in _modules()
        for name, member in vars(importlib.import_module(module)).items()
        if _is_long(member)
    }


def _called(module: Any, function: ast.expr) -> Any:
    """What a call calls, as far as names lead: `StepForm(…)`, `forms.StepForm(…)`."""
    if isinstance(function, ast.Name):
        return getattr(module, function.id, None)
    if isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name):
        return getattr(getattr(module, function.value.id, None), function.attr, None)
    return None


def _made_by_hand() -> set[tuple[str, str]]:
    """(form, module) where a form with more than a line is called like a class."""
    found = set()
    for name, path in _modules():
        module = importlib.import_module(name)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                called = _called(module, node.func)
                if _is_long(called):
                    found.add((called.__name__, name))
    return found


def test_a_form_with_more_than_a_line_is_made_from_its_slot() -> None:
    long_forms = _long_forms()
    assert {"NoteForm", "PauseForm", "ReviewForm"} <= long_forms
    by_hand = {(form, module) for form, module in _made_by_hand() if form not in MADE_BY_HAND}
    assert by_hand == set(), "make them with from_slot: see web/drafts.py"
    assert {form for form, _module in _made_by_hand()} >= MADE_BY_HAND.keys()


def test_every_page_with_a_slot_sends_what_is_typed_to_it() -> None:
    templates = {path: path.read_text(encoding="utf-8") for path in (WEB / "templates").rglob("*.html")}
    keeping = {
        path.name for path, text in templates.items() if "slot.saved_at" in text and ":kept=" not in text
    }
    assert keeping == set()


def test_every_form_that_keeps_its_text_is_used() -> None:
    sources = "".join(path.read_text(encoding="utf-8") for _name, path in _modules())
    assert {form for form in FORMS if f'form="{form}"' not in sources} == set()


def test_every_view_with_a_slot_answers_what_was_sent_before() -> None:
    """Else a form that was sent, and is sent again or gone back to, is a live form that makes a second record."""
    missing = []
    for name, path in _modules():
        text = path.read_text(encoding="utf-8")
        slots, answers = text.count("DraftSlot("), text.count("slot.answer()")
        if (
            slots
            and not answers
            and name not in {"alongside.web.drafts", "alongside.web.intake.referral_views"}
        ):
            missing.append(name)
    assert missing == []
