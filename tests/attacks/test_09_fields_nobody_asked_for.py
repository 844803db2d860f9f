"""Attack 9: a form is sent with more in it than it asks for: another agency, author, role, signature or version.

Every form of every page is sent as it stands there, with all of that added. What is written then is what the form asks.
"""

from __future__ import annotations

import ast
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import pytest
from django.apps import apps

from alongside.accounts.models import User
from alongside.kernel.ids import new_id
from alongside.kernel.models import PersonalRecord, Record
from alongside.organisation.models import Membership, Worker
from tests.architecture.tree import code, name
from tests.attacks.addresses import addresses

AGENCY = str(new_id())
FORGED = "1999-01-02"
FORGED_AT = "1999-01-02T03:04:05Z"


class _Forms(HTMLParser):
    """The forms of a page that are sent: (address, what stands in them)."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self._open = False
        self._area = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = dict(attrs)
        if tag == "form" and (has.get("method") or "").lower() == "post":
            self.found.append((has.get("action") or "", {}))
            self._open = True
        named = has.get("name")
        if not self._open or not named:
            return
        if tag == "input" and (has.get("type") not in {"checkbox", "radio"} or "checked" in has):
            self.found[-1][1][named] = has.get("value") or ""
        if tag == "textarea":
            self._area = named
            self.found[-1][1][named] = ""

    def handle_data(self, data: str) -> None:
        if self._area:
            self.found[-1][1][self._area] += data

    def handle_endtag(self, tag: str) -> None:
        self._open = self._open and tag != "form"
        self._area = "" if tag == "textarea" else self._area


def _added(house, jonas) -> dict[str, str]:
    omar = house.workers["omar"]
    return {
        "agency": AGENCY,
        "agency_id": AGENCY,
        "author": str(omar.pk),
        "author_id": str(omar.pk),
        "worker_id": str(omar.pk),
        "signed_by": str(omar.pk),
        "signed_by_id": str(omar.pk),
        "signed_at": FORGED_AT,
        "recorded_at": FORGED_AT,
        "created_at": FORGED_AT,
        "by": str(omar.user_id),
        "user": str(omar.user_id),
        "user_id": str(omar.user_id),
        "role": "administrator",
        "roles": "administrator",
        "is_superuser": "on",
        "is_staff": "on",
        "person_id": str(new_id()),
        "id": str(new_id()),
        "pk": str(new_id()),
    }


@pytest.mark.parametrize("who", ["sofie", "ada"])
def test_what_no_form_asks_for_is_not_written(planted, sign_in, house, who) -> None:
    browser = sign_in(who)
    roles = list(Membership.objects.order_by("pk").values_list("pk", "role", "worker_id"))
    added = _added(house, planted)
    sent, seen = set(), set()
    for route, address in addresses(planted.person_id):
        if route in seen or "logout" in route:
            continue
        seen.add(route)
        page = browser.get(address)
        if page.status_code != 200 or page.streaming or "html" not in page["Content-Type"]:
            continue
        for action, fields in _Forms(page.content.decode()).found:
            to = urljoin(address, action)
            if urlsplit(to).path.startswith(("/account/", "/language")):
                continue
            answer = browser.post(to, {**added, **fields, "text": fields.get("text") or "We talked."})
            assert answer.status_code < 500, (route, to)
            sent.add(urlsplit(to).path)
    assert len(sent) >= {"sofie": 30, "ada": 4}[who]
    assert list(Membership.objects.order_by("pk").values_list("pk", "role", "worker_id")) == roles
    assert not User.objects.filter(username="omar").exclude(pk=house.workers["omar"].user_id).exists()
    assert not any(
        getattr(user, flag, False) for user in User.objects.all() for flag in ("is_superuser", "is_staff")
    )
    assert set(Worker.objects.values_list("agency_id", flat=True)) == {house.agency.pk}
    for model in apps.get_models():
        names = {field.attname for field in model._meta.concrete_fields}
        if "agency_id" in names:
            assert not model._base_manager.filter(agency_id=AGENCY).exists(), model.__name__
        if issubclass(model, Record):
            assert not model._base_manager.filter(
                recorded_at__lt=house.agency.recorded_at.replace(year=2000)
            ).exists()
        if issubclass(model, PersonalRecord) and "signed_at" in names:
            assert not model._base_manager.filter(signed_at__year=1999).exists(), model.__name__
            assert (
                not model._base_manager.filter(signed_by_id=house.workers["omar"].pk).exists()
                if ("signed_by_id" in names)
                else True
            )


def test_a_note_is_signed_by_who_wrote_it_and_now(jonas, sign_in, house) -> None:
    from alongside.contacts.models import Contact

    browser = sign_in("sofie")
    address = f"/courses/{jonas.pk}/contacts/new/"
    page = browser.get(address)
    assert page.status_code == 200, address
    ((_action, fields), *_rest) = [one for one in _Forms(page.content.decode()).found if "text" in one[1]]
    browser.post(
        address, {**_added(house, jonas), **fields, "kind": "visit", "text": "We talked.", "act": "sign"}
    )
    note = Contact.objects.unscoped().get()
    assert note.text == "We talked."
    assert note.signed_at in (None, house.now)
    assert note.worker_id == house.workers["sofie"].pk


def test_no_form_is_made_of_a_table_and_no_record_of_a_form() -> None:
    """`ModelForm` writes what it finds, `Model(**request.POST)` what it is sent."""
    wrong = []
    for path in code():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef) and any(
                "ModelForm" in ast.unparse(base) for base in node.bases
            ):
                wrong.append(f"{name(path)}:{node.lineno}")
            if isinstance(node, ast.Call) and any(
                one.arg is None and "request." in ast.unparse(one.value) for one in node.keywords
            ):
                wrong.append(f"{name(path)}:{node.lineno}")
    assert not wrong
