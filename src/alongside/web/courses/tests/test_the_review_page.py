from __future__ import annotations

from datetime import date, timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.contacts.operations import record_attempt, record_contact
from alongside.housing.operations import record_stay
from alongside.kernel import drafts
from alongside.plans.models import Goal, GoalStatus
from alongside.plans.operations import add_goal, add_sub_goal, change_step
from alongside.reviews.models import DomainRating, GoalJudgement, Review
from alongside.reviews.operations import write_review
from alongside.web.courses.tests.conftest import fields_of, words
from tests.people_of_the_house import NOW


def judged(walk, **more):
    """What Sofie types when they have talked about the door, the contract and money."""
    return {
        f"j-{walk.door.pk}-person_movement": "closer",
        f"j-{walk.door.pk}-person_words": "Closer. If they take the dog.",
        f"j-{walk.door.pk}-worker_movement": "same",
        f"j-{walk.bella.pk}-person_movement": "there",
        f"j-{walk.bella.pk}-after": "reached",
        f"j-{walk.contract.pk}-worker_movement": "closer",
        "d-economy-person": "better",
        "d-economy-worker": "unchanged",
        "intensity": "yes",
        "follow_up_result": "continue",
    } | more


def save(client, walk, **more):
    url = walk.url("review/")
    return client.post(url, fields_of(client, url) | judged(walk, **more))


def test_what_happened_comes_from_the_records(walk, sofie, sign_in):
    for days in (2, 9, 30):
        record_contact(
            by=sofie,
            enrolment=walk.enrolment,
            kind="visit",
            occurred_at=NOW - timedelta(days=days),
            place="street",
            place_text="",
            minutes=30,
            text="We talked.",
            touches=[],
            person_present=True,
            others_present="",
        )
    record_attempt(
        by=sofie,
        enrolment=walk.enrolment,
        how="not_found",
        place="street",
        occurred_at=NOW - timedelta(days=20),
    )
    record_stay(
        by=sofie,
        person=walk.enrolment.person,
        kind="street",
        place="Åparken",
        starts_on=date(2026, 10, 1),
    )
    change_step(by=sofie, step=walk.viewing, done_on=date(2026, 11, 20))
    said = words(sign_in("sofie").get(walk.url("review/")))
    assert "Three months with Jon" in said
    assert "We met 3 times. Most often: Street." in said
    assert "We tried once without meeting." in said
    assert "Since Thu 1 Oct: Åparken." in said
    assert "One step was done." in said
    assert "The longest time without meeting was" in said


def test_three_months_without_a_contact_say_so(walk, sign_in):
    assert "Nothing is written about contacts in this time." in words(
        sign_in("sofie").get(walk.url("review/"))
    )


def test_both_views_are_saved_and_there_the_next_day(walk, sign_in):
    sofie = sign_in("sofie")
    assert save(sofie, walk)["Location"] == walk.url("review/")
    found = {row.sub_goal_id or row.goal_id: row for row in GoalJudgement.objects.unscoped()}
    assert set(found) == {walk.door.pk, walk.bella.pk, walk.contract.pk}
    assert (found[walk.door.pk].person_movement, found[walk.door.pk].worker_movement) == ("closer", "same")
    assert DomainRating.objects.unscoped().get().domain == "economy"
    held = fields_of(sofie, walk.url("review/"))
    assert held[f"j-{walk.door.pk}-person_words"] == "Closer. If they take the dog."
    assert (held["d-economy-person"], held["intensity"]) == ("better", "yes")
    assert Review.objects.unscoped().get().held_on is None


def test_saving_again_takes_a_tap_back(walk, sign_in):
    sofie = sign_in("sofie")
    save(sofie, walk)
    save(sofie, walk, **{"d-economy-person": "", f"j-{walk.door.pk}-person_movement": ""})
    assert DomainRating.objects.unscoped().get().person_change == ""
    assert GoalJudgement.objects.unscoped().get(goal=walk.door, sub_goal=None).person_movement == ""


def test_what_was_typed_and_not_saved_is_there_again(walk, sign_in, sofie):
    drafts.keep(
        user_id=sofie.user_id,
        form="review",
        subject_id=walk.review.pk,
        fields={f"j-{walk.door.pk}-person_words": ["Half a sent"], "version": ["1"]},
        key=drafts.new_key(),
        now=sofie.now,
    )
    said = words(sign_in("sofie").get(walk.url("review/")))
    assert "Half a sent" in said
    assert "This is what you were writing" in said


def test_an_old_draft_does_not_fill_the_next_review(walk, sign_in, amina, sofie):
    client = sign_in("sofie")
    fields = fields_of(client, walk.url("review/")) | {"summary": "What I typed about the first one"}
    client.post(reverse("draft", args=["review", walk.review.pk]), fields | {"key": str(drafts.new_key())})
    assert "What I typed about the first one" in words(client.get(walk.url("review/")))
    colleague = sign_in("amina")
    save(colleague, walk)
    url = walk.url("review/finish/")
    colleague.post(url, fields_of(colleague, url))
    following = Review.objects.unscoped().get(held_on=None)
    assert following.pk != walk.review.pk
    assert "What I typed about the first one" not in words(client.get(walk.url("review/")))
    assert drafts.kept(user_id=sofie.user_id, form="review", subject_id=walk.review.pk) is not None


