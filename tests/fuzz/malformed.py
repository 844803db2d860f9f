"""What a malformed request is made of: a recipe that Hypothesis draws, and the request it becomes."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from hypothesis import strategies as st

METHODS = ["POST"] * 6 + ["GET"] * 5 + ["HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"]
LONG = "æ" * 60_000
MEGABYTE = "x" * 1_048_576
NIL = "00000000-0000-0000-0000-000000000000"
VALUES = (
    "", " ", "\x00", "a\x00b", "\ud800", "\udfff\ud800", "\ufffe", "\u202e\u2066", "\u200b", "é" * 300, "😀" * 99,
    "0", "-1", "1", "2147483648", "9223372036854775808", "9" * 40, "9" * 5000, "1e309", "NaN", "Infinity", "-0.0",
    "²", "٣", "\uff11\uff12", "½", "0x10", "1_000", "true", "null", "None", "[]", "{}", "on",
    "0000-00-00", "0001-01-01", "9999-12-31", "10000-01-01", "2026-02-30", "2026-W53", "2025-W99", "20261124",
    "0001-01-01T00:00", "9999-12-31T23:59", "2026-03-29T02:30", "2026-11-24T25:61", "24:00", "00:00", "12:30:61",
    "2026-11-24T10:00:00+99:00", "2026-11-24 10:00 Z", "01/13/2026", "31.12.9999",
    NIL, NIL[:-1], "{" + NIL + "}", NIL.replace("-", ""), "urn:uuid:" + NIL,
    "..", "../../etc/passwd", "..\\..\\boot.ini", "/", "//evil.example", "https://evil.example/", "javascript:0",
    "<script>1</script>", "'\"`;--", "' OR 1=1 --", "{{ 7|add:7 }}", "%s %(x)s {0}", "$(id)", "=1+1", "@SUM(A1)",
    "\r\nX: y", "a\nb\rc", "con", "contact", "Person", "Alongside", "x:y:z", "da", "xx", "*", "%", "_", "\\",
    LONG, MEGABYTE,
)  # fmt: skip
"""Values that stand where something else belongs."""
QUERY = (
    "show", "q", "after", "before", "kind", "goal", "day", "week", "who", "role", "person", "page", "sort", "from",
    "to", "back", "next", "team", "worker", "status", "language", "format", "on", "at", "until", "month", "text",
    "enrolment", "again", "filter", "open", "key", "of", "year", "view", "part", "purpose", "recipient", "weeks",
)  # fmt: skip
CONTENT_TYPES = (
    "application/json", "text/plain", "application/xml", "", "multipart/form-data", "multipart/form-data; boundary=",
    "multipart/form-data; boundary=" + "b" * 300, "multipart/mixed; boundary=x", "application/octet-stream",
    "application/x-www-form-urlencoded; charset=utf-16", "application/x-www-form-urlencoded; charset=hex",
    "multipart/form-data; boundary=x; charset=hex", "multipart/form-data; boundary=x; charset=rot13",
    "multipart/form-data; boundary=x; charset=utf-7", "multipart/form-data; boundary=x; charset=nothing",
    "application/json; charset=idna", "a" * 3000, ";;;=,", "multipart/form-data; boundary=\xe6",
)  # fmt: skip
RAW = (
    b"", b"\x00", b"\xff\xfe", b"\x1f\x8b\x08\x00broken", b"%", b"%zz=%ff&=&&a", b"{", b"[" * 50_000,
    b'{"a":"\\ud800"}',
    b'{"id":"\\u0000","response":[],"type":1}', b"null", b"[]", b"1e999", b'"text"', b'{"credential":{"id":5}}',
    b"--x", b"--x--", b"--x\r\n\r\n", b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n',
    b'--x\r\nContent-Disposition: form-data; name="file"; filename="\x00"\r\nContent-Type: \xff\r\n\r\nPK\r\n--x--',
    b'--x\r\nContent-Disposition: form-data; name="a"\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!\r\n--x--\r\n',
    b'--x\r\nContent-Disposition: form-data; name="key"\r\n\r\n\xed\xa0\x80\xff\r\n--x--\r\n',
    b"a=1&" * 2500, b"text=" + b"x" * 1_048_576, b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///'>]><a>&b;</a>",
)  # fmt: skip
FILES = (
    b"", b"%PDF-1.7\nbroken", b"PK\x03\x04broken", b"\x89PNG\r\n\x1a\nbroken", b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n",
    b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nDTSTART:99999999T999999Z\nRRULE:FREQ=SECONDLY\nEND:VEVENT\nEND:VCALENDAR",
    b"a;b\n\"c;\x00\xff\n", b'{"id":1}', b"[]", b"\xff\xd8\xff\xe0broken", b"x" * 200_000,
    b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nDTSTART:00010101T000000Z\nDURATION:P999999999W\nEND:VEVENT\nEND:VCALENDAR",
)  # fmt: skip
NAMES = (
    "a.pdf",
    "a.xlsx",
    "a.csv",
    "a.ics",
    "a.json",
    "a.jpg",
    "\x00",
    "../a",
    "å" * 400,
    "a",
    '"\r\n',
    "a.pdf.exe",
)
HEADERS = (
    ("HX-Request", "true"), ("HX-Request", "\xff"), ("HX-Target", "\x00"), ("HX-Current-URL", "http://[/"),
    ("HX-Current-URL", "%-E6"), ("HX-Current-URL-URI-AutoEncoded", "true"), ("X-Draft", "1"),
    ("X-Draft", "\xe6" * 999),
    ("Accept-Language", "da;q=x,*;q=9," * 50), ("Accept-Language", "\xff"),
    ("Accept", "application/json"), ("Accept", "\x00/;"),
    ("Host", "evil.example"), ("Host", "localhost:99999"), ("Host", "[::1"), ("Host", "\xe6"),
    ("Referer", "http://["),
    ("Referer", "\xff" * 5000), ("Origin", "null"), ("X-Forwarded-For", "\x00, 1"),
    ("X-Forwarded-Host", "evil.example"),
    ("X-Idle", "1"), ("If-None-Match", '"\xff'), ("If-Modified-Since", "0"),
    ("If-Modified-Since", "Mon, 99 Foo 99999 99:99:99 GMT"),
    ("Range", "bytes=9-1,-5"), ("Content-Encoding", "gzip"), ("Accept-Encoding", "gzip;q=0, br, \xff"),
    ("Accept-Encoding", "gzip"),
    ("Authorization", "Bearer \xff"), ("Authorization", "Basic !!!"), ("Authorization", "Bearer"),
    ("User-Agent", "\x00" * 9),
    ("X-Requested-With", "XMLHttpRequest"), ("Cookie", "django_language=\xff; known=\xff; csrftoken=;;="),
    ("Cookie", "messages=broken$1; known=a:b:c; django_language=../da; sessionid2=x"),
    ("Cookie", "\x00=\x01; ====; a"),
    ("Expect", "100-continue"), ("Transfer-Encoding", "chunked"), ("X-HTTP-Method-Override", "DELETE"),
)  # fmt: skip
BODIES = ["form"] * 6 + ["multipart"] * 3 + ["json", "array", "raw", "raw", "wrong type", "many"]
WHOSE = ["own"] * 10 + ["theirs"] * 4 + ["random", "wrong kind", "hostile"]
ENDINGS = [""] * 20 + ["/", "..", "/../", "%00", "%ff", "%2e%2e%2f", "/" * 50, ";a=b", "%E2%80%AE", "?"]

hostile = st.sampled_from(VALUES) | st.text(max_size=40) | st.integers().map(str) | st.uuids().map(str)
anywhere = st.integers(0, 10_000)


@dataclass(frozen=True)
class Recipe:
    """What Hypothesis draws; it becomes a request when the route's own ids and fields are known."""

    method: str
    parts: list[tuple[str, str, int]]
    ending: str
    query: list[tuple[str, str]]
    body: str
    fields: list[tuple[int, str]]
    raw: bytes
    content_type: str
    file: bytes
    filename: str
    headers: list[tuple[str, str]]


