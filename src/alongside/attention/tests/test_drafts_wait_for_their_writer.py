"""What somebody was writing is found again with the name it is about, and only by them."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from alongside.attention.queries import Fate, Subject, waiting_drafts
from alongside.kernel import drafts
from alongside.kernel.ids import new_id
from tests.people_of_the_house import NOW, writing


def keep(viewer, form: str, subject_id: UUID, *, minutes: int = 0) -> None:
    drafts.keep(
        user_id=viewer.user_id,
        form=form,
        subject_id=subject_id,
        fields={"text": ["half a sentence"]},
        key=drafts.new_key(),
        now=NOW + timedelta(minutes=minutes),
    )


def waiting(viewer) -> list[tuple[str, str, str]]:
    return [
        (draft.form, draft.subject.value, draft.name)
        for draft in waiting_drafts(viewer).waiting
        if draft.fate is Fate.GOES_ON
    ]


def test_drafts_about_all_sorts_of_things_have_their_person(scene, sofie) -> None:
    mine = scene.course("Kim Thorsen")
    step = scene.step(mine, "Ask the landlord", due_in=3)
    contact = scene.happened(mine, days=1)
    keep(sofie, "contact", mine.pk, minutes=1)
    keep(sofie, "goal", step.goal_id, minutes=3)
    keep(sofie, "goal", mine.pk, minutes=4)
    keep(sofie, "amendment", contact.pk, minutes=5)
    keep(sofie, "quote", mine.person_id, minutes=6)

    assert waiting(sofie) == [
        ("quote", Subject.PERSON, "Kim Thorsen"),
        ("amendment", Subject.CONTACT, "Kim Thorsen"),
        ("goal", Subject.COURSE, "Kim Thorsen"),
        ("goal", Subject.GOAL, "Kim Thorsen"),
        ("contact", Subject.COURSE, "Kim Thorsen"),
    ]


def test_a_draft_of_a_review_goes_on_in_its_course_until_the_review_is_finished(scene, sofie) -> None:
    course = scene.course("Kim Thorsen")
    review = scene.review(course, due_in=3)
    keep(sofie, "review", review.pk)
    (found,) = waiting_drafts(sofie).waiting
    assert (found.subject, found.page_id, found.name) == (Subject.REVIEW, course.pk, "Kim Thorsen")
    with writing(scene.house.agency):
        review.held_on = NOW.date()
        review.save()
    (found,) = waiting_drafts(sofie).waiting
    assert (found.fate, found.name) == (Fate.FINISHED, "Kim Thorsen")


def test_words_that_can_no_longer_become_a_record_are_shown_with_the_reason(scene, sofie) -> None:
    closed = scene.course("Kim Thorsen", ends_on=NOW.date())
    colleagues = scene.course("Rosa Andersen", worker="maja")
    step = scene.step(colleagues, "Ask the landlord", due_in=3)
    keep(sofie, "contact", closed.pk, minutes=1)
    keep(sofie, "contact", colleagues.pk, minutes=2)
    keep(sofie, "goal", step.goal_id, minutes=3)
    keep(sofie, "decision", colleagues.referral_id, minutes=4)

    assert [(one.form, one.name, one.fate) for one in waiting_drafts(sofie).waiting] == [
        ("decision", "Rosa Andersen", Fate.FINISHED),
        ("goal", "Rosa Andersen", Fate.NOT_MINE),
        ("contact", "Rosa Andersen", Fate.NOT_MINE),
        ("contact", "Kim Thorsen", Fate.CLOSED),
    ]


def test_a_draft_about_someone_out_of_sight_is_not_shown_and_not_lost(scene, omar, sofie) -> None:
    course = scene.course("Kim Thorsen")
    keep(omar, "contact", course.pk)
    keep(omar, "contact", new_id())

    assert (waiting_drafts(omar).waiting, waiting_drafts(omar).out_of_sight) == ((), 2)
    assert waiting_drafts(sofie).out_of_sight == 0
    assert len(drafts.all_kept(user_id=omar.user_id)) == 2