def test_when_a_colleague_saved_first_nothing_is_lost(walk, sign_in, amina):
    sofie = sign_in("sofie")
    mine = fields_of(sofie, walk.url("review/")) | judged(walk, summary="My summary")
    write_review(
        by=amina,
        review=Review.objects.unscoped().get(),
        summary="Her summary",
        present="Karin too",
        judgements={walk.bella.pk: {"person_movement": "further"}},
        ratings={"economy": ("worse", "unchanged")},
    )
    answer = sofie.post(walk.url("review/"), mine)
    said = words(answer)
    assert "You and a colleague changed the same." in said
    together = answer.context["form"].together
    assert [(one.label, one.theirs) for one in together.clashes] == [
        ("The three months in short", "Her summary"),
        ("Jon: See Bella every week", "Further away"),
        ("Jon: Money", "Worse"),
    ]
    assert [one.label for one in together.taken] == ["Who was there"]
    assert "My summary" in said
    assert "Closer. If they take the dog." in said
    form = answer.context["form"]
    again = {name: form[name].value() or "" for name in form.fields}
    sofie.post(walk.url("review/"), again)
    assert Review.objects.unscoped().get().summary == "My summary"
    assert Review.objects.unscoped().get().present == "Karin too"
    assert GoalJudgement.objects.unscoped().get(goal=walk.bella).person_movement == "there"


def test_finishing_is_a_deliberate_second_step(walk, sign_in):
    sofie = sign_in("sofie")
    answer = save(sofie, walk, act="finish")
    assert answer["Location"] == walk.url("review/finish/")
    assert Review.objects.unscoped().get().held_on is None
    url = walk.url("review/finish/")
    page = sofie.get(url)
    said = words(page)
    assert "“See Bella every week” is reached." in said
    assert "Answer to the order: Continue." in said
    assert "How often: Yes, as now" in said
    typed = fields_of(sofie, url) | {"key": str(page.context["key"])}
    assert typed["next_due_on"] == date(2027, 2, 24)
    for _ in range(2):
        assert sofie.post(url, typed)["Location"] == walk.url("plan/")
    finished, following = Review.objects.unscoped().order_by("due_on")
    assert (finished.held_on, following.due_on) == (date(2026, 11, 24), date(2027, 2, 24))
    assert Goal.objects.unscoped().get(pk=walk.bella.pk).status == GoalStatus.REACHED


def test_another_day_for_the_next_one_within_bounds(walk, sign_in):
    sofie = sign_in("sofie")
    save(sofie, walk)
    url = walk.url("review/finish/")
    answer = sofie.post(url, fields_of(sofie, url) | {"next_due_on": "2027-12-24"})
    assert "The next review cannot be so late, or so soon." in words(answer)
    sofie.post(url, fields_of(sofie, url) | {"next_due_on": "2027-02-01"})
    assert Review.objects.unscoped().get(held_on=None).due_on == date(2027, 2, 1)


def test_the_answer_to_the_order_is_asked_for(walk, sign_in):
    sofie = sign_in("sofie")
    save(sofie, walk, follow_up_result="")
    url = walk.url("review/finish/")
    answer = sofie.post(url, fields_of(sofie, url))
    assert "The authority needs an answer to its order" in words(answer)
    assert Review.objects.unscoped().get().held_on is None


def test_what_is_to_be_changed_stands_at_the_goal(walk, sign_in):
    sofie = sign_in("sofie")
    save(sofie, walk, **{f"j-{walk.door.pk}-after": "change"})
    url = walk.url("review/finish/")
    said = words(sofie.post(url, fields_of(sofie, url), follow=True))
    assert "The review is finished, and the next one is made." in said
    assert "To be changed, you said at the review" in said


def test_a_finished_review_is_read_and_not_written(walk, sign_in):
    sofie = sign_in("sofie")
    save(sofie, walk, summary="A door is near.")
    url = walk.url("review/finish/")
    sofie.post(url, fields_of(sofie, url))
    listed = words(sofie.get(walk.url("reviews/")))
    assert "The next one: 24 Feb 2027" in listed
    assert "A door is near." in listed
    said = words(sofie.get(walk.url(f"reviews/{walk.review.pk}/")))
    assert "Finished; it stays as it is." in said
    assert "Jon: Closer" in said
    assert "Closer. If they take the dog." in said
    assert "Continue" in said
    assert "<textarea" not in said
    held = fields_of(sofie, walk.url("review/"))
    assert held[f"j-{walk.door.pk}-person_words"] == ""


def test_it_can_be_moved_with_a_reason(walk, sign_in):
    sofie = sign_in("sofie")
    url = walk.url("review/move/")
    assert "Write why it is moved" in words(sofie.post(url, {"due_on": "2026-12-09", "reason": ""}))
    said = words(sofie.post(url, {"due_on": "2026-12-09", "reason": "On the ward"}, follow=True))
    assert "The review is moved." in said
    assert "The next one: Wed 9 Dec" in said


def test_the_page_costs_the_same_however_many_goals(walk, sign_in, sofie):
    client = sign_in("sofie")

    def cost():
        with CaptureQueriesContext(connection) as seen:
            client.get(walk.url("review/"))
        return len(seen)

    few = cost()
    for number in range(4):
        goal = add_goal(by=sofie, enrolment=walk.enrolment, title=f"Goal {number}")
        add_sub_goal(by=sofie, goal=goal, title="Sub-goal")
    assert cost() == few
