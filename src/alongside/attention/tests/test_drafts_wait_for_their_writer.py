"""What somebody was writing is found again with the name it is about, and only by them."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from alongside.attention.queries import Subject, due_for, who_needs_me
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
        for draft in due_for(viewer, who_needs_me(viewer)).drafts
    ]


def test_drafts_about_all_sorts_of_things_have_their_person(scene, sofie) -> None:
    mine, colleagues = scene.course("Kim Thorsen"), scene.course("Rosa Andersen", worker="maja")
    step = scene.step(mine, "Ask the landlord", due_in=3)
    contact = scene.happened(mine, days=1)
    keep(sofie, "contact", mine.pk, minutes=1)
    keep(sofie, "contact", colleagues.pk, minutes=2)
    keep(sofie, "goal", step.goal_id, minutes=3)
    keep(sofie, "goal", mine.pk, minutes=4)
    keep(sofie, "amendment", contact.pk, minutes=5)
    keep(sofie, "quote", mine.person_id, minutes=6)
    keep(sofie, "decision", mine.referral_id, minutes=7)

    assert waiting(sofie) == [
        ("decision", Subject.REFERRAL, "Kim Thorsen"),
        ("quote", Subject.PERSON, "Kim Thorsen"),
        ("amendment", Subject.CONTACT, "Kim Thorsen"),
        ("goal", Subject.COURSE, "Kim Thorsen"),
        ("goal", Subject.GOAL, "Kim Thorsen"),
        ("contact", Subject.COURSE, "Rosa Andersen"),
        ("contact", Subject.COURSE, "Kim Thorsen"),
    ]


def test_a_draft_of_a_review_goes_on_in_its_course_until_the_review_is_finished(scene, sofie) -> None:
    course = scene.course("Kim Thorsen")
    review = scene.review(course, due_in=3)
    keep(sofie, "review", review.pk)
    (found,) = due_for(sofie, who_needs_me(sofie)).drafts
    assert (found.subject, found.page_id, found.name) == (Subject.REVIEW, course.pk, "Kim Thorsen")
    with writing(scene.house.agency):
        review.held_on = NOW.date()
        review.save()
    assert waiting(sofie) == []


def test_a_draft_about_someone_out_of_sight_is_not_shown_and_not_lost(scene, omar, sofie) -> None:
    course = scene.course("Kim Thorsen")
    keep(omar, "contact", course.pk)
    keep(omar, "contact", new_id())

    assert waiting(omar) == []
    assert waiting(sofie) == []
    assert len(drafts.all_kept(user_id=omar.user_id)) == 2
