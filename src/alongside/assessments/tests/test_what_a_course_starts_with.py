from __future__ import annotations

import pytest

from alongside.assessments.errors import UnknownArea
from alongside.assessments.models import StartingProblem
from alongside.assessments.operations import record_starting_problems
from alongside.assessments.queries import starting_problems


def test_a_domain_nobody_answered_stays_unanswered(jonas, sofie):
    record_starting_problems(by=sofie, enrolment=jonas, present={"alcohol": True, "economy": False})
    assert starting_problems(sofie, jonas) == {"alcohol": True, "economy": False}


def test_what_is_known_later_takes_the_place_of_what_was_thought(jonas, sofie):
    record_starting_problems(by=sofie, enrolment=jonas, present={"alcohol": True, "economy": False})
    record_starting_problems(by=sofie, enrolment=jonas, present={"alcohol": True, "economy": True})
    assert starting_problems(sofie, jonas) == {"alcohol": True, "economy": True}
    versions = StartingProblem.objects.unscoped().values_list("domain", "version")
    assert dict(versions) == {"alcohol": 1, "economy": 2}


def test_only_the_domains_of_the_profile(jonas, sofie):
    with pytest.raises(UnknownArea):
        record_starting_problems(by=sofie, enrolment=jonas, present={"luck": True})