def recipes() -> st.SearchStrategy[Recipe]:
    """Recipes for any route."""
    part = st.tuples(st.sampled_from(WHOSE), hostile, anywhere)
    return st.builds(
        Recipe,
        method=st.sampled_from(METHODS),
        parts=st.lists(part, min_size=2, max_size=2),
        ending=st.sampled_from(ENDINGS),
        query=st.lists(st.tuples(st.sampled_from(QUERY), hostile), max_size=3),
        body=st.sampled_from(BODIES),
        fields=st.lists(st.tuples(anywhere, hostile), max_size=4),
        raw=st.sampled_from(RAW) | st.binary(max_size=60),
        content_type=st.sampled_from(CONTENT_TYPES),
        file=st.sampled_from(FILES) | st.binary(max_size=60),
        filename=st.sampled_from(NAMES),
        headers=st.lists(st.sampled_from(HEADERS), max_size=2),
    )


def quoted(text: str) -> str:
    """`text` in an address; half a surrogate pair becomes the bytes it would be, which are not UTF-8."""
    return quote(text.encode("utf-8", "surrogatepass"), safe="")


def query_of(recipe: Recipe) -> str:
    """The query string. A megabyte does not pass any server in an address; it is cut."""
    return "&".join(f"{name}={quoted(value[:4000])}" for name, value in recipe.query)


def body_of(recipe: Recipe, form: Mapping[str, str], also: Sequence[str]) -> tuple[bytes, str]:
    """The body and its content type.

    Args:
        form: the fields of the page's own form, filled as the page filled them.
        also: values of the house, ids of other records, that may stand in any field.
    """
    names = [*form] or [*QUERY]
    fields = [*form.items()]
    for where, value in recipe.fields:
        name = names[where % len(names)]
        fields = [(known, said) for known, said in fields if known != name]
        fields.append((name, also[where % len(also)] if also and where % 5 == 0 else value))
    match recipe.body:
        case "form":
            return _urlencoded(fields), "application/x-www-form-urlencoded"
        case "many":
            return _urlencoded(fields * 40), "application/x-www-form-urlencoded"
        case "array":
            listed = [(f"{name}[]", value) for name, value in fields] + fields * 3
            return _urlencoded(listed), "application/x-www-form-urlencoded"
        case "json":
            return json.dumps(dict(fields)).encode(), "application/json"
        case "wrong type":
            return _urlencoded(fields), recipe.content_type
        case "multipart":
            return _multipart(fields, recipe), "multipart/form-data; boundary=x"
        case _:
            return recipe.raw, recipe.content_type


def _urlencoded(fields: Sequence[tuple[str, str]]) -> bytes:
    return "&".join(f"{quoted(name)}={quoted(value)}" for name, value in fields).encode()


def _multipart(fields: Sequence[tuple[str, str]], recipe: Recipe) -> bytes:
    files = {"file", "photo", "picture", "logo"}
    parts = [
        f'--x\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n'.encode("utf-8", "surrogatepass")
        + value.encode("utf-8", "surrogatepass")
        for name, value in fields
        if name not in files
    ]
    named = next((name for name, _ in fields if name in files), "file")
    parts.append(
        f'--x\r\nContent-Disposition: form-data; name="{named}"; filename="{recipe.filename}"\r\n'
        "Content-Type: application/octet-stream\r\n\r\n".encode()
        + recipe.file
    )
    return b"\r\n".join(parts) + b"\r\n--x--\r\n"
