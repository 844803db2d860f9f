"""The mail is ours, in the reader's language, and an address nobody here has gets none."""

from __future__ import annotations

import re

from django.core import mail
from django.test import Client

from alongside.accounts.models import User


def test_the_mail_carries_a_link_that_opens_the_choice(house) -> None:
    User.objects.filter(username="sofie").update(email="sofie@solby.example")
    client = Client(headers={"cookie": "django_language=en"})

    client.post("/account/password/reset/", {"email": "sofie@solby.example"})

    (sent,) = mail.outbox
    assert sent.subject == "A new password for Alongside"
    assert "for sofie in Alongside" in sent.body
    link = re.search(r"http://testserver(/\S+)", sent.body)
    assert link is not None
    assert client.get(link[1], follow=True).status_code == 200


def test_an_address_nobody_here_has_gets_no_mail(house) -> None:
    answer = Client().post("/account/password/reset/", {"email": "nobody@solby.example"})

    assert answer.status_code == 302
    assert mail.outbox == []
