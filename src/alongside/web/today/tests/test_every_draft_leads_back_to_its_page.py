from __future__ import annotations

from django.urls import reverse

from alongside.attention.queries import SUBJECTS, Subject
from alongside.kernel.ids import new_id
from alongside.web.drafts import FORMS
from alongside.web.today.drafts import DRAFTS


def test_every_form_that_keeps_its_text_is_known_to_today() -> None:
    assert set(SUBJECTS) == set(FORMS)
    assert set(DRAFTS) == {(form, subject) for form, subjects in SUBJECTS.items() for subject in subjects}


def test_each_of_them_has_a_page() -> None:
    for (_form, subject), (route, _what) in DRAFTS.items():
        assert reverse(route, args=[] if subject is Subject.HOUSE else [new_id()])
