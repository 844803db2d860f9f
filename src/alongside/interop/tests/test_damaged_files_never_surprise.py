"""Whatever happens to a file on its way: it is read, or refused with at least one element named. Nothing else."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alongside.interop.ffb.order_records import Delivery
from alongside.interop.ffb.problems import RULES, FFBRefused, Problem
from alongside.interop.ffb.reading import read_delivery
from alongside.interop.ffb.records import DeliveryReport
from alongside.interop.ffb.writing import write_report
from alongside.interop.tests.deliveries import report
from alongside.interop.tests.official_files import FOLDER, ORDER, REPORTS, official
from alongside.interop.tests.ordered import order
from alongside.referrals import codes

SOURCES: dict[str, Any] = {"our report": report(), "our order": order()}
if FOLDER is not None:
    SOURCES |= {name: json.loads(official(name)) for name in (ORDER, *REPORTS)}

JUNK: st.SearchStrategy[Any] = st.sampled_from(
    [None, "", " ", "x", 0, -1, 1.5, 10**30, True, [], {}, [[]], [None], {"reference": "Condition/x"}, "2021-13-45",
     "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "#1", "urn:uuid:", "Patient/", "\x00", "\U0001f9ed",
     {"coding": []}, {"coding": [{}]}, [{"url": "x"}], codes.FUNCTION_LEVELS[0], codes.Group.THEMES, "entered-in-error"]
)  # fmt: skip
PATIENT = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in a tree, as paths of keys and indexes."""
    found = [path] if path else []
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, child in items:
        found += places(child, (*path, key))
    return found


PLACES = {name: places(tree) for name, tree in SOURCES.items()}


def holder_of(tree: Any, path: tuple[Any, ...]) -> Any:
    for step in path[:-1]:
        tree = tree[step]
    return tree


def read_or_refused(content: bytes | str) -> None:
    """The property itself. What is read from a report must also survive being written and read again."""
    problems: tuple[Problem, ...] = ()
    read: Delivery | None = None
    try:
        read = read_delivery(content)
    except FFBRefused as refused:
        problems = refused.problems
    assert read is not None or problems
    for problem in problems:
        assert problem.element
        assert problem.rule in RULES
        assert problem.sentence
        str(problem).encode()
    if isinstance(read, DeliveryReport):
        written = write_report(read)
        again = read_delivery(written)
        assert isinstance(again, DeliveryReport)
        assert write_report(again) == written


@st.composite
def damaged(draw, kinds: tuple[str, ...]) -> Any:
    name = draw(st.sampled_from(sorted(SOURCES)))
    tree = copy.deepcopy(SOURCES[name])
    for _ in range(draw(st.integers(1, 3))):
        path = draw(st.sampled_from(PLACES[name]))
        kind = draw(st.sampled_from(kinds))
        try:
            holder = holder_of(tree, path)
            _damage(draw, kind, tree, holder, path[-1], name)
        except (KeyError, IndexError, TypeError):
            continue  # an earlier damage took this place away
    return tree


def _damage(draw, kind: str, tree: Any, holder: Any, key: Any, name: str) -> None:
    if kind == "delete":
        del holder[key]
    elif kind == "junk":
        holder[key] = draw(JUNK)
    elif kind == "copy from elsewhere":
        path = draw(st.sampled_from(PLACES[name]))
        holder[key] = copy.deepcopy(holder_of(tree, path)[path[-1]])
    elif kind == "double" and isinstance(holder, list):
        holder.insert(key, copy.deepcopy(holder[key]))
    elif kind == "wrap":
        holder[key] = [holder[key]]
    elif kind == "rename" and isinstance(holder, dict):
        holder[draw(st.sampled_from(["status", "code", "text", "x", "é", "modifierExtension"]))] = holder.pop(
            key
        )
    elif kind == "another code":
        holder[key] = draw(st.sampled_from([found.code for found in codes._concepts().values()]))
    elif kind == "slip of the pen" and isinstance(holder[key], str):
        text = holder[key]
        cut = draw(st.integers(0, len(text)))
        holder[key] = text[:cut] + draw(st.text(max_size=2)) + text[cut + 1 :]


@PATIENT
@given(damaged(("delete",)))
def test_elements_are_missing(tree):
    read_or_refused(json.dumps(tree))


@PATIENT
@given(damaged(("junk", "wrap", "rename")))
def test_elements_are_of_another_kind(tree):
    read_or_refused(json.dumps(tree))


@PATIENT
@given(damaged(("another code", "slip of the pen")))
def test_codes_references_and_dates_have_slips(tree):
    read_or_refused(json.dumps(tree))


@PATIENT
@given(damaged(("double", "copy from elsewhere", "delete")))
def test_parts_are_doubled_or_moved(tree):
    read_or_refused(json.dumps(tree))


@PATIENT
@given(st.sampled_from(sorted(SOURCES)), st.floats(0, 1))
def test_the_file_is_cut_off(name, part):
    content = json.dumps(SOURCES[name], ensure_ascii=False).encode()
    cut = int(len(content) * part)
    if cut < len(content):
        with pytest.raises(FFBRefused):
            read_delivery(content[:cut])


@PATIENT
@given(st.sampled_from(sorted(SOURCES)), st.data())
def test_bytes_are_changed(name, data):
    content = bytearray(json.dumps(SOURCES[name], ensure_ascii=False).encode())
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    read_or_refused(bytes(content))


@PATIENT
@given(st.one_of(st.binary(max_size=200), st.text(max_size=200)))
def test_anything_at_all_is_uploaded(content):
    read_or_refused(content)


@PATIENT
@given(
    st.recursive(
        JUNK, lambda inner: st.lists(inner) | st.dictionaries(st.text(max_size=5), inner), max_leaves=20
    )
)
def test_any_json_stands_where_a_record_should(value):
    tree = copy.deepcopy(SOURCES["our report"])
    tree["entry"].append({"resource": value})
    read_or_refused(json.dumps(tree))
