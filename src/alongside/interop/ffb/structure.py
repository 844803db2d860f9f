"""Does a record have the shape FHIR R4 demands? The one place that knows `fhir.resources`."""

from __future__ import annotations

from typing import Any

from fhir.resources.R4B import get_fhir_model_class
from fhir.resources.R4B.bundle import Bundle
from pydantic import ValidationError

from .problems import Findings

_RULES = {
    "missing": "fhir-missing",
    "model_field_validation.missing": "fhir-missing",
    "extra_forbidden": "fhir-unknown",
}


def check_bundle(bundle: dict[str, Any], found: Findings) -> None:
    """Check the Bundle around its records; the records are checked one by one with `check_record`."""
    envelope = {name: value for name, value in bundle.items() if name not in {"entry", "resourceType"}}
    entries = bundle.get("entry")
    if isinstance(entries, list):
        envelope["entry"] = [
            {name: value for name, value in entry.items() if name != "resource"}
            if isinstance(entry, dict)
            else entry
            for entry in entries
        ]
    elif entries is not None:
        envelope["entry"] = entries
    _check(Bundle, envelope, "Bundle", found)


def check_record(resource: dict[str, Any], path: str, found: Findings) -> bool:
    """Check one record against the R4 model of its type; `resource["resourceType"]` must be a FHIR type."""
    content = {name: value for name, value in resource.items() if name != "resourceType"}
    return _check(get_fhir_model_class(resource["resourceType"]), content, path, found)


def _check(model: Any, content: dict[str, Any], path: str, found: Findings) -> bool:
    try:
        model.model_validate(content)
        return True
    except ValidationError as refused:
        for error in refused.errors(include_url=False, include_context=False, include_input=False):
            found.add(path + _place(error["loc"]), _RULES.get(error["type"], "fhir-value"))
    except (ValueError, TypeError, AttributeError, KeyError, OverflowError):
        # fhir_core raises bare errors from some of its own checks; the record is wrong all the same.
        found.add(path, "fhir-value")
    return False


def _place(loc: tuple[int | str, ...]) -> str:
    steps = [step for step in loc if step not in {"root", "__root__"}]
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps)
