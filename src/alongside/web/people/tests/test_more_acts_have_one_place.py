"""What one does less often stands under "More", and only what one may do."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from alongside.enrolments.operations import pause_course


def _offered(browser, jonas) -> list[str]:
    groups = browser.get(reverse("person", args=[jonas.person_id])).context["more_acts"]
    return [act.url for group in groups for act in group.acts]


def test_a_case_manager_finds_what_changes_the_course_and_the_record(sign_in, jonas) -> None:
    offered = _offered(sign_in("sofie"), jonas)
    turns = ("course_change", "pause", "checklists", "close")
    assert [reverse(name, args=[jonas.pk]) for name in turns] == offered[:4]
    assert reverse("person_change", args=[jonas.person_id]) in offered


def test_a_course_that_rests_is_not_let_rest_again(sign_in, jonas, sofie) -> None:
    pause_course(by=sofie, enrolment=jonas, kind="hospital", starts_on=date(2026, 11, 20))
    assert reverse("pause", args=[jonas.pk]) not in _offered(sign_in("sofie"), jonas)


def test_a_colleague_who_only_reads_finds_nothing_to_change(sign_in, jonas) -> None:
    assert _offered(sign_in("maja"), jonas) == [
        reverse("critical_events", args=[jonas.person_id]),
        reverse("paper", args=[jonas.pk]),
        reverse("paper_summary", args=[jonas.pk]),
        reverse("bounds_declare", args=[jonas.person_id]),
        reverse("person_access", args=[jonas.person_id]),
        reverse("remarks", args=[jonas.person_id]),
        reverse("told", args=[jonas.person_id]),
    ]
