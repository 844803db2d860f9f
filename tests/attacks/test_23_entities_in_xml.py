"""Attack 23: a spreadsheet whose XML names entities: one grows a billion times, one reads a file of the server."""

from __future__ import annotations

import ast
import io
import socket
import zipfile

import openpyxl
import pytest

from alongside.interop.sheets.errors import SheetRefused
from alongside.interop.sheets.reading import open_sheet
from tests.architecture.tree import code, name
from tests.attacks import bombs

XML = {"xml", "lxml", "xmltodict", "html5lib", "bs4", "defusedxml"}
MAY_KNOW_XML = {"src/alongside/interop/sheets/reading.py"}
HONEST = b'<row><c t="inlineStr"><is><t>name</t></is></c></row>' * 2
WITH_ENTITY = b'<row><c t="inlineStr"><is><t>%s</t></is></c></row>' * 2
OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd">'
PARAMETER = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY % x SYSTEM "file:///etc/passwd"> %x;]>'


def _read(content: bytes) -> str:
    return str(list(open_sheet(content, known={"name"}).rows))


@pytest.mark.parametrize(
    ("before", "rows"),
    [
        (bombs.BILLION_LAUGHS, WITH_ENTITY % (b"&j;", b"&j;")),
        (bombs.A_FILE, WITH_ENTITY % (b"&x;", b"&x;")),
        (PARAMETER, HONEST),
    ],
    ids=["laughs", "file", "parameter"],
)
def test_a_sheet_with_entities_is_refused(before: bytes, rows: bytes) -> None:
    with pytest.raises(SheetRefused):
        _read(bombs.workbook(rows, before=before))


def test_a_definition_that_lies_elsewhere_is_not_fetched(monkeypatch) -> None:
    def asked(*_args: object, **_kwargs: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", asked)
    monkeypatch.setattr(socket, "getaddrinfo", asked)
    assert _read(bombs.workbook(HONEST, before=OUTSIDE)) == _read(bombs.workbook(HONEST))


@pytest.mark.parametrize("part", ["xl/workbook.xml", "[Content_Types].xml", "xl/_rels/workbook.xml.rels"])
def test_nor_in_the_parts_around_the_sheet(part: str) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(bombs.few_rows())) as whole, zipfile.ZipFile(out, "w") as packed:
        for one in whole.namelist():
            packed.writestr(one, (bombs.BILLION_LAUGHS if one == part else b"") + whole.read(one))
    with pytest.raises(SheetRefused):
        _read(out.getvalue())


def test_the_same_sheet_without_them_is_read() -> None:
    assert "Jonas" in _read(bombs.few_rows())
    assert openpyxl.DEFUSEDXML


def test_nothing_else_reads_xml() -> None:
    found = {
        name(path)
        for path in code()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for module in (
            [one.name for one in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
        if module.partition(".")[0] in XML
    }
    assert found == MAY_KNOW_XML
