"""A request may name any encoding; one that is none for text breaks nothing."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest

from alongside.config.wsgi import application
from alongside.web.charset import with_a_readable_charset


def ask(content_type: str) -> str:
    """The status that the served program answers with."""
    said: list[str] = []

    def start(status: str, headers: Any, error: Any = None) -> Any:
        said.append(status)
        return lambda data: None

    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": "/account/login/",
        "QUERY_STRING": "q=%41",
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "CONTENT_TYPE": content_type,
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(),
    }
    list(application(environ, start))
    return said[0]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "charset", ["hex", "rot13", "idna", "undefined", "base64", '"hex"', "nothing", "\x00", ""]
)
def test_the_page_answers_all_the_same(charset: str) -> None:
    assert ask(f"multipart/form-data; boundary=x; charset={charset}") == "200 OK"


@pytest.mark.parametrize(
    "kind", ["text/csv; charset=ISO-8859-1", "application/json", 'text/plain; charset="utf-8"']
)
def test_what_can_be_read_stays_as_it_was_said(kind: str) -> None:
    assert with_a_readable_charset({"CONTENT_TYPE": kind}) == {"CONTENT_TYPE": kind}


def test_only_the_charset_is_passed_over() -> None:
    found = with_a_readable_charset({"CONTENT_TYPE": "multipart/form-data; charset=hex; boundary=x"})
    assert found == {"CONTENT_TYPE": "multipart/form-data; boundary=x"}
