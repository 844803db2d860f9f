"""Small files that want to become large, for attack 22, and the program that opens them and is measured."""

from __future__ import annotations

import io
import json
import random
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

from PIL import Image

MIB = 1024 * 1024
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEETML = "application/vnd.openxmlformats-officedocument.spreadsheetml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"


def workbook(rows: bytes = b"", shared: bytes = b"", before: bytes = b"") -> bytes:
    """An .xlsx with these rows, as Excel packs it."""
    shared_type = (
        f'<Override PartName="/xl/sharedStrings.xml" ContentType="{SHEETML}.sharedStrings+xml"/>'
        if shared
        else ""
    )
    parts: dict[str, Any] = {
        "[Content_Types].xml": f'<Types xmlns="{TYPES}"><Default Extension="rels" ContentType="application/'
        'vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{SHEETML}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{SHEETML}.worksheet+xml"/>{shared_type}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{LINKS}"><Relationship Id="r1" Type="{OFFICE}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="a" sheetId="1" '
        'r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{LINKS}"><Relationship Id="r1" '
        f'Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": before
        + f'<worksheet xmlns="{MAIN}"><sheetData>'.encode()
        + rows
        + b"</sheetData></worksheet>",
    }
    if shared:
        parts["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}">'.encode() + shared + b"</sst>"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return out.getvalue()


def _cell(text: bytes) -> bytes:
    return b'<c t="inlineStr"><is><t>' + text + b"</t></is></c>"


def _noise(unit: bytes, times: int) -> bytes:
    """A unit many times, with something else now and then, so that it does not pack a thousandfold."""
    chance = random.Random(7)
    block = b"".join(unit * 60 + b"<!--%d-->" % chance.randrange(10**6) for _ in range(2000))
    return block * (times // 120_000)


def few_rows() -> bytes:
    """An ordinary sheet, to see that an honest file is read."""
    return workbook(b"".join(b"<row>%s%s</row>" % (_cell(b"Name"), _cell(b"Jonas")) for _ in range(300)))


BILLION_LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
    + b"]>"
)
A_FILE = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


def sheets() -> dict[str, bytes]:
    """Spreadsheets."""
    return {
        "ordinary": few_rows(),
        "unpacks": workbook(_noise(b"<row/>", 6_000_000)),
        "one row": workbook(b"<row>" + _noise(b"<c/>", 12_000_000) + b"</row>"),
        "one cell": workbook(b"<row>" + _cell(b"a" * 60 * MIB) + b"</row>"),
        "words": workbook(b"<row/>", shared=_noise(b"<si><t>a</t></si>", 1_500_000)),
        "one word": workbook(b"<row/>", shared=b"<si><t>" + b"a" * 70 * MIB + b"</t></si>"),
        "no rows": workbook(_noise(b"<col/>", 6_000_000)),
        "rows": workbook(b"".join(b"<row>%s</row>" % _cell(b"%d" % n) for n in range(80_000))),
        "far away": workbook(
            b'<row r="1"><c r="XFD1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
        ),
        "columns as text": b"name" + b";" * 9_000_000,
        "lines as text": b"name;b\n" + b"a;b\n" * 2_400_000,
        "an open quote": b'name;b\n"' + b"a" * 9_000_000,
    }


def calendars() -> dict[str, bytes]:
    """Calendar files."""
    begin = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n"
    event = b"BEGIN:VEVENT\r\nUID:%d\r\nDTSTART:19000101T000000Z\r\nDURATION:PT1M\r\n%s\r\nEND:VEVENT\r\n"
    end = b"END:VCALENDAR\r\n"
    days = b",".join([b"20261101T000000Z"] * 50_000)
    return {
        "every second": begin + b"".join(event % (n, b"RRULE:FREQ=SECONDLY") for n in range(1500)) + end,
        "every day for ever": begin + event % (1, b"RRULE:FREQ=DAILY;INTERVAL=0") + end,
        "nested": b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\n" * 60_000,
        "days": begin + event % (1, b"RDATE:" + days) + end,
    }


def orders() -> dict[str, bytes]:
    """Order files."""
    most = 10 * MIB - 100
    return {
        "objects": b"[" + b"{}," * (most // 3) + b"1]",
        "lists": b"[" + b"[]," * (most // 3) + b"1]",
        "nested": b"[" * most,
        "numbers": b"[" + b"1," * (most // 2) + b"1]",
        "one number": b"[" + b"1" * most + b"]",
        "keys": b"{" + b",".join(b'"%d":1' % (n % 120_000) for n in range(240_000)) + b"}",
    }


def uploads() -> dict[str, tuple[str, bytes]]:
    """Documents, each with its name."""
    from alongside.documents.tests import files

    return {
        "head of a PNG": ("a.png", files.bomb_in_a_png()),
        "largest PNG": ("a.png", _drawn(4880, 4900, "PNG")),
        "largest JPEG": ("a.jpg", _drawn(8000, 7990, "JPEG")),
        "Word": ("a.docx", files.bomb_in_a_zip()),
    }


def _drawn(width: int, height: int, kind: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height)).save(out, kind)
    return out.getvalue()


_OPENS = """
import json, resource, sys
sys.path[:0] = ["src", "."]
import os
os.environ["ALONGSIDE_TESTING"] = "1"
os.environ["DJANGO_SETTINGS_MODULE"] = "alongside.config.settings"
import django
django.setup()
from tests.attacks import opening
print(json.dumps(opening.open_all(sys.argv[1], sys.argv[2])))
"""


def opened(kind: str, folder: Path, files: dict[str, bytes]) -> dict[str, dict[str, Any]]:
    """What became of each file in a program of its own, and how many megabytes it grew by meanwhile."""
    for number, (name, content) in enumerate(files.items()):
        (folder / f"{number:03d}-{name}").write_bytes(content)
    found = subprocess.run(
        [sys.executable, "-c", _OPENS, kind, str(folder)],
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
    )
    assert found.returncode == 0, found.stderr[-3000:]
    answer: dict[str, dict[str, Any]] = json.loads(found.stdout.splitlines()[-1])
    return answer
