"""What is measured: the pages of the main job, as the roles that use them ask for them."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urljoin
from uuid import UUID

from django.db.models import Count
from django.urls import resolve, reverse

from alongside.access.actor import Role
from alongside.accounts.models import User
from alongside.caseload.models import Assignment
from alongside.contacts.models import Contact
from alongside.organisation.models import Membership
from benchmarks.load import Act, Answer, Client, NotAnswered, hidden_fields

FAR_BACK = 50
"""The page of a timeline that is measured: keyset paging takes no longer there than at the beginning."""
EARLIER = re.compile(r'<a[^>]*href="([^"]*\bbefore=[^"]+)"')

A_CALL = {
    "how": "phone",
    "when": "now",
    "length": "15",
    "there": "person",
    "text": "Rang about Thursday. She will come along.",
}


@dataclass(frozen=True)
class Page:
    """One line of the table: who asks, and what each of their turns is about.

    `turns` gives, for a user, the words their requests go round in: paths to open, or courses to write about.
    """

    name: str
    role: Role
    turns: Callable[[User], list[str]]
    act: Act
    without_looks: bool = False
    """Asked of a server that does not write looks to the trail: what the one above it costs because of them."""
    first: Callable[[Client, str], str] | None = None
    """Finds, for each of the words and before anything is timed, what is really asked for."""


def opening(client: Client, turns: Iterator[str]) -> Answer:
    """Open the next path."""
    return client.get(next(turns))


def searching(client: Client, turns: Iterator[str]) -> Answer:
    """Search for the next part of a name, as the box does while one types.

    Raises:
        NotAnswered: the search was refused.
    """
    if not client.token:
        client.token = hidden_fields(client.get(reverse("search")).text)["csrfmiddlewaretoken"]
    words = {"q": next(turns), "csrfmiddlewaretoken": client.token}
    answer = client.post(reverse("search"), words, headers={"HX-Request": "true"})
    if answer.status != 200:
        raise NotAnswered(f"a search answered {answer.status}")
    return answer


def saving_a_contact(client: Client, turns: Iterator[str]) -> Answer:
    """Open a new note and sign it; only the signing is timed.

    Raises:
        NotAnswered: the note was refused.
    """
    path = next(turns)
    form = client.get(path)
    answer = client.post(path, {**hidden_fields(form.text), **A_CALL})
    if answer.status != 302:
        raise NotAnswered("a signed note was not taken")
    return answer


def at(route: str) -> Callable[[User], list[str]]:
    """The same page every time."""
    return lambda user: [reverse(route)]


def own_people(user: User) -> list[str]:
    """The pages of the people this user walks with."""
    return [reverse("person", args=[assignment.enrolment.person_id]) for assignment in walks_with(user)]


def own_courses(user: User) -> list[str]:
    """A new note about each of them."""
    return [reverse("contact_new", args=[assignment.enrolment_id]) for assignment in walks_with(user)]


def parts_of_names(user: User) -> list[str]:
    """Searches as they are typed: the beginnings of the names of one's people."""
    names = [assignment.enrolment.person.family_name for assignment in walks_with(user)]
    return [name[:length] for name in names for length in (3, 5)]


def walks_with(user: User) -> Sequence[Assignment]:
    """The open assignments of a user."""
    return list(
        Assignment.objects.unscoped()
        .filter(worker__user_id=user.pk, ends_on__isnull=True)
        .select_related("enrolment__person")
        .order_by("pk")
    )


def long_story(user: User) -> list[str]:
    """The timeline of the one of their people of whom most is written; the measuring made it long."""
    most = (
        Contact.objects.unscoped()
        .filter(enrolment__in=[assignment.enrolment_id for assignment in walks_with(user)])
        .filter(status__in=("held", "tried"))
        .values_list("enrolment")
        .annotate(written=Count("pk"))
        .order_by("-written", "enrolment")
    )
    return [reverse("story", args=[enrolment]) for enrolment, _ in most[:1]]


def going_back(client: Client, path: str) -> str:
    """The path of page 50 of a timeline, found as a reader finds it.

    Raises:
        NotAnswered: the timeline is shorter.
    """
    for _ in range(1, FAR_BACK):
        earlier = EARLIER.search(client.get(path).text)
        if earlier is None:
            raise NotAnswered(f"a timeline has fewer than {FAR_BACK} pages")
        path = urljoin(path, html.unescape(earlier[1]))
    return path


PAGES = (
    # The first is what the others are compared with: the frame, the session, the viewer, and nothing else.
    Page("an empty page", Role.CASE_MANAGER, at("more"), opening),
    Page("Today", Role.CASE_MANAGER, at("today"), opening),
    Page("a person", Role.CASE_MANAGER, own_people, opening),
    Page("a person, without the trail's write", Role.CASE_MANAGER, own_people, opening, without_looks=True),
    Page("timeline, page 50", Role.CASE_MANAGER, long_story, opening, first=going_back),
    Page("list of people", Role.CASE_MANAGER, at("people"), opening),
    Page("search", Role.CASE_MANAGER, parts_of_names, searching),
    Page("intake board", Role.INTAKE, at("intake"), opening),
    Page("team", Role.TEAM_LEAD, at("team"), opening),
    Page("sign a contact", Role.CASE_MANAGER, own_courses, saving_a_contact),
)


def those_with_a_long_story(clients: int) -> list[UUID]:
    """The courses whose timelines are read far back."""
    page = next(page for page in PAGES if page.turns is long_story)
    return [
        resolve(path).kwargs["enrolment_id"]
        for user in users_with(page, clients)
        for path in page.turns(user)
    ]


def users_with(page: Page, count: int) -> list[User]:
    """`count` users who use the page; the same again when there are fewer.

    Raises:
        NotAnswered: nobody in this database does.
    """
    workers = Membership.objects.filter(role=page.role, ends_on__isnull=True, worker__user_id__isnull=False)
    known = User.objects.filter(pk__in=workers.values("worker__user_id"), is_active=True).order_by("username")
    users = [user for user in known if page.turns(user)]
    if not users:
        raise NotAnswered(f"nobody here uses {page.name}")
    return list(islice((user for _ in range(count) for user in users), count))
