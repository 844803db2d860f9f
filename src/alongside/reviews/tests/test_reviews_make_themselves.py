from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.enrolments.errors import CourseClosed
from alongside.enrolments.events import CourseEnded, CourseReopened
from alongside.kernel.events import publish
from alongside.reviews.errors import MovedOutsideBounds, MoveNeedsReason
from alongside.reviews.models import Review
from alongside.reviews.operations import finish_review, move_review, write_review
from alongside.reviews.queries import coming, current
from alongside.reviews.rules import Standing
from tests.people_of_the_house import writing

TODAY = date(2026, 11, 24)


def close(house, jonas, on=TODAY):
    with writing(house.agency):
        jonas.ends_on = on
        jonas.save()
        publish(CourseEnded(jonas.pk, on))


def reopen(house, jonas, on):
    with writing(house.agency):
        jonas.ends_on = None
        jonas.save()
        publish(CourseReopened(jonas.pk, on))


def test_a_course_begins_with_its_first_review_one_interval_later(scene):
    assert (scene.review.period_from, scene.review.due_on) == (date(2026, 9, 2), date(2026, 12, 2))


def test_it_is_announced_before_it_is_due(scene, jonas, sofie):
    found = coming(sofie, [jonas.pk])[jonas.pk]
    assert (found.standing, found.days, found.announced, found.begun) == (Standing.COMING, 8, True, False)
    assert coming(sofie) == {jonas.pk: found}
    write_review(by=sofie, review=scene.review, ratings={"alcohol": ("", "better")})
    assert coming(sofie)[jonas.pk].begun


def test_finishing_one_makes_the_next(scene, jonas, sofie):
    write_review(by=sofie, review=scene.review, follow_up_result="continue", summary="Closer.")
    finish_review(by=sofie, review=scene.review, held_on=TODAY)
    finished, following = Review.objects.unscoped().order_by("due_on")
    assert (finished.held_on, finished.next_due_on) == (TODAY, date(2027, 2, 24))
    assert (following.period_from, following.due_on, following.held_on) == (TODAY, date(2027, 2, 24), None)
    assert current(sofie, jonas) == following


def test_the_coming_review_rests_when_the_course_is_closed_and_nothing_in_it_is_lost(
    scene, house, jonas, sofie, amina
):
    write_review(by=sofie, review=scene.review, summary="Half a sentence")
    close(house, jonas)
    assert coming(sofie) == {}
    assert current(sofie, jonas) is None
    with pytest.raises(CourseClosed):
        write_review(by=amina, review=scene.fresh(), summary="more")
    reopen(house, jonas, date(2027, 1, 31))
    review = Review.objects.unscoped().get()
    assert (review.summary, review.due_on) == ("Half a sentence", date(2027, 4, 30))
    assert jonas.pk in coming(sofie)


def test_it_can_be_moved_with_a_reason(scene, sofie):
    with pytest.raises(MoveNeedsReason):
        move_review(by=sofie, review=scene.fresh(), due_on=date(2026, 12, 9), reason=" ")
    with pytest.raises(MovedOutsideBounds):
        move_review(by=sofie, review=scene.fresh(), due_on=date(2027, 6, 1), reason="too late")
    review = move_review(
        by=sofie, review=scene.fresh(), due_on=date(2026, 12, 9), reason="He is on the ward until the 7th"
    )
    assert (review.due_on, review.move_reason) == (date(2026, 12, 9), "He is on the ward until the 7th")


def test_who_sees_what_is_coming(scene, jonas, omar, karin, ilse, amina):
    assert coming(omar) == coming(ilse) == {}
    assert jonas.pk in coming(amina)
    assert jonas.pk in coming(karin)


def test_what_is_coming_costs_two_queries(scene, jonas, sofie):
    with CaptureQueriesContext(connection) as seen:
        coming(sofie, [jonas.pk])
    assert len(seen) == 2
