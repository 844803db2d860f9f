"""Attack 2: somebody of another team sends forms to every address of a person who is not theirs."""

from __future__ import annotations

import pytest
from django.apps import apps

from alongside.kernel.models import PersonalRecord
from tests.attacks.addresses import addresses

POSTED = {
    "text": "planted by a stranger",
    "reason": "planted by a stranger",
    "why": "planted by a stranger",
    "title": "planted by a stranger",
    "said_on": "24.11.2026",
    "until": "30.11.2026",
    "how": "phone",
    "version": "1",
    "kind": "family",
    "evidence": "signed",
}


def _versions() -> dict[tuple[str, object], int]:
    return {
        (model.__name__, pk): version
        for model in apps.get_models()
        if issubclass(model, PersonalRecord)
        for pk, version in model._base_manager.values_list("pk", "version")
    }


@pytest.mark.parametrize("name", ["omar", "eva", "per", "ada"])
def test_nothing_a_stranger_sends_changes_anything(planted, sign_in, name) -> None:
    browser = sign_in(name)
    before = _versions()
    for route, address in addresses(planted.person_id):
        if any(str(key) in address for key in (planted.pk, planted.person_id, planted.referral_id)):
            answer = browser.post(address, POSTED)
            # A draft without its parts is refused before anybody looks whose it is; the privacy officer answers
            # people's requests, and gets a form back that is not filled in.
            refused = (400, 422) if route == "draft" or name == "per" else (400,)
            assert answer.status_code in (302, 404, 405, *refused), (route, answer.status_code)
    assert _versions() == before
